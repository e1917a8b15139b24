"""Whether the solutions were available over the whole time."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from support.charts import words_of
from support.incidents import LEVELS, months_with
from support.typed_tables import SOLUTIONS, typed

from playbook.show.findings import Finding, Tone
from playbook.stages.provider_steering import availability, downtime, promises


@pytest.mark.parametrize(("last", "missed"), [("07:12", 0), ("07:13", 1)])
def test_a_month_that_spends_exactly_what_is_allowed_is_not_missed(last: str, missed: int) -> None:
    # 99 % of 30 days leaves 432 minutes.
    table = months_with(
        f"2026-04-10 00:00, 2026-04-10 {last}, outage",
        since="2026-04-01",
        as_of=date(2026, 4, 30),
    )
    assert table["left"].iloc[0] == pytest.approx(-missed, abs=1e-9)
    assert availability.whole_period(table, 0.5)["missed"].iloc[0] == missed


def test_a_target_met_exactly_is_met_whatever_the_rounding() -> None:
    # 90 % of 30 days leaves three days; 1 - 0.9 is a little less than a tenth.
    levels = typed("service_levels", "S1, high, 0.9, ,")
    table = months_with(
        "2026-04-10 00:00, 2026-04-13 00:00, outage",
        since="2026-04-01",
        as_of=date(2026, 4, 30),
        levels=levels,
    )
    totals = availability.whole_period(table, 0.5)
    assert totals["missed"].iloc[0] == 0
    targets = promises.targets_against_criticality(levels, SOLUTIONS, {"high": 0.95})
    need = availability.say_need(totals, targets, SOLUTIONS)
    assert need is not None
    assert need.text.endswith("is not: Kelvio (90.00% for 95.00%).")
    chart = downtime.draw_down(table, SOLUTIONS)
    assert chart is not None
    assert chart.alt == "Every month is within what the target allows."
    assert "72.0" in words_of(chart)


def test_availability_is_said_with_the_months_below() -> None:
    table = months_with("2026-02-10 00:00, 2026-02-11 00:00, outage")
    totals = availability.whole_period(table, 0.5)
    assert totals["missed"].iloc[0] == 1
    assert availability.say_availability(totals, table, SOLUTIONS) == [
        Finding(
            "Kelvio was available 98.89% of the time since 1 January 2026, for a target of 99.00%;"
            " 1 of 3 months is below it: February 2026. Ask the provider how it will keep its"
            " promise.",
            Tone.DECIDE,
        )
    ]
    chart = downtime.draw_down(table, SOLUTIONS)
    assert chart is not None
    assert chart.alt == (
        "1 month went over what the target allows. Kelvio in February 2026: 24.0 hours of 6.7"
        " allowed."
    )


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (3, "; 3 of 3 months are below it: January 2026, February 2026 and March 2026."),
        (
            4,
            "; 4 of 4 months are below it, the last of them January 2026, February 2026 and"
            " March 2026.",
        ),
    ],
)
def test_of_the_months_below_the_last_three_are_named(count: int, words: str) -> None:
    days = ["2025-12-10", "2026-01-10", "2026-02-10", "2026-03-10"][-count:]
    table = months_with(*[f"{day} 00:00, {day} 12:00, outage" for day in days], since=days[0])
    said = availability.say_availability(availability.whole_period(table, 0.5), table, SOLUTIONS)[0]
    assert said is not None
    assert said.text.endswith(f"{words} Ask the provider how it will keep its promise.")


def test_a_month_below_a_target_met_exactly_over_the_whole_time_is_no_decision() -> None:
    # 29 days and a half of 59 are half of the time.
    table = months_with(
        "2026-01-01 00:00, 2026-01-30 12:00, outage",
        as_of=date(2026, 2, 28),
        levels=typed("service_levels", "S1, high, 0.5, ,"),
    )
    assert availability.say_availability(
        availability.whole_period(table, 0.5), table, SOLUTIONS
    ) == [
        Finding(
            "Kelvio was available 50.00% of the time since 1 January 2026, for a target of 50.00%;"
            " 1 of 2 months is below it: January 2026.",
            Tone.CAUTION,
        )
    ]


def test_a_contract_kept_can_still_be_too_little() -> None:
    table = months_with("2026-02-10 00:00, 2026-02-10 06:00, outage")
    totals = availability.whole_period(table, 0.5)
    assert availability.say_availability(totals, table, SOLUTIONS) == [
        Finding(
            "Kelvio was available 99.72% of the time since 1 January 2026, for a target of 99.00%;"
            " no month is below it."
        )
    ]
    targets = promises.targets_against_criticality(LEVELS, SOLUTIONS, {"high": 0.999})
    assert availability.say_need(totals, targets, SOLUTIONS) == Finding(
        "Over the whole time the target is met, and what the criticality asks for is not: Kelvio"
        " (99.72% for 99.90%).",
        Tone.CAUTION,
    )
    enough = promises.targets_against_criticality(LEVELS, SOLUTIONS, {"high": 0.9})
    assert availability.say_need(totals, enough, SOLUTIONS) is None


def test_an_availability_below_the_target_is_not_written_as_the_target() -> None:
    months = months_with("2026-03-10 00:00, 2026-03-10 21:36, outage")
    totals = availability.whole_period(months, 0.5)
    said = availability.say_availability(totals, months, SOLUTIONS)[0]
    assert said is not None
    assert "available 98.9995% of the time" in said.text
    assert "for a target of 99.0000%" in said.text


def test_what_the_criticality_asks_for_exactly_is_met_and_a_hair_less_is_written_so() -> None:
    totals = pd.DataFrame({"solution_id": ["S1"], "left": [1.0], "availability": [0.99502]})
    targets = pd.DataFrame({"solution_id": ["S1"], "wanted": [0.99502]})
    assert availability.say_need(totals, targets, SOLUTIONS) is None
    short = availability.say_need(totals, targets.assign(wanted=0.99504), SOLUTIONS)
    assert short is not None
    assert short.text.endswith(" (99.502% for 99.504%).")
