"""What simulated scores say about ranks: the probability of each, and intervals."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from playbook.statistics.ranking import rank_span
from playbook.statistics.votes import BoolArray, FloatArray


def rank_acceptability(simulated: ArrayLike) -> FloatArray:
    """Give the probability of each rank for each item.

    Ties within a resample share the ranks they span equally: two items tied at the top are
    first by half and second by half. This is exact, without a random tie-break.

    Parameters
    ----------
    simulated : array_like, shape (resamples, items)
        Scores, more is better, equal to 9 decimals is a tie. A column with NaN is an item that
        is not ranked.

    Returns
    -------
    ndarray of float, shape (items, ranks)
        As many ranks as ranked items. The row of a ranked item sums to 1, and so does each
        column; the row of an item that is not ranked is NaN.

    Raises
    ------
    ValueError
        If `simulated` is not two-dimensional or has no row.

    References
    ----------
    Lahdelma, R., Hokkanen, J. & Salminen, P. (1998). SMAA - stochastic multiobjective
    acceptability analysis. EJOR 106(1), 137-143.
    """
    scores, ranked = ranked_scores(simulated)
    resamples, items = scores.shape
    best, worst = rank_span(scores)
    share = 1.0 / (worst - best + 1.0)
    # Each item adds its share from its best to its worst rank: a step up, a step down, and a
    # running sum, with one more column than ranks for the steps down after the last rank.
    row = np.arange(items) * (items + 1)
    up = np.bincount(_flat(row + best - 1), share.ravel(), items * (items + 1))
    down = np.bincount(_flat(row + worst), share.ravel(), items * (items + 1))
    steps = (up - down).reshape(items, items + 1)[:, :items]
    acceptability = np.full((ranked.size, items), np.nan)
    # Steps cancel only up to float noise, which must not show as a negative probability.
    acceptability[ranked] = np.clip(np.cumsum(steps, axis=1) / resamples, 0.0, 1.0)
    return acceptability


def probability_in_top(acceptability: ArrayLike, n: int) -> FloatArray:
    """Give the probability that each item is among the first `n`.

    Parameters
    ----------
    acceptability : array_like, shape (items, ranks)
        As `rank_acceptability` gives it.
    n : int
        How many ranks are the top; more than there are ranks is all of them.

    Returns
    -------
    ndarray of float, shape (items,)
        NaN for an item that is not ranked.

    Raises
    ------
    ValueError
        If `n` is below 1.
    """
    if n < 1:
        raise ValueError(f"the top must hold at least 1 rank, not {n}")
    probabilities = np.asarray(acceptability, dtype=float)
    if probabilities.shape[1] == 0:
        return np.full(len(probabilities), np.nan)
    top: FloatArray = np.minimum(probabilities[:, :n].sum(axis=1), 1.0)
    return top


def rank_intervals(simulated: ArrayLike, level: float = 0.9) -> tuple[FloatArray, FloatArray]:
    """Give the interval of ranks that holds each item with at least this probability.

    From the lower quantile of the best rank an item spans to the upper quantile of the worst:
    an item tied over several ranks has all of them in its interval.

    Parameters
    ----------
    simulated : array_like, shape (resamples, items)
        As drawn by `playbook.statistics.another_jury`.
    level : float, default 0.9
        Probability of the interval, between 0 and 1.

    Returns
    -------
    low, high : ndarray of float, shape (items,)
        Whole numbers as floats, 1 is the best; NaN for an item that is not ranked.

    Raises
    ------
    ValueError
        If `level` is not between 0 and 1, or `simulated` is not two-dimensional or has no row.
    """
    tail = _tail(level)
    scores, ranked = ranked_scores(simulated)
    best, worst = rank_span(scores)
    low, high = np.full(ranked.size, np.nan), np.full(ranked.size, np.nan)
    low[ranked] = np.quantile(best, tail, axis=0, method="lower")
    high[ranked] = np.quantile(worst, 1 - tail, axis=0, method="higher")
    return low, high


def score_intervals(simulated: ArrayLike, level: float = 0.9) -> tuple[FloatArray, FloatArray]:
    """Give the interval that holds each item's score with this probability (percentiles).

    Parameters
    ----------
    simulated : array_like, shape (resamples, items)
        As drawn by `playbook.statistics.another_jury`.
    level : float, default 0.9
        Probability of the interval, between 0 and 1.

    Returns
    -------
    low, high : ndarray of float, shape (items,)
        On the scale of the votes; NaN for an item that is not ranked.

    Raises
    ------
    ValueError
        If `level` is not between 0 and 1, or `simulated` is not two-dimensional or has no row.

    References
    ----------
    Efron, B. & Tibshirani, R. (1993). An Introduction to the Bootstrap, chapter 13.
    """
    tail = _tail(level)
    scores, ranked = ranked_scores(simulated)
    low, high = np.full(ranked.size, np.nan), np.full(ranked.size, np.nan)
    low[ranked], high[ranked] = np.quantile(scores, [tail, 1 - tail], axis=0)
    return low, high


def ranked_scores(simulated: ArrayLike) -> tuple[FloatArray, BoolArray]:
    """Keep the columns of the items that are ranked.

    Parameters
    ----------
    simulated : array_like, shape (resamples, items)

    Returns
    -------
    scores : ndarray of float, shape (resamples, ranked items)
    ranked : ndarray of bool, shape (items,)

    Raises
    ------
    ValueError
        If `simulated` is not two-dimensional or has no row.
    """
    scores = np.asarray(simulated, dtype=float)
    if scores.ndim != 2 or len(scores) == 0:
        raise ValueError("simulated must have two dimensions (resamples, items) and a resample")
    ranked: BoolArray = ~np.isnan(scores).any(axis=0)
    return scores[:, ranked], ranked


def _flat(positions: FloatArray) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return positions.astype(np.int64).ravel()


def _tail(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"level must be between 0 and 1, not {level}")
    return (1 - level) / 2
