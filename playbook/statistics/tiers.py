"""Tiers: groups of items that the votes cannot tell apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from playbook.statistics.ranking import rounded
from playbook.statistics.votes import FloatArray, IntArray


def tiers(scores: ArrayLike, simulated: ArrayLike, confidence: float = 0.95) -> FloatArray:
    """Group items that the votes cannot tell apart.

    Items are taken by falling score. A tier opens with its leader; every following item which the
    leader does not beat in at least `confidence` of the resamples (a tie counts half) is in the
    leader's tier; the first item that is beaten opens the next tier and leads it. Items of equal
    score always share a tier: they lead it together, and an item is beaten only when each leader
    beats it, so that the order in which the items are given changes nothing.

    To be indistinguishable is not transitive: A and B may be too close to tell, B and C as well,
    and A and C not. So no grouping is right in every respect. This rule compares with the leader
    only: the last of a tier and the leader of the next one may be close.

    Parameters
    ----------
    scores : array_like, shape (items,)
        The stated scores, more is better; NaN is an item that is not ranked.
    simulated : array_like, shape (resamples, items)
        As `simulate_scores` gives it.
    confidence : float, default 0.95
        In what share of the resamples the leader must win to be told apart; above 0.5.

    Returns
    -------
    ndarray of float, shape (items,)
        Whole numbers from 1, the best, as floats; NaN for an item that is not ranked.

    Raises
    ------
    ValueError
        If the shapes do not fit, a scored item has no simulated score, or `confidence` is not
        above 0.5 and at most 1.
    """
    values, draws = rounded(scores), rounded(simulated)
    if draws.ndim != 2 or values.shape != draws.shape[1:] or len(draws) == 0:
        raise ValueError(
            f"scores {values.shape} and simulated {draws.shape} must have the same items"
        )
    if not 0.5 < confidence <= 1:
        raise ValueError(f"confidence must be above 0.5 and at most 1, not {confidence}")
    ranked = ~np.isnan(values)
    if np.isnan(draws[:, ranked]).any():
        raise ValueError("an item with a score has no simulated score")
    result = np.full(values.shape, np.nan)
    leaders: IntArray | None = None
    tier = 0
    for score in np.unique(values[ranked])[::-1]:
        group = np.flatnonzero(values == score)
        if leaders is None or _least_win(draws, leaders, group) >= confidence - 1e-12:
            leaders = group
            tier += 1
        result[group] = tier
    return result


def _least_win(draws: FloatArray, leaders: IntArray, others: IntArray) -> float:
    """Give the smallest share of resamples in which a leader beats one of the others."""
    least = 1.0
    for leader in leaders:
        own = draws[:, leader, np.newaxis]
        rivals = draws[:, others]
        wins = (own > rivals).mean(axis=0) + (own == rivals).mean(axis=0) / 2
        least = min(least, float(wins.min()))
    return least
