"""Camps: voters who see things alike, against others who see them alike the other way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from playbook.statistics.ranking import divide, rounded
from playbook.statistics.votes import BoolArray, FloatArray, IntArray

FEWEST = 6
"""Below, not even two camps that share nothing are told from chance."""
CLEAR = (199, 1, 20)
"""In so many draws a split is told from chance if at most so many of them reach it, and given up
if more than so many do."""


@dataclass(frozen=True)
class Camps:
    """Two camps.

    Attributes
    ----------
    first : ndarray of bool, shape (voters,)
        Who is in the one; the others are in the other.
    apart : ndarray of float, shape (items,)
        By how much more the first camp rates each item than the other, levels taken out; NaN for
        an item on which fewer than two voted.
    p_value : float
        How often votes dealt out by chance would split as far.
    """

    first: BoolArray
    apart: FloatArray
    p_value: float


def find_camps(
    ratings: ArrayLike, *, seed: int, draws: int = 999, level: float = 0.05
) -> Camps | None:
    """Find out whether voters fall into two camps.

    What is left of the votes without items' and voters' means has one main direction; its strength
    is held against that of the same dealt out again among the voters, item by item, until it is
    certain that chance does as much too often, or clear that it seldom does. In which order the
    voters come makes no difference.

    Parameters
    ----------
    ratings : array_like, shape (voters, items)
        NaN is a vote that was not cast.
    seed : int
        The same seed deals the same.
    draws : int, default 999
        How often votes are dealt out at the most.
    level : float, default 0.05
        Camps are named when chance splits as far no more often than this.

    Returns
    -------
    Camps or None
        None with fewer than 6 voters or 3 items that two voted on, or where chance explains the
        split.

    References
    ----------
    Horn, J. L. (1965). A rationale and test for the number of factors in factor analysis.
    Psychometrika 30(2) (with votes permuted instead of drawn). Besag, J. & Clifford, P. (1991).
    Sequential Monte Carlo p-values. Biometrika 78(2) (when to stop).
    """
    votes = np.asarray(ratings, dtype=float)
    if votes.ndim != 2:
        raise ValueError(f"ratings must have two dimensions (voters, items), not {votes.ndim}")
    told = (~np.isnan(votes)).sum(axis=0) >= 2
    if len(votes) < FEWEST or told.sum() < 3:
        return None
    every, votes = votes.shape[1], votes[:, told]
    cast = ~np.isnan(votes)
    left = _without_levels(_without_means(votes, cast), cast)
    if not (rounded(left) != 0).any():
        return None
    strength = _strength(left)
    rng = np.random.default_rng(seed)
    # In an order of their own: what voters are called must not change what is dealt.
    own_order = np.lexsort(np.where(cast, rounded(left), np.nan).T)
    # Without voters' levels, so that how strict somebody is does not count as chance.
    plain, cast = _without_means(left, cast)[own_order], cast[own_order]
    stacks = stacks_of(cast)
    few, clear, chance = CLEAR
    reached = 0
    for dealt in range(1, draws + 1):
        reached += _strength(_without_levels(deal_again(plain, stacks, rng), cast)) >= strength
        if 1 + reached > level * (1 + draws) or (dealt <= few and reached > chance):
            return None
        if dealt == few and reached <= clear:
            break
    p_value = (1 + reached) / (1 + dealt)
    side = np.linalg.svd(left, full_matrices=False)[0][:, 0]
    # The sign of a direction is arbitrary: the camp of the first voter is the first.
    first: BoolArray = (rounded(side) > 0) == (rounded(side)[0] > 0)
    apart = np.full(every, np.nan)
    apart[told] = left[first].mean(axis=0) - left[~first].mean(axis=0)
    return Camps(first, apart, p_value)


def _without_means(votes: FloatArray, cast: BoolArray) -> FloatArray:
    """What is left without the means of items; 0 where no vote was cast."""
    means = np.where(cast, votes, 0.0).sum(axis=0) / cast.sum(axis=0)
    rest: FloatArray = np.where(cast, votes - means, 0.0)
    return rest


def _without_levels(votes: FloatArray, cast: BoolArray) -> FloatArray:
    """What is left without the means of voters; 0 where no vote was cast."""
    level = divide(votes.sum(axis=1), cast.sum(axis=1))[:, np.newaxis]
    rest: FloatArray = np.where(cast, votes - level, 0.0)
    return rest


def stacks_of(cast: BoolArray) -> list[IntArray]:
    """Where votes lie, in the flattened array: the items that equally many voted on together.

    Returns
    -------
    list of ndarray, shape (items, votes on each)
    """
    item, voter = np.nonzero(cast.T)
    place = voter * cast.shape[1] + item
    votes = cast.sum(axis=0)[item]
    return [place[votes == number].reshape(-1, number) for number in np.unique(votes)]


def deal_again(votes: FloatArray, stacks: list[IntArray], rng: np.random.Generator) -> FloatArray:
    """The votes on each item dealt out again among those who voted on it."""
    dealt = np.zeros(votes.shape)
    for places in stacks:
        np.put(dealt, places, rng.permuted(np.take(votes, places), axis=1))
    return dealt


def _strength(left: FloatArray) -> float:
    """What share of all that is left goes in the main direction."""
    voters, items = left.shape
    # The squared singular values, from the smaller of the two products.
    squares = np.linalg.eigvalsh(left @ left.T if voters < items else left.T @ left)
    return float(rounded(divide(squares[-1:], squares.sum()))[0])
