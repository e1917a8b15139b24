"""Weighted means and ranks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from pymcdm.methods import WSM
from scipy.stats import rankdata

from playbook.statistics import (
    competition_rank,
    count_voters,
    criterion_means,
    enough_voters,
    normalise_weights,
    weighted_mean,
    worst_rank,
)

# Triantaphyllou (2000), the example of Wikipedia's "Weighted sum model": A2 and A3 tie at 22.
ALTERNATIVES = [[25, 20, 15, 30], [10, 30, 20, 30], [30, 10, 30, 10]]
WEIGHTS = [0.2, 0.15, 0.4, 0.25]

nan = np.nan
quick = settings(deadline=None, max_examples=50)
scores_2d = arrays(
    float,
    array_shapes(min_dims=2, max_dims=2, max_side=7),
    elements=st.one_of(st.integers(0, 4).map(float), st.just(nan)),
)


def test_published_weighted_sum_keeps_its_tie() -> None:
    scores = weighted_mean([ALTERNATIVES], WEIGHTS)
    np.testing.assert_allclose(scores, [21.5, 22.0, 22.0], atol=1e-9)
    np.testing.assert_array_equal(competition_rank(scores), [3, 1, 1])
    np.testing.assert_array_equal(worst_rank(scores), [3, 2, 2])


def test_weighted_mean_agrees_with_pymcdm() -> None:
    # Columns that sum to 1 already make pymcdm's sum normalisation do nothing.
    matrix = np.random.default_rng(1).dirichlet(np.ones(5), size=3).T
    weights = np.array([0.5, 0.3, 0.2])
    expected = WSM()(matrix, weights, np.ones(3))
    np.testing.assert_allclose(weighted_mean([matrix], weights), expected)


def test_missing_votes_are_left_out_of_the_mean_and_not_zero() -> None:
    votes = [[[4.0, nan]], [[2.0, 5.0]], [[nan, nan]]]
    np.testing.assert_allclose(criterion_means(votes), [[3.0, 5.0]])
    np.testing.assert_allclose(weighted_mean(votes, [1, 3]), [0.25 * 3 + 0.75 * 5])


def test_item_without_a_vote_on_a_criterion_that_counts_has_no_score() -> None:
    votes = [[[4.0, nan], [1.0, 1.0]]]
    np.testing.assert_array_equal(weighted_mean(votes, [1, 1]), [nan, 1.0])
    np.testing.assert_array_equal(weighted_mean(votes, [1, 0]), [4.0, 1.0])


def test_float_noise_breaks_no_tie() -> None:
    np.testing.assert_array_equal(competition_rank([0.1 + 0.2, 0.3, 0.0]), [1, 1, 3])


def test_missing_scores_have_no_rank_and_push_nobody_down() -> None:
    np.testing.assert_array_equal(competition_rank([nan, -1.0, nan, -2.0]), [nan, 1, nan, 2])
    np.testing.assert_array_equal(worst_rank([nan, 0.0, 0.0, -2.0]), [nan, 2, 2, 3])


def test_no_items_have_no_ranks() -> None:
    assert competition_rank([]).shape == (0,)


@quick
@given(scores_2d)
def test_ranks_are_those_of_scipy(scores: np.ndarray) -> None:
    options = {"axis": 1, "nan_policy": "omit"}
    np.testing.assert_array_equal(competition_rank(scores), rankdata(-scores, "min", **options))
    np.testing.assert_array_equal(worst_rank(scores), rankdata(-scores, "max", **options))


@quick
@given(scores_2d, st.integers(-100, 100))
def test_adding_a_constant_leaves_ranks(scores: np.ndarray, constant: int) -> None:
    np.testing.assert_array_equal(competition_rank(scores + constant), competition_rank(scores))


@pytest.mark.parametrize("weights", [[1, 2, 1], [1e308, 1e308, 1e308], [5e-324, 0.0, 0.0]])
def test_weights_sum_to_one(weights: list[float]) -> None:
    assert normalise_weights(weights).sum() == pytest.approx(1)


@pytest.mark.parametrize("weights", [[], [0, 0], [-1, 2], [nan, 1], [np.inf, 1], [[1, 2]]])
def test_weights_that_mean_nothing_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weight"):
        normalise_weights(weights)


def test_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="2 weights were given for 4 criteria"):
        weighted_mean([ALTERNATIVES], [1, 2])
    with pytest.raises(ValueError, match="three dimensions"):
        weighted_mean(ALTERNATIVES, WEIGHTS)
    with pytest.raises(ValueError, match="one or two dimensions"):
        competition_rank(np.zeros((1, 1, 1)))
    with pytest.raises(ValueError, match="finite"):
        criterion_means([[[np.inf]]])


def test_someone_who_cast_no_vote_is_not_counted() -> None:
    votes = [[[1.0], [nan]], [[nan], [nan]]]
    assert count_voters(votes) == 1
    assert not enough_voters(votes)
    assert enough_voters(votes, minimum=1)
