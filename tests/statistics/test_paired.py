"""The change of people who were measured twice."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.statistics.paired import FEWEST, LEVEL, paired_change

# Darwin's plants, crossed less self-fertilised, in eighths of an inch: Fisher (1935), section 17.
PLANTS = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]


def test_darwins_plants_give_the_figure_of_fisher() -> None:
    found = paired_change(PLANTS, seed=1)
    assert found is not None
    # Fisher finds the total to be reached or passed 863 times in 32,768, on either side.
    assert found.chance == 2 * 863 / 32768
    assert found.mean == pytest.approx(314 / 15)
    assert found.low < 0 < found.high  # as the chance is a little above 5%


def test_too_few_people_give_nothing() -> None:
    assert paired_change([3] * (FEWEST - 1), seed=1) is None
    least = paired_change([1, 2, 3, 1, 2, 3], seed=1)
    assert least is not None
    assert least.chance == 2 / 2**6
    assert least.low > 0


def test_no_change_at_all_is_no_change() -> None:
    found = paired_change([0] * 8, seed=1)
    assert found is not None
    assert (found.mean, found.chance) == (0, 1)
    assert found.low == pytest.approx(0, abs=0.002)
    assert found.high == pytest.approx(0, abs=0.002)


@given(st.lists(st.integers(-6, 6), min_size=FEWEST, max_size=9))
def test_zero_is_outside_the_interval_when_chance_is_rare(changes: list[int]) -> None:
    found = paired_change(changes, seed=1)
    assert found is not None
    assert found.low <= found.mean + 1e-9
    assert found.high >= found.mean - 1e-9
    if found.chance <= LEVEL:
        assert not found.low < -0.01 < 0.01 < found.high
    else:
        assert found.low <= 0.01
        assert found.high >= -0.01


def test_many_people_are_drawn_and_nearly_as_sure() -> None:
    changes = np.random.default_rng(4).integers(-2, 5, 40)
    drawn, again = paired_change(changes, seed=1), paired_change(changes, seed=2)
    assert drawn is not None
    assert again is not None
    assert drawn.low == pytest.approx(again.low, abs=0.05)
    assert drawn.low > 0
