"""A workbook while it is written: what goes into it, and what all its sheets have in common."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from playbook.brand.roles import Brand
from playbook.language import _, shorten
from playbook.parameters.declared import Parameters
from playbook.tables.columns import Table
from playbook.tables.own import Contract
from playbook.workbooks.cells import put_text
from playbook.workbooks.layout import (
    CALCULATED,
    HELD_BY_GRIDS,
    MARK,
    NOT_DATA,
    Room,
    fits,
    room_for,
)
from playbook.workbooks.looks import Looks

A3, A4 = 8, 9
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@dataclass
class Book:
    """A workbook while it is written.

    Attributes
    ----------
    frames : dict of str to DataFrame
        Every table of the contract, with or without rows.
    contract : mapping of str to Table
        Their declarations, with every column that there is to write.
    grids : tuple of str
        The grids that hold their tables; the other tables have plain sheets.
    ranges : dict of str to str
        The cells that hold the identifiers, and the names, of a table: ``participants`` and
        ``participants.name``.
    """

    file: Workbook
    looks: Looks
    parameters: Parameters
    frames: Mapping[str, pd.DataFrame]
    room: Room
    grids: tuple[str, ...]
    brand: Brand
    contract: Contract
    ranges: dict[str, str] = field(default_factory=dict)

    @property
    def scales(self) -> dict[str, tuple[float, float]]:
        """The campaign's scales."""
        return self.parameters.scales.bounds()

    @property
    def in_grids(self) -> set[str]:
        """The tables that grids hold."""
        return {table for grid in self.grids for table in HELD_BY_GRIDS[grid]}

    def add_sheet(self, name: str, colour: str, paper: int = A4) -> Worksheet:
        """A sheet that prints well: landscape, as wide as the page, numbered."""
        sheet = self.file.add_worksheet(name)
        sheet.set_tab_color(self.looks.colour(colour))
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(paper)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        title = shorten(self.parameters.title, 100).replace("&", "&&")
        sheet.set_header(f"&L&9{_page_text(title)}&R&9&A")
        page = _("Page {page} of {pages}").format(page="&P", pages="&N")
        signed = shorten(self.brand.name, 100).replace("&", "&&")
        sheet.set_footer((f"&L&9{_page_text(signed)}" if signed else "") + f"&R&9{page}")
        return sheet

    def add_grid(self, name: str, mark: str, colour: str, paper: int = A3) -> Worksheet:
        """A sheet laid out for people, with its hidden marks; calculated cells are protected."""
        sheet = self.add_sheet(name, colour, paper)
        sheet.write_string(
            0, 0, NOT_DATA if mark == NOT_DATA else MARK + mark, self.looks("hidden")
        )
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.set_column(0, 0, 2, None, {"hidden": True})
        sheet.protect("", {"format_cells": True, "format_columns": True, "format_rows": True})
        return sheet

    def write_top(self, sheet: Worksheet, *lead: str) -> None:
        """Write the name of a sheet as its title, and below it how to fill or read the sheet."""
        sheet.set_row(1, 30)
        put_text(sheet, 1, 1, sheet.get_name(), self.looks("title"))
        for row, line in enumerate(lead, start=2):
            put_text(sheet, row, 1, line, self.looks("lead"))

    def mark_calculated(self, sheet: Worksheet, *columns: int) -> None:
        """Mark columns that are not read again."""
        for column in columns:
            sheet.write_string(0, column, CALCULATED, self.looks("hidden"))

    def name_range(self, key: str, sheet: Worksheet, column: int, first: int, last: int) -> None:
        """Remember the cells of a column under a key."""
        cells = xl_range_abs(first, column, last, column)
        self.ranges[key] = f"{quote_sheetname(sheet.get_name())}!{cells}"


def _page_text(text: str) -> str:
    """A text for the head of a page: digits there would be taken for a size."""
    return f" {text}" if text[:1].isdigit() else text


def start_book(
    frames: Mapping[str, pd.DataFrame], parameters: Parameters, brand: Brand, contract: Contract
) -> tuple[Book, io.BytesIO]:
    """Begin a workbook; its bytes are in the stream once its file is closed."""
    content = io.BytesIO()
    file = Workbook(content, OPTIONS)
    as_of = parameters.as_of
    file.set_properties(
        {
            "title": parameters.title,
            "company": parameters.organisation or "",
            "created": datetime.datetime(as_of.year, as_of.month, as_of.day),
        }
    )
    whole = {
        name: frames[name].reindex(columns=list(table.column_names))
        if name in frames
        else pd.DataFrame(columns=list(table.column_names))
        for name, table in contract.items()
    }
    room = room_for(whole)
    grids = tuple(
        grid
        for grid, held in HELD_BY_GRIDS.items()
        if fits(grid, whole, room) and not any(_has_own(contract[name]) for name in held)
    )
    looks = Looks(file, brand)
    return Book(file, looks, parameters, whole, room, grids, brand, contract), content


def _has_own(table: Table) -> bool:
    """Whether a table has columns that no grid has a place for."""
    return any(column.own for column in table.columns)
