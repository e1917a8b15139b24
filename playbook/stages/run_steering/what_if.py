"""What if an hour saved were worth more or less? The balances added up again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from playbook.language import N_, _
from playbook.show.labels import Label
from playbook.show.names import format_money
from playbook.stages.run_steering.balance import monthly_balance
from playbook.stages.run_steering.break_even import payback

QUESTION = N_("What if an hour saved were worth …")
SHOWN = ["solution", "brought", "balance", "outcome", "break_even", "earliest"]
VALUES = (0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 80.0)
LABELS = {"hour": Label(N_("Value of an hour"))}


def hour_values(
    benefits: pd.DataFrame,
    usage: pd.DataFrame,
    costs: pd.DataFrame,
    solutions: pd.DataFrame,
    as_of: date,
    rate: float,
    hour_value: float,
    currency: str,
) -> Iterator[tuple[str, pd.DataFrame, bool]]:
    """Say when each solution breaks even, for several values of an hour saved.

    Parameters
    ----------
    benefits, usage, costs, solutions : DataFrame
        The tables.
    rate : float
        The discount rate, as in `break_even.payback`.
    hour_value : float
        What an hour is worth in the case that holds; 0 where hours are not valued.

    Yields
    ------
    (str, DataFrame, bool)
        The value; what `break_even.payback` says then, with the value as hour; and whether it is
        the case that holds. Nothing is yielded where no hour was saved.
    """
    if not benefits["kind"].eq("time_saved").any():
        return
    tables = benefits, usage, costs, solutions, as_of
    for value in sorted({*VALUES, float(hour_value)}):
        label = format_money(value, currency, 0 if value.is_integer() else 2)
        label = label if value else _("nothing")
        table = payback(monthly_balance(*tables, value), *tables, rate)
        yield label, table.assign(hour=label), value == hour_value
