"""Read one cell: from the words that people type to a value, or a sentence saying what was expected."""

from __future__ import annotations

import re
from datetime import datetime

from playbook.language import _
from playbook.locales import formula_errors
from playbook.tables.notation import (
    COMMA,
    DAY,
    POINT,
    CellError,
    Notation,
    dates_of,
    numbers_of,
)

ENGLISH_ERRORS = (
    "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!",
)  # fmt: skip
FORMULA_ERROR = re.compile(
    "|".join(map(re.escape, [*ENGLISH_ERRORS, *formula_errors()])) + "|#{4,}"
)
"""What Excel shows for a formula that fails, in any language; a CSV has a row of # where the column
was too narrow to show a number or a date."""
LARGEST_INTEGER = 2**53
DAY_FIRST = Notation(DAY)

__all__ = [
    "FORMULA_ERROR", "CellError", "notation_of_one", "read_date", "read_integer", "read_moment",
    "read_number",
]  # fmt: skip


def notation_of_one(decimal_comma: bool | None) -> Notation:
    """How a number is read that stands alone, where no other cell tells.

    Parameters
    ----------
    decimal_comma : bool or None
        Whether a comma separates decimals here. When None, ``1,5`` can only be decimal and is
        read so, but ``1,234`` can be two numbers and is refused.
    """
    return Notation(None if decimal_comma is None else COMMA if decimal_comma else POINT)


def read_number(cell: str, notation: Notation) -> float:
    """Read a number with a decimal point or comma, which may have marks between thousands.

    Parameters
    ----------
    cell : str
        What was typed, without surrounding blanks.
    notation : Notation
        How its column writes numbers.

    Raises
    ------
    CellError
        When it is no number, or could be two different ones.
    """
    readings = numbers_of(cell)
    if notation.way is None and COMMA not in cell and POINT in readings:
        return readings[POINT]
    number = notation.choose(cell, readings)
    if number is None:
        raise CellError(_("expected a number."))
    return number


def read_integer(cell: str, notation: Notation) -> int:
    """Read a whole number; ``3.0`` is one, ``3.5`` is refused."""
    whole = {mark: value for mark, value in numbers_of(cell).items() if value.is_integer()}
    if len(whole) == 1 and cell not in notation.refused and not notation.strict:
        (value,) = whole.values()
    else:
        value = read_number(cell, notation)
    if value != int(value) or abs(value) > LARGEST_INTEGER:
        raise CellError(_("expected a whole number."))
    return int(value)


def read_date(cell: str, notation: Notation = DAY_FIRST) -> datetime:
    """Read a day: 2026-09-30, or 30/09/2026 as its column writes it. Midnight is let pass."""
    moment = read_moment(cell, notation)
    if (moment.hour, moment.minute, moment.second) != (0, 0, 0):
        raise CellError(_("expected a date without a time, such as 2026-09-30 or 30/09/2026."))
    return moment


def read_moment(cell: str, notation: Notation = DAY_FIRST) -> datetime:
    """Read a day and its time: 2026-09-30 14:05, or 30/09/2026 14:05 as its column writes it."""
    readings = dates_of(cell)
    if cell in notation.refused:
        raise CellError(notation.refused[cell])
    moment = readings.get(notation.way or DAY)
    if moment is None:
        raise CellError(_("expected a date that exists, such as 2026-09-30 or 30/09/2026."))
    return moment
