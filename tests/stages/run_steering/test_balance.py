"""Benefits in money against costs, month by month."""

from __future__ import annotations

import pandas as pd
from support.paybacks import AS_OF, COSTS, accounts, monthly
from support.typed_tables import SOLUTIONS, typed

from playbook.stages.run_steering.balance import monthly_balance, yearly_costs


def test_a_yearly_cost_is_its_amount_or_its_days() -> None:
    table = yearly_costs(COSTS)
    assert table.to_dict("list") == {
        "solution_id": ["S1"] * 3, "year": [0, 1, 2], "cost": [600, 1200, 1200],
    }  # fmt: skip


def test_run_starts_with_the_first_use() -> None:
    usage = typed("usage", "2025-12-15, S1, Sales, 1, 10")
    benefits = typed("benefits", *monthly(300))
    balance = monthly_balance(benefits, usage, COSTS, SOLUTIONS, AS_OF, 0.0)
    assert balance["month"].iloc[0] == pd.Timestamp("2025-12-01")
    assert balance["month"].iloc[-1] == pd.Timestamp("2027-11-01")


def test_an_hour_can_be_worth_less_than_one() -> None:
    balance, _table = accounts(*monthly(*[100] * 6, kind="time_saved"), hour_value=0.5)
    assert list(balance["benefit"].head(6)) == [50] * 6
