"""Did people who voted twice come together? Disagreement before and after, held against chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

MOST_MOVERS = 10
"""Up to so many, every way of swapping is tried, 1,024 of them; with more, as many at random."""
TOLERANCE = 1e-9


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
    compared = (~np.isnan(first)).sum(axis=0) >= 2
    first, last = first[:, compared], last[:, compared]
    if not first.size:
        return float("nan"), float("nan")
    changes = _changes(first, last, _ways((first != last) & ~np.isnan(first), seed))
    changes /= (scale[1] - scale[0]) / 2
    as_much = np.abs(changes) >= abs(changes[0]) - TOLERANCE
    return float(changes[0]), float(as_much.mean())


def _ways(moved: NDArray[np.bool_], seed: int) -> NDArray[np.float64]:
    """Who is swapped (1) or not (0), a row a way, the real one first: every way, or many at random.

    Parameters
    ----------
    moved : ndarray of bool, shape (people, items)
        Which votes were changed; who changed none need not be swapped.
    """
    movers = np.flatnonzero(moved.any(axis=1))
    if movers.size <= MOST_MOVERS:
        swapped = (np.arange(2**movers.size)[:, None] >> np.arange(movers.size)) % 2
    else:
        swapped = np.random.default_rng(seed).integers(0, 2, (2**MOST_MOVERS, movers.size))
        swapped[0] = 0
    ways = np.zeros((len(swapped), len(moved)))
    ways[:, movers] = swapped
    return ways


def _changes(
    first: NDArray[np.float64], last: NDArray[np.float64], ways: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The mean standard deviation of the items after less that before, for each way of swapping.

    A swap moves its difference from one round's sum to the other's, and so for the squares: all
    ways are four products of matrices.
    """
    present = ~np.isnan(first)
    votes = present.sum(axis=0)
    middle = np.where(present, first + last, 0).sum(axis=0) / (2 * votes)
    one, other = (np.where(present, given - middle, 0.0) for given in (first, last))

    def spread(there: NDArray[np.float64], back: NDArray[np.float64]) -> NDArray[np.float64]:
        total = there.sum(axis=0) + ways @ (back - there)
        squares = (there**2).sum(axis=0) + ways @ (back**2 - there**2)
        # What is left of a unanimous item's last bits must not become a deviation.
        return np.sqrt(np.clip(np.round(squares / votes - (total / votes) ** 2, 12), 0, None))

    changes: NDArray[np.float64] = (spread(other, one) - spread(one, other)).mean(axis=1)
    return changes
