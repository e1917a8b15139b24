"""Two rounds of votes of the same people: whether they came together, and what chance does."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from playbook.statistics.two_rounds import change_of_disagreement

SCALE = (1.0, 5.0)


def test_the_chance_is_the_share_of_swapped_rooms_that_changed_as_much() -> None:
    before = np.array([[1.0], [2.0], [4.0], [5.0], [3.0]])
    after = np.array([[2.0], [3.0], [3.0], [4.0], [3.0]])
    change, p_value = change_of_disagreement(before, after, SCALE, seed=1)
    assert change == pytest.approx((after.std() - before.std()) / 2)
    changes = []
    for turned in product([False, True], repeat=5):
        first = [a if t else b for t, b, a in zip(turned, before[:, 0], after[:, 0], strict=True)]
        last = [b if t else a for t, b, a in zip(turned, before[:, 0], after[:, 0], strict=True)]
        changes.append(np.std(last) - np.std(first))
    as_much = np.abs(changes) >= abs(changes[0]) - 1e-9
    assert p_value == pytest.approx(as_much.mean())
    assert p_value == pytest.approx(2 / 2**4)  # only the four who moved count


def test_nothing_moved_is_no_change_and_too_few_votes_are_no_figure() -> None:
    votes = np.array([[1.0, np.nan], [4.0, 2.0]])
    assert change_of_disagreement(votes, votes, SCALE, seed=1) == (0.0, 1.0)
    assert np.isnan(change_of_disagreement(votes[:1], votes[:1], SCALE, seed=1)).all()


def test_many_people_who_all_give_way_are_told_from_chance() -> None:
    before = np.array([[1.0], [5.0]] * 10)
    change, p_value = change_of_disagreement(before, np.array([[2.0], [4.0]] * 10), SCALE, seed=1)
    assert change == pytest.approx(-0.5)
    assert p_value < 0.01


VOTES = arrays(float, (4, 3), elements=st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0]))


@given(VOTES, VOTES)
def test_the_other_way_round_the_change_is_the_opposite_and_as_likely(
    one: np.ndarray, other: np.ndarray
) -> None:
    there, back = (
        change_of_disagreement(*pair, SCALE, seed=1) for pair in ((one, other), (other, one))
    )
    assert there == pytest.approx((-back[0], back[1]))
    movers = (one != other).any(axis=1).sum()
    assert min(1.0, 2 / 2**movers) - 1e-9 <= there[1] <= 1
