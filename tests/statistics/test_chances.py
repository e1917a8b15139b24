"""Who is among the first, how likely that is, and intervals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from playbook.statistics import rank_intervals, score_intervals
from playbook.statistics.chances import chances_between, places_in_top
from playbook.statistics.ranking import rank_span

nan = np.nan
quick = settings(deadline=None, max_examples=50)
simulations = arrays(
    float,
    array_shapes(min_dims=2, max_dims=2, max_side=6),
    elements=st.integers(0, 3).map(float),
)


def by_hand(scores: list[float], n: int) -> list[float]:
    """Each tied item has its share of the places of the top that the ties span."""
    places = []
    for score in scores:
        above, tied = sum(other > score for other in scores), scores.count(score)
        places.append(sum(rank < n for rank in range(above, above + tied)) / tied)
    return places


@quick
@given(simulations, st.integers(1, 7))
def test_places_in_the_top_are_those_counted_by_hand(simulated: np.ndarray, n: int) -> None:
    expected = [by_hand(row, n) for row in simulated.tolist()]
    np.testing.assert_allclose(places_in_top(*rank_span(simulated), n), expected, atol=1e-12)


def test_ties_share_places_even_with_float_noise_and_the_unranked_have_none() -> None:
    noisy = [[0.1 + 0.2, 0.3, 0.0]]
    np.testing.assert_allclose(places_in_top(*rank_span(noisy), 1), [[0.5, 0.5, 0]])
    np.testing.assert_allclose(places_in_top(*rank_span([[1.0, nan, 2.0]]), 1), [[0, nan, 1]])
    assert np.isnan(rank_intervals(*rank_span([[nan, nan]]))).all()


def test_a_chance_lies_between_ends_of_what_may_be_true() -> None:
    # Ten truths, with which it happens in 0, 1, … 9 draws of ten.
    chances = np.arange(10) / 10
    # Quantiles .25 and .75 of 0, 0.1, … 0.9 are 0.225 and 0.675: outwards to tenths.
    assert chances_between(chances, 0.5) == (0.2, 0.7)
    both = np.column_stack([chances, np.ones(10)])
    low, high = chances_between(both, 0.5)
    np.testing.assert_allclose([low, high], [[0.2, 0.9], [0.7, 1.0]])
    assert chances_between(np.zeros(10), 0.9) == (0, 0.1)


def test_rank_interval_spans_ties_and_leaves_out_the_tails() -> None:
    simulated = np.tile([2.0, 2.0, 1.0], (100, 1))
    simulated[:4] = [0.0, 3.0, 1.0]
    low, high = rank_intervals(*rank_span(simulated), level=0.9)
    np.testing.assert_array_equal(low, [1, 1, 3])
    np.testing.assert_array_equal(high, [2, 2, 3])
    low, high = rank_intervals(*rank_span(simulated), level=0.99)
    np.testing.assert_array_equal(low, [1, 1, 2])
    np.testing.assert_array_equal(high, [3, 2, 3])


def test_rank_interval_holds_at_least_its_level_when_a_tail_falls_between_resamples() -> None:
    # 4.95 of 100 resamples may be left out on each side, so 5 may not.
    simulated = np.tile([2.0, 1.0], (100, 1))
    simulated[:5] = [1.0, 2.0]
    low, high = rank_intervals(*rank_span(simulated), level=0.9)
    np.testing.assert_array_equal(low, [1, 1])
    np.testing.assert_array_equal(high, [2, 2])


def test_score_interval_is_that_of_percentiles() -> None:
    simulated = np.column_stack([np.arange(101.0), np.full(101, nan)])
    low, high = score_intervals(simulated, level=0.8)
    np.testing.assert_allclose(low, [10, nan])
    np.testing.assert_allclose(high, [90, nan])


@pytest.mark.parametrize("level", [0, 1, nan])
def test_levels_out_of_range_are_refused(level: float) -> None:
    with pytest.raises(ValueError, match="level"):
        rank_intervals(np.ones((1, 2)), np.ones((1, 2)), level)
    with pytest.raises(ValueError, match="level"):
        score_intervals(np.ones((1, 2)), level)


def test_a_top_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        places_in_top(np.ones((1, 1)), np.ones((1, 1)), 0)
