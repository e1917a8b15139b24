"""The probability of each rank, and intervals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from playbook.statistics import (
    probability_in_top,
    rank_acceptability,
    rank_intervals,
    score_intervals,
)

nan = np.nan
quick = settings(deadline=None, max_examples=50)
simulations = arrays(
    float,
    array_shapes(min_dims=2, max_dims=2, max_side=6),
    elements=st.integers(0, 3).map(float),
)


def by_hand(simulated: np.ndarray) -> np.ndarray:
    resamples, items = simulated.shape
    result = np.zeros((items, items))
    for row in simulated.tolist():
        for item, score in enumerate(row):
            above = sum(other > score for other in row)
            tied = row.count(score)
            for rank in range(above, above + tied):
                result[item, rank] += 1 / tied / resamples
    return result


@quick
@given(simulations)
def test_acceptability_is_that_counted_by_hand(simulated: np.ndarray) -> None:
    np.testing.assert_allclose(rank_acceptability(simulated), by_hand(simulated), atol=1e-12)


@quick
@given(simulations)
def test_rows_and_columns_sum_to_one(simulated: np.ndarray) -> None:
    acceptability = rank_acceptability(simulated)
    assert acceptability.min() >= 0
    np.testing.assert_allclose(acceptability.sum(axis=0), 1)
    np.testing.assert_allclose(acceptability.sum(axis=1), 1)


@quick
@given(simulations, st.randoms(use_true_random=False))
def test_permuting_items_permutes_rows(simulated: np.ndarray, random: object) -> None:
    order = list(range(simulated.shape[1]))
    random.shuffle(order)  # type: ignore[attr-defined]
    np.testing.assert_allclose(
        rank_acceptability(simulated[:, order]), rank_acceptability(simulated)[order], atol=1e-12
    )


def test_ties_share_the_ranks_they_span_even_with_float_noise() -> None:
    acceptability = rank_acceptability([[0.1 + 0.2, 0.3, 0.0]])
    np.testing.assert_allclose(acceptability, [[0.5, 0.5, 0], [0.5, 0.5, 0], [0, 0, 1]])


def test_an_unranked_item_has_no_probability_and_takes_no_rank() -> None:
    acceptability = rank_acceptability([[1.0, nan, 2.0], [3.0, nan, 2.0]])
    np.testing.assert_allclose(acceptability, [[0.5, 0.5], [nan, nan], [0.5, 0.5]])
    np.testing.assert_allclose(probability_in_top(acceptability, 9), [1, nan, 1])


def test_nothing_ranked_gives_no_ranks() -> None:
    acceptability = rank_acceptability([[nan, nan]])
    assert acceptability.shape == (2, 0)
    assert np.isnan(probability_in_top(acceptability, 1)).all()
    assert np.isnan(rank_intervals([[nan, nan]])).all()


def test_probability_in_top_adds_the_first_ranks() -> None:
    acceptability = [[0.5, 0.25, 0.25], [0.5, 0.5, 0.0], [0.0, 0.25, 0.75]]
    np.testing.assert_allclose(probability_in_top(acceptability, 2), [0.75, 1, 0.25])


@quick
@given(arrays(float, (30, 4), elements=st.integers(1, 5).map(float)))
def test_a_dominated_item_is_never_likelier_in_the_top(votes: np.ndarray) -> None:
    votes[:, 1] = np.minimum(votes[:, 0], votes[:, 1])
    acceptability = rank_acceptability(votes)
    for n in (1, 2, 3):
        top = probability_in_top(acceptability, n)
        assert top[0] >= top[1] - 1e-9


def test_rank_interval_spans_ties_and_leaves_out_the_tails() -> None:
    simulated = np.tile([2.0, 2.0, 1.0], (100, 1))
    simulated[:4] = [0.0, 3.0, 1.0]
    low, high = rank_intervals(simulated, level=0.9)
    np.testing.assert_array_equal(low, [1, 1, 3])
    np.testing.assert_array_equal(high, [2, 2, 3])
    low, high = rank_intervals(simulated, level=0.99)
    np.testing.assert_array_equal(low, [1, 1, 2])
    np.testing.assert_array_equal(high, [3, 2, 3])


def test_rank_interval_holds_at_least_its_level_when_a_tail_falls_between_resamples() -> None:
    # 4.95 of 100 resamples may be left out on each side, so 5 may not.
    simulated = np.tile([2.0, 1.0], (100, 1))
    simulated[:5] = [1.0, 2.0]
    low, high = rank_intervals(simulated, level=0.9)
    np.testing.assert_array_equal(low, [1, 1])
    np.testing.assert_array_equal(high, [2, 2])


def test_score_interval_is_that_of_percentiles() -> None:
    simulated = np.column_stack([np.arange(101.0), np.full(101, nan)])
    low, high = score_intervals(simulated, level=0.8)
    np.testing.assert_allclose(low, [10, nan])
    np.testing.assert_allclose(high, [90, nan])


@pytest.mark.parametrize("level", [0, 1, nan])
def test_levels_out_of_range_are_refused(level: float) -> None:
    for interval in (rank_intervals, score_intervals):
        with pytest.raises(ValueError, match="level"):
            interval([[1.0, 2.0]], level)


def test_what_cannot_be_counted_is_refused() -> None:
    with pytest.raises(ValueError, match="two dimensions"):
        rank_acceptability([1.0, 2.0])
    with pytest.raises(ValueError, match="at least 1"):
        probability_in_top([[1.0]], 0)
