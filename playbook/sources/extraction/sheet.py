"""The words of one sheet, with what a person sees around them and a table must know of."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from playbook.language import N_, _, format_number

MOST_ROWS = 100_000
MOST_COLUMNS = 1_000
MOST_CELLS = 300_000
MOST_CHARACTERS = 10_000_000
MOST_MERGED = 10_000
DECIMAL = re.compile(r"-?(\d*\.\d*([eE][+-]?\d+)?|\d{16,})")
TEXT_ONLY = ("rows", "short", "verbatim", "is_text")
TOO_MUCH = N_("the workbook holds far more than tables: keep only the tables in it.")


class Refused(Exception):
    """A file that is not read; the message (of the catalogue) says why, and what to do.

    Attributes
    ----------
    message : str
        The message, with named places for the details.
    details : dict
        What stands in these places.
    """

    def __init__(self, message: str, **details: str | int) -> None:
        super().__init__(message)
        self.message = message
        self.details = details

    def __str__(self) -> str:
        """Why, in the language being spoken."""
        details = {
            name: format_number(detail) if isinstance(detail, int) else detail
            for name, detail in self.details.items()
        }
        return _(self.message).format(**details)


@dataclass
class Sheet:
    """One sheet. Rows and columns are numbered from 1, as the spreadsheet numbers them.

    Attributes
    ----------
    name : str
        As its tab has it.
    hidden : bool
        Whether the tab is hidden.
    rows : dict of int to dict of int to str
        The words that are there, by row and column, in the order of the sheet. Blank cells and
        blank rows are absent. Numbers are written with a decimal point, dates as 2026-09-30, times
        as 14:05, a true or false as TRUE or FALSE.
    hidden_rows, hidden_columns : set of int
        Those that hold words.
    merged : list of (int, int, int, int)
        The merged ranges: top, left, bottom, right, all included.
    formulas : set of (int, int)
        The cells that are calculated.
    errors : set of (int, int)
        The cells in which Excel shows an error; the word is that error.
    uncalculated : set of (int, int)
        The formulas whose result is not in the file; the word is the formula.
    numbers : set of (int, int)
        The cells that hold numbers whose word alone could be read otherwise: those with decimals,
        and those with more digits than a spreadsheet keeps.
    short : set of int
        The rows of a delimited text that have fewer cells than the first one.
    verbatim : set of (int, int)
        The cells of a delimited text whose blanks at the ends were meant.
    is_text : bool
        Whether this is a delimited text and not a sheet of a workbook.
    """

    name: str
    hidden: bool = False
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: set[tuple[int, int]] = field(default_factory=set)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    numbers: set[tuple[int, int]] = field(default_factory=set)
    short: set[int] = field(default_factory=set)
    verbatim: set[tuple[int, int]] = field(default_factory=set)
    is_text: bool = False

    def settle(self) -> None:
        """Put rows and columns in order, and forget what is hidden but blank."""
        self.rows = {row: dict(sorted(self.rows[row].items())) for row in sorted(self.rows)}
        self.hidden_rows &= self.rows.keys()
        if self.hidden_columns:
            self.hidden_columns &= {column for cells in self.rows.values() for column in cells}

    def as_json(self) -> dict[str, Any]:
        """The sheet in lists and plain values."""
        plain = {key: value for key, value in vars(self).items() if key not in TEXT_ONLY}
        plain |= {key: sorted(value) for key, value in plain.items() if isinstance(value, set)}
        rows = [[row, list(cells.items())] for row, cells in self.rows.items()]
        return {**plain, "rows": rows}

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Sheet:
        """The sheet that `as_json` wrote."""
        pairs = ("formulas", "errors", "uncalculated", "numbers")
        sets: dict[str, Any] = {key: {(row, column) for row, column in plain[key]} for key in pairs}
        sets |= {key: set(plain[key]) for key in ("hidden_rows", "hidden_columns")}
        rows = {row: dict(map(tuple, cells)) for row, cells in plain["rows"]}
        merged = [(top, left, bottom, right) for top, left, bottom, right in plain["merged"]]
        return cls(plain["name"], plain["hidden"], rows, merged=merged, **sets)


class SheetBuilder:
    """Fills sheets, within what the sheets of one file may hold together."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._cells = 0
        self._characters = 0
        self._merged = 0

    def begin(self, name: str, hidden: bool) -> Sheet:
        """Begin a sheet; `put` fills it."""
        self._sheet = Sheet(name, hidden, defaultdict(dict))
        self.sheets.append(self._sheet)
        return self._sheet

    def put(self, row: int, column: int, word: str, is_number: bool = False) -> None:
        """Put a word into a cell.

        Raises
        ------
        Refused
            When the cell lies beyond any table, has a word already, or is one too many.
        """
        if row > MOST_ROWS or column > MOST_COLUMNS:
            raise Refused(
                N_(
                    "sheet {sheet} has something in cell {cell}, beyond the {rows} rows and "
                    "{columns} columns that the kit reads: delete it, or split the sheet."
                ),
                sheet=self._sheet.name,
                cell=f"{letters(column)}{row}",
                rows=MOST_ROWS,
                columns=MOST_COLUMNS,
            )
        cells = self._sheet.rows[row]
        if column in cells:
            raise Refused(
                N_("the workbook is damaged: sheet {sheet} gives cell {cell} twice."),
                sheet=self._sheet.name,
                cell=f"{letters(column)}{row}",
            )
        cells[column] = word
        if is_number and DECIMAL.fullmatch(word):
            self._sheet.numbers.add((row, column))
        self._cells += 1
        self._characters += len(word)
        if self._cells > MOST_CELLS or self._characters > MOST_CHARACTERS:
            raise Refused(
                N_(
                    "the workbook holds more than {cells} cells or {characters} characters: "
                    "keep only the tables in it, or use a folder of CSV files."
                ),
                cells=MOST_CELLS,
                characters=MOST_CHARACTERS,
            )

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Make a range of cells one, whose first cell has the word.

        Raises
        ------
        Refused
            When it is one range too many.
        """
        self._sheet.merged.append((top, left, bottom, right))
        self._merged += 1
        if self._merged > MOST_MERGED:
            raise Refused(TOO_MUCH)


def letters(column: int) -> str:
    """The letters that a spreadsheet shows above a column, counted from 1."""
    name = ""
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def number_of(name: str) -> int:
    """The column that has these letters, counted from 1."""
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column
