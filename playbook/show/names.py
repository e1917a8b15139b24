"""What things are called in what is shown, and how months and money are written."""

from __future__ import annotations

from datetime import date

import pandas as pd

from playbook.language import format_number, locale, ngettext, settled, with_minus, writing


def name_solutions(frame: pd.DataFrame, solutions: pd.DataFrame) -> pd.DataFrame:
    """Add what each solution is called, in a column ``solution``; else its identifier."""
    names = solutions.set_index("solution_id")["name"]
    named = frame["solution_id"].map(names).astype("str")
    return frame.assign(solution=named.fillna(frame["solution_id"]))


def more_solutions(rest: int) -> str:
    """Say how many solutions are in a table without being named; nothing when none is."""
    if rest <= 0:
        return ""
    text = ngettext(
        "{rest} more solution is in the table.", "{rest} more solutions are in the table.", rest
    )
    return text.format(rest=format_number(rest))


def format_month(day: date) -> str:
    """Write a month: ``September 2026`` or ``septembre 2026``."""
    from babel.dates import format_date

    return format_date(day, "MMMM y", locale=locale())


def format_short_month(day: date) -> str:
    """Write a month in few letters, without its year: ``Sep`` or ``sept.``."""
    from babel.dates import format_date

    return format_date(day, "MMM", locale=locale())


def format_money(value: float, currency: str, digits: int = 0) -> str:
    """Write an amount in a currency: ``€1,234``, ``CHF 1,234`` or ``1 234 €``."""
    from babel.numbers import format_currency, get_currency_symbol

    decimals = "." + "0" * digits if digits else ""
    letters = get_currency_symbol(currency, locale=locale())[-1].isalpha()
    before = "¤\u00a0" if letters else "¤"
    number = f"#,##0{decimals}"
    pattern = f"{before}{number}" if writing().currency_first else f"{number}\u00a0¤"
    shown = round(settled(value), digits) + 0.0  # no minus before a zero
    return with_minus(
        format_currency(shown, currency, format=pattern, locale=locale(), currency_digits=False)
    )
