"""Sums of money, as people read and compare them."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from babel.numbers import get_currency_name

from playbook.language import _, format_number, locale

CENTS = 2  # the decimals of a sum that count


def amounts_in(currency: str) -> str:
    """Say in which currency a table is."""
    name = get_currency_name(currency, count=2, locale=locale())
    return _("Amounts in {currency}").format(currency=f"{name} ({currency})")


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
