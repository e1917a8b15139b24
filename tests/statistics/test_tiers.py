"""Tiers of items that the votes cannot tell apart."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from playbook.statistics import tiers

nan = np.nan


def evenly(items: int, error: float = 1.0) -> Callable[[np.ndarray], np.ndarray]:
    return np.full((items, items), error).__getitem__


def test_the_gap_that_chance_seldom_makes_is_that_of_published_tables() -> None:
    # Studentised range, 95 %, 4 means, 20 degrees of freedom: 3.958 (Pearson and Hartley).
    limit = 3.958 / np.sqrt(2)
    for gap, levels in ((limit - 0.01, 1), (limit + 0.01, 2)):
        found = tiers([10, 10, 10 - gap, 10 - gap], evenly(4), 20, confidence=0.95)
        assert found.max() == levels


def test_one_is_alone_ahead_by_the_gap_to_the_runner_up_alone() -> None:
    # Student's t, 97.5 %, 20 degrees of freedom: 2.086.
    for gap, expected in ((2.08, [1, 1, 1]), (2.09, [1, 2, 2])):
        np.testing.assert_array_equal(tiers([10, 10 - gap, 10 - gap], evenly(3), 20), expected)


def test_the_first_item_told_apart_leads_the_next_tier() -> None:
    np.testing.assert_array_equal(tiers([9, 8.5, 4, 3.5, 0], evenly(5), 1000), [1, 1, 2, 2, 3])


def test_a_count_is_told_apart_only_beyond_one_step() -> None:
    np.testing.assert_array_equal(tiers([2.5, 0], evenly(2), np.inf), [1, 2])
    np.testing.assert_array_equal(tiers([2.5, 0], evenly(2), np.inf, step=1), [1, 1])


@pytest.mark.parametrize("order", [[0, 1, 2], [1, 0, 2], [2, 1, 0]])
def test_equal_scores_share_a_tier_and_lead_it_together(order: list[int]) -> None:
    # The first leader is far from the third item; the second, tied with it, is not sure to be.
    errors = np.array([[1.0, 1.0, 0.1], [1.0, 1.0, 9.0], [0.1, 9.0, 1.0]])
    scores = np.array([3.0, 0.1 + 0.2 + 2.7, 2.0])
    found = tiers(scores[order], errors[np.ix_(order, order)].__getitem__, 50)
    np.testing.assert_array_equal(found, [1, 1, 1])


def test_unranked_items_have_no_tier() -> None:
    np.testing.assert_array_equal(tiers([nan, 1.0], evenly(2, nan), 5), [nan, 1])
    assert np.isnan(tiers([nan], evenly(1, nan), 5)).all()


@settings(deadline=None, max_examples=50)
@given(arrays(float, 6, elements=st.one_of(st.integers(1, 40).map(float), st.just(nan))))
def test_tiers_are_contiguous_and_fall_with_the_score(scores: np.ndarray) -> None:
    scores[0] = 3.0
    result = tiers(scores, evenly(6, 2.0), 12)
    np.testing.assert_array_equal(np.isnan(result), np.isnan(scores))
    by_score = result[np.argsort(-scores)][: int((~np.isnan(scores)).sum())]
    assert by_score[0] == 1
    assert set(np.diff(by_score)) <= {0, 1}


def test_what_does_not_fit_is_refused() -> None:
    for wrong in (0.5, 1.0):
        with pytest.raises(ValueError, match="confidence"):
            tiers([1.0], evenly(1), 5, confidence=wrong)
