"""The latest measure of each model, against its floor."""

from __future__ import annotations

from datetime import date

import pandas as pd
from support.frames import frame
from support.sentences import texts

from playbook.show.findings import Finding, Tone
from playbook.stages.run_steering.performance import latest_performance, say_performance

SOLUTIONS = frame("solutions", "solution_id name", [("S", "Sorter"), ("V", "Voice")])
USAGE = frame("usage")
MEASURED = frame(
    "performance",
    "date solution_id measure value floor",
    [
        ("2026-01-31", "S", "right", 0.92, 0.9),
        ("2026-02-28", "S", "right", 0.89, None),
        ("2026-02-28", "V", "kept", 0.7, 0.6),
        ("2026-03-31", "S", "right", 0.95, 0.9),
    ],
)


def said_of(
    table: pd.DataFrame, usage: pd.DataFrame, fresh: date = date(2020, 1, 1)
) -> list[Finding]:
    return [finding for finding in say_performance(table, usage, fresh) if finding]


def test_the_latest_until_the_report_counts_against_the_last_floor_given() -> None:
    table = latest_performance(MEASURED, SOLUTIONS, date(2026, 3, 1))
    assert list(table["solution"]) == ["Sorter", "Voice"]
    assert list(table["below_floor"]) == [True, False]
    assert table["change"].round(6).tolist()[0] == -0.03
    assert pd.isna(table["change"].tolist()[1])
    (said,) = said_of(table, USAGE)
    assert (said.tone, "“right”" in said.text) == (Tone.DECIDE, True)


def test_at_the_floor_is_not_below_it() -> None:
    table = latest_performance(MEASURED[3:].assign(value=0.9), SOLUTIONS, date(2026, 4, 1))
    (said,) = said_of(table, USAGE)
    assert said.text == "Every measure that has a floor is at it or above."


def test_without_a_floor_nothing_is_judged() -> None:
    table = latest_performance(MEASURED[1:2], SOLUTIONS, date(2026, 4, 1))
    assert table["below_floor"].isna().all()
    (said,) = said_of(table, USAGE)
    assert said.tone is Tone.CAUTION


def test_nothing_measured_is_said_once_a_solution_is_used() -> None:
    table = latest_performance(MEASURED[:0], SOLUTIONS, date(2026, 4, 1))
    assert said_of(table, USAGE) == []
    used = frame(
        "usage",
        "date solution_id department active_users eligible_users",
        [("2026-01-01", "S", "A", 1, 1)],
    )
    (said,) = said_of(table, used)
    assert said.text.startswith("Nobody measures")


def test_a_measure_of_long_ago_was_below_its_floor() -> None:
    """Each measure is as old as its own last figure."""
    table = pd.DataFrame(
        {
            "measure": ["Share right", "Share kept"],
            "date": pd.to_datetime(["2026-02-28", "2026-09-01"]),
            "floor": [0.8, 0.8],
            "below_floor": [True, True],
        }
    )
    assert texts(said_of(table, USAGE, date(2026, 7, 1))) == [
        "1 measure is below its floor: “Share kept”. Train again, or mend the data.",
        "When last measured, on 28 February 2026, 1 measure was below its floor: “Share right”."
        " Measure again.",
    ]
    fine = table.assign(below_floor=False)
    (said,) = said_of(fine, USAGE, date(2026, 7, 1))
    assert said.text == "When last measured, every measure that has a floor was at it or above."
    assert said.tone is Tone.CAUTION
