"""How long the solutions may still be down this month."""

from __future__ import annotations

from datetime import date

import pytest
from support.incidents import MARCH, PARIS, months_with, solutions_with
from support.typed_tables import SOLUTIONS, typed

from playbook.language import speaking
from playbook.show.findings import Finding, Tone
from playbook.stages.provider_steering import allowance, downtime


def test_the_budget_of_the_month_is_that_of_all_its_days() -> None:
    table = months_with("2026-03-02 00:00, 2026-03-02 01:00, outage", as_of=date(2026, 3, 10))
    budgets = allowance.budget_left(table, date(2026, 3, 10), PARIS)
    assert list(budgets.columns) == [
        "solution_id", "target", "minutes", "allowed", "down", "left",
    ]  # fmt: skip
    budget = budgets.iloc[0]
    assert budget["minutes"] == 44580
    assert budget["left"] == pytest.approx(445.8 - 60)
    assert allowance.say_budget(budgets, SOLUTIONS, date(2026, 3, 10)) == Finding(
        "In March 2026, Kelvio was down 60 of the 446 min that its target allows."
    )
    spent = months_with("2026-03-02 00:00, 2026-03-03 00:00, outage", as_of=date(2026, 3, 10))
    budgets = allowance.budget_left(spent, date(2026, 3, 10), PARIS)
    assert allowance.say_budget(budgets, SOLUTIONS, date(2026, 3, 10)) == Finding(
        "In March 2026, Kelvio was down 1,440 min, where its target allows 446."
        " Ask the provider what will be done about it.",
        Tone.DECIDE,
    )


def test_what_happens_at_midnight_belongs_to_the_next_day() -> None:
    incidents = typed(
        "incidents",
        "I1, S1, 2026-03-31 10:00, 2026-04-01 00:00, outage",
        "I2, S1, 2026-03-31 10:00, 2026-04-01 12:00, outage",
        "I3, S1, 2026-03-31 10:00, 2026-03-31 23:59, outage",
        "I4, S1, 2026-04-01 00:00, , outage",
        "I5, S2, 2026-03-30 10:00, , outage",
    )
    table = allowance.open_incidents(incidents, SOLUTIONS, date(2026, 3, 31))
    assert list(table["incident_id"]) == ["I5", "I1", "I2"]
    assert list(table.columns) == [
        "incident_id", "solution_id", "solution", "started_at", "impact",
    ]  # fmt: skip


def test_open_incidents_are_said_with_their_moment() -> None:
    incidents = typed(
        "incidents",
        "I1, S1, 2026-03-29 07:30, , degraded",
        "I2, S1, 2026-03-30 07:30, 2026-03-30 09:00, outage",
    )
    table = allowance.open_incidents(incidents, SOLUTIONS, date(2026, 3, 31))
    assert list(table["incident_id"]) == ["I1"]
    assert allowance.say_unfinished(table, date(2026, 3, 31)) == Finding(
        "1 incident is not over: Kelvio (degraded, since 29 March 2026, 7:30). Time after the end"
        " of 31 March 2026 is not counted.",
        Tone.CAUTION,
    )
    with speaking("fr"):
        french = allowance.say_unfinished(table, date(2026, 3, 31))
    assert french is not None
    assert "depuis le 29 mars 2026 à 7 h 30)" in french.text
    assert allowance.say_unfinished(table.head(0), date(2026, 3, 31)) is None


def test_a_minute_is_not_drawn_or_said_as_none() -> None:
    row = "S0, 2026-03-10 00:00, 2026-03-10 00:01, outage"
    _incidents, _levels, months, _totals = solutions_with(1, row, target=0.999999)
    chart = downtime.draw_down(months[months["month"] >= "2026-01"], SOLUTIONS)
    assert chart is not None
    assert chart.alt.endswith(": 0.02 hours of 0.001 allowed.")
    assert ">0.02</text>" in chart.svg
    assert ">0.008</text>" in chart.svg
    budget = allowance.budget_left(months, MARCH, PARIS)
    for allowed, words in ((0.446, "0.4"), (0.0446, "0.04")):
        said = allowance.say_budget(budget.assign(allowed=allowed), SOLUTIONS, MARCH)
        assert said is not None
        assert f"was down 1 min, where its target allows {words}." in said.text
