"""The run sheet moment by moment, and a countdown that is right whoever computes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.content.booklet import open_booklet
from playbook.live.agenda import agenda
from playbook.live.clock import Clock

TIMES = open_booklet(Path(__file__).parents[2], "en").workshop("prioritisation").times
SECONDS = st.floats(0, 1e4).map(lambda seconds: round(seconds, 3))


@given(st.lists(st.tuples(st.sampled_from(["start", "pause"]), SECONDS)), SECONDS)
def test_what_is_left_is_the_whole_less_the_time_between_starts_and_pauses(
    presses: list[tuple[str, float]], whole: float
) -> None:
    clock, now, since, ran = Clock(), 1e9, None, 0.0
    for press, later in presses:
        now += later
        clock = clock.start(now) if press == "start" else clock.pause(now)
        if press == "start" and since is None:
            since = now
        elif press == "pause" and since is not None:
            ran, since = ran + now - since, None
    ends = clock.ends_at(whole)
    left = clock.left(whole) if ends is None else ends - now
    expected = whole - ran - (now - since if since is not None else 0)
    assert left == pytest.approx(expected, abs=1e-3)
    assert clock.runs == (since is not None)


def things(count: int) -> dict[str, str]:
    return {f"U{number}": f"Case {number}" for number in range(1, count + 1)}


@pytest.mark.parametrize(("count", "minutes"), [(9, 10), (12, 7.5), (30, 5), (3, 10)])
def test_each_thing_gets_its_share_of_the_step_within_what_the_booklet_says(
    count: int, minutes: float
) -> None:
    moments = agenda(TIMES, "rating", things(count), one_by_one=True)
    assert [moment.step for moment in moments] == ["opening", *["rating"] * count, "top"]
    assert {moment.seconds for moment in moments if moment.thing} == {60 * minutes}
    assert (moments[0].seconds, moments[-1].seconds) == (600, 1200)


def test_all_at_once_a_step_is_one_moment_and_so_it_is_with_nothing_to_vote_on() -> None:
    for there, one_by_one in ((things(9), False), ({}, True)):
        moments = agenda(TIMES, "rating", there, one_by_one=one_by_one)
        assert [(m.step, m.seconds / 60) for m in moments] == [
            ("opening", 10), ("rating", 90), ("top", 20),
        ]  # fmt: skip


def test_a_pause_without_minutes_is_no_moment_and_an_end_is_said_in_time() -> None:
    times = open_booklet(Path(__file__).parents[2], "fr").workshop("ideation").times
    moments = agenda(times, "", {}, one_by_one=True)
    assert "pause" not in {moment.step for moment in moments}
    assert {moment.warning for moment in moments} == {120}
    short = agenda(TIMES, "rating", things(30), one_by_one=True)[1]
    assert short.warning == 75
