"""Make records of one table from the rows of a file, as one rule of a mapping says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from playbook.imports.account import Place, Remark
from playbook.imports.columns import Columns, identifying
from playbook.imports.headings import LABEL
from playbook.imports.known import Known
from playbook.imports.layouts import Cells
from playbook.imports.mapping import Cell
from playbook.imports.people import Register
from playbook.imports.words import is_one_of, made_identifier, parts_left, words_of
from playbook.language import _, listed
from playbook.tables import TABLES, Kind
from playbook.tables.cells import CellError


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
    """

    records: list[Record] = field(default_factory=list)
    refused: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)


@dataclass(frozen=True)
class _Answer:
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
    spots : dict of str to list of int
        Where each column of the contract is read.
    said : dict of str to str
        What stands there.
    """

    place: Place
    cells: Cells
    label: str
    person: str | None
    spots: dict[str, list[int]]
    said: dict[str, str]


class RuleReader:
    """Reads the rows of one part of a file by one rule.

    Parameters
    ----------
    columns : Columns
        The columns of the part, as the rule looks at them.
    known : Known
        The identifiers and names that can be found.
    register : Register
        The people.
    """

    def __init__(self, columns: Columns, known: Known, register: Register) -> None:
        self.columns = columns
        self.rule = columns.rule
        self.known = known
        self.register = register
        self.reading = Reading()

    def read(self) -> Reading:
        """Read every row."""
        for number, cells in self.columns.part.rows:
            place = Place(self.columns.part.file, number)
            why = next((s for s in self.rule.skip if self.columns.skips(s, cells)), None)
            try:
                if why is not None:
                    raise CellError(str(why.why))
                for answer in self._answers(place, cells):
                    self._take(answer)
            except CellError as error:
                self.reading.refused.append(Remark(place, str(error)))
        return self.reading

    def _answers(self, place: Place, cells: Cells) -> Iterator[_Answer]:
        """A row under each label that it says something for."""
        rule = self.rule.columns
        asks = any(cell.person for cell in rule.values())
        several = any(cell.columns for cell in rule.values())
        single = self.columns.single
        labels = self.columns.labels.items() if several else [("", dict[str, int]())]
        answers = []
        for label, labelled in labels:
            spots = {name: [labelled[name]] if name in labelled else single[name] for name in rule}
            said = {name: self._said(cells, spots[name], cell) for name, cell in rule.items()}
            if any(said[name] for name in labelled) or not several:
                answers.append((label, spots, said))
        person = self.register.find(self.columns.people(cells)) if asks and answers else None
        for label, spots, said in answers:
            yield _Answer(place, cells, label, person, spots, said)

    def _said(self, cells: Cells, spots: list[int], cell: Cell) -> str:
        """What a row says for one column; a word that means nothing is not said."""
        word = self.columns.said(cells, spots)
        return "" if is_one_of(word, cell.nothing) else word

    def _take(self, answer: _Answer) -> None:
        """Make the records of one row under one label."""
        try:
            self.reading.records += list(self._records(answer))
        except CellError as error:
            heading = answer.label or None
            self.reading.refused.append(Remark(answer.place, str(error), heading))

    def _records(self, answer: _Answer) -> Iterator[Record]:
        """The records of one row under one label: one for each part of a cell."""
        columns = self.rule.columns
        reads = any(cell.column or cell.columns for cell in columns.values())
        if reads and not any(answer.said.values()):
            return
        fixed = frozenset(name for name, cell in columns.items() if cell.value is not None)
        headings = {
            name: self.columns.part.headings[spots[0]]
            for name, spots in answer.spots.items()
            if spots
        }
        for parts in self._turns(answer):
            words = {
                name: self._word(name, parts.get(name, answer.said[name]), answer, headings)
                for name in columns
            }
            yield Record(self.rule.table, words, answer.place, headings, fixed)

    def _turns(self, answer: _Answer) -> Iterator[dict[str, str]]:
        """The parts of cells that go together, when cells have parts that make rows."""
        parts = {
            name: [part.strip() for part in answer.said[name].split(cell.each) if part.strip()]
            for name, cell in self.rule.columns.items()
            if cell.each is not None
        }
        lengths = {len(found) for found in parts.values() if found}
        if len(lengths) > 1:
            headings = self.columns.part.headings
            uneven = [headings[answer.spots[name][0]] for name in parts if parts[name]]
            reason = _("the parts of {columns} do not go together: there are not as many of each.")
            raise CellError(reason.format(columns=listed(uneven)))
        for turn in range(max(lengths, default=0 if parts else 1)):
            yield {name: found[turn] if found else "" for name, found in parts.items()}

    def _word(self, name: str, word: str, answer: _Answer, headings: dict[str, str]) -> str:
        """The word of one column of one record; CellError names the heading."""
        cell = self.rule.columns[name]
        if cell.value is not None:
            return cell.value
        if cell.person:
            return answer.person or ""
        if cell.made_from:
            return self._made(cell, answer)
        try:
            left = parts_left(word, cell)
            became = words_of(answer.label if cell.label else word, cell)
            if cell.find is not None and became:
                became = self.known.find(cell.find, became, cell.if_unknown == "empty")
        except CellError as error:
            heading = headings.get(name)
            raise CellError(f"{heading}: {error}" if heading else str(error)) from None
        if left and became:
            note = _("only the first of several words was taken for {column}.")
            remark = Remark(answer.place, note.format(column=name), headings.get(name), word)
            self.reading.notes.append(remark)
        if cell.dates and TABLES[self.rule.table].column(name).kind is Kind.DATE:
            return became[:10]
        return became

    def _made(self, cell: Cell, answer: _Answer) -> str:
        """An identifier made from cells of a row."""
        columns = self.columns
        headings = identifying(cell)
        words = [columns.said(answer.cells, columns.positions([h])) for h in headings]
        if not any(words):
            return ""
        label = [answer.label] if LABEL in cell.made_from else []
        return made_identifier([*words, *label], cell.prefix)
