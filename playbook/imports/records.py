"""Make records of one table from the rows of a file, as one rule of a mapping says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from playbook.imports.account import Place, Remark
from playbook.imports.export import Part
from playbook.imports.headings import is_pattern, label_of, position
from playbook.imports.known import Known
from playbook.imports.mapping import Cell, Mapping, Rule, Skip
from playbook.imports.people import Register
from playbook.imports.words import clean, is_one_of, made_identifier, parts_left, words_of
from playbook.language import _, listed
from playbook.tables import TABLES
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
        own = {position(heading, part.headings) for heading in mapping.own}
        self.single = {
            name: self._positions([h for h in cell.column if not is_pattern(h)])
            for name, cell in rule.columns.items()
        }
        taken = own | {p for positions in self.single.values() for p in positions}
        taken |= {p for key in PEOPLE for p in self._positions(getattr(mapping.people, key))}
        self.labels = self._labels(taken)
        self.reading.used |= {p for spots in self.labels.values() for p in spots.values()}

    def missing(self) -> list[str]:
        """The headings that the file lacks and the rule cannot do without, as the mapping has them."""
        table = TABLES[self.rule.table]
        lacking = []
        for name, cell in self.rule.columns.items():
            found = self.single[name] or any(name in spots for spots in self.labels.values())
            wanted = table.column(name).required and cell.otherwise is None
            if cell.column and wanted and not found:
                lacking.append(_(" or ").join(cell.column))
            if cell.made_from and not self._positions(cell.made_from):
                lacking.append(_(" or ").join(cell.made_from))
        if not self.labels and not any(self.single[name] for name in self._patterned()):
            lacking += [
                _(" or ").join(self.rule.columns[name].column) for name in self._patterned()
            ]
        return list(dict.fromkeys(lacking))

    def _patterned(self) -> list[str]:
        """The columns whose headings can be several."""
        columns = self.rule.columns.items()
        return [name for name, cell in columns if any(map(is_pattern, cell.column))]

    def _positions(self, headings: Sequence[str]) -> list[int]:
        """Where headings stand, in the mapping's order."""
        for heading in headings:
            if heading not in self.spots:
                self.spots[heading] = position(heading, self.part.headings)
        found = dict.fromkeys(self.spots[heading] for heading in headings)
        spots = [spot for spot in found if spot is not None]
        self.reading.used |= set(spots)
        return spots

    def _labels(self, taken: set[int | None]) -> dict[str, dict[str, int]]:
        """The columns of each label, in the order of the file."""
        labels: dict[str, dict[str, int]] = {}
        for spot, heading in enumerate(self.part.headings):
            if spot in taken or not heading.strip():
                continue
            for name, cell in self.rule.columns.items():
                found = (label_of(h, heading) for h in cell.column if is_pattern(h))
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

    def _records(self, place: Place, cells: Sequence[str]) -> Iterator[Record]:
        """The records of one row: one for each label and each part of a cell."""
        person = self._person(cells) if self._asks_for_a_person() else None
        patterned = {name for spots in self.labels.values() for name in spots}
        for label, labelled in self.labels.items() if patterned else [("", {})]:
            spots = {
                name: [labelled[name]] if name in labelled else self.single[name]
                for name in self.rule.columns
            }
            if labelled and not any(self._clean(cells, spot) for spot in labelled.values()):
                continue
            try:
                yield from self._parts(place, cells, spots, label, person)
            except CellError as error:
                heading = label if labelled else None
                self.reading.refused.append(Remark(place, str(error), heading))

    def _parts(
        self,
        place: Place,
        cells: Sequence[str],
        spots: dict[str, list[int]],
        label: str,
        person: str | None,
    ) -> Iterator[Record]:
        """The records of one label of one row."""
        columns = self.rule.columns
        said = {name: self._said(cells, spots[name]) for name in columns}
        parts = {
            name: [part.strip() for part in said[name].split(cell.each) if part.strip()]
            for name, cell in columns.items()
            if cell.each is not None
        }
        lengths = {len(found) for found in parts.values() if found}
        if len(lengths) > 1:
            headings = [self.part.headings[spots[name][0]] for name in parts if spots[name]]
            reason = _("the parts of {columns} do not go together: there are not as many of each.")
            raise CellError(reason.format(columns=listed(headings)))
        if not parts and not any(said.values()) and not self._fills_itself():
            return
        count = max(lengths, default=0 if parts else 1)
        for turn in range(count):
            words, headings = {}, {}
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
        return not any(cell.column for cell in self.rule.columns.values())

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
            made = [self._said(cells, self._positions([h])) for h in cell.made_from]
            return made_identifier(made, cell.prefix) if any(made) else ""
        try:
            left = parts_left(word, cell)
            became = words_of(label if cell.label else word, cell)
            if cell.find is not None and became:
                became = self.known.find(cell.find, became, cell.if_unknown == "empty")
        except CellError as error:
            expected = "" if heading is None else f"{heading}: "
            raise CellError(f"{expected}{error}") from None
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
