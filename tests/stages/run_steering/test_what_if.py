"""What if an hour saved were worth more or less: each state is the balance at that value."""

from __future__ import annotations

from support.paybacks import AS_OF, COSTS, NO_USAGE, accounts, monthly
from support.typed_tables import SOLUTIONS, typed

from playbook.stages.run_steering.what_if import VALUES, hour_values


def test_each_state_is_the_balance_with_hours_of_that_value() -> None:
    rows = monthly(*[10] * 6, kind="time_saved")
    tables = typed("benefits", *rows), NO_USAGE, COSTS, SOLUTIONS, AS_OF
    made = list(hour_values(*tables, 0.0, 25.0, "EUR"))
    assert [label for label, _table, _held in made] == [
        "nothing", "€10", "€20", "€25", "€30", "€40", "€50", "€60", "€80",
    ]  # fmt: skip
    assert [label for label, _table, held in made if held] == ["€25"]
    # BUILD 600 and six months of 100 against 60 hours: even at 20 an hour.
    balances = [table["balance"].iloc[0] for _label, table, _held in made]
    assert balances[1:4] == [-600, 0, 300]
    for value, (_label, table, _held) in zip(sorted({*VALUES, 25.0}), made, strict=True):
        again = accounts(*rows, hour_value=value)[1]
        assert table["outcome"].tolist() == again["outcome"].tolist()


def test_without_an_hour_saved_there_is_nothing_to_try() -> None:
    tables = typed("benefits", *monthly(100)), NO_USAGE, COSTS, SOLUTIONS, AS_OF
    assert list(hour_values(*tables, 0.0, 0.0, "EUR")) == []
