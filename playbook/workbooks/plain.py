"""The plain sheet of a table: its header in the first row, one row below it for each row."""

from __future__ import annotations

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from playbook.language import language
from playbook.sources.words import header_of
from playbook.tables.columns import Column, Kind, Table
from playbook.workbooks.book import Book
from playbook.workbooks.cells import put_value
from playbook.workbooks.layout import PLAIN_ROWS, plain_name
from playbook.workbooks.limits import limit_cells, note_of, write_note
from playbook.workbooks.looks import GREY, SOFT

LOOKED_UP = ("participants", "solutions")
SPARE_ROWS = 15
FEWEST_ROWS = 25
WIDTHS = {
    Kind.IDENTIFIER: 14, Kind.CODE: 20, Kind.CODES: 22, Kind.WORDS: 24, Kind.INTEGER: 13,
    Kind.NUMBER: 14, Kind.DATE: 13, Kind.MOMENT: 20,
}  # fmt: skip


def write_plain(book: Book, table: Table) -> Worksheet:
    """Write the sheet of a table, with its rows and room for more."""
    sheet = book.add_sheet(plain_name(table), SOFT if len(book.frames[table.name]) else GREY)
    frame = book.frames[table.name]
    rows = max(FEWEST_ROWS, len(frame) + SPARE_ROWS)
    last = max(PLAIN_ROWS, len(frame) + SPARE_ROWS)
    sheet.set_row(0, 32)
    for place, column in enumerate(table.columns):
        below = book.looks("below_input", look_of(column))
        sheet.set_column(place, place, width_of(column, frame[column.name]), below)
        write_header(book, sheet, 0, place, column)
        limit_cells(book, sheet, (1, place, last, place), table, column)
        write_inputs(book, sheet, (1, place), column, frame[column.name], rows)
        until = book.room.listed if table.name in LOOKED_UP else last
        book.name_range(f"{table.name}.{column.name}", sheet, place, 1, until)
        if len(table.key) == 1 and column.key:
            book.name_range(table.name, sheet, place, 1, until)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(frame), 1), len(table.columns) - 1)
    sheet.repeat_rows(0)
    return sheet


def write_header(book: Book, sheet: Worksheet, row: int, place: int, column: Column) -> None:
    """Write a column's header with its note; what must be filled is darker."""
    look = book.looks("head" if column.required else "head_optional")
    sheet.write_string(row, place, header_of(column), look)
    write_note(sheet, row, place, note_of(book, column))


def write_inputs(
    book: Book,
    sheet: Worksheet,
    at: tuple[int, int],
    column: Column,
    values: pd.Series,
    rows: int,
) -> None:
    """Write the yellow cells of a column: its values, then empty ones.

    Parameters
    ----------
    at : (int, int)
        The first row and the column, counted from 0.
    rows : int
        How many yellow cells.
    """
    first, place = at
    look = book.looks("input", look_of(column))
    for row, value in enumerate(values, start=first):
        put_value(sheet, row, place, value, column, look)
    for row in range(first + len(values), first + rows):
        sheet.write_blank(row, place, None, look)


def look_of(column: Column) -> str:
    """How the cells of a column look."""
    match column.kind:
        case Kind.INTEGER | Kind.NUMBER:
            return "number"
        case Kind.DATE:
            return "jour" if language() == "fr" else "day"
        case Kind.MOMENT:
            return f"moment_{language()}"
        case Kind.IDENTIFIER:
            return "identifier"
        case _:
            return "text"


def width_of(column: Column, values: pd.Series) -> float:
    """A width that suits most cells of a column, in characters."""
    if column.kind in WIDTHS:
        return WIDTHS[column.kind]
    lengths = values.dropna().astype(str).str.len()
    return float(min(max(lengths.quantile(0.8) + 2, 16), 48)) if len(lengths) else 30.0
