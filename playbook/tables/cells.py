"""Read one cell: from the words that people type to a value, or a sentence saying what was expected."""

from __future__ import annotations

import math
import re
from datetime import datetime

from playbook.language import _

SPACES = re.compile("[ \u00a0\u202f\u2009']")
GROUPED_BY_COMMAS = re.compile(r"[+-]?\d{1,3}(,\d{3})+")
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")
TIME_FORMATS = ("%H:%M", "%H:%M:%S", "%Hh%M")
FORMULA_ERROR = re.compile(
    r"#(DIV/0!|N/A|(NAME|NOM)\?|(NULL?|NUM|NOMBRE|REF|VALUE|VALEUR|SPILL|CALCU?L?)!)|#{4,}"
)
"""What Excel shows for a formula that fails, in English and in French; a CSV has a row of # where
the column was too narrow to show a number or a date."""
LARGEST_INTEGER = 2**53


class CellError(ValueError):
    """A cell that cannot be read; the message says what was expected."""


def read_number(cell: str, decimal_comma: bool | None) -> float:
    """Read a number with a decimal point or comma, and spaces between thousands.

    Parameters
    ----------
    cell : str
        What was typed, without surrounding blanks.
    decimal_comma : bool or None
        Whether a comma separates decimals here. When None, ``1,5`` can only be decimal and is
        read so, but ``1,234`` can be two numbers and is refused.

    Raises
    ------
    CellError
        When it is no number, or could be two different ones.
    """
    digits = SPACES.sub("", cell)
    if "," in digits:
        if "." in digits or digits.count(",") > 1:
            raise CellError(
                _("expected a number without marks between thousands, such as 1234.5 or 1234,5.")
            )
        if decimal_comma is None and GROUPED_BY_COMMAS.fullmatch(digits):
            raise CellError(
                _("it can mean two numbers: write {decimal} or {whole}.").format(
                    decimal=digits.replace(",", "."), whole=digits.replace(",", "")
                )
            )
        digits = digits.replace(",", ".")
    if not NUMBER.fullmatch(digits) or not math.isfinite(float(digits)):
        raise CellError(_("expected a number."))
    return float(digits)


def read_integer(cell: str, decimal_comma: bool | None) -> int:
    """Read a whole number; ``3.0`` is one, ``3.5`` is refused."""
    value = read_number(cell, decimal_comma)
    if value != int(value) or abs(value) > LARGEST_INTEGER:
        raise CellError(_("expected a whole number."))
    return int(value)


def read_date(cell: str) -> datetime:
    """Read a day: 2026-09-30 or, day first, 30/09/2026. A time of midnight is let pass."""
    moment = read_moment(cell)
    if (moment.hour, moment.minute, moment.second) != (0, 0, 0):
        raise CellError(_("expected a date without a time, such as 2026-09-30 or 30/09/2026."))
    return moment


def read_moment(cell: str) -> datetime:
    """Read a day and its time: 2026-09-30 14:05 or, day first, 30/09/2026 14:05."""
    day, _separator, time = cell.replace("T", " ").partition(" ")
    for day_format in DAY_FORMATS:
        for time_format in TIME_FORMATS if time else ("",):
            try:
                moment = datetime.strptime(
                    f"{day} {time}".strip(), f"{day_format} {time_format}".strip()
                )
            except ValueError:
                continue
            if moment.year >= 1900:
                return moment
    raise CellError(_("expected a date that exists, such as 2026-09-30 or 30/09/2026."))
