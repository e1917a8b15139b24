"""Availability in true minutes, in provider steering."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.charts import words_of
from support.incidents import LEVELS, MARCH, PARIS, months_with, solutions_with
from support.typed_tables import SOLUTIONS, typed

from playbook.errors import PlaybookError
from playbook.language import speaking
from playbook.show.findings import Finding, Tone
from playbook.stages import provider_steering as provider
from playbook.stages.provider_steering.availability import (
    allowed_minutes,
    chain_availability,
)
from playbook.stages.provider_steering.clock import merge, overlap, world_times

NONE = typed("incidents")


def test_the_allowance_depends_on_the_period() -> None:
    # Google SRE tables: 99.9 % of 30 days leaves 43.2 min, of a year 8.76 h. Calculators that print
    # 43.83 min and 8.766 h take a month of 365.25 / 12 days: the period must be said.
    day = 24 * 60
    assert allowed_minutes(0.999, 30 * day) == pytest.approx(43.2, abs=1e-9)
    assert allowed_minutes(0.999, 7 * day) == pytest.approx(10.08, abs=1e-9)
    assert allowed_minutes(0.999, 365.25 / 12 * day) == pytest.approx(43.83, abs=1e-9)
    assert allowed_minutes(0.999, 365 * day) / 60 == pytest.approx(8.76, abs=1e-9)
    assert allowed_minutes(0.999, 365.25 * day) / 60 == pytest.approx(8.766, abs=1e-9)


def test_solutions_needed_at_once_multiply_their_availability() -> None:
    # Microsoft Learn, composite SLA: 99.95 % x 99.99 % = 99.94 %.
    assert chain_availability(pd.Series([0.9995, 0.9999])) == pytest.approx(0.99940005, abs=1e-12)


def test_months_have_their_true_minutes_when_the_clocks_change() -> None:
    table = months_with("2026-01-05 08:00, 2026-01-05 09:00, outage", as_of=date(2026, 10, 31))
    minutes = table.set_index(table["month"].dt.month)["minutes"]
    assert minutes[1] == 31 * 1440
    assert minutes[3] == 31 * 1440 - 60
    assert minutes[10] == 31 * 1440 + 60


def test_an_incident_over_the_change_of_clocks_lasts_as_long_as_it_did() -> None:
    spring = months_with("2026-03-28 22:40, 2026-03-29 06:10, outage")
    assert spring["outage"].sum() == 390
    autumn = months_with("2026-10-24 22:40, 2026-10-25 06:10, outage", as_of=date(2026, 10, 31))
    assert autumn["outage"].sum() == 510


def test_times_that_do_not_exist_or_come_twice_are_read_by_the_rule() -> None:
    local = pd.Series(pd.to_datetime(["2026-03-29 02:30", "2026-10-25 02:30"]))
    found = world_times(local, PARIS).dt.tz_convert(PARIS)
    assert found[0] == datetime(2026, 3, 29, 3, 0, tzinfo=ZoneInfo(PARIS))
    assert found[1].utcoffset() == timedelta(hours=2)


def test_an_unknown_time_zone_is_refused_by_name() -> None:
    with pytest.raises(PlaybookError, match="Europe/Pariss"):
        world_times(pd.Series(pd.to_datetime(["2026-01-01"])), "Europe/Pariss")


def test_an_outage_over_months_is_shared_between_them() -> None:
    table = months_with("2026-01-31 23:00, 2026-02-01 02:00, outage")
    assert list(table["outage"]) == [60, 120, 0]


def test_overlapping_incidents_count_once_and_an_outage_is_no_degraded_service() -> None:
    table = months_with(
        "2026-01-10 09:00, 2026-01-10 12:00, degraded",
        "2026-01-10 10:00, 2026-01-10 11:00, outage",
        "2026-01-10 10:30, 2026-01-10 11:30, outage",
        "2026-01-10 11:45, 2026-01-10 12:30, degraded",
    )
    row = table.iloc[0]
    assert (row["outage"], row["degraded"], row["down"]) == (90, 120, 150)
    assert row["left"] == pytest.approx(446.4 - 150)
    assert row["availability"] == pytest.approx(1 - 150 / 44640)


@pytest.mark.parametrize(("share", "down"), [(0.0, 0), (0.25, 15), (1.0, 60)])
def test_degraded_service_counts_by_its_share(share: float, down: float) -> None:
    table = months_with("2026-01-10 09:00, 2026-01-10 10:00, degraded", share=share)
    assert table["down"].sum() == down


def test_an_open_incident_counts_to_the_end_of_the_day() -> None:
    table = months_with("2026-03-31 22:00, , outage", "2026-04-01 08:00, 2026-04-02 08:00, outage")
    assert list(table["outage"]) == [0, 0, 120]


def test_the_first_month_counts_from_the_first_day() -> None:
    table = months_with("2026-01-20 08:00, 2026-01-20 09:00, outage", since="2026-01-12")
    assert table["minutes"].iloc[0] == 20 * 1440
    assert list(table["whole"]) == [False, True, True]
    total = provider.whole_period(table, 0.5).iloc[0]
    assert total["since"] == pd.Timestamp("2026-01-12")
    assert total["minutes"] == (20 + 28 + 31) * 1440 - 60


def test_no_record_of_incidents_is_no_availability() -> None:
    table = provider.monthly_availability(
        NONE, LEVELS, pd.Series({"S1": pd.Timestamp("2026-01-01")}), date(2026, 3, 31), PARIS, 0.5
    )
    assert table.empty
    totals = provider.whole_period(table, 0.5)
    assert provider.say_availability(totals, table, SOLUTIONS) == [
        Finding(
            "No incident is on record for a solution that has a service level, which does not mean"
            " that nothing broke: availability cannot be told.",
            Tone.CAUTION,
        )
    ]
    assert provider.draw_down(table, SOLUTIONS) is None
    assert (
        provider.say_budget(
            provider.budget_left(table, date(2026, 3, 31), PARIS), SOLUTIONS, date(2026, 3, 31)
        )
        is None
    )
    assert provider.say_left_out(NONE, totals, date(2026, 3, 31)) is None
    assert provider.say_silent(NONE, LEVELS, SOLUTIONS, date(2026, 3, 31)) is None


def test_the_first_trace_of_a_solution_is_its_start() -> None:
    starts = provider.first_days(
        LEVELS,
        date(2026, 3, 31),
        (typed("usage", "2026-02-03, S1, Sales, 1, 2", "2026-01-01, S2, Sales, 1, 2"), "date"),
        (typed("incidents", "I1, S1, 2026-02-01 10:30, , outage"), "started_at"),
        (typed("requests"), "opened_on"),
    )
    assert starts.to_dict() == {"S1": pd.Timestamp("2026-02-01")}


def test_traces_of_the_day_itself_count_and_later_ones_do_not() -> None:
    levels = typed("service_levels", *[f"S{n}, high, 0.99, ," for n in (1, 2, 3)])
    incidents = typed(
        "incidents",
        "I1, S1, 2026-03-31 23:59, , outage",
        "I2, S2, 2026-04-01 00:00, , outage",
        "I3, S3, 2026-04-01 12:00, , outage",
    )
    starts = provider.first_days(levels, date(2026, 3, 31), (incidents, "started_at"))
    assert starts.to_dict() == {"S1": pd.Timestamp("2026-03-31")}


def test_a_solution_without_a_trace_does_not_hide_those_after_it() -> None:
    levels = typed("service_levels", *[f"S{n}, high, 0.99, ," for n in (1, 2, 3)])
    incidents = typed("incidents", "I1, S2, 2026-03-10 00:00, 2026-03-10 01:00, outage")
    starts = pd.Series(pd.Timestamp("2026-03-01"), index=["S2", "S3"])
    months = provider.monthly_availability(incidents, levels, starts, date(2026, 3, 31), PARIS, 0.5)
    assert months[["solution_id", "outage"]].to_numpy().tolist() == [["S2", 60], ["S3", 0]]
    assert months.index.is_unique


@pytest.mark.parametrize(("last", "missed"), [("07:12", 0), ("07:13", 1)])
def test_a_month_that_spends_exactly_what_is_allowed_is_not_missed(last: str, missed: int) -> None:
    # 99 % of 30 days leaves 432 minutes.
    table = months_with(
        f"2026-04-10 00:00, 2026-04-10 {last}, outage",
        since="2026-04-01",
        as_of=date(2026, 4, 30),
    )
    assert table["left"].iloc[0] == pytest.approx(-missed, abs=1e-9)
    assert provider.whole_period(table, 0.5)["missed"].iloc[0] == missed


def test_a_target_met_exactly_is_met_whatever_the_rounding() -> None:
    # 90 % of 30 days leaves three days; 1 - 0.9 is a little less than a tenth.
    levels = typed("service_levels", "S1, high, 0.9, ,")
    table = months_with(
        "2026-04-10 00:00, 2026-04-13 00:00, outage",
        since="2026-04-01",
        as_of=date(2026, 4, 30),
        levels=levels,
    )
    totals = provider.whole_period(table, 0.5)
    assert totals["missed"].iloc[0] == 0
    targets = provider.targets_against_criticality(levels, SOLUTIONS, {"high": 0.95})
    need = provider.say_need(totals, targets, SOLUTIONS)
    assert need is not None
    assert need.text.endswith("is not: Kelvio (90.00% for 95.00%).")
    chart = provider.draw_down(table, SOLUTIONS)
    assert chart is not None
    assert chart.alt == "Every month is within what the target allows."
    assert "72.0" in words_of(chart)


def test_availability_is_said_with_the_months_below() -> None:
    table = months_with("2026-02-10 00:00, 2026-02-11 00:00, outage")
    totals = provider.whole_period(table, 0.5)
    assert totals["missed"].iloc[0] == 1
    assert provider.say_availability(totals, table, SOLUTIONS) == [
        Finding(
            "Kelvio was available 98.89% of the time since 1 January 2026, for a target of 99.00%;"
            " 1 of 3 months is below it: February 2026.",
            Tone.DECIDE,
        )
    ]
    chart = provider.draw_down(table, SOLUTIONS)
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
    said = provider.say_availability(provider.whole_period(table, 0.5), table, SOLUTIONS)[0]
    assert said is not None
    assert said.text.endswith(words)


def test_a_month_below_a_target_met_exactly_over_the_whole_time_is_no_decision() -> None:
    # 29 days and a half of 59 are half of the time.
    table = months_with(
        "2026-01-01 00:00, 2026-01-30 12:00, outage",
        as_of=date(2026, 2, 28),
        levels=typed("service_levels", "S1, high, 0.5, ,"),
    )
    assert provider.say_availability(provider.whole_period(table, 0.5), table, SOLUTIONS) == [
        Finding(
            "Kelvio was available 50.00% of the time since 1 January 2026, for a target of 50.00%;"
            " 1 of 2 months is below it: January 2026.",
            Tone.CAUTION,
        )
    ]


def test_a_contract_kept_can_still_be_too_little() -> None:
    table = months_with("2026-02-10 00:00, 2026-02-10 06:00, outage")
    totals = provider.whole_period(table, 0.5)
    assert provider.say_availability(totals, table, SOLUTIONS) == [
        Finding(
            "Kelvio was available 99.72% of the time since 1 January 2026, for a target of 99.00%;"
            " no month is below it."
        )
    ]
    targets = provider.targets_against_criticality(LEVELS, SOLUTIONS, {"high": 0.999})
    assert provider.say_need(totals, targets, SOLUTIONS) == Finding(
        "Over the whole time the target is met, and what the criticality asks for is not: Kelvio"
        " (99.72% for 99.90%).",
        Tone.CAUTION,
    )
    enough = provider.targets_against_criticality(LEVELS, SOLUTIONS, {"high": 0.9})
    assert provider.say_need(totals, enough, SOLUTIONS) is None


def test_the_budget_of_the_month_is_that_of_all_its_days() -> None:
    table = months_with("2026-03-02 00:00, 2026-03-02 01:00, outage", as_of=date(2026, 3, 10))
    budgets = provider.budget_left(table, date(2026, 3, 10), PARIS)
    assert list(budgets.columns) == [
        "solution_id", "target", "minutes", "allowed", "down", "left",
    ]  # fmt: skip
    budget = budgets.iloc[0]
    assert budget["minutes"] == 44580
    assert budget["left"] == pytest.approx(445.8 - 60)
    assert provider.say_budget(budgets, SOLUTIONS, date(2026, 3, 10)) == Finding(
        "In March 2026 (44,580 minutes), Kelvio has 386 left of the 446 minutes that its target"
        " allows."
    )
    spent = months_with("2026-03-02 00:00, 2026-03-03 00:00, outage", as_of=date(2026, 3, 10))
    budgets = provider.budget_left(spent, date(2026, 3, 10), PARIS)
    assert provider.say_budget(budgets, SOLUTIONS, date(2026, 3, 10)) == Finding(
        "In March 2026 (44,580 minutes), Kelvio has spent 994 more than the 446 minutes that its"
        " target allows.",
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
    table = provider.open_incidents(incidents, SOLUTIONS, date(2026, 3, 31))
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
    table = provider.open_incidents(incidents, SOLUTIONS, date(2026, 3, 31))
    assert list(table["incident_id"]) == ["I1"]
    assert provider.say_unfinished(table, date(2026, 3, 31)) == Finding(
        "1 incident is not over: Kelvio (degraded, since 29 March 2026, 7:30). Time after the end"
        " of 31 March 2026 is not counted.",
        Tone.CAUTION,
    )
    with speaking("fr"):
        french = provider.say_unfinished(table, date(2026, 3, 31))
    assert french is not None
    assert "depuis le 29 mars 2026 à 7:30)" in french.text
    assert provider.say_unfinished(table.head(0), date(2026, 3, 31)) is None


def test_what_nobody_recorded_and_what_is_left_out_is_said() -> None:
    levels = typed("service_levels", "S1, high, 0.99, ,", "S2, low, 0.9, ,")
    incidents = typed(
        "incidents", "I1, S1, 2026-03-01 00:00, , outage", "I2, S9, 2026-03-01 00:00, , outage"
    )
    starts = pd.Series({"S1": pd.Timestamp("2026-03-01"), "S2": pd.Timestamp("2026-03-01")})
    months = provider.monthly_availability(incidents, levels, starts, date(2026, 3, 31), PARIS, 0.5)
    totals = provider.whole_period(months, 0.5)
    assert list(totals["availability"]) == [0.0, 1.0]
    assert provider.say_silent(incidents, levels, SOLUTIONS, date(2026, 3, 31)) == Finding(
        "No incident is on record for Voxa: nothing broke, or nobody wrote it down.", Tone.CAUTION
    )
    assert provider.say_left_out(incidents, totals, date(2026, 3, 31)) == Finding(
        "1 incident is left out: its solution has no service level.", Tone.CAUTION
    )


Spans = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 90)), max_size=25)


@given(Spans)
def test_merged_minutes_are_those_of_the_union(spans: list[tuple[int, int]]) -> None:
    intervals = np.array([(start, start + length) for start, length in spans], dtype=float)
    intervals = intervals.reshape(-1, 2)
    union = {minute for start, length in spans for minute in range(start, start + length)}
    edges = np.array([0.0, 200.0, 600.0])
    found = overlap(intervals, edges[:-1], edges[1:])
    assert list(found) == [sum(m < 200 for m in union), sum(m >= 200 for m in union)]
    merged = merge(intervals)
    assert (merged[1:, 0] > merged[:-1, 1]).all()


@given(Spans)
def test_availability_stays_between_zero_and_one(spans: list[tuple[int, int]]) -> None:
    start = pd.Timestamp("2026-03-28")
    rows = [
        f"{start + pd.Timedelta(minutes=10 * a)}, {start + pd.Timedelta(minutes=10 * (a + b))}, "
        + ("outage" if a % 2 else "degraded")
        for a, b in spans
    ]
    table = months_with(*(rows or ["2026-03-01 00:00, 2026-03-01 00:00, outage"]))
    assert table["availability"].between(0, 1).all()
    assert (table["degraded"] >= 0).all()


def test_more_solutions_than_are_named_are_counted() -> None:
    rows = [f"S{n}, 2026-03-10 00:00, 2026-03-10 01:00, outage" for n in range(6)]
    incidents, levels, months, totals = solutions_with(6, *rows)
    wanted = provider.targets_against_criticality(levels, SOLUTIONS, {"high": 0.99999})
    need = provider.say_need(totals, wanted, SOLUTIONS)
    budget = provider.say_budget(provider.budget_left(months, MARCH, PARIS), SOLUTIONS, MARCH)
    silent = provider.say_silent(incidents.head(1), levels, SOLUTIONS, MARCH)
    *named, last = filter(None, provider.say_availability(totals, months, SOLUTIONS))
    assert need is not None
    assert need.text.endswith(" and 3 more.")
    assert budget is not None
    assert budget.text.endswith(" allows. 3 more solutions are in the table.")
    assert silent is not None
    assert " and 2 more: nothing broke" in silent.text
    assert [one.text.split(" was ")[0] for one in named] == ["Kelvio", "S0", "S3"]
    assert last == Finding("3 more solutions are in the table.")
    still = incidents.assign(ended_at=pd.NaT)
    unfinished = provider.say_unfinished(provider.open_incidents(still, SOLUTIONS, MARCH), MARCH)
    assert unfinished is not None
    assert unfinished.text.startswith("6 incidents are not over: S0 (outage, since 10 March 2026,")
    assert ", 0:00) and 3 more. Time after" in unfinished.text


def test_a_minute_is_not_drawn_or_said_as_none() -> None:
    row = "S0, 2026-03-10 00:00, 2026-03-10 00:01, outage"
    _incidents, _levels, months, _totals = solutions_with(1, row, target=0.999999)
    chart = provider.draw_down(months[months["month"] >= "2026-01"], SOLUTIONS)
    assert chart is not None
    assert chart.alt.endswith(": 0.02 hours of 0.001 allowed.")
    assert ">0.02</text>" in chart.svg
    assert ">0.008</text>" in chart.svg
    budget = provider.budget_left(months, MARCH, PARIS)
    for allowed, words in ((0.446, "0.4"), (0.0446, "0.04")):
        said = provider.say_budget(budget.assign(allowed=allowed), SOLUTIONS, MARCH)
        assert said is not None
        assert f"has spent 1 more than the {words} minutes" in said.text


def test_an_availability_below_the_target_is_not_written_as_the_target() -> None:
    months = months_with("2026-03-10 00:00, 2026-03-10 21:36, outage")
    totals = provider.whole_period(months, 0.5)
    said = provider.say_availability(totals, months, SOLUTIONS)[0]
    assert said is not None
    assert "available 98.9995% of the time" in said.text
    assert "for a target of 99.0000%" in said.text


def test_incidents_to_come_are_not_on_record() -> None:
    row = "S0, 2026-04-10 00:00, 2026-04-10 01:00, outage"
    incidents, levels, months, totals = solutions_with(1, row)
    assert totals.empty
    assert months.empty
    others = pd.DataFrame({"solution_id": ["S9"]})
    assert provider.say_left_out(incidents, others, MARCH) is None
    assert provider.say_silent(incidents, levels, SOLUTIONS, MARCH) is None


def test_what_the_criticality_asks_for_exactly_is_met_and_a_hair_less_is_written_so() -> None:
    totals = pd.DataFrame({"solution_id": ["S1"], "left": [1.0], "availability": [0.99502]})
    targets = pd.DataFrame({"solution_id": ["S1"], "wanted": [0.99502]})
    assert provider.say_need(totals, targets, SOLUTIONS) is None
    short = provider.say_need(totals, targets.assign(wanted=0.99504), SOLUTIONS)
    assert short is not None
    assert short.text.endswith(" (99.502% for 99.504%).")
