"""The median time to an end, against a published example."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.statistics.survival import median_time

# Weeks of remission of acute leukaemia, 6-mercaptopurine against placebo (Freireich and others,
# Blood 21, 1963); a plus means still in remission. SAS PROC LIFETEST, whose intervals are on the
# scale of log(-log) too, gives medians 23 (13, none) and 8 (4, 11).
TREATED = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
PLACEBO = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"


def _weeks(text: str) -> tuple[list[float], list[bool]]:
    words = text.split()
    return [float(word.rstrip("+")) for word in words], [word.endswith("+") for word in words]


def test_the_medians_of_the_leukaemia_trial_are_found() -> None:
    treated, placebo = median_time(*_weeks(TREATED)), median_time(*_weeks(PLACEBO))
    assert (treated.median, treated.low) == (23, 13)
    assert np.isnan(treated.high)
    assert (treated.ended, treated.running) == (9, 12)
    assert (placebo.median, placebo.low, placebo.high) == (8, 4, 11)


def test_a_median_that_is_not_reached_is_missing() -> None:
    found = median_time([1, 5, 5, 5, 5, 5, 5], [False, *[True] * 6])
    assert np.isnan(found.median)
    assert found.ended == 1


def test_nothing_and_nothing_ended_have_no_median() -> None:
    assert np.isnan(median_time([], []).median)
    assert np.isnan(median_time([3, 9], [True, True]).median)


@pytest.mark.parametrize("count", [1, 2, 5])
def test_fewer_than_six_values_have_a_median_and_no_interval(count: int) -> None:
    found = median_time([4] * count, [False] * count)
    assert found.median == 4
    assert np.isnan(found.low)
    assert np.isnan(found.high)


def test_equal_values_have_that_value_as_interval() -> None:
    found = median_time([4] * 500, [False] * 500)
    assert (found.median, found.low, found.high) == (4, 4, 4)


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=60))
def test_open_cases_never_make_it_look_faster(cases: list[tuple[int, bool]]) -> None:
    times, running = [time for time, _r in cases], [still for _t, still in cases]
    closed_only = [time for time, still in cases if not still]
    found = median_time(times, running)
    if closed_only and not np.isnan(found.median):
        assert found.median >= median_time(closed_only, [False] * len(closed_only)).median
        if not np.isnan(found.low):
            assert found.low <= found.median
        if not np.isnan(found.high):
            assert found.median <= found.high


@pytest.mark.parametrize("count", [24, 38, 44])
def test_exactly_half_ended_is_half_whatever_the_rounding(count: int) -> None:
    half = count // 2
    found = median_time([*range(1, half + 1), *[99] * half], [False] * half + [True] * half)
    assert found.median == half
