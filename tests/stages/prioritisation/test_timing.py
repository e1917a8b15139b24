"""Prioritisation: whether the time holds all use cases."""

from __future__ import annotations

import pytest
from support.sentences import said

from playbook.show.findings import Tone
from playbook.stages.prioritisation import timing


@pytest.mark.parametrize(
    ("listed", "fitting", "left_over"),
    [(0, [9, 18], [0, 0]), (9, [9, 18], [0, 0]), (10, [9, 18], [1, 0]), (20, [9, 18], [11, 2])],
)
def test_use_cases_that_fit_the_time(listed: int, fitting: list[int], left_over: list[int]) -> None:
    table = timing.capacity(listed, 90, 5, 10)
    assert table["minutes_each"].tolist() == [10, 5]
    assert table["fitting"].tolist() == fitting
    assert table["left_over"].tolist() == left_over


def test_half_a_pace_holds_no_use_case() -> None:
    assert timing.capacity(3, 14, 5, 10)["fitting"].tolist() == [1, 2]


@pytest.mark.parametrize(
    ("listed", "words", "tone"),
    [
        (9, ": all fit, even at the slow pace.", Tone.RESULT),
        (10, ": all fit at 9 min each or less, no longer.", Tone.CAUTION),
        (12, ": all fit at 7 min each or less, no longer.", Tone.CAUTION),
        (
            20,
            ": 2 are too many even at the fast pace. Choose beforehand, or meet twice.",
            Tone.DECIDE,
        ),
    ],
)
def test_whether_the_use_cases_fit_the_time_is_said(listed: int, words: str, tone: Tone) -> None:
    table = timing.capacity(listed, 90, 5, 10)
    start = f"90 min are enough for 9 to 18 use cases; {listed} are listed"
    assert said(timing.say_capacity(table, listed, 90)) == (start + words, tone)


def test_a_single_use_case_is_listed_in_the_singular() -> None:
    table = timing.capacity(1, 90, 5, 10)
    assert "; 1 is listed: all fit" in timing.say_capacity(table, 1, 90).text
