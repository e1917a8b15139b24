"""Sheets of a person's own in a workbook that is written anew: their values stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

from playbook.sources.extraction.sheet import Sheet
from playbook.tables import TABLES
from playbook.tables.matching import fold, table_spellings
from playbook.tables.own import Contract
from playbook.workbooks.book import Book
from playbook.workbooks.cells import put_text
from playbook.workbooks.marks import mark_of

LONGEST_NAME = 31
NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d+)?")


def foreign_sheets(sheets: Iterable[Sheet], contract: Contract = TABLES) -> list[Sheet]:
    """The sheets with rows that are neither a table nor one of the kit's own."""
    known = table_spellings(contract)
    return [
        sheet
        for sheet in sheets
        if sheet.rows and not mark_of(sheet) and fold(sheet.name) not in known
    ]


def write_foreign(book: Book, sheets: Iterable[Sheet]) -> None:
    """Write sheets again, the values of their cells; what they were calculated from is gone."""
    look = book.file.add_format()
    taken = {sheet.get_name().casefold() for sheet in book.file.worksheets()}
    for sheet in sheets:
        name = sheet.name
        while name.casefold() in taken:
            name = f"{name[: LONGEST_NAME - 4]} (2)" if name == sheet.name else name[:-2] + "+)"
        taken.add(name.casefold())
        written = book.file.add_worksheet(name)
        written.set_tab_color(book.looks.colour("foreign"))
        for row, cells in sheet.rows.items():
            for column, word in cells.items():
                if NUMBER.fullmatch(word):
                    written.write_number(row - 1, column - 1, float(word))
                else:
                    put_text(written, row - 1, column - 1, word, look)
        if sheet.hidden:
            written.hide()
