"""The run sheet of a workshop: its times, and whether they fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.content.booklet import Time
from playbook.language import speaking
from playbook.show.findings import Tone
from playbook.stages.shared.run_sheet import run_sheet, say_times


def activity(name: str, minutes: int, material: str = "", shortest: int | None = None) -> Time:
    return Time(
        id="x", activity=name, minutes=minutes, material=material, shortest=shortest, says=[],
        does=[],
    )  # fmt: skip


WORKSHOP = [activity("Welcome", 10), activity("Vote", 50, "Dots", shortest=35)]


def said(activities: list[Time], announced: int) -> tuple[str, Tone]:
    finding = say_times(run_sheet(activities), announced)
    return finding.text.replace("\u00a0", " "), finding.tone


def test_activities_follow_one_another() -> None:
    sheet = run_sheet([*WORKSHOP, activity("Close", 5)])
    assert sheet["starts"].tolist() == [0, 10, 60]
    assert sheet["minutes"].tolist() == [10, 50, 5]
    assert sheet["minutes_low"].tolist() == [10, 35, 5]
    assert sheet["material"].tolist() == ["", "Dots", ""]


@given(st.lists(st.integers(0, 300), min_size=1))
def test_each_start_is_the_end_of_the_one_before(minutes: list[int]) -> None:
    sheet = run_sheet([activity("x", m) for m in minutes])
    ends = (sheet["starts"] + sheet["minutes"]).tolist()
    assert [0, *ends[:-1]] == sheet["starts"].tolist()
    assert ends[-1] == sum(minutes)


def test_a_shortest_time_of_nothing_is_not_the_planned_time() -> None:
    assert run_sheet([activity("x", 10, shortest=0)])["minutes_low"].tolist() == [0]


@pytest.mark.parametrize(("announced", "written"), [(60, "1 h"), (61, "1 h 01")])
def test_times_that_fit_are_a_result(announced: int, written: str) -> None:
    text, tone = said(WORKSHOP, announced)
    assert tone is Tone.RESULT
    assert text == f"The activities take 45 min to 1 h of the {written} announced: they fit."


@pytest.mark.parametrize("announced", [45, 59])
def test_times_that_fit_only_at_their_shortest_are_a_caution(announced: int) -> None:
    text, tone = said(WORKSHOP, announced)
    assert tone is Tone.CAUTION
    assert f"take 45 min to 1 h, against {announced} min announced" in text


def test_times_that_do_not_fit_are_to_be_decided() -> None:
    text, tone = said(WORKSHOP, 44)
    assert tone is Tone.DECIDE
    assert "take 45 min to 1 h, 1 min to 16 min more than the 44 min announced" in text


def test_one_planned_time_is_not_shown_as_a_range() -> None:
    text, tone = said([activity("x", 60)], 45)
    assert tone is Tone.DECIDE
    assert "take 1 h, 15 min more than the 45 min announced" in text


@pytest.mark.parametrize("announced", [60, 50, 30])
def test_the_sentence_is_translated(announced: int) -> None:
    english, _tone = said(WORKSHOP, announced)
    with speaking("fr"):
        french, _tone = said(WORKSHOP, announced)
    assert french != english
    assert "45 min" in french
    assert "1 h" in french
