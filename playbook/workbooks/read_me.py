"""The first sheet: what the workbook is for, what to fill, in which order."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import Worksheet

from playbook.language import _
from playbook.workbooks.book import A4, Book
from playbook.workbooks.cells import put_formula, put_text
from playbook.workbooks.layout import NOT_DATA, grid_name


@dataclass(frozen=True)
class Listed:
    """A sheet as the first one lists it.

    Attributes
    ----------
    step : str
        The step of the playbook that it belongs to.
    rows : str
        The cells of which the filled ones are counted; empty for a sheet that only shows.
    """

    step: str
    name: str
    meaning: str
    rows: str = ""


def write_read_me(book: Book, sheet: Worksheet, listed: Sequence[Listed]) -> None:
    """Write the first sheet."""
    looks, parameters = book.looks, book.parameters
    sheet.set_portrait()
    sheet.fit_to_pages(1, 1)
    sheet.set_column(1, 1, 4)
    sheet.set_column(2, 2, 32)
    sheet.set_column(3, 3, 68)
    sheet.set_column(4, 4, 10)
    sheet.set_row(1, 34)
    put_text(sheet, 1, 1, parameters.title, looks("title"))
    if whose := book.brand.name or parameters.organisation:
        put_text(sheet, 2, 1, whose, looks("heading"))
    _put_logo(book, sheet)
    sheet.merge_range(3, 1, 3, 4, "", looks("lead", "wrap"))
    sheet.set_row(3, 34)
    put_text(sheet, 3, 1, parameters.challenge, looks("lead", "wrap"))
    row = _write_colours(book, sheet, 5)
    row = _write_order(book, sheet, row + 1)
    _write_sheets(book, sheet, row + 1, listed)


def _put_logo(book: Book, sheet: Worksheet) -> None:
    """The logo on top at the right, 40 pixels high; spreadsheets take a PNG."""
    logo = book.brand.logo("png")
    if logo is None:
        return
    scale = min(40 / logo.height, 160 / logo.width)
    content = io.BytesIO(base64.b64decode(logo.content))
    placed = {"image_data": content, "x_scale": scale, "y_scale": scale, "x_offset": 340}
    told = {"description": logo.alt or book.brand.name, "object_position": 3}
    sheet.insert_image(1, 3, "logo.png", placed | told)


def new_read_me(book: Book) -> Worksheet:
    """The first sheet, still empty."""
    return book.add_grid(grid_name("read_me"), NOT_DATA, "head", A4)


def _write_colours(book: Book, sheet: Worksheet, row: int) -> int:
    """What the colours mean."""
    looks = book.looks
    put_text(sheet, row, 1, _("The colours"), looks("heading"))
    meanings = [
        ("input", _("Yellow: to be filled in. Every other cell of a grid calculates itself.")),
        ("calculated", _("Grey: calculated, and protected (without a password).")),
        (
            "head",
            _("Dark header: must be filled in. Point at a header to read what belongs there."),
        ),
        ("head_optional", _("Lighter header: may stay empty, which means missing and never zero.")),
    ]
    for look, meaning in meanings:
        row += 1
        sheet.write_blank(row, 1, None, looks(look, "swatch"))
        put_text(sheet, row, 2, meaning, looks("lead"))
    return row + 1


def _write_order(book: Book, sheet: Worksheet, row: int) -> int:
    """What to fill, in which order."""
    looks = book.looks
    put_text(sheet, row, 1, _("In this order"), looks("heading"))
    steps = [
        _("Participants first: give each an identifier (P1, P2…), which the other sheets pick."),
        _("Framing: process steps, ideas and dots; then the use cases and their votes."),
        _("Feasibility: the solutions, then the solution grid: criteria, costs, oral."),
        _("Deployment and anchoring: the plain sheets, as far as you have something to say."),
        _("Save, then run: playbook check, then playbook run. Sheets without rows are left out."),
    ]
    for number, step in enumerate(steps, start=1):
        row += 1
        put_text(sheet, row, 1, str(number), looks("plain", "bold", "centre"))
        put_text(sheet, row, 2, step, looks("lead"))
    return row + 1


def _write_sheets(book: Book, sheet: Worksheet, row: int, listed: Sequence[Listed]) -> None:
    """Every sheet, with a link, what it holds and how many rows are filled."""
    looks = book.looks
    put_text(sheet, row, 1, _("The sheets"), looks("heading"))
    row += 1
    sheet.set_row(row, 32)
    for place, header in ((2, _("Sheet")), (3, _("What it holds")), (4, _("Rows filled"))):
        put_text(sheet, row, place, header, looks("head"))
    step = ""
    for entry in listed:
        if entry.step != step:
            step, row = entry.step, row + 1
            put_text(sheet, row, 2, step, looks("plain", "bold"))
        row += 1
        target = f"internal:{quote_sheetname(entry.name)}!A1"
        sheet.write_url(row, 2, target, looks("link"), entry.name)
        put_text(sheet, row, 3, entry.meaning, looks("plain"))
        sheet.set_row(row, 15 * (1 + len(entry.meaning) // 75) + 1)
        if entry.rows:
            put_formula(
                sheet, row, 4, f"=COUNTA({entry.rows})", looks("calculated", "whole", "centre")
            )
