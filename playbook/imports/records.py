"""Make records of one table from the rows of a file, as one rule of a mapping says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from playbook.imports.columns import LABEL, Columns, identifying_headings
from playbook.imports.file_rows import Cells, Place, Remark
from playbook.imports.lookup import KnownPeople, KnownRows
from playbook.imports.mapping import CellRule
from playbook.imports.words import (
    ZONE,
    amount,
    converted,
    date_notation,
    is_one_of,
    made_identifier,
    parts_left,
)
from playbook.language import _, listed
from playbook.tables import TABLES, Kind
from playbook.tables.cells import CellError
from playbook.tables.notation import DAY, Notation, dates_of, decide_dates


@dataclass(frozen=True)
class Answer:
    """What one person answered at once.

    Attributes
    ----------
    name : tuple of str
        What tells it from other answers.
    place : Place
        Where it begins.
    moment : datetime or None
        When it was given, where the file says so.
    is_whole : bool
        Whether a row is a whole answer, and not one of several votes in rows of their own.
    asked : frozenset of str
        What was asked for, by the identifiers; empty when anything could be answered.
    """

    name: tuple[str, ...]
    place: Place
    moment: datetime | None
    is_whole: bool
    asked: frozenset[str]


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
    exact : frozenset of str
        The columns whose word a spreadsheet holds as a number.
    answer : Answer, optional
        The answer of a person that it is part of.
    """

    table: str
    words: dict[str, str]
    place: Place
    headings: dict[str, str] = field(default_factory=dict)
    fixed: frozenset[str] = frozenset()
    exact: frozenset[str] = frozenset()
    answer: Answer | None = None


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
    """

    records: list[Record] = field(default_factory=list)
    refused: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)


@dataclass(frozen=True)
class _LabelledRow:
    """One row under one label.

    Attributes
    ----------
    place : Place
        The row.
    cells : sequence of str
        Its cells.
    label : str
        The label, or nothing.
    person : str or None
        Who is behind the row.
    headings : dict of str to str
        The heading that each column of the contract is read from.
    said : dict of str to str
        What stands there.
    exact : frozenset of str
        The columns whose cell a spreadsheet holds as a number.
    answer : Answer or None
        The answer that the row is of.
    """

    place: Place
    cells: Cells
    label: str
    person: str | None
    headings: dict[str, str]
    said: dict[str, str]
    exact: frozenset[str]
    answer: Answer | None


class RuleReader:
    """Reads the rows of one part of a file by one rule.

    Parameters
    ----------
    columns : Columns
        The columns of the part, as the rule looks at them.
    rows : KnownRows
        The identifiers and names that can be found.
    people : KnownPeople
        The people.
    """

    def __init__(self, columns: Columns, rows: KnownRows, people: KnownPeople) -> None:
        self.columns = columns
        self.rule = columns.rule
        self.rows = rows
        self.people = people
        self.reading = Reading()
        self.dates: dict[str, Notation] = {}
        self.moments = self._moments()
        self.asked = self._asked()

    def read(self) -> Reading:
        """Read every row; how a column writes dates is decided before any of them is read."""
        part = self.columns.part
        rows = []
        for number, cells in part.rows:
            place = part.place(number)
            try:
                for skip in self.rule.skip:
                    if self.columns.is_skipped(skip, cells):
                        raise CellError(_(skip.why))
                for position, reason in part.faults.get(number, {}).items():
                    if position in self.columns.used:
                        raise CellError(f"{part.headings[position]}: {reason}")
                rows += self._labelled_rows(place, cells)
            except CellError as error:
                self.reading.refused.append(Remark(place, str(error)))
        self._decide_dates(rows)
        for row in rows:
            self._take(row)
        return self.reading

    def _decide_dates(self, rows: Sequence[_LabelledRow]) -> None:
        """Decide how each column of dates that the mapping describes is written."""
        for name, cell in self.rule.columns.items():
            if not cell.dates:
                continue
            words = [row.said[name] for row in rows if row.said[name]]
            self.dates[name] = date_notation(words, cell.dates)
            said = self.dates[name].said
            if said is not None:
                first = next(row for row in rows if row.said[name] == said[0])
                remark = Remark(first.place, said[1], first.headings.get(name), said[0])
                self.reading.notes.append(remark)

    def _moments(self) -> dict[int, datetime]:
        """When each row was answered, where the mapping names a column of it."""
        positions = self.columns.positions(self.columns.mapping.people.answered)
        words = {
            number: word
            for number, cells in self.columns.part.rows
            if (word := ZONE.sub("", self.columns.first_filled(cells, positions)))
        }
        notation = decide_dates(words.values())
        found = {n: dates_of(word).get(notation.way or DAY) for n, word in words.items()}
        return {number: moment for number, moment in found.items() if moment is not None}

    def _labelled_rows(self, place: Place, cells: Cells) -> list[_LabelledRow]:
        """A row under each label that it says something for."""
        rule = self.rule.columns
        several = any(cell.columns for cell in rule.values())
        labels = self.columns.labels if several else {"": dict[str, list[int]]()}
        person: str | None = None
        answer: Answer | None = None
        rows: list[_LabelledRow] = []
        for label, labelled in labels.items():
            positions = self.columns.single | labelled
            said, exact = self._said(place, cells, positions)
            if several and not any(said[name] for name in labelled):
                continue
            if not rows and any(cell.person for cell in rule.values()):
                person_cells = self.columns.person_cells(cells)
                person = self.people.find(person_cells)
                answer = self._answer(place, person_cells["response"])
            headings = {n: self.columns.part.headings[at[0]] for n, at in positions.items() if at}
            rows.append(_LabelledRow(place, cells, label, person, headings, said, exact, answer))
        self._put_in_order(rows)
        return rows

    def _put_in_order(self, rows: Sequence[_LabelledRow]) -> None:
        """Put the place of a number among those of its row where the mapping asks for it."""
        for name, cell in self.rule.columns.items():
            filled = [row for row in rows if cell.order is not None and row.said[name]]
            sign = -1 if cell.order == "highest" else 1
            numbers = [sign * amount(row.said[name]) for row in filled]
            for row, number in zip(filled, numbers, strict=True):
                row.said[name] = str(1 + sum(other < number for other in numbers))

    def _answer(self, place: Place, response: str) -> Answer:
        """The answer that a row is, or is part of."""
        rule = self.rule.columns.values()
        is_whole = any(cell.columns or cell.each for cell in rule)
        name = (place.file, str(place.row)) if is_whole else (place.file, response)
        return Answer(name, place, self.moments.get(place.row), is_whole, self.asked)

    def _asked(self) -> frozenset[str]:
        """What the labels of the file mean, where they are what was asked for."""
        if not any(cell.columns for cell in self.rule.columns.values()):
            return frozenset()
        return frozenset(
            found
            for label in self.columns.labels
            for cell in self.rule.columns.values()
            if cell.label and (found := self._meant(label, cell))
        )

    def _meant(self, label: str, cell: CellRule) -> str:
        """What a label becomes; nothing when it becomes nothing."""
        try:
            became = converted(label, cell)
            return self.rows.find(cell.find, became, True) if cell.find and became else became
        except CellError:
            return ""

    def _said(
        self, place: Place, cells: Cells, positions: Mapping[str, Sequence[int]]
    ) -> tuple[dict[str, str], frozenset[str]]:
        """What stands in the columns of a row, and which of it a spreadsheet holds as numbers."""
        said: dict[str, str] = {}
        exact = set()
        for name, cell in self.rule.columns.items():
            filled = self.columns.filled_alike(cells, positions[name])
            separator = cell.each or cell.split
            word = filled[0][1] if filled else ""
            if separator is not None and len(filled) > 1:
                word = separator.join(word for _at, word in filled)
            said[name] = "" if is_one_of(word, cell.nothing) else word
            if filled and (place.row, filled[0][0]) in self.columns.part.exact:
                exact.add(name)
            if separator is None:
                self._note_repeated(place, filled)
        return said, frozenset(exact)

    def _note_repeated(self, place: Place, filled: Sequence[tuple[int, str]]) -> None:
        """Say when several columns of one heading are filled, of which one can be taken."""
        if len({word for _at, word in filled}) > 1:
            note = _("several columns have this heading; the first that is filled was taken.")
            heading = self.columns.part.headings[filled[0][0]]
            remark = Remark(place, note, heading, listed([word for _at, word in filled]))
            if remark not in self.reading.notes:
                self.reading.notes.append(remark)

    def _take(self, row: _LabelledRow) -> None:
        """Make the records of one row under one label."""
        try:
            self.reading.records += list(self._records(row))
        except CellError as error:
            self.reading.refused.append(Remark(row.place, str(error), row.label or None))

    def _records(self, row: _LabelledRow) -> Iterator[Record]:
        """The records of one row under one label: one for each part of a cell."""
        columns = self.rule.columns
        reads = any(cell.column or cell.columns for cell in columns.values())
        if reads and not any(row.said.values()):
            return
        fixed = frozenset(name for name, cell in columns.items() if cell.value is not None)
        for parts in self._parts_in_step(row):
            words = {name: self._word(name, parts.get(name), row) for name in columns}
            yield Record(
                self.rule.table, words, row.place, row.headings, fixed, row.exact, row.answer
            )

    def _parts_in_step(self, row: _LabelledRow) -> Iterator[dict[str, str]]:
        """The parts of cells that go together, when cells have parts that make rows."""
        parts = {
            name: [part.strip() for part in row.said[name].split(cell.each) if part.strip()]
            for name, cell in self.rule.columns.items()
            if cell.each is not None
        }
        lengths = {len(found) for found in parts.values() if found}
        if len(lengths) > 1:
            uneven = [row.headings[name] for name in parts if parts[name]]
            reason = _("the parts of {columns} do not go together: there are not as many of each.")
            raise CellError(reason.format(columns=listed(uneven)))
        places = [name for name, cell in self.rule.columns.items() if cell.place]
        for number in range(max(lengths, default=0 if parts else 1)):
            said = {name: found[number] if found else "" for name, found in parts.items()}
            yield said | dict.fromkeys(places, str(number + 1))

    def _word(self, name: str, part: str | None, row: _LabelledRow) -> str:
        """The word of one column of one record; CellError names the heading."""
        cell = self.rule.columns[name]
        if cell.value is not None:
            return cell.value
        if cell.person:
            return row.person or ""
        if cell.made_from:
            columns = [self.columns.positions([h]) for h in identifying_headings(cell)]
            words = [self.columns.first_filled(row.cells, positions) for positions in columns]
            label = [row.label] if LABEL in cell.made_from else []
            return made_identifier([*words, *label], cell.prefix) if any(words) else ""
        word = row.said[name] if part is None else part
        heading = row.headings.get(name)
        try:
            became = converted(row.label if cell.label else word, cell, self.dates.get(name))
            if cell.find is not None and became:
                became = self.rows.find(cell.find, became, cell.if_unknown == "empty")
        except CellError as error:
            raise CellError(f"{heading}: {error}" if heading else str(error)) from None
        if became and parts_left(word, cell):
            note = _("only the first of several words was taken for {column}.")
            remark = Remark(row.place, note.format(column=name), heading, word)
            self.reading.notes.append(remark)
        if cell.dates and TABLES[self.rule.table].column(name).kind is Kind.DATE:
            return became[:10]
        return became
