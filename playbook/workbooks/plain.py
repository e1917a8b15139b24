"""The plain sheet of a table: its header in the first row, one row below it for each row."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from playbook.tables.columns import Table, label_of
from playbook.workbooks.book import Book
from playbook.workbooks.layout import PLAIN_ROWS, plain_name
from playbook.workbooks.limits import limit_cells, note_of, write_note
from playbook.workbooks.rows import (
    HEAD_HEIGHT,
    light_up,
    look_of,
    rows_seen,
    set_heights,
    width_of,
    write_inputs,
)

LOOKED_UP = ("participants", "solutions")
SPARE_ROWS = 15


def write_plain(book: Book, table: Table) -> Worksheet:
    """Write the sheet of a table, with its rows and room for more."""
    frame = book.frames[table.name]
    sheet = book.add_sheet(plain_name(table), "soft" if len(frame) else "calculated")
    last = max(PLAIN_ROWS, len(frame) + SPARE_ROWS)
    until = book.room.listed if table.name in LOOKED_UP else last
    widths = {column.name: width_of(column, frame[column.name]) for column in table.columns}
    seen = rows_seen(frame, widths)
    sheet.set_row(0, HEAD_HEIGHT)
    for place, column in enumerate(table.columns):
        below = book.looks("spare_input", look_of(column))
        sheet.set_column(place, place, widths[column.name], below)
        look = book.looks("head" if column.required else "head_optional")
        sheet.write_string(0, place, label_of(column), look)
        write_note(sheet, 0, place, note_of(book, column))
        limit_cells(book, sheet, (1, place, last, place), table, column)
        write_inputs(book, sheet, (1, place), column, frame[column.name], (seen, seen))
        book.name_range(f"{table.name}.{column.name}", sheet, place, 1, until)
        if table.key == (column.name,):
            book.name_range(table.name, sheet, place, 1, until)
    light_up(book, sheet, (1 + seen, 0, last, len(table.columns) - 1), 0)
    set_heights(sheet, 1, frame, widths)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(frame), 1), len(table.columns) - 1)
    sheet.repeat_rows(0)
    return sheet
