"""What was down in each month, and what the figure draws, writes and leaves out."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from support.charts import height_of, words_of
from support.incidents import LEVELS, PARIS, Spans, months_with, solutions_with
from support.typed_tables import SOLUTIONS, typed

from playbook.language import speaking
from playbook.stages.provider_steering import availability, downtime


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
    total = availability.whole_period(table, 0.5).iloc[0]
    assert total["since"] == pd.Timestamp("2026-01-12")
    assert total["minutes"] == (20 + 28 + 31) * 1440 - 60


def test_the_first_trace_of_a_solution_is_its_start() -> None:
    starts = downtime.first_days(
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
    starts = downtime.first_days(levels, date(2026, 3, 31), (incidents, "started_at"))
    assert starts.to_dict() == {"S1": pd.Timestamp("2026-03-31")}


def test_a_solution_without_a_trace_does_not_hide_those_after_it() -> None:
    levels = typed("service_levels", *[f"S{n}, high, 0.99, ," for n in (1, 2, 3)])
    incidents = typed("incidents", "I1, S2, 2026-03-10 00:00, 2026-03-10 01:00, outage")
    starts = pd.Series(pd.Timestamp("2026-03-01"), index=["S2", "S3"])
    months = downtime.monthly_availability(incidents, levels, starts, date(2026, 3, 31), PARIS, 0.5)
    assert months[["solution_id", "outage"]].to_numpy().tolist() == [["S2", 60], ["S3", 0]]
    assert months.index.is_unique


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


def test_five_hundred_incidents_are_counted_and_drawn() -> None:
    days = [f"20{10 + n // 50}-{n % 12 + 1:02d}-{n % 28 + 1:02d}" for n in range(500)]
    rows = [f"{day} 10:00, {day} 12:00, outage" for day in days]
    table = months_with(*rows, since="2010-01-01")
    assert len(table) == 195
    chart = downtime.draw_down(table, SOLUTIONS)
    assert chart is not None
    assert len(chart.svg) < 60_000


def test_months_and_solutions_left_out_of_the_figure_are_counted() -> None:
    row = "S1, 2025-01-10 00:00, 2025-01-11 00:00, outage"
    chart = downtime.draw_down(solutions_with(6, row)[2], SOLUTIONS)
    assert chart is not None
    assert chart.alt == (
        "1 month went over what the target allows. 48 of 90 rows are drawn; the table holds them"
        " all."
    )


def test_a_month_in_which_two_solutions_were_down_is_one_month() -> None:
    rows = [f"S{n}, 2026-03-10 00:00, 2026-03-10 12:00, outage" for n in range(2)]
    chart = downtime.draw_down(solutions_with(2, *rows)[2], SOLUTIONS)
    assert chart is not None
    assert chart.alt.startswith("1 month went over what the target allows.")


def test_a_solution_with_one_month_is_drawn() -> None:
    table = months_with("2026-03-10 00:00, 2026-03-10 12:00, outage", since="2026-03-01")
    chart = downtime.draw_down(table, SOLUTIONS)
    assert chart is not None
    assert ">Kelvio</text>" in chart.svg


def test_hours_are_written_so_that_they_differ_from_none_and_from_the_hours_allowed() -> None:
    # 99 % of January leave 7.44 hours.
    table = months_with(
        "2026-01-10 00:00, 2026-01-10 07:27, outage", "2026-03-10 00:00, 2026-03-10 00:01, outage"
    )
    chart = downtime.draw_down(table, SOLUTIONS)
    assert chart is not None
    assert chart.alt.endswith("Kelvio in January 2026: 7.45 hours of 7.44 allowed.")
    assert {"7.45", "0.02"} <= set(words_of(chart))


def test_no_line_of_what_is_allowed_is_drawn_through_a_number() -> None:
    # 99 % leave 7.4 hours, or 7.2 in June: the numbers just below the line stand on it.
    ends = {"05": "08:00", "06": "01:00", "07": "07:20", "08": "07:10"}
    rows = [f"2026-{month}-10 00:00, 2026-{month}-10 {end}, outage" for month, end in ends.items()]
    chart = downtime.draw_down(
        months_with(*rows, since="2026-05-01", as_of=date(2026, 8, 31)), SOLUTIONS
    )
    assert chart is not None
    over, on, also_on, tick, below = (
        height_of(chart, words) for words in ("8.0", "7.3", "7.2", "4", "1.0")
    )
    assert over < on == also_on < tick < below


def test_a_solution_that_may_never_be_down_and_was_not_has_an_axis_of_an_hour() -> None:
    never, once = (
        downtime.draw_down(solutions_with(1, row, target=1)[2], SOLUTIONS)
        for row in (
            "S9, 2026-03-10 00:00, 2026-03-10 01:00, outage",
            "S0, 2026-03-10 00:00, 2026-03-10 01:00, outage",
        )
    )
    assert never is not None
    assert once is not None
    assert [word for word in words_of(never) if word.startswith("0")] == ["0", "0.4", "0.8"]
    assert height_of(never, "0") == height_of(once, "0")  # the axis starts there


def test_months_are_drawn_in_the_language_with_the_year_under_january() -> None:
    with speaking("fr"):
        chart = downtime.draw_down(months_with("2026-02-10 00:00, , outage"), SOLUTIONS)
    assert chart is not None
    words = words_of(chart)
    assert words[words.index("janv.") :][:4] == ["janv.", "2026", "févr.", "mars"]
