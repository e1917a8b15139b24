"""The hidden marks of a grid: what its columns and rows hold, and what stands where none says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from playbook.errors import Problem
from playbook.language import _
from playbook.sources.extraction.sheet import Sheet, letters
from playbook.sources.oddities import list_without_value
from playbook.workbooks.layout import CALCULATED, HEADER_ROW, MARK


@dataclass(frozen=True)
class Grid:
    """A grid taken apart by its hidden marks; rows and columns are numbered from 1.

    Attributes
    ----------
    tags : dict of int to str
        What each column holds.
    marked : dict of str to dict of int to str
        The rows above the data that carry a mark.
    rows : dict of int to dict of int to str
        The rows of data.
    numbers : frozenset of (int, int)
        The cells that hold numbers with decimals.
    """

    where: str
    tags: Mapping[int, str]
    marked: Mapping[str, Mapping[int, str]]
    rows: Mapping[int, Mapping[int, str]]
    decimal_comma: bool | None
    numbers: frozenset[tuple[int, int]] = frozenset()

    def heading(self, mark: str, column: int) -> str:
        """The word above a column in a marked row."""
        return word_at(self.marked.get(mark, {}), column)


def mark_of(sheet: Sheet) -> str | None:
    """Which grid a sheet is, by the mark in its first cell; None for a plain sheet."""
    first = word_at(sheet.rows.get(1, {}), 1)
    return first.removeprefix(MARK) if first.startswith(MARK) else None


def word_at(cells: Mapping[int, str], column: int) -> str:
    """The word of a cell, without surrounding blanks."""
    return cells.get(column, "").strip()


def grid_of(sheet: Sheet, where: str, decimal_comma: bool | None) -> Grid:
    """Find what the marks say of columns and rows."""
    tags = {column: tag for column, tag in sheet.rows[1].items() if column > 1}
    marked = {
        word_at(cells, 1): cells for row, cells in sheet.rows.items() if row > 1 and 1 in cells
    }
    header = next((row for row, cells in sheet.rows.items() if word_at(cells, 1) == HEADER_ROW), 0)
    rows = {row: cells for row, cells in sheet.rows.items() if header and row > header}
    return Grid(where, tags, marked, rows, decimal_comma, frozenset(sheet.numbers))


def unknown_columns(grid: Grid) -> Iterator[Problem]:
    """Columns that somebody added: the kit would not know what to read them as."""
    beyond: set[int] = set()
    for row, cells in grid.rows.items():
        for column, word in cells.items():
            if column > 1 and word.strip() and column not in grid.tags and column not in beyond:
                beyond.add(column)
                expected = _("the kit does not know this column: move it to a sheet of its own.")
                place = letters(column)
                yield Problem(grid.where, expected, row, place, word, cell=f"{place}{row}")


def cells_without_value(grid: Grid, sheet: Sheet) -> Iterator[Problem]:
    """Cells to be filled that hold a formula without a value."""
    for row, column, expected in list_without_value(sheet):
        if row in grid.rows and grid.tags.get(column, CALCULATED) != CALCULATED:
            found = grid.rows[row].get(column)
            place = letters(column)
            yield Problem(grid.where, expected, row, place, found, cell=f"{place}{row}")
