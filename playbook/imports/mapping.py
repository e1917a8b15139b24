"""The mapping language: what in a file exported by a tool becomes which rows of which tables."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from playbook.language import _
from playbook.parameters.strict import Strict


def _word(value: Any) -> Any:
    """Let numbers be written where words are meant: ``5`` for ``"5"``."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _words(value: Any) -> Any:
    """Let one word stand for a list of one."""
    return [_word(item) for item in value] if isinstance(value, list) else [_word(value)]


def _cell(value: Any) -> Any:
    """Let a heading, or a list of headings, stand for a cell that is read from them."""
    return {"column": value} if isinstance(value, str | list | int) else value


def _codes(value: Any) -> Any:
    """Let numbers be written as codes and words."""
    if not isinstance(value, dict):
        return value
    return {_word(word): _word(code) for word, code in value.items()}


Word = Annotated[str, BeforeValidator(_word)]
Words = Annotated[list[str], BeforeValidator(_words)]
Codes = Annotated[dict[str, str], BeforeValidator(_codes)]
Separator = Annotated[str, Field(min_length=1)]


class FileLayout(Strict):
    """How the file is laid out.

    Attributes
    ----------
    header : list of str
        The names of the columns, in a file that has no header of its own.
    lines : bool
        Whether each line is one text, commas and all; the column is called ``line``.
    sections : list of str
        Titles that stand alone on a row and head the rows below: their column is ``section``.
    blocks : list of str
        The titles of tables that lie one under the other in the file, each with a header.
    about : str, optional
        The block of pairs that speak of the whole file: they are columns of every other block,
        called ``about NAME``.
    separator : str, optional
        What separates cells, when the first row does not show it.
    sheet : str, optional
        The sheet of a workbook, where several have the headings.
    decimal : str, optional
        ``comma`` or ``point``, where numbers could be misread.
    text : str
        ``plain``; ``escaped`` when the tool writes ``&amp;`` for ``&``; ``html`` when it writes
        tags too, which are taken off.
    """

    header: Words = []
    lines: bool = False
    sections: Words = []
    blocks: Words = []
    about: str | None = None
    separator: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    sheet: str | None = None
    decimal: Literal["comma", "point"] | None = None
    text: Literal["plain", "escaped", "html"] = "plain"

    @model_validator(mode="after")
    def _one_layout(self) -> FileLayout:
        if bool(self.header) + self.lines + bool(self.blocks) > 1:
            raise ValueError(_("choose one of header, lines and blocks."))
        if self.about is not None and self.about not in self.blocks:
            raise ValueError(_("about must be one of the blocks."))
        return self


class PeopleRule(Strict):
    """How the people of the file are known.

    E-mail addresses tell people apart and are never kept: new people get an identifier made from
    the address.

    Attributes
    ----------
    participant : list of str
        The column of the campaign's own identifiers.
    email, identifier, name : list of str
        The columns of the address, of the tool's identifier and of the name.
    response : list of str
        The columns that tell anonymous answers apart, for votes; none: nobody is behind them.
    answered : list of str
        The column that says when: of two answers of one person the later one counts.
    nobody : list of str
        Words that stand for an anonymous person.
    department : list of str
        The column of a new person's department.
    add : bool
        Whether people whom the campaign does not have are added.
    prefix : str
        How the identifiers of people who are added begin.
    """

    participant: Words = []
    email: Words = []
    identifier: Words = []
    name: Words = []
    response: Words = []
    answered: Words = []
    nobody: Words = ["anonymous", "anonyme"]
    department: Words = []
    add: bool = True
    prefix: str = "p-"


