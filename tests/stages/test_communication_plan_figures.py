"""Communication plan: what the calendar and the coverage show, name, and leave out."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd
import pytest
from support.charts import marks_of, places_of, words_of
from support.plans import ACTIONS, AS_OF, STAFF, action, planned, targets

from playbook.show.chart import BLUE
from playbook.stages import communication_plan as plan
from playbook.tables.deployment import LEVELS


def test_the_figures_say_their_finding_and_their_numbers() -> None:
    chart = plan.draw_calendar(ACTIONS, AS_OF)
    assert chart.alt.startswith(
        "Nothing more to come at 4 levels: Institutional, Targeted at managers and jobs,"
        " Operational and Social. Institutional: nothing; HR function: 1 done, 1 to come,"
        " 1 cancelled;"
    )
    covered = plan.draw_coverage(plan.coverage(STAFF, ACTIONS))
    assert covered.alt == (
        "Nobody speaks to “Mail desk”. HR: HR function 2; Leaders: Targeted at managers and jobs 1;"
        " Staff: Operational 2; Mail desk: nothing."
    )
    over = planned(STAFF, action(1, "H", "2026-01-01"))
    assert plan.draw_calendar(over, AS_OF).alt.startswith("Nothing more is to come at any level")
    every = [action(i, "H", "2026-12-01", "planned", level=level) for i, level in enumerate(LEVELS)]
    assert plan.draw_calendar(planned(STAFF, *every), AS_OF).alt.startswith("Every level has")


def test_five_hundred_actions_make_a_figure_that_can_be_sent() -> None:
    people = targets(*[(f"T{i}", f"Target {i}", "employees", 5, None) for i in range(60)])
    rows = [
        action(i, f"T{i % 59}", str(pd.Timestamp("2024-01-01") + pd.Timedelta(days=i * 3))[:10],
               level=list(LEVELS)[i % 5])
        for i in range(500)
    ]  # fmt: skip
    actions = planned(people, *rows)
    assert len(plan.draw_calendar(actions, AS_OF).svg) < 150_000
    chart = plan.draw_coverage(plan.coverage(people, actions))
    assert "Target 59: nothing" in chart.alt
    assert len(chart.alt.split(";")) == 12


def test_targets_that_get_as_little_and_marks_that_are_covered_are_counted() -> None:
    people = targets(*[(f"T{i}", f"Target {i}", "employees", 5, None) for i in range(20)])
    rows = [action(i, f"T{i}", "2026-10-05", "planned") for i in range(20)]
    covered = " ".join(words_of(plan.draw_coverage(plan.coverage(people, planned(people, *rows)))))
    assert "cancelled ones do not count. 12 of 20 targets, among those that get least." in covered
    crowd = " ".join(words_of(plan.draw_calendar(planned(people, *rows), AS_OF)))
    assert "the day of this report. 17 marks lie on others of the same day." in crowd
    assert "on another" not in plan.draw_calendar(planned(people, *rows[:3]), AS_OF).svg


def test_marks_that_are_close_take_turns_above_and_below_their_row() -> None:
    days = [action(n, "H", f"2026-01-0{n}") for n in range(1, 6)]
    far = action(6, "H", "2027-12-01", level="social")
    chart = plan.draw_calendar(planned(STAFF, *days, far), AS_OF)
    heights = [y for _x, y in marks_of(chart, BLUE)][:5]
    middle, above, below = heights[:3]
    assert above < middle < below
    assert heights[3:] == [middle, above]


@pytest.mark.parametrize(("states", "a_line"), [(4, 4), (5, 3)])
def test_more_states_than_fit_on_one_line_are_named_on_two(states: int, a_line: int) -> None:
    rows = [
        action(1, "H", "2026-01-05"), action(2, "H", "2026-10-01", "planned"),
        action(3, "H", "2026-02-01", "planned"), action(4, "H", "2026-03-01", None),
        action(5, "H", "2026-11-01", "done"),
    ]  # fmt: skip
    chart = plan.draw_calendar(planned(STAFF, *rows[:states]), AS_OF)
    names = {"done", "to come", "overdue", "past, status not said", "done, yet dated later"}
    found = [round(x) for words, x, _y in places_of(chart) if words in names]
    assert len(found) == states
    assert len(set(found)) == a_line


@pytest.mark.parametrize("day", ["2026-06-10", "2026-12-10"])
def test_the_day_of_the_report_is_on_the_calendar(day: str) -> None:
    chart = plan.draw_calendar(planned(STAFF, action(1, "H", day)), AS_OF)
    assert "Sep" in words_of(chart)


def test_several_targets_that_nobody_speaks_to_are_counted() -> None:
    actions = planned(STAFF, action(1, "H", "2026-01-01"), action(2, "M", "2026-01-01"))
    chart = plan.draw_coverage(plan.coverage(STAFF, actions))
    assert chart.alt.startswith("Nobody speaks to 2 of 4 targets.")


def test_the_name_of_the_only_target_that_nobody_speaks_to_is_cut() -> None:
    people = targets(("H", "HR", "hr", 1, None), ("L", "T" * 41, "hr", 1, None))
    heard = [action(1, "H", "2026-01-01"), action(2, "H", "2026-01-02", level="social")]
    chart = plan.draw_coverage(plan.coverage(people, planned(people, *heard)))
    assert chart.alt.startswith(f"Nobody speaks to “{'T' * 39}…”. HR: HR function 1, Social 1; ")


def test_of_more_months_than_have_room_every_second_is_written() -> None:
    def months(last: str, first: str = "2026-02-10") -> list[str]:
        rows = [action(1, "H", first), action(2, "H", last, "planned")]
        svg = plan.draw_calendar(planned(STAFF, *rows), date(2026, 5, 1)).svg
        return re.findall(r">(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)</text>", svg)

    assert months("2026-09-10") == ["Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"]
    assert len(months("2026-06-10", "2025-11-10")) == 8
    assert months("2026-10-10") == ["Mar", "May", "Jul", "Sep"]
    assert months("2027-09-10") == ["Apr", "Jul", "Oct", "Jan", "Apr", "Jul"]
    assert months("2029-09-10") == ["Jul", *["Jan", "Jul"] * 3]
    assert months("2031-09-10") == ["Jan"] * 5


def test_of_targets_with_as_many_actions_the_first_are_drawn() -> None:
    people = targets(*[(f"T{i}", f"Target {i:02}", "employees", 5, None) for i in range(60)])
    rows = [action(i, f"T{i}", "2026-10-05", "planned") for i in range(60) if i % 3]
    covered = plan.draw_coverage(plan.coverage(people, planned(people, *rows)))
    assert re.findall(r"Target (\d\d)", covered.alt) == [f"{i:02}" for i in range(0, 36, 3)]


def test_targets_whose_names_begin_alike_are_told_apart() -> None:
    start = "Employees of the branches of the region who advise members"
    people = targets(("N", f"{start} in the north", "employees", 1, None),
                     ("S", f"{start} in the south", "employees", 1, None))  # fmt: skip
    chart = plan.draw_coverage(plan.coverage(people, planned(people, action(1, "N", "2026-01-01"))))
    assert sum(words.startswith("…") and words.endswith("the north") for words in words_of(chart))
    assert sum(words.startswith("…") and words.endswith("the south") for words in words_of(chart))
