"""Simulated scores."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from playbook.statistics import criterion_means, resampling, simulate_scores, weighted_mean

nan = np.nan
quick = settings(deadline=None, max_examples=25)
complete = arrays(float, (4, 3, 2), elements=st.integers(1, 5).map(float))


def jury(missing: float = 0.0, shape: tuple[int, ...] = (8, 5, 2)) -> np.ndarray:
    rng = np.random.default_rng(5)
    votes = rng.integers(1, 6, shape).astype(float)
    votes[rng.random(shape) < missing] = nan
    return votes


def test_one_seed_gives_one_result() -> None:
    first = simulate_scores(jury(0.3), [2, 1], seed=7, resamples=50)
    np.testing.assert_array_equal(first, simulate_scores(jury(0.3), [2, 1], seed=7, resamples=50))
    assert (first != simulate_scores(jury(0.3), [2, 1], seed=8, resamples=50)).any()


def test_spread_is_that_of_the_bootstrap() -> None:
    votes = jury(shape=(8, 5, 1))
    simulated = simulate_scores(votes, [1], seed=1, resamples=40_000)
    np.testing.assert_allclose(simulated.mean(axis=0), votes.mean(axis=(0, 2)), atol=0.02)
    # Efron & Tibshirani: the standard error of a bootstrapped mean is the population SD / sqrt(n).
    np.testing.assert_allclose(
        simulated.std(axis=0), votes[:, :, 0].std(axis=0) / np.sqrt(8), rtol=0.03
    )


def test_whole_voters_are_drawn() -> None:
    # Two items on which voters are exactly opposed: their scores always sum to 6.
    own = jury(shape=(7, 1, 1))
    simulated = simulate_scores(np.concatenate([own, 6 - own], axis=1), [1], seed=2, resamples=200)
    np.testing.assert_allclose(simulated.sum(axis=1), 6)


def test_weights_spread_as_a_dirichlet_and_zero_stays_zero() -> None:
    # One item per criterion, with 1 on its own: the score is the weight.
    votes = np.broadcast_to(np.eye(3), (2, 3, 3))
    simulated = simulate_scores(
        votes, [5, 3, 2], seed=1, resamples=40_000, vary_voters=False, weight_concentration=9
    )
    stated = np.array([0.5, 0.3, 0.2])
    np.testing.assert_allclose(simulated.sum(axis=1), 1)
    np.testing.assert_allclose(simulated.mean(axis=0), stated, atol=0.005)
    np.testing.assert_allclose(simulated.var(axis=0), stated * (1 - stated) / 10, rtol=0.05)
    without = simulate_scores(votes, [1, 1, 0], seed=1, resamples=50)
    np.testing.assert_array_equal(without[:, 2], 0)


def test_nothing_varies_when_nothing_may() -> None:
    votes = jury(0.3)
    simulated = simulate_scores(
        votes, [2, 1], seed=1, resamples=5, vary_voters=False, vary_weights=False
    )
    np.testing.assert_allclose(simulated, np.tile(weighted_mean(votes, [2, 1]), (5, 1)))


def test_varying_weights_leaves_the_voters_drawn_alone() -> None:
    votes = jury()
    votes[:, :, 1] = votes[:, :, 0]
    options = {"seed": 4, "resamples": 30}
    np.testing.assert_allclose(
        simulate_scores(votes, [1, 1], vary_weights=True, **options),
        simulate_scores(votes, [1, 1], vary_weights=False, **options),
    )


def test_an_item_that_one_of_six_rated_high_spreads_widely() -> None:
    votes = jury(shape=(6, 4, 1))
    votes[:, 0] = 5.0
    votes[1:, 0] = nan
    simulated = simulate_scores(votes, [1], seed=1, resamples=20_000)
    assert np.ptp(simulated[:, 0]) > 2
    # With probability 1/2 a missing vote is one of all 19 on the criterion.
    elsewhere = np.nanmean(votes)
    assert simulated[:, 0].mean() == pytest.approx((5 + 5 * (5 + elsewhere) / 2) / 6, abs=0.03)


def test_an_item_without_votes_is_never_ranked_but_its_votes_elsewhere_count() -> None:
    votes = jury()
    votes[:, 2, 1] = nan
    simulated = simulate_scores(votes, [1, 1], seed=1, resamples=20)
    assert np.isnan(simulated[:, 2]).all()
    assert np.isfinite(np.delete(simulated, 2, axis=1)).all()
    assert np.isfinite(simulate_scores(votes, [1, 0], seed=1, resamples=20)).all()


def test_someone_who_cast_no_vote_changes_nothing() -> None:
    votes = jury(0.2)
    silent = np.concatenate([votes, np.full((1, 5, 2), nan)])
    options = {"seed": 1, "resamples": 20}
    np.testing.assert_array_equal(
        simulate_scores(silent, [1, 1], **options), simulate_scores(votes, [1, 1], **options)
    )


def test_small_chunks_keep_the_distribution(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = simulate_scores(jury(0.3), [1, 1], seed=1, resamples=4_000)
    monkeypatch.setattr(resampling, "_CHUNK_NUMBERS", 700)
    cut = simulate_scores(jury(0.3), [1, 1], seed=1, resamples=4_000)
    np.testing.assert_allclose(cut.mean(axis=0), whole.mean(axis=0), atol=0.05)
    np.testing.assert_allclose(cut.std(axis=0), whole.std(axis=0), rtol=0.1)


@quick
@given(complete, st.permutations(range(3)))
def test_permuting_items_permutes_their_scores(votes: np.ndarray, order: list[int]) -> None:
    options = {"seed": 1, "resamples": 20}
    np.testing.assert_allclose(
        simulate_scores(votes[:, order], [2, 1], **options),
        simulate_scores(votes, [2, 1], **options)[:, order],
    )


@quick
@given(complete, st.integers(-3, 3))
def test_adding_a_constant_to_all_votes_adds_it_to_scores(votes: np.ndarray, more: int) -> None:
    options = {"seed": 1, "resamples": 20}
    np.testing.assert_allclose(
        simulate_scores(votes + more, [2, 1], **options),
        simulate_scores(votes, [2, 1], **options) + more,
        atol=1e-9,
    )


def test_permuting_voters_changes_only_chance() -> None:
    votes = jury(0.2)
    options = {"seed": 1, "resamples": 20_000}
    one, other = (simulate_scores(v, [1, 1], **options) for v in (votes, votes[::-1]))
    np.testing.assert_allclose(one.mean(axis=0), other.mean(axis=0), atol=0.03)
    np.testing.assert_allclose(one.std(axis=0), other.std(axis=0), rtol=0.05)


def test_filled_votes_stay_on_the_scale() -> None:
    simulated = simulate_scores(jury(0.6), [1, 1], seed=1, resamples=500)
    assert np.isfinite(criterion_means(jury(0.6))).all()
    assert simulated.min() >= 1 - 1e-9
    assert simulated.max() <= 5 + 1e-9


def test_too_few_voters_are_refused() -> None:
    with pytest.raises(ValueError, match="at least two voters"):
        simulate_scores(jury()[:1], [1, 1], seed=1)
    # The second person voted only on a criterion that does not count.
    votes = jury()[:2]
    votes[1, :, 0] = nan
    with pytest.raises(ValueError, match="at least two voters"):
        simulate_scores(votes, [1, 0], seed=1)


@pytest.mark.parametrize("option", [{"resamples": 0}, {"weight_concentration": 0}])
def test_parameters_out_of_range_are_refused(option: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=next(iter(option))):
        simulate_scores(jury(), [1, 1], seed=1, **option)
