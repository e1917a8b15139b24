"""Benefits as people read them: each kind in its own unit."""

from __future__ import annotations

import math

import pandas as pd

from playbook.language import _, format_number, format_percent, language

MONEY = ("revenue", "cost_avoided")


def with_unit(value: float, kind: str, currency: str) -> str:
    """Write an amount of a kind of benefit: money, hours or points."""
    digits = 0 if kind in MONEY or float(value).is_integer() else 1
    if kind in MONEY:
        return money(value, currency)
    number = format_number(value, digits)
    if kind == "time_saved":
        return _("{number} h").format(number=number)
    return _("{number} points").format(number=number)


def money(value: float, currency: str) -> str:
    """Write an amount of money without decimals."""
    from babel.numbers import format_currency

    pattern = "¤#,##0" if language() == "en" else "#,##0\u00a0¤"
    return format_currency(
        value, currency, format=pattern, locale=language(), currency_digits=False
    )


def share(ratio: float) -> str:
    """Write a share of an expectation; what falls short of it is never rounded up to all of it."""
    if 0.995 <= ratio < 1:
        return format_percent(math.floor(ratio * 1000) / 1000, 1)
    return format_percent(ratio)


def readable(table: pd.DataFrame, currency: str) -> pd.DataFrame:
    """Add what is realised and expected in words, each with its unit.

    Parameters
    ----------
    table : DataFrame
        From `realised`.

    Returns
    -------
    DataFrame
        The same with shown_amount, shown_expected and shown_ratio: over the dates that are
        compared, or over all of them where no expectation was noted (the other two are then
        missing).
    """
    amounts, expectations, shares = [], [], []
    for row in table.to_dict("records"):
        known = row["compared"] > 0
        amount = row["compared_amount"] if known else row["amount"]
        amounts.append(with_unit(amount, row["kind"], currency))
        expectations.append(with_unit(row["expected"], row["kind"], currency) if known else None)
        shares.append(None if pd.isna(row["ratio"]) else share(row["ratio"]))
    return table.assign(
        shown_amount=pd.Series(amounts, table.index, dtype="str"),
        shown_expected=pd.Series(expectations, table.index, dtype="str"),
        shown_ratio=pd.Series(shares, table.index, dtype="str"),
    )
