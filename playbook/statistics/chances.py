"""What drawn scores say of ranks: who is among the first, how likely that is, and intervals."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from playbook.statistics.ranking import RANKED_AT_ONCE, rounded
from playbook.statistics.votes import FloatArray

Ranks: TypeAlias = NDArray[np.floating[Any]]

NOTHING_TOLD = 0.9
"""A chance between ends as far apart as that is not told at all."""


def is_told(low: float, high: float) -> bool:
    """Whether the ends between which a chance lies tell anything of it."""
    return bool(high - low < NOTHING_TOLD - 1e-9)


def places_in_top(best: Ranks, worst: Ranks, n: int) -> FloatArray:
    """Tell which items are among the first `n` of each draw.

    Ties share the places that they span equally: of two items tied for the first place, each has
    half of it. This is exact, without a random tie-break.

    Parameters
    ----------
    best, worst : ndarray, shape (draws, items)
        The ranks that each item spans, as `rank_span` gives them.
    n : int
        How many ranks are the top.

    Returns
    -------
    ndarray of float, shape (draws, items)
        1 is a place among them, 0 is none; NaN for an item that is not ranked.

    Raises
    ------
    ValueError
        If `n` is below 1.
    """
    if n < 1:
        raise ValueError(f"the top must hold at least 1 rank, not {n}")
    share: FloatArray = np.clip((n + 1 - best) / (worst - best + 1), 0.0, 1.0)
    return share


def chances_between(chances: FloatArray, level: float) -> tuple[FloatArray, FloatArray]:
    """Give the ends between which the chance of something lies with this probability.

    Parameters
    ----------
    chances : ndarray, shape (truths,) or (truths, items)
        How likely it is depends on what is true, and that is not known: for each of the things
        that may be true, in what share of the draws made from it it happens.
    level : float
        Between 0 and 1.

    Returns
    -------
    low, high : ndarray, shape () or (items,)
        Tenths, rounded outwards: they are no more exact. Never 0 to 0 or 1 to 1, since what
        always happened in draws may yet not.
    """
    tail = _tail(level)
    low, high = np.quantile(chances, [tail, 1 - tail], axis=0)
    low = np.minimum(np.floor(rounded(10 * low)), 9) / 10
    return low, np.maximum(np.ceil(rounded(10 * high)), 1) / 10


def rank_intervals(best: Ranks, worst: Ranks, level: float = 0.9) -> tuple[FloatArray, FloatArray]:
    """Give the interval of ranks that holds each item with at least this probability.

    From the lower quantile of the best rank an item spans to the upper quantile of the worst:
    an item tied over several ranks has all of them in its interval.

    Parameters
    ----------
    best, worst : ndarray, shape (draws, items)
        The ranks that each item spans, as `rank_span` gives them.
    level : float, default 0.9
        Probability of the interval, between 0 and 1.

    Returns
    -------
    low, high : ndarray of float, shape (items,)
        Whole numbers as floats, 1 is the best; NaN for an item that is not ranked.

    Raises
    ------
    ValueError
        If `level` is not between 0 and 1.
    """
    tail = _tail(level)
    return _quantile(best, tail, "lower"), _quantile(worst, 1 - tail, "higher")


def score_intervals(drawn: FloatArray, level: float = 0.9) -> tuple[FloatArray, FloatArray]:
    """Give the interval that holds each item's score with this probability (percentiles).

    Parameters
    ----------
    drawn : ndarray, shape (draws, items)
        Scores of other juries.
    level : float, default 0.9
        Probability of the interval, between 0 and 1.

    Returns
    -------
    low, high : ndarray of float, shape (items,)
        On the scale of the votes; NaN for an item that is not ranked.

    Raises
    ------
    ValueError
        If `level` is not between 0 and 1.

    References
    ----------
    Efron, B. & Tibshirani, R. (1993). An Introduction to the Bootstrap, chapter 13.
    """
    tail = _tail(level)
    return _quantile(drawn, tail), _quantile(drawn, 1 - tail)


def _tail(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"level must be between 0 and 1, not {level}")
    return (1 - level) / 2


def _quantile(
    drawn: Ranks, share: float, method: Literal["linear", "lower", "higher"] = "linear"
) -> FloatArray:
    """The quantile of each column, of some columns at a time: it is found in a copy."""
    parts = np.array_split(drawn, 1 + drawn.size // RANKED_AT_ONCE, axis=1)
    found = [np.quantile(part, share, axis=0, method=method) for part in parts]
    return np.concatenate(found, dtype=float)
