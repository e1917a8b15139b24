"""The method of equal shares: everybody has the same say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from playbook.statistics.equal_shares import equal_shares


def test_a_minority_of_three_sevenths_has_one_of_two_that_can_be_paid() -> None:
    # Four give a dot to each of A, B, C; three to D, E, F. Each has 3/7 of a place: the four can
    # pay for A and keep 5/7, the three for D and keep 2/7.
    camps = np.array([[1, 1, 1, 0, 0, 0]] * 4 + [[0, 0, 0, 1, 1, 1]] * 3)
    assert equal_shares(camps, 3) == [0, 3]


def test_heaps_of_dots_pay_in_proportion_as_far_as_the_share_goes() -> None:
    # Two places, four voters, half a place each. The first pays all he has for A, the others a
    # sixth each; as pabutools 1.2 has it.
    dots = [[3, 0, 0], [1, 0, 2], [1, 2, 0], [1, 2, 0]]
    assert equal_shares(dots, 2) == [0]
    assert equal_shares(dots, 3) == [0, 1]


def test_where_all_want_the_same_the_most_dots_win() -> None:
    assert equal_shares([[3, 2, 1, 0]] * 5, 2) == [0, 1]


@settings(deadline=None, max_examples=40)
@given(arrays(float, (6, 5), elements=st.integers(0, 3).map(float)), st.integers(1, 5))
def test_no_more_than_the_places_are_chosen_and_each_has_dots(
    dots: np.ndarray, places: int
) -> None:
    chosen = equal_shares(dots, places)
    assert len(chosen) <= places
    assert len(set(chosen)) == len(chosen)
    assert (dots[:, chosen].sum(axis=0) > 0).all()


def test_what_are_no_dots_is_refused() -> None:
    with pytest.raises(ValueError, match="no number below 0"):
        equal_shares([[-1.0]], 1)
    with pytest.raises(ValueError, match="places"):
        equal_shares([[1.0]], 0)
