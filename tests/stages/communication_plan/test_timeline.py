"""The calendar that is drawn: what it says, marks and leaves out."""

from __future__ import annotations

import re
from datetime import date

import pytest
from support.charts import marks_of, places_of, words_of
from support.plans import ACTIONS, AS_OF, STAFF, action, planned

from playbook.show.chart import BLUE
from playbook.stages.communication_plan import coverage, timeline
from playbook.tables.deployment import LEVELS


def test_the_figures_say_their_finding_and_their_numbers() -> None:
    chart = timeline.draw_calendar(ACTIONS, AS_OF)
    assert chart.alt.startswith(
        "Nothing more to come at 4 levels: Institutional, Targeted at managers and jobs,"
        " Operational and Social. Institutional: nothing; HR function: 1 done, 1 to come,"
        " 1 cancelled;"
    )
    covered = coverage.draw_levels(coverage.by_level(STAFF, ACTIONS))
    assert covered.alt == (
        "Nobody speaks to “Mail desk”. HR: HR function 2; Leaders: Targeted at managers and jobs 1;"
        " Staff: Operational 2; Mail desk: nothing."
    )
    over = planned(STAFF, action(1, "H", "2026-01-01"))
    assert timeline.draw_calendar(over, AS_OF).alt.startswith(
        "Nothing more is to come at any level"
    )
    every = [action(i, "H", "2026-12-01", "planned", level=level) for i, level in enumerate(LEVELS)]
    assert timeline.draw_calendar(planned(STAFF, *every), AS_OF).alt.startswith("Every level has")


def test_marks_that_are_close_take_turns_above_and_below_their_row() -> None:
    days = [action(n, "H", f"2026-01-0{n}") for n in range(1, 6)]
    far = action(6, "H", "2027-12-01", level="social")
    chart = timeline.draw_calendar(planned(STAFF, *days, far), AS_OF)
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
    chart = timeline.draw_calendar(planned(STAFF, *rows[:states]), AS_OF)
    names = {"done", "to come", "overdue", "past, status not said", "done, yet dated later"}
    found = [round(x) for words, x, _y in places_of(chart) if words in names]
    assert len(found) == states
    assert len(set(found)) == a_line


@pytest.mark.parametrize("day", ["2026-06-10", "2026-12-10"])
def test_the_day_of_the_report_is_on_the_calendar(day: str) -> None:
    chart = timeline.draw_calendar(planned(STAFF, action(1, "H", day)), AS_OF)
    assert "Sep" in words_of(chart)


def test_of_more_months_than_have_room_every_second_is_written() -> None:
    def months(last: str, first: str = "2026-02-10") -> list[str]:
        rows = [action(1, "H", first), action(2, "H", last, "planned")]
        svg = timeline.draw_calendar(planned(STAFF, *rows), date(2026, 5, 1)).svg
        return re.findall(r">(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)</text>", svg)

    assert months("2026-09-10") == ["Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"]
    assert len(months("2026-06-10", "2025-11-10")) == 8
    assert months("2026-10-10") == ["Mar", "May", "Jul", "Sep"]
    assert months("2027-09-10") == ["Apr", "Jul", "Oct", "Jan", "Apr", "Jul"]
    assert months("2029-09-10") == ["Jul", *["Jan", "Jul"] * 3]
    assert months("2031-09-10") == ["Jan"] * 5