class CellRule(Strict):
    """Where the cells of a column of the contract come from.

    Attributes
    ----------
    column : list of str
        Headings in the file; the first one that is filled is read. ``*`` stands for any words.
    columns : list of str
        Headings of which each one that is in the file makes a row of its own. ``{label}`` stands
        for the words that tell them apart; without it, that is the whole heading.
    value : str, optional
        The same word for every new row.
    label : bool
        The words that stand for ``{label}``, or the whole heading.
    person : bool
        The person whom the row is of.
    place : bool
        The place of the part among those of its cell (`each`), 1 for the first: what people ranked
        comes as one cell in many tools.
    order : str, optional
        ``highest`` or ``lowest``: of the numbers that a row has under several headings, the place
        of each, 1 for the highest or the lowest; equal ones share a place.
    made_from : list of str
        Columns whose words make an identifier: the same words, the same identifier. ``{label}``
        is the label.
    prefix : str
        What comes before an identifier, so that those of two tools never meet.
    find : str, optional
        The table whose row has this key or this name: its identifier is taken.
    if_unknown : str
        What to do with a word that is not found, or is none of the codes: ``refuse`` or ``empty``.
    codes : dict of str to str
        What words become. A word that is not there stays, unless `if_unknown` is ``empty``.
    each : str, optional
        A separator: each part makes a row of its own.
    split : str, optional
        A separator: the first part that is a code, or else the first part, is taken.
    drop : list of str
        Parts that are passed over.
    nothing : list of str
        Words that mean an empty cell.
    otherwise : str, optional
        The word when the cell is empty.
    number : bool
        Whether to take the number with which the words begin, as in ``4 – good`` or ``12 500 €``;
        two numbers in a cell, and thousands or millions as words, are refused.
    dates : list of str
        How dates are written, in the signs of strptime. What two of them read differently is
        decided by the other cells of the column, or else refused.
    """

    column: Words = []
    columns: Words = []
    value: Word | None = None
    label: bool = False
    person: bool = False
    place: bool = False
    order: Literal["highest", "lowest"] | None = None
    made_from: Words = []
    prefix: str = ""
    find: str | None = None
    if_unknown: Literal["refuse", "empty"] = "refuse"
    codes: Codes = {}
    each: Separator | None = None
    split: Separator | None = None
    drop: Words = []
    nothing: Words = []
    otherwise: Word | None = None
    number: bool = False
    dates: Words = []

    @model_validator(mode="after")
    def _one_origin(self) -> CellRule:
        lists = (self.column, self.columns, self.made_from)
        flags = (self.value is not None, self.label, self.person, self.place)
        if sum((*map(bool, lists), *flags)) != 1:
            raise ValueError(
                _("give one of column, columns, value, label, person, place and made_from.")
            )
        if self.order is not None and not self.columns:
            raise ValueError(_("order compares the numbers under several headings: give columns."))
        return self


class SkipRule(Strict):
    """Rows that are passed over, and why.

    Attributes
    ----------
    column : list of str
        The heading; the first one that is there.
    is_, is_not : list of str, optional
        The words that the cell is, or is not; ``""`` is an empty cell.
    why : str
        What people are told.
    """

    column: Words
    is_: Words | None = Field(default=None, alias="is")
    is_not: Words | None = None
    why: str

    @model_validator(mode="after")
    def _one_test(self) -> SkipRule:
        if (self.is_ is None) == (self.is_not is None):
            raise ValueError(_("give either is or is_not."))
        return self


class TableRule(Strict):
    """Rows of one table.

    Attributes
    ----------
    table : str
        A table of the contract.
    block : str, optional
        The block of the file that they come from.
    skip : list of SkipRule
        The rows of the file that they do not come from.
    columns : dict of str to CellRule
        Columns of the contract; those that are not here stay empty.
    """

    table: str
    block: str | None = None
    skip: list[SkipRule] = []
    columns: dict[str, Annotated[CellRule, BeforeValidator(_cell)]] = Field(min_length=1)

    @model_validator(mode="after")
    def _place_of_a_part(self) -> TableRule:
        cells = self.columns.values()
        if any(cell.place for cell in cells) and not any(cell.each for cell in cells):
            raise ValueError(_("place counts the parts of a cell: give another column each."))
        return self


class ImportMapping(Strict):
    """A whole mapping; the catalogues may translate the texts that people see.

    Attributes
    ----------
    title : str
        What it imports.
    verified : str
        How far the format is known, and from what.
    about : str, optional
        What people should know before they import.
    file : FileLayout
        How the file is laid out.
    own : list of str
        The tool's own columns, which no ``*`` or ``{label}`` ever means.
    people : PeopleRule
        How the people of the file are known.
    tables : list of TableRule
        What is taken, in this order.
    """

    title: str
    verified: str
    about: str | None = None
    file: FileLayout = FileLayout()
    own: Words = []
    people: PeopleRule = PeopleRule()
    tables: list[TableRule] = Field(min_length=1)
