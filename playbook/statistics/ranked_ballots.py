"""Orders made of ranked ballots: who beats whom one by one, and what three methods make of it.

A ballot holds positions: 1 is best, equal positions are a tie, and what was not ranked is below all
that was, tied with the rest of it. All that follows is read from one matrix: how many voters put
one item above another.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from playbook.statistics.votes import FloatArray, IntArray


def voters_above(ballots: ArrayLike) -> IntArray:
    """Count for each pair of items how many voters put the one above the other.

    Parameters
    ----------
    ballots : array_like, shape (voters, items)
        Positions, less is better; only their order counts. NaN is an item that was not ranked.

    Returns
    -------
    ndarray of int, shape (items, items)
        In row i and column j the voters who put item i above item j. Who has them tied counts
        neither there nor in row j and column i.

    Raises
    ------
    ValueError
        If `ballots` is not two-dimensional or holds an infinite position.
    """
    given = np.asarray(ballots, dtype=float)
    if given.ndim != 2 or np.isinf(given).any():
        raise ValueError("ballots must have two dimensions (voters, items) and finite positions")
    positions = np.where(np.isnan(given), np.inf, given)
    above: IntArray = np.array(
        [(item[:, None] < positions).sum(axis=0) for item in positions.T], dtype=np.int64
    ).reshape(given.shape[1], given.shape[1])
    return above


def condorcet_winner(above: IntArray) -> int | None:
    """The item that beats every other one by one; None where there is none.

    Parameters
    ----------
    above : ndarray, shape (items, items)
        From `voters_above`.
    """
    beats = (above > above.T).sum(axis=1)
    found = np.flatnonzero(beats == len(above) - 1)
    return int(found[0]) if found.size else None


def borda(above: IntArray, voters: int) -> FloatArray:
    """Score items by Borda's count: on each ballot a point for every item that is below.

    Items that are tied on a ballot share the points of their places evenly, and so do those that
    were not ranked (the averaged rule): every ballot gives as many points. Emerson's modified count
    would give who ranks three items 3, 2 and 1 points, however many there are, and so less weight
    to who ranks few.

    Parameters
    ----------
    above : ndarray, shape (items, items)
        From `voters_above`.
    voters : int
        How many ballots there are.

    Returns
    -------
    ndarray of float, shape (items,)
        The mean of a ballot: 0 for an item that is last on all, items - 1 for one that is first.
        NaN without a ballot.

    References
    ----------
    Emerson, P. (2013). The original Borda count and partial voting. Social Choice and Welfare 40,
    353-358.
    Cullinan, J., Hsiao, S. K. & Polett, D. (2014). A Borda count for partially ordered ballots.
    Social Choice and Welfare 42, 913-926 (the averaged rule).
    """
    if not voters:
        return np.full(len(above), np.nan)
    ahead = (above - above.T).sum(axis=1)
    points: FloatArray = (len(above) - 1 + ahead / voters) / 2
    return points


def copeland(above: IntArray) -> FloatArray:
    """Score items by Copeland's method: a point for every other item beaten one by one, half a tie.

    Parameters
    ----------
    above : ndarray, shape (items, items)
        From `voters_above`.

    Returns
    -------
    ndarray of float, shape (items,)
        0 to items - 1.

    References
    ----------
    Copeland, A. H. (1951). A "reasonable" social welfare function. Seminar on applications of
    mathematics to social sciences, University of Michigan.
    """
    ties = (above == above.T).sum(axis=1) - 1  # an item ties with itself
    points: FloatArray = (above > above.T).sum(axis=1) + ties / 2
    return points


def schulze(above: IntArray) -> IntArray:
    """Rank items by Schulze's method: by the strongest chain of duels from one to another.

    A chain is as strong as its weakest duel, a duel as the voters of its winner (winning votes). An
    item is before another to which it has a stronger chain than there is back.

    Parameters
    ----------
    above : ndarray, shape (items, items)
        From `voters_above`.

    Returns
    -------
    ndarray of int, shape (items,)
        1 and the number of items that are before it. Items with the same rank may be before
        different ones: the method does not order every pair.

    References
    ----------
    Schulze, M. (2011). A new monotonic, clone-independent, reversal symmetric, and
    condorcet-consistent single-winner election method. Social Choice and Welfare 36, 267-303.
    """
    chains = np.where(above > above.T, above, 0)
    for via in range(len(chains)):  # Floyd and Warshall's widest paths
        chains = np.maximum(chains, np.minimum(chains[:, [via]], chains[[via], :]))
    ranks: IntArray = 1 + (chains < chains.T).sum(axis=1)
    return ranks
