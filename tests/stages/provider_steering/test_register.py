"""What the register of incidents leaves unsaid."""

from __future__ import annotations

from datetime import date

import pandas as pd
from support.incidents import LEVELS, MARCH, PARIS, solutions_with
from support.typed_tables import SOLUTIONS, typed

from playbook.show.findings import Finding, Tone
from playbook.stages.provider_steering import allowance, availability, downtime, register

NONE = typed("incidents")


def test_no_record_of_incidents_is_no_availability() -> None:
    table = downtime.monthly_availability(
        NONE, LEVELS, pd.Series({"S1": pd.Timestamp("2026-01-01")}), date(2026, 3, 31), PARIS, 0.5
    )
    assert table.empty
    totals = availability.whole_period(table, 0.5)
    assert availability.say_availability(totals, table, SOLUTIONS) == [
        Finding(
            "No incident is on record for a solution that has a service level, which does not mean"
            " that nothing broke: availability cannot be told.",
            Tone.CAUTION,
        )
    ]
    assert downtime.draw_down(table, SOLUTIONS) is None
    assert (
        allowance.say_budget(
            allowance.budget_left(table, date(2026, 3, 31), PARIS), SOLUTIONS, date(2026, 3, 31)
        )
        is None
    )
    assert register.say_left_out(NONE, totals, date(2026, 3, 31)) is None
    assert register.say_silent(NONE, LEVELS, SOLUTIONS, date(2026, 3, 31)) is None


def test_what_nobody_recorded_and_what_is_left_out_is_said() -> None:
    levels = typed("service_levels", "S1, high, 0.99, ,", "S2, low, 0.9, ,")
    incidents = typed(
        "incidents", "I1, S1, 2026-03-01 00:00, , outage", "I2, S9, 2026-03-01 00:00, , outage"
    )
    starts = pd.Series({"S1": pd.Timestamp("2026-03-01"), "S2": pd.Timestamp("2026-03-01")})
    months = downtime.monthly_availability(incidents, levels, starts, date(2026, 3, 31), PARIS, 0.5)
    totals = availability.whole_period(months, 0.5)
    assert list(totals["availability"]) == [0.0, 1.0]
    assert register.say_silent(incidents, levels, SOLUTIONS, date(2026, 3, 31)) == Finding(
        "No incident is on record for Voxa: nothing broke, or nobody wrote it down.", Tone.CAUTION
    )
    assert register.say_left_out(incidents, totals, date(2026, 3, 31)) == Finding(
        "1 incident is left out: its solution has no service level.", Tone.CAUTION
    )


def test_incidents_to_come_are_not_on_record() -> None:
    row = "S0, 2026-04-10 00:00, 2026-04-10 01:00, outage"
    incidents, levels, months, totals = solutions_with(1, row)
    assert totals.empty
    assert months.empty
    others = pd.DataFrame({"solution_id": ["S9"]})
    assert register.say_left_out(incidents, others, MARCH) is None
    assert register.say_silent(incidents, levels, SOLUTIONS, MARCH) is None
