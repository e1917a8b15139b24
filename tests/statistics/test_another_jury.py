"""What the votes of one jury say of another."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from scipy import stats

from playbook.statistics.another_jury import Fit, Truths
from playbook.statistics.jury_dots import fit_dots
from playbook.statistics.jury_ratings import fit_ratings

WEIGHTS = np.ones(1)


def draw(fit: Fit, draws: int, seed: int = 1) -> tuple[Truths, np.ndarray]:
    rng = np.random.default_rng(seed)
    truths = fit.truths(draws, rng)
    return truths, truths.juries(rng)


def rating(*rows: list[float]) -> np.ndarray:
    return np.array(rows)[:, :, np.newaxis]


def test_the_noise_is_that_of_an_analysis_of_variance() -> None:
    # Shrout and Fleiss (1979), table 2: 6 targets, 4 judges; the residual mean square is 1.02.
    votes = rating([9, 6, 8, 7, 10, 6], [2, 1, 4, 1, 5, 2], [5, 3, 6, 2, 6, 4], [8, 2, 8, 6, 9, 7])
    fit = fit_ratings(votes, WEIGHTS)
    assert fit is not None
    assert fit.dof == 15
    assert fit.vote == pytest.approx(1.02, abs=0.005)
    np.testing.assert_allclose(fit.noise, 1 / 4)


def test_a_difference_has_the_error_of_its_pair_where_that_is_larger() -> None:
    rng = np.random.default_rng(1)
    votes = rng.normal(size=(6, 5)) * [1, 1, 1, 1, 4]
    fit = fit_ratings(votes[:, :, np.newaxis], WEIGHTS)
    assert fit is not None
    paired = stats.sem(votes[:, 0] - votes[:, 4])
    apart = fit.errors(np.array([0, 4]))
    assert apart[0, 4] == apart[1, 0] == pytest.approx(paired, rel=1e-6)
    assert apart[0, 1] >= stats.sem(votes[:, 0] - votes[:, 1])


def test_missing_votes_make_a_score_noisier_and_draw_it_in() -> None:
    votes = np.random.default_rng(3).normal(size=(8, 6, 1)) + np.arange(6.0)[:, np.newaxis]
    votes[2:, 5] = np.nan
    fit = fit_ratings(votes, WEIGHTS)
    assert fit is not None
    assert fit.noise[5] > 3 * fit.noise[0]
    truths = fit.truths(500, np.random.default_rng(1))
    assert truths.kept[5] < truths.kept[0]
    assert truths.shrunken(fit.score)[5] < fit.score[5]


def test_voters_who_only_differ_in_leniency_make_no_noise() -> None:
    fit = fit_ratings(rating([1, 2, 3], [2, 3, 4], [3, 4, 5]), WEIGHTS)
    assert fit is not None
    assert fit.vote == 0


def test_nothing_is_fitted_where_voters_cannot_be_told_from_items() -> None:
    assert fit_ratings(rating([1, np.nan], [np.nan, 2]), WEIGHTS) is None
    assert fit_dots(np.zeros((3, 4))) is None
    assert fit_dots(np.ones((1, 4))) is None


def test_a_runaway_favourite_is_not_drawn_in_by_equals() -> None:
    votes = np.random.default_rng(5).normal(size=(7, 12, 1))
    votes -= votes.mean(axis=0)
    votes[:, 0] += 2.5
    fit = fit_ratings(votes, WEIGHTS)
    assert fit is not None
    _truths, drawn = draw(fit, 2000)
    assert (drawn.argmax(axis=1) == 0).mean() > 0.9


def test_noise_is_drawn_in_to_the_mean() -> None:
    votes = np.random.default_rng(7).normal(size=(6, 12, 1))
    fit = fit_ratings(votes, WEIGHTS)
    assert fit is not None
    _truths, drawn = draw(fit, 2000)
    assert (drawn.argmax(axis=1) == fit.score.argmax()).mean() < 0.3


def in_groups(voters: int, rng: np.random.Generator, groups: int = 4) -> np.ndarray:
    """Votes on twelve items, of which those of a group are liked or disliked together."""
    liking = np.repeat(rng.normal(size=(voters, groups)), 12 // groups, axis=1)
    return (liking + 0.5 * rng.normal(size=(voters, 12)))[:, :, np.newaxis]


def test_noise_that_goes_together_is_found() -> None:
    rng = np.random.default_rng(2)
    fit = fit_ratings(in_groups(30, rng), WEIGHTS)
    assert fit is not None
    assert fit.together > 0.7
    assert fit_ratings(rng.normal(size=(30, 12, 1)), WEIGHTS).together < 0.3  # type: ignore[union-attr]


def test_noise_goes_together_as_what_is_left_of_votes_does_and_scores_stay_as_uncertain() -> None:
    votes = in_groups(30, np.random.default_rng(2))
    votes[1:, 11] = np.nan
    fit = fit_ratings(votes, WEIGHTS)
    assert fit is not None
    # Noise alone: what juries from the same true scores differ by, without their leniency.
    truths, drawn = draw(replace(fit, leniency=0.0), 20_000)
    of_truths = drawn.reshape(truths.number, truths.each, 12)
    noise = (of_truths - of_truths.mean(axis=1, keepdims=True)).reshape(-1, 12)
    expected = np.eye(12)
    for one, other in combinations(range(11), 2):
        here, there = fit.left[:, one], fit.left[:, other]
        alike = fit.together * (here @ there) / np.sqrt((here @ here) * (there @ there))
        expected[one, other] = expected[other, one] = alike
    assert expected[0, 1] > 0.6 > 0.2 > expected[0, 6]
    np.testing.assert_allclose(np.corrcoef(noise.T), expected, atol=0.04)
    assumed = fit.noise * fit.own
    np.testing.assert_allclose(noise.var(axis=0) / noise.var(), assumed / assumed.mean(), rtol=0.06)


def test_what_voters_are_called_does_not_change_another_jury() -> None:
    votes = in_groups(7, np.random.default_rng(2))
    fits = [fit_ratings(votes, WEIGHTS), fit_ratings(votes[::-1], WEIGHTS)]
    one, other = (draw(fit, 200)[1] for fit in fits if fit)
    np.testing.assert_allclose(one, other)


def test_how_far_noise_goes_together_is_found_from_six_voters() -> None:
    rng = np.random.default_rng(4)
    groups = [fit_ratings(in_groups(6, rng), WEIGHTS) for _jury in range(60)]
    none = [fit_ratings(rng.normal(size=(6, 12, 1)), WEIGHTS) for _jury in range(60)]
    assert np.median([fit.together for fit in groups if fit]) > 0.5
    assert np.median([fit.together for fit in none if fit]) < 0.1


def test_dots_that_come_in_heaps_count_for_less() -> None:
    single = np.tile(np.eye(4), (3, 1))
    heaped = np.repeat(single * 4, 1, axis=0)
    one, four = fit_dots(single), fit_dots(heaped)
    assert one is not None
    assert four is not None
    np.testing.assert_allclose(four.counts, one.counts)
    assert four.step == pytest.approx(4 * one.step)
    _truths, drawn = draw(four, 300)
    np.testing.assert_allclose(drawn.sum(axis=1), 4)
