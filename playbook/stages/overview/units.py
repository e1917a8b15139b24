"""Benefits as people read them: each kind in its own unit."""

from __future__ import annotations

import math

import pandas as pd

from playbook.language import _, format_number, format_percent, language, ngettext, settled
from playbook.show.names import format_money

MONEY = ("revenue", "cost_avoided")


def with_unit(value: float, kind: str, currency: str) -> str:
    """Write an amount of a kind of benefit: money, hours or points."""
    if kind in MONEY:
        return format_money(value, currency)
    whole = float(settled(value)).is_integer()
    number = format_number(value, 0 if whole else _decimals(value))
    if kind == "time_saved":
        return _("{number} h").format(number=number)
    counted = abs(value) if whole or language() == "fr" else 2  # 1.5 points, yet 1,5 point
    return ngettext("{number} point", "{number} points", counted).format(number=number)


def share(ratio: float) -> str:
    """Write a share of an expectation: a part is rounded neither up to all of it nor to nothing."""
    if 0.995 <= ratio < 1:
        return format_percent(math.floor(ratio * 1000) / 1000, 1)
    return format_percent(ratio, _decimals(100 * ratio) if 0 < abs(ratio) <= 0.005 else 0)


def _decimals(value: float) -> int:
    """How many decimals a number that is not whole takes, so that it does not look like zero."""
    return max(1, -math.floor(math.log10(abs(value))))


def readable_share(table: pd.DataFrame) -> pd.DataFrame:
    """Add the share realised in words, as shown_kept, to a table from `foresight`."""
    shares = [None if pd.isna(kept) else share(kept) for kept in table["kept"]]
    return table.assign(shown_kept=shares)


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
    return table.assign(shown_amount=amounts, shown_expected=expectations, shown_ratio=shares)
