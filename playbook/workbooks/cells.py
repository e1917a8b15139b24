"""Write values into cells so that they come back as they were, hostile ones too."""

from __future__ import annotations

import datetime
import re

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from playbook.errors import PlaybookError
from playbook.language import _, format_number, quote
from playbook.sources.words import word_of
from playbook.tables.columns import Column, Kind

LONGEST_TEXT = 32_767
ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_")
FIRST_SAFE_DAY = datetime.datetime(1900, 3, 1)


class _Exact(float):
    """A number that is written with every digit it needs, where XlsxWriter writes 16."""

    def __format__(self, _specification: str) -> str:
        return repr(float(self)).removesuffix(".0")


def put_text(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """Write a text: never as a formula, a link or a number, and never cut.

    Raises
    ------
    PlaybookError
        When a cell of a workbook cannot hold it.
    """
    if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        most = format_number(LONGEST_TEXT)
        reason = _("a cell of a workbook holds {most} characters at most").format(most=most)
        raise PlaybookError(_refusal(sheet, text, reason))
    if text.startswith("<r>") and text.endswith("</r>"):
        # XlsxWriter takes such a text for its own mark-up; in two parts it writes it as text.
        if ESCAPED.search(text):
            raise PlaybookError(_refusal(sheet, text, _("it reads as the workbook's own marks")))
        sheet.write_rich_string(row, column, look, text[:1], text[1:], look)
        return
    sheet.write_string(row, column, text, look)


def _refusal(sheet: Worksheet, text: str, reason: str) -> str:
    """Say which text cannot be written, and where it should go."""
    return _(
        "the workbook cannot hold the text {text} (sheet {sheet}): {reason}. Shorten or mend it,"
        " or keep the campaign in a folder or a database."
    ).format(text=quote(text), sheet=sheet.get_name(), reason=reason)


def put_number(sheet: Worksheet, row: int, column: int, number: float, look: Format) -> None:
    """Write a number, exact to the last bit."""
    sheet.write_number(row, column, _Exact(number), look)


def put_value(
    sheet: Worksheet, row: int, place: int, value: object, column: Column, look: Format
) -> None:
    """Write a value of a table as its column declares it; a missing one leaves the cell empty."""
    if pd.isna(value):
        sheet.write_blank(row, place, None, look)
    elif column.numeric:
        put_number(sheet, row, place, float(str(value)), look)
    elif column.kind in (Kind.DATE, Kind.MOMENT):
        moment = pd.Timestamp(str(value)).to_pydatetime()
        if moment >= FIRST_SAFE_DAY:
            sheet.write_datetime(row, place, moment, look)
        else:  # spreadsheets count a 29 February 1900 that never was
            put_text(sheet, row, place, word_of(value, column), look)
    else:
        put_text(sheet, row, place, word_of(value, column), look)


def put_formula(sheet: Worksheet, row: int, column: int, formula: str, look: Format) -> None:
    """Write a formula without a remembered result: every spreadsheet computes it on opening."""
    sheet.write_formula(row, column, formula, look, "")
