"""Weighted means of votes, and the ranks they give, with ties kept as ties."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from playbook.statistics.votes import BoolArray, FloatArray, as_votes

#: Scores are compared after rounding to this many decimals, so that float noise breaks no tie.
DECIMALS = 9
RANKED_AT_ONCE = 200_000
"""Scores whose ranks are found in one go: eight arrays of that size are needed for it."""


def normalise_weights(weights: ArrayLike) -> FloatArray:
    """Scale weights so that they sum to 1.

    Parameters
    ----------
    weights : array_like, shape (criteria,)
        Weights on any positive scale; 0 leaves a criterion out.

    Returns
    -------
    ndarray of float, shape (criteria,)

    Raises
    ------
    ValueError
        If a weight is negative, missing or infinite, if all are 0, or if there is none.
    """
    values = np.asarray(weights, dtype=float)
    if values.ndim != 1 or values.size == 0:
        raise ValueError("weights must be a list with one number for each criterion")
    if not np.isfinite(values).all():
        raise ValueError("weights must be finite numbers: one is missing or infinite")
    if (values < 0).any():
        raise ValueError("weights must not be negative")
    largest = values.max()
    if largest == 0:
        raise ValueError("at least one weight must be above 0")
    # Divided by the largest first: a sum of huge or tiny weights could overflow or vanish.
    scaled = values / largest
    normalised: FloatArray = scaled / scaled.sum()
    return normalised


def criterion_means(scores: ArrayLike) -> FloatArray:
    """Average the votes of each item on each criterion, over those who voted.

    Parameters
    ----------
    scores : array_like, shape (voters, items, criteria)
        Votes; NaN is a vote that was not cast.

    Returns
    -------
    ndarray of float, shape (items, criteria)
        On the scale of the votes; NaN where nobody voted.

    Raises
    ------
    ValueError
        If `scores` has not three dimensions or holds an infinite vote.
    """
    votes = as_votes(scores)
    cast = ~np.isnan(votes)
    return divide(np.where(cast, votes, 0.0).sum(axis=0), cast.sum(axis=0))


def weighted_mean(scores: ArrayLike, weights: ArrayLike) -> FloatArray:
    """Score each item by the weighted mean of its criterion means (weighted sum model).

    Parameters
    ----------
    scores : array_like, shape (voters, items, criteria)
        Votes, all criteria on one scale where more is better; NaN is a vote that was not cast.
    weights : array_like, shape (criteria,)
        Weights on any positive scale; they are normalised to sum to 1.

    Returns
    -------
    ndarray of float, shape (items,)
        On the scale of the votes. NaN for an item without any vote on a criterion that counts.

    Raises
    ------
    ValueError
        If the shapes do not fit, a vote is infinite, or the weights cannot be normalised.

    References
    ----------
    Fishburn, P. C. (1967). Additive utilities with incomplete product sets. Operations Research.
    """
    return weigh(criterion_means(scores), weights)


def weigh(means: FloatArray, weights: ArrayLike) -> FloatArray:
    """Average criterion means by weight.

    Parameters
    ----------
    means : ndarray, shape (items, criteria)
        NaN where an item has no vote on a criterion.
    weights : array_like, shape (criteria,)
        Weights on any positive scale.

    Returns
    -------
    ndarray of float, shape (items,)
        NaN for an item without a mean on a criterion of positive weight.

    Raises
    ------
    ValueError
        If there is not one weight for each criterion, or they cannot be normalised.
    """
    normalised = weights_for(means.shape[-1], weights)
    # A criterion of weight 0 is left out: 0 times NaN would be NaN.
    counts = normalised > 0
    weighed: FloatArray = means[:, counts] @ normalised[counts]
    return weighed


def weights_for(criteria: int, weights: ArrayLike) -> FloatArray:
    """Normalise weights and check that there is one for each criterion.

    Raises
    ------
    ValueError
        If their number differs, or they cannot be normalised.
    """
    normalised = normalise_weights(weights)
    if normalised.size != criteria:
        raise ValueError(f"{normalised.size} weights were given for {criteria} criteria")
    return normalised


def competition_rank(scores: ArrayLike) -> FloatArray:
    """Rank scores, 1 for the highest; ties share the best rank they span ("1224").

    Parameters
    ----------
    scores : array_like, shape (items,) or (rows, items)
        Each row is ranked on its own; scores equal to 9 decimals tie.

    Returns
    -------
    ndarray of float, same shape
        Whole numbers as floats, because a missing score (NaN) has no rank (NaN).

    Raises
    ------
    ValueError
        If `scores` has neither one nor two dimensions.

    Examples
    --------
    >>> competition_rank([4.5, 3.0, 4.5, float("nan"), 2.0])
    array([ 1.,  3.,  1., nan,  4.])
    """
    return rank_span(scores)[0]


def worst_rank(scores: ArrayLike) -> FloatArray:
    """Rank scores, 1 for the highest; ties share the worst rank they span ("1334").

    Parameters
    ----------
    scores : array_like, shape (items,) or (rows, items)
        Each row is ranked on its own; scores equal to 9 decimals tie.

    Returns
    -------
    ndarray of float, same shape
        Whole numbers as floats, because a missing score (NaN) has no rank (NaN).

    Raises
    ------
    ValueError
        If `scores` has neither one nor two dimensions.

    Examples
    --------
    >>> worst_rank([4.5, 3.0, 4.5, 2.0])
    array([2., 3., 2., 4.])
    """
    return rank_span(scores)[1]


def rank_span(scores: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Give the best and the worst rank that each score spans with those tied to it.

    Parameters
    ----------
    scores : array_like, shape (items,) or (rows, items)
        Each row is ranked on its own; scores equal to 9 decimals tie; NaN is unranked.

    Returns
    -------
    best, worst : ndarray of float, same shape
        Equal where nothing ties; NaN where the score is missing.

    Raises
    ------
    ValueError
        If `scores` has neither one nor two dimensions.
    """
    values = rounded(scores)
    if values.ndim not in (1, 2):
        raise ValueError(f"scores must have one or two dimensions, not {values.ndim}")
    rows = np.atleast_2d(values)
    best, worst = np.empty(rows.shape), np.empty(rows.shape)
    step = max(1, RANKED_AT_ONCE // max(1, rows.shape[1]))
    for start in range(0, len(rows), step):
        some = rows[start : start + step]
        order = np.argsort(-some, axis=1)
        first, last = _tie_bounds(np.take_along_axis(some, order, axis=1))
        missing = np.isnan(some)
        for ranks, bounds in ((best, first), (worst, last)):
            part = ranks[start : start + step]
            np.put_along_axis(part, order, bounds + 1.0, axis=1)
            part[missing] = np.nan
    return best.reshape(values.shape), worst.reshape(values.shape)


def rounded(scores: ArrayLike) -> FloatArray:
    """Round scores to the decimals at which they are compared."""
    result: FloatArray = np.round(np.asarray(scores, dtype=float), DECIMALS)
    return result


def divide(total: ArrayLike, count: ArrayLike) -> FloatArray:
    """Divide totals by counts, giving NaN where the count is 0."""
    top, bottom = np.broadcast_arrays(
        np.asarray(total, dtype=float), np.asarray(count, dtype=float)
    )
    result: FloatArray = np.full(top.shape, np.nan)
    np.divide(top, bottom, out=result, where=bottom != 0)
    return result


def _tie_bounds(descending: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Give the first and last position of the group of ties around each sorted score."""
    rows, items = descending.shape
    positions = np.arange(items, dtype=float)
    differs: BoolArray = descending[:, 1:] != descending[:, :-1]
    edge = np.ones((rows, 1), dtype=bool)
    opens = np.hstack([edge, differs])[:, :items]
    closes = np.hstack([differs, edge])[:, :items]
    first = np.maximum.accumulate(np.where(opens, positions, 0.0), axis=1)
    until = np.where(closes, positions, float(items))
    last = np.minimum.accumulate(until[:, ::-1], axis=1)[:, ::-1]
    return first, last
