"""Tiers of items that the votes cannot tell apart."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from playbook.statistics import simulate_scores, tiers, weighted_mean

nan = np.nan
quick = settings(deadline=None, max_examples=50)


def beaten(shares: list[float]) -> np.ndarray:
    """Simulate a leader at 0 who beats each other item in these shares of 100 resamples."""
    columns = [np.where(np.arange(100) < round(100 * share), -1.0, 1.0) for share in shares]
    return np.column_stack([np.zeros(100), *columns])


def test_an_item_joins_the_tier_unless_the_leader_beats_it_often_enough() -> None:
    result = tiers([4.0, 3.0, 2.0], beaten([0.94, 0.95]))
    np.testing.assert_array_equal(result, [1, 1, 2])


def test_the_first_beaten_item_leads_the_next_tier() -> None:
    simulated = np.array([[5.0, 4.0, 3.9, 1.0], [5.0, 4.0, 4.1, 1.0]])
    np.testing.assert_array_equal(tiers([5.0, 4.01, 4.0, 1.0], simulated), [1, 2, 2, 3])


def test_a_tie_counts_half() -> None:
    half = np.column_stack([np.zeros(10), np.where(np.arange(10) < 2, 0.0, -1.0)])
    np.testing.assert_array_equal(tiers([2.0, 1.0], half, confidence=0.9), [1, 2])
    np.testing.assert_array_equal(tiers([2.0, 1.0], half, confidence=0.91), [1, 1])


@pytest.mark.parametrize("order", [[0, 1, 2], [1, 0, 2], [2, 1, 0]])
def test_equal_scores_share_a_tier_and_lead_it_together(order: list[int]) -> None:
    # The first leader always beats the third item; the second, tied with it, does not.
    scores = np.array([3.0, 0.1 + 0.2 + 2.7, 2.0])
    simulated = np.array([[9.0, 5.0, 5.5], [9.0, 5.0, 4.5]])
    np.testing.assert_array_equal(tiers(scores[order], simulated[:, order]), [1, 1, 1])


def test_equal_scores_follow_the_leader_together() -> None:
    # Of two tied followers only one is beaten: both stay.
    np.testing.assert_array_equal(tiers([4.0, 3.0, 3.0], beaten([1.0, 0.5])), [1, 1, 1])


def test_unranked_items_have_no_tier() -> None:
    np.testing.assert_array_equal(tiers([nan, 1.0], [[nan, 1.0]]), [nan, 1])


@quick
@given(arrays(float, (4, 5, 1), elements=st.one_of(st.integers(1, 5).map(float), st.just(nan))))
def test_tiers_are_contiguous_and_fall_with_the_score(votes: np.ndarray) -> None:
    votes[:2, 0] = 3.0
    votes[1, 1] = 2.0
    scores = weighted_mean(votes, [1])
    result = tiers(scores, simulate_scores(votes, [1], seed=1, resamples=100))
    np.testing.assert_array_equal(np.isnan(result), np.isnan(scores))
    by_score = result[np.argsort(-scores)][: int((~np.isnan(scores)).sum())]
    assert by_score[0] == 1
    assert set(np.diff(by_score)) <= {0, 1}


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="same items"):
        tiers([1.0, 2.0], [[1.0]])
    with pytest.raises(ValueError, match="no simulated score"):
        tiers([1.0], [[nan]])
    with pytest.raises(ValueError, match="confidence"):
        tiers([1.0], [[1.0]], confidence=0.5)
