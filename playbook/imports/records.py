"""Make records of one table from the rows of a file, as one rule of a mapping says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from playbook.imports.account import Place, Remark
from playbook.imports.export import Part
from playbook.imports.headings import LABEL, is_pattern, label_of, position, same
from playbook.imports.known import Known
from playbook.imports.mapping import Cell, Mapping, Rule, Skip
from playbook.imports.people import Register
from playbook.imports.words import clean, is_one_of, made_identifier, parts_left, words_of
from playbook.language import _, listed
from playbook.tables import TABLES, Kind
from playbook.tables.cells import CellError

PEOPLE = ("participant", "email", "identifier", "name", "response", "department")


@dataclass(frozen=True)
class Record:
    """A row for a table of the contract, in words.

    Attributes
    ----------
    table : str
        The table.
    words : dict of str to str
        By column of the contract; an empty word is an empty cell.
    place : Place
        The row of the file that it comes from.
    headings : dict of str to str
        The heading that each column was read from, where there is one.
    fixed : frozenset of str
        The columns that the mapping fills with one word for all: only new rows take them.
    """

    table: str
    words: dict[str, str]
    place: Place
    headings: dict[str, str] = field(default_factory=dict)
    fixed: frozenset[str] = frozenset()


@dataclass
class Reading:
    """What one rule made of one part of a file.

    Attributes
    ----------
    records : list of Record
        What was made.
    refused : list of Remark
        Rows, or parts of them, that made nothing, and why.
    notes : list of Remark
        What was left of a cell that was taken.
    used : set of int
        The positions of the columns that the rule looked at.
    """

    records: list[Record] = field(default_factory=list)
    refused: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


class RuleReader:
    """Reads the rows of one part of a file by one rule.

    Parameters
    ----------
    mapping : Mapping
        The mapping.
    rule : Rule
        One of its rules.
    part : Part
        The part of the file.
    known : Known
        The identifiers and names that can be found.
    register : Register
        The people.
    """

    def __init__(
        self, mapping: Mapping, rule: Rule, part: Part, known: Known, register: Register
    ) -> None:
        self.mapping = mapping
        self.rule = rule
        self.part = part
        self.known = known
        self.register = register
        self.reading = Reading()
        self.spots: dict[str, int | None] = {}
        self.own = {position(heading, part.headings) for heading in mapping.own}
        self.single = {name: self._positions(cell.column) for name, cell in rule.columns.items()}
        taken = self.own | {spot for spots in self.single.values() for spot in spots}
        taken |= {spot for key in PEOPLE for spot in self._positions(getattr(mapping.people, key))}
        self.labels = self._labels(taken)
        self.reading.used |= {spot for spots in self.labels.values() for spot in spots.values()}

    def missing(self) -> list[str]:
        """The headings that the file lacks and the rule cannot do without."""
        table = TABLES[self.rule.table]
        lacking = []
        for name, cell in self.rule.columns.items():
            wanted = table.column(name).required and cell.otherwise is None
            if cell.column and wanted and not self.single[name]:
                lacking.append(cell.column)
            if cell.made_from and not self._positions(_headings(cell)):
                lacking.append(cell.made_from)
            if cell.columns and not self.labels:
                lacking.append(cell.columns)
        return list(dict.fromkeys(_(" or ").join(headings) for headings in lacking))

    def _positions(self, headings: Sequence[str]) -> list[int]:
        """Where headings stand, in the mapping's order."""
        for heading in headings:
            if heading not in self.spots:
                self.spots[heading] = self._position(heading)
        found = dict.fromkeys(self.spots[heading] for heading in headings)
        spots = [spot for spot in found if spot is not None]
        self.reading.used |= set(spots)
        return spots

    def _position(self, heading: str) -> int | None:
        """Where a heading stands; a pattern never means one of the tool's own columns."""
        found = self.part.headings
        if is_pattern(heading):
            found = ["" if spot in self.own else found[spot] for spot in range(len(found))]
        return position(heading, found)

    def _labels(self, taken: set[int | None]) -> dict[str, dict[str, int]]:
        """The columns of each label, in the order of the file."""
        labels: dict[str, dict[str, int]] = {}
        for spot, heading in enumerate(self.part.headings):
            if spot in taken or not heading.strip():
                continue
            for name, cell in self.rule.columns.items():
                found = (_label(h, heading) for h in cell.columns)
                label = next((label for label in found if label is not None), None)
                if label is not None:
                    labels.setdefault(label, {}).setdefault(name, spot)
        return labels

    def read(self) -> Reading:
        """Read every row."""
        for number, cells in self.part.rows:
            place = Place(self.part.file, number)
            why = next((skip for skip in self.rule.skip if self._skips(skip, cells)), None)
            if why is not None:
                self.reading.refused.append(Remark(place, str(why.why)))
                continue
            try:
                made = list(self._records(place, cells))
            except CellError as error:
                self.reading.refused.append(Remark(place, str(error)))
                continue
            self.reading.records += made
        return self.reading

    def _skips(self, skip: Skip, cells: Sequence[str]) -> bool:
        """Whether a row is passed over for this reason."""
        spots = self._positions(skip.column)
        if not spots:
            return False
        word = self._clean(cells, spots[0])
        if skip.is_ is not None:
            return is_one_of(word, skip.is_)
        return not is_one_of(word, skip.is_not or [])

    def _clean(self, cells: Sequence[str], spot: int) -> str:
        """One cell of a row, cleaned."""
        return clean(cells[spot] if spot < len(cells) else "", self.mapping.file.text)

    def _said(self, cells: Sequence[str], spots: Sequence[int]) -> str:
        """The first of some cells that is filled."""
        return next(filter(None, (self._clean(cells, spot) for spot in spots)), "")

    def _told(self, cells: Sequence[str], spots: Sequence[int], cell: Cell) -> str:
        """What a row says for one column; a word that means nothing is not said."""
        word = self._said(cells, spots)
        return "" if is_one_of(word, cell.nothing) else word

    def _records(self, place: Place, cells: Sequence[str]) -> Iterator[Record]:
        """The records of one row: one for each label and each part of a cell."""
        person = self._person(cells) if self._asks_for_a_person() else None
        columns = self.rule.columns.items()
        several = any(cell.columns for cell in self.rule.columns.values())
        for label, labelled in self.labels.items() if several else [("", {})]:
            spots = {
                name: [labelled[name]] if name in labelled else self.single[name]
                for name in self.rule.columns
            }
            said = {name: self._told(cells, spots[name], cell) for name, cell in columns}
            if several and not any(said[name] for name in labelled):
                continue
            try:
                yield from self._parts(place, cells, spots, said, label, person)
            except CellError as error:
                heading = label if labelled else None
                self.reading.refused.append(Remark(place, str(error), heading))

    def _parts(
        self,
        place: Place,
        cells: Sequence[str],
        spots: dict[str, list[int]],
        said: dict[str, str],
        label: str,
        person: str | None,
    ) -> Iterator[Record]:
        """The records of one label of one row."""
        columns = self.rule.columns
        parts = {
            name: [part.strip() for part in said[name].split(cell.each) if part.strip()]
            for name, cell in columns.items()
            if cell.each is not None
        }
        lengths = {len(found) for found in parts.values() if found}
        if len(lengths) > 1:
            uneven = [self.part.headings[spots[name][0]] for name in parts if spots[name]]
            reason = _("the parts of {columns} do not go together: there are not as many of each.")
            raise CellError(reason.format(columns=listed(uneven)))
        if not parts and not any(said.values()) and not self._fills_itself():
            return
        count = max(lengths, default=0 if parts else 1)
        for turn in range(count):
            words: dict[str, str] = {}
            headings: dict[str, str] = {}
            for name, cell in columns.items():
                word = said[name]
                if cell.each is not None:
                    word = parts[name][turn] if parts[name] else ""
                heading = self.part.headings[spots[name][0]] if spots[name] else None
                if heading is not None:
                    headings[name] = heading
                words[name] = self._word(name, cell, word, label, person, cells, place, heading)
            fixed = frozenset(name for name, cell in columns.items() if cell.value is not None)
            yield Record(self.rule.table, words, place, headings, fixed)

    def _fills_itself(self) -> bool:
        """Whether a rule makes a record of a row although it reads no column of it."""
        return not any(cell.column or cell.columns for cell in self.rule.columns.values())

    def _word(
        self,
        name: str,
        cell: Cell,
        word: str,
        label: str,
        person: str | None,
        cells: Sequence[str],
        place: Place,
        heading: str | None,
    ) -> str:
        """The word of one column of one record; CellError names the heading."""
        if cell.value is not None:
            return cell.value
        if cell.person:
            return person or ""
        if cell.made_from:
            made = [self._said(cells, self._positions([h])) for h in _headings(cell)]
            named = [label] if LABEL in cell.made_from else []
            return made_identifier([*made, *named], cell.prefix) if any(made) else ""
        try:
            left = parts_left(word, cell)
            became = words_of(label if cell.label else word, cell)
            if cell.find is not None and became:
                became = self.known.find(cell.find, became, cell.if_unknown == "empty")
        except CellError as error:
            expected = "" if heading is None else f"{heading}: "
            raise CellError(f"{expected}{error}") from None
        if cell.dates and TABLES[self.rule.table].column(name).kind is Kind.DATE:
            became = became[:10]
        if left and became:
            note = _("only the first of several words was taken for {column}.")
            said = Remark(place, note.format(column=name), heading, word)
            self.reading.notes.append(said)
        return became

    def _asks_for_a_person(self) -> bool:
        """Whether the rule says whose rows these are."""
        return any(cell.person for cell in self.rule.columns.values())

    def _person(self, cells: Sequence[str]) -> str | None:
        """The person behind a row."""
        people = self.mapping.people
        said = {key: self._said(cells, self._positions(getattr(people, key))) for key in PEOPLE}
        answer = [self._said(cells, [spot]) for spot in self._positions(people.response)]
        said["response"] = "\x1f".join(answer) if any(answer) else ""
        return self.register.find(said)


def _headings(cell: Cell) -> list[str]:
    """The headings of which an identifier is made."""
    return [heading for heading in cell.made_from if heading != LABEL]


def _label(heading: str, found: str) -> str | None:
    """The label that a heading of the file has by one of the mapping, or None."""
    if is_pattern(heading):
        return label_of(heading, found)
    return found if same(heading, found) else None
