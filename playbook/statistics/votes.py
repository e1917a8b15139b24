"""Arrays of votes: what they must look like, and whether there are enough voters."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray: TypeAlias = NDArray[np.float64]
BoolArray: TypeAlias = NDArray[np.bool_]
IntArray: TypeAlias = NDArray[np.int64]


def as_votes(scores: ArrayLike) -> FloatArray:
    """Check votes of the shape (voters, items, criteria) and return them as floats.

    Parameters
    ----------
    scores : array_like, shape (voters, items, criteria)
        Votes on any numeric scale; NaN is a vote that was not cast, never a zero.

    Returns
    -------
    ndarray of float, shape (voters, items, criteria)

    Raises
    ------
    ValueError
        If there are not three dimensions, or a vote is infinite.
    """
    votes = np.asarray(scores, dtype=float)
    if votes.ndim != 3:
        raise ValueError(
            f"scores must have three dimensions (voters, items, criteria), not {votes.ndim}"
        )
    if np.isinf(votes).any():
        raise ValueError("scores must be finite, or NaN where there is no vote")
    return votes


def count_voters(scores: ArrayLike) -> int:
    """Count the voters who cast at least one vote.

    Parameters
    ----------
    scores : array_like, shape (voters, items, criteria)
        NaN is a vote that was not cast.

    Returns
    -------
    int
    """
    return int(has_voted(as_votes(scores)).sum())


def has_voted(votes: FloatArray) -> BoolArray:
    """Tell which voters cast at least one vote; someone who cast none is not in the jury.

    Parameters
    ----------
    votes : ndarray, shape (voters, items, criteria)

    Returns
    -------
    ndarray of bool, shape (voters,)
    """
    cast: BoolArray = ~np.isnan(votes)
    voted: BoolArray = np.asarray(cast.any(axis=(1, 2)))
    return voted


def enough_voters(scores: ArrayLike, minimum: int = 2) -> bool:
    """Tell whether the jury is large enough to say how sure its ranking is.

    One voter says nothing about how much voters differ, so two are the least.

    Parameters
    ----------
    scores : array_like, shape (voters, items, criteria)
        NaN is a vote that was not cast; voters without any vote are not counted.
    minimum : int, default 2
        The number of voters wanted.

    Returns
    -------
    bool
    """
    return count_voters(scores) >= minimum
