"""The rows of a table on a sheet: yellow ones, spare ones that turn yellow as they are needed."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from playbook.sources.words import word_of
from playbook.tables.columns import Column, Kind
from playbook.workbooks.book import Book
from playbook.workbooks.cells import put_value
from playbook.workbooks.formulas import cell

LINE_HEIGHT = 15
TALLEST = 400
HEAD_HEIGHT = 32
PAGE_HEIGHT, PAGE_WIDTH = 480, 770
"""Of landscape A4 inside its margins, in points; a little is left for other programs' letters."""
WIDTHS = {
    Kind.IDENTIFIER: 12, Kind.CODES: 22, Kind.WORDS: 24, Kind.INTEGER: 13,
    Kind.NUMBER: 14, Kind.DATE: 13, Kind.MOMENT: 20,
}  # fmt: skip


def look_of(column: Column) -> str:
    """How the cells of a column look."""
    match column.kind:
        case Kind.INTEGER | Kind.NUMBER:
            return "number"
        case Kind.DATE:
            return "day"
        case Kind.MOMENT:
            return "moment"
        case Kind.IDENTIFIER:
            return "identifier"
        case _:
            return "text"


def width_of(column: Column, values: pd.Series) -> float:
    """A width that suits most cells of a column, in characters."""
    if column.kind is Kind.CODE:
        return max(12.0, *(len(word_of(code, column)) + 3.0 for code in column.codes))
    if column.kind in WIDTHS:
        return WIDTHS[column.kind]
    lengths = values.dropna().astype(str).str.len()
    return float(min(max(lengths.quantile(0.8) + 2, 16), 48)) if len(lengths) else 30.0


def write_inputs(
    book: Book,
    sheet: Worksheet,
    at: tuple[int, int],
    column: Column,
    values: pd.Series,
    rows: tuple[int, int],
    *details: str,
) -> None:
    """Write the cells of a column that are to be filled: its values, then empty ones.

    Parameters
    ----------
    at : (int, int)
        The first row and the column, counted from 0.
    rows : (int, int)
        How many are yellow from the start, and how many there are in all: see `light_up`.
    *details : str
        Further looks.
    """
    first, place = at
    yellow = book.looks("input", look_of(column), *details)
    spare = book.looks("spare_input", look_of(column), *details)
    for offset, value in enumerate(values):
        put_value(sheet, first + offset, place, value, column, yellow)
    for offset in range(len(values), rows[1]):
        look = yellow if offset < rows[0] else spare
        sheet.write_blank(first + offset, place, None, look)


def light_up(
    book: Book, sheet: Worksheet, block: tuple[int, int, int, int], key: int, look: str = "input"
) -> None:
    """Colour spare rows as soon as they are needed.

    A row to be filled turns yellow when the row above it has a key; a calculated one turns
    grey when it has a key itself.
    """
    row = block[0] - 1 if look == "input" else block[0]
    guard = cell(row, key, "column")
    colour = "input" if look == "input" else "calculated"
    shown = {"bg_color": colour, "border": 1, "border_color": "line"}
    sheet.conditional_format(
        *block,
        {"type": "formula", "criteria": f'={guard}<>""', "format": book.looks.format(shown)},
    )


def set_heights(
    sheet: Worksheet, first: int, frame: pd.DataFrame, widths: Mapping[str, float]
) -> None:
    """Make each row high enough for its texts; not every spreadsheet does by itself."""
    for row, height in enumerate(_heights(frame, widths), start=first):
        if height > LINE_HEIGHT:
            sheet.set_row(row, height)


def rows_seen(
    frame: pd.DataFrame, widths: Mapping[str, float], above: int = HEAD_HEIGHT, beside: float = 0
) -> int:
    """How many rows of a sheet are yellow from the start: all filled ones, and a page's rest.

    Yellow rows are printed, empty or not: with more of them a sheet would end on empty pages.

    Parameters
    ----------
    widths : mapping of str to float
        How wide the columns to fill are, in characters.
    above : int
        The height of what stands above the rows, in points.
    beside : float
        The width of further columns, in characters.
    """
    wide = sum(5.3 * width + 4 for width in (*widths.values(), beside))  # points, in letters of 11
    left = PAGE_HEIGHT * max(1.0, wide / PAGE_WIDTH) - above - sum(_heights(frame, widths))
    return len(frame) + max(0, int(left // LINE_HEIGHT))


def _heights(frame: pd.DataFrame, widths: Mapping[str, float]) -> list[int]:
    """The height of each row, in points."""
    lines = [
        frame[name].map(lambda text, width=width: _lines(text, width)).astype(int)
        for name, width in widths.items()
    ]
    if not lines or frame.empty:
        return []
    most = pd.concat(lines, axis=1).max(axis=1)
    return [LINE_HEIGHT if n == 1 else min(LINE_HEIGHT * int(n) + 3, TALLEST) for n in most]


def _lines(text: object, width: float) -> int:
    """How many lines a text takes in a column."""
    if not isinstance(text, str):
        return 1
    return sum(max(1, math.ceil(len(part) / width)) for part in text.split("\n"))
