"""Benefits of RUN, held against what was expected of them and against costs."""

from __future__ import annotations

from datetime import date

import pandas as pd
from support.typed_tables import SOLUTIONS, typed

from playbook.stages.run_steering.balance import monthly_balance
from playbook.stages.run_steering.break_even import payback
from playbook.stages.run_steering.expectation import against_expectation

AS_OF = date(2026, 6, 30)
NO_USAGE = typed("usage")
COST_COLUMNS = "cost_id, solution_id, phase, category, year, amount, person_days, day_rate"
# BUILD 500 + 2 days at 50 = 600; RUN 1,200 a year = 100 a month for two years.
COSTS = typed(
    "costs",
    "K1, S1, build, licences, 0, 500, ,",
    "K2, S1, build, internal_time, 0, , 2, 50",
    "K3, S1, run, licences, 1, 1200, ,",
    "K4, S1, run, licences, 2, 1200, ,",
    columns=COST_COLUMNS,
)


def monthly(*amounts: float, kind: str = "revenue", solution: str = "S1") -> list[str]:
    """Rows of the table of benefits, one a month from January 2026 on."""
    return [
        f"{day.date()}, {solution}, {kind}, {amount},"
        for day, amount in zip(
            pd.date_range("2026-01-31", periods=len(amounts), freq="ME"), amounts, strict=True
        )
    ]


def accounts(
    *rows: str,
    costs: pd.DataFrame = COSTS,
    as_of: date = AS_OF,
    hour_value: float = 0.0,
    discount_rate: float = 0.0,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The balance, month by month, and what becomes of it, from rows of the table of benefits."""
    benefits = typed("benefits", *rows)
    balance = monthly_balance(benefits, NO_USAGE, costs, SOLUTIONS, as_of, hour_value)
    table = payback(balance, benefits, NO_USAGE, costs, SOLUTIONS, as_of, discount_rate)
    return balance, table


def against(*rows: str) -> pd.DataFrame:
    """What was obtained for what was expected, from rows of the table of benefits."""
    return against_expectation(typed("benefits", *rows), SOLUTIONS, AS_OF)
