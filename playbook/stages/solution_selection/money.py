"""Sums of money, and small differences, as people read them."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from babel.numbers import get_currency_name

from playbook.language import _, format_number, language


def format_gap(value: float, digits: int) -> str:
    """Write a difference so that a small one does not read as none: ``under 0.01``."""
    if value > 0 and round(value, digits) == 0:
        return _("under {number}").format(number=format_number(10.0**-digits, digits))
    return format_number(value, digits)


def amounts_in(currency: str) -> str:
    """Say in which currency a table is."""
    name = get_currency_name(currency, locale=language())
    return _("Amounts in {currency}").format(currency=f"{name} ({currency})")


def costs_by_year(currency: str) -> str:
    """Say what the columns of the table of years are."""
    text = _("By year, as paid; year 0 is BUILD. {amounts}")
    return text.format(amounts=amounts_in(currency))


def money_scale(values: pd.Series, currency: str) -> tuple[float, str, Callable[[float], str]]:
    """Choose the unit of a figure: thousands from ten thousand on.

    Returns
    -------
    divisor : float
    unit : str
        What the unit is called.
    write : function
        Writes a sum (not yet divided) in that unit.
    """
    if values.max() < 10_000:
        return 1.0, currency, format_number
    unit = _("thousands of {currency}").format(currency=currency)

    def write(value: float) -> str:
        if 0 < value <= 50:  # 50 would be rounded to 0.0
            return f"<\u00a0{format_number(0.1, 1)}"
        return format_number(value / 1000, int(0 < value < 10_000))

    return 1000.0, unit, write
