"""Impact study: the times and the groups of the workshop."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from playbook.content.booklet import open_booklet
from playbook.language import speaking
from playbook.show.findings import Tone
from playbook.stages.impact_study import workshop
from playbook.stages.shared.run_sheet import run_sheet, say_times

BOOKLET = open_booklet(Path(), "en").workshop("impact_study")
TIMES, PEOPLE, GROUP = BOOKLET.times, (5, 10), (4, 5)


def test_the_activities_fit_the_announced_time_by_five_minutes() -> None:
    sheet = run_sheet(TIMES)
    assert sheet["minutes"].tolist() == [15, 20, 10, 10, 45, 45]
    assert sheet["starts"].tolist() == [0, 15, 35, 45, 55, 100]
    assert say_times(sheet, 150).tone is Tone.RESULT
    slack = workshop.say_slack(sheet, 150)
    assert slack is not None
    assert "5\u00a0min" in slack.text
    assert workshop.say_slack(sheet, 144) is None
    assert workshop.say_slack(sheet, 145) is not None
    assert workshop.say_slack(sheet, 160) is not None
    assert workshop.say_slack(sheet, 161) is None


def test_six_or_seven_people_make_no_groups_of_four_or_five() -> None:
    table = workshop.groupings(PEOPLE, GROUP)
    assert table["people"].tolist() == [5, 6, 7, 8, 9, 10]
    assert table["groups"].tolist() == [1, 0, 0, 2, 2, 2]
    assert table["sizes"].tolist() == ["5", "", "", "4 + 4", "4 + 5", "5 + 5"]


def test_there_are_as_many_groups_as_possible() -> None:
    assert workshop.groupings((20, 20), (4, 5))["sizes"].tolist() == ["4 + 4 + 4 + 4 + 4"]


@given(st.integers(1, 40), st.integers(1, 9), st.integers(0, 5))
def test_the_sizes_of_groups_add_up_and_keep_to_the_limits(n: int, low: int, more: int) -> None:
    row = workshop.groupings((n, n), (low, low + more)).iloc[0]
    sizes = [int(size) for size in row["sizes"].split(" + ")] if row["sizes"] else []
    assert len(sizes) == row["groups"]
    assert all(low <= size <= low + more for size in sizes)
    assert sum(sizes) == (n if sizes else 0)


def test_more_groups_than_the_people_allow_are_said() -> None:
    table = workshop.groupings(PEOPLE, GROUP)
    assert "only 8, 9 and 10 make two groups" in workshop.say_splits(table, GROUP).text
    many = workshop.say_groups(table, 3, GROUP)
    assert many is not None
    assert "3 groups, which makes 12 people or more" in many.text
    assert workshop.say_groups(table, 2, GROUP) is None
    assert workshop.say_groups(table, 2, (5, 5)) is None
    none = workshop.say_splits(workshop.groupings((1, 3), (4, 5)), (4, 5))
    assert "No number of people from 1 to 3" in none.text


def test_the_sentences_are_french_too() -> None:
    with speaking("fr"):
        said = workshop.say_splits(workshop.groupings(PEOPLE, GROUP), GROUP)
    assert "seuls 8, 9 et 10 donnent deux groupes" in said.text
