"""What drawn scores say of ranks: who is among the first, how likely that is, and intervals."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from playbook.statistics.ranking import rank_span, rounded
from playbook.statistics.votes import BoolArray, FloatArray

NOTHING_TOLD = 0.9
"""A chance between ends as far apart as that is not told at all."""


def is_told(low: float, high: float) -> bool:
    """Whether the ends between which a chance lies tell anything of it."""
    return bool(high - low < NOTHING_TOLD - 1e-9)


def places_in_top(simulated: ArrayLike, n: int) -> FloatArray:
    """Tell which items are among the first `n` of each draw.

    Ties share the places that they span equally: of two items tied for the first place, each has
    half of it. This is exact, without a random tie-break.

    Parameters
    ----------
    simulated : array_like, shape (draws, items)
        Scores, more is better, equal to 9 decimals is a tie. A column with NaN is an item that
        is not ranked.
    n : int
        How many ranks are the top.

    Returns
    -------
    ndarray of float, shape (draws, items)
        1 is a place among them, 0 is none; NaN for an item that is not ranked.

    Raises
    ------
    ValueError
        If `n` is below 1, or `simulated` is not two-dimensional or has no row.
    """
    if n < 1:
        raise ValueError(f"the top must hold at least 1 rank, not {n}")
    scores, ranked = ranked_scores(simulated)
    best, worst = rank_span(scores)
    # In place: of thousands of items, an array is 16 MB.
    tied = np.subtract(worst, best, out=worst)
    tied += 1
    share = np.subtract(n + 1, best, out=best)
    share /= tied
    np.clip(share, 0.0, 1.0, out=share)
    if ranked.all():
        return share
    places = np.full((len(scores), ranked.size), np.nan)
    places[:, ranked] = share
    return places


def chances_between(
    happens: FloatArray, truths: int, level: float
) -> tuple[FloatArray, FloatArray]:
    """Give the ends between which the chance of something lies with this probability.

    How likely it is depends on what is true, and that is not known: for each of the things that
    may be true, what share of the draws made from it has it happen.

    Parameters
    ----------
    happens : ndarray, shape (draws,) or (draws, items)
        1 where it happens, 0 where it does not. Draws from one truth stand together.
    truths : int
        From how many truths was drawn, equally often.
    level : float
        Between 0 and 1.

    Returns
    -------
    low, high : ndarray, shape () or (items,)
        Tenths, rounded outwards: they are no more exact. Never 0 to 0 or 1 to 1, since what
        always happened in draws may yet not.
    """
    tail = _tail(level)
    chance = happens.reshape(truths, -1, *happens.shape[1:]).mean(axis=1)
    low, high = np.quantile(chance, [tail, 1 - tail], axis=0)
    low = np.minimum(np.floor(rounded(10 * low)), 9) / 10
    return low, np.maximum(np.ceil(rounded(10 * high)), 1) / 10


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
    return scores if ranked.all() else scores[:, ranked], ranked


def _tail(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"level must be between 0 and 1, not {level}")
    return (1 - level) / 2
