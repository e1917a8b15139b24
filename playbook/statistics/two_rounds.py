"""Did people who voted twice come together? Disagreement before and after, held against chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playbook.statistics.agreement import item_disagreement

MOST_MOVERS = 10
"""Up to so many, every way of swapping is tried, 1,024 of them; with more, as many at random."""


def change_of_disagreement(
    before: ArrayLike, after: ArrayLike, scale: tuple[float, float], seed: int
) -> tuple[float, float]:
    """Measure how the disagreement of the same people changed, and how often chance does as much.

    The two rounds of each person are swapped, all of them or none: where voting again moves people
    no more towards each other than away, every such room is as likely as the real one.

    Parameters
    ----------
    before, after : array_like, shape (people, items)
        The same people's votes on the same items. NaN is a vote that was not cast; one that was
        cast in one of the rounds only must be NaN in both.
    scale : (float, float)
        The ends of the scale.
    seed : int
        What the random draws start from.

    Returns
    -------
    change : float
        The mean over the items of `item_disagreement`, after less before: -1 to 1, negative where
        people came together. NaN where no item has two votes.
    p_value : float
        The share of the swapped rooms, the real one among them, whose disagreement changed as much
        in either direction. 1 where nobody moved; never under 2 in 2 to the power of the movers.

    References
    ----------
    Fisher, R. A. (1935). The Design of Experiments, section 21 (the test by randomisation).
    """
    first, last = (np.asarray(votes, dtype=float) for votes in (before, after))
    change = _change(first, last, scale)
    if np.isnan(change):
        return float("nan"), float("nan")
    movers = np.flatnonzero(((first != last) & ~np.isnan(first)).any(axis=1))
    found = []
    for swapped in _ways(movers.size, seed):
        turned = np.zeros((len(first), 1), dtype=bool)
        turned[movers[swapped]] = True
        found.append(_change(np.where(turned, last, first), np.where(turned, first, last), scale))
    return change, float(np.mean(np.abs(found) >= abs(change) - 1e-9))


def _change(
    first: NDArray[np.float64], last: NDArray[np.float64], scale: tuple[float, float]
) -> float:
    """The mean disagreement after, less that before."""
    apart = item_disagreement(last, *scale) - item_disagreement(first, *scale)
    return float(np.nanmean(apart)) if not np.isnan(apart).all() else float("nan")


def _ways(movers: int, seed: int) -> NDArray[np.bool_]:
    """Who is swapped: every way, the real one first, or many at random."""
    if movers <= MOST_MOVERS:
        bits: NDArray[np.bool_] = (np.arange(2**movers)[:, None] >> np.arange(movers)) % 2 == 1
        return bits
    drawn = np.random.default_rng(seed).random((2**MOST_MOVERS, movers)) < 0.5
    drawn[0] = False
    return drawn
