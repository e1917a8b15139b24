"""Provider steering: what the figure of availability draws, writes and leaves out."""

from __future__ import annotations

from datetime import date

from support.charts import height_of, words_of
from support.incidents import months_with, solutions_with
from support.typed_tables import SOLUTIONS

from playbook.language import speaking
from playbook.stages import provider_steering as provider


def test_five_hundred_incidents_are_counted_and_drawn() -> None:
    days = [f"20{10 + n // 50}-{n % 12 + 1:02d}-{n % 28 + 1:02d}" for n in range(500)]
    rows = [f"{day} 10:00, {day} 12:00, outage" for day in days]
    table = months_with(*rows, since="2010-01-01")
    assert len(table) == 195
    chart = provider.draw_down(table, SOLUTIONS)
    assert chart is not None
    assert len(chart.svg) < 60_000


def test_months_and_solutions_left_out_of_the_figure_are_counted() -> None:
    row = "S1, 2025-01-10 00:00, 2025-01-11 00:00, outage"
    chart = provider.draw_down(solutions_with(6, row)[2], SOLUTIONS)
    assert chart is not None
    assert chart.alt == (
        "1 month went over what the target allows. 48 of 90 rows are drawn; the table holds them"
        " all."
    )


def test_a_month_in_which_two_solutions_were_down_is_one_month() -> None:
    rows = [f"S{n}, 2026-03-10 00:00, 2026-03-10 12:00, outage" for n in range(2)]
    chart = provider.draw_down(solutions_with(2, *rows)[2], SOLUTIONS)
    assert chart is not None
    assert chart.alt.startswith("1 month went over what the target allows.")


def test_a_solution_with_one_month_is_drawn() -> None:
    table = months_with("2026-03-10 00:00, 2026-03-10 12:00, outage", since="2026-03-01")
    chart = provider.draw_down(table, SOLUTIONS)
    assert chart is not None
    assert ">Kelvio</text>" in chart.svg


def test_hours_are_written_so_that_they_differ_from_none_and_from_the_hours_allowed() -> None:
    # 99 % of January leave 7.44 hours.
    table = months_with(
        "2026-01-10 00:00, 2026-01-10 07:27, outage", "2026-03-10 00:00, 2026-03-10 00:01, outage"
    )
    chart = provider.draw_down(table, SOLUTIONS)
    assert chart is not None
    assert chart.alt.endswith("Kelvio in January 2026: 7.45 hours of 7.44 allowed.")
    assert {"7.45", "0.02"} <= set(words_of(chart))


def test_no_line_of_what_is_allowed_is_drawn_through_a_number() -> None:
    # 99 % leave 7.4 hours, or 7.2 in June: the numbers just below the line stand on it.
    ends = {"05": "08:00", "06": "01:00", "07": "07:20", "08": "07:10"}
    rows = [f"2026-{month}-10 00:00, 2026-{month}-10 {end}, outage" for month, end in ends.items()]
    chart = provider.draw_down(
        months_with(*rows, since="2026-05-01", as_of=date(2026, 8, 31)), SOLUTIONS
    )
    assert chart is not None
    over, on, also_on, tick, below = (
        height_of(chart, words) for words in ("8.0", "7.3", "7.2", "4", "1.0")
    )
    assert over < on == also_on < tick < below


def test_a_solution_that_may_never_be_down_and_was_not_has_an_axis_of_an_hour() -> None:
    never, once = (
        provider.draw_down(solutions_with(1, row, target=1)[2], SOLUTIONS)
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
        chart = provider.draw_down(months_with("2026-02-10 00:00, , outage"), SOLUTIONS)
    assert chart is not None
    words = words_of(chart)
    assert words[words.index("janv.") :][:4] == ["janv.", "2026", "févr.", "mars"]
