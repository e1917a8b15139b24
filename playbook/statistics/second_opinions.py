"""Second opinions on a weighted mean: TOPSIS and PROMETHEE II on the same means and weights.

A weighted mean lets a strong criterion make up for a weak one. TOPSIS asks how near an item is to
the best that was seen on every criterion and how far from the worst; PROMETHEE II asks on how much
of the weight an item is preferred to each other one. Where they part, the first place hangs on the
method. SMAA turns the question round: which weights would make each item first?

Pure functions of arrays. Values are compared after rounding to 9 decimals, as everywhere here.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import ArrayLike

from playbook.statistics.ranking import divide, rounded, weights_for
from playbook.statistics.votes import BoolArray, FloatArray

Normalisation: TypeAlias = Literal["vector", "min-max"]


def topsis(
    matrix: ArrayLike,
    weights: ArrayLike,
    *,
    normalisation: Normalisation,
    benefit: ArrayLike | None = None,
) -> FloatArray:
    """Give the relative closeness of each item to the ideal (TOPSIS).

    The normalisation is no detail: the same data can have one winner with vectors and another
    with min-max, so it has no default and belongs in what people read.

    Parameters
    ----------
    matrix : array_like, shape (items, criteria)
        What each item is worth on each criterion; none missing.
    weights : array_like, shape (criteria,)
        On any positive scale; they are normalised to sum to 1.
    normalisation : {"vector", "min-max"}
        Divide each column by its Euclidean length, or stretch it from 0 (worst) to 1 (best). A
        column of equal values, or of zeros, separates nothing in either.
    benefit : array_like of bool, shape (criteria,), optional
        Whether more is better; on every criterion unless given.

    Returns
    -------
    ndarray of float, shape (items,)
        From 0, the worst on every criterion, to 1, the best on every one. NaN for all items when
        the criteria that count separate none of them.

    Raises
    ------
    ValueError
        If the shapes do not fit, a value is missing or the normalisation is unknown.

    References
    ----------
    Hwang, C. L. & Yoon, K. (1981). Multiple Attribute Decision Making (vector normalisation).
    Opricovic, S. & Tzeng, G. H. (2004). Compromise solution by MCDM methods. EJOR 156(2), 445-455
    (on what the normalisation changes).
    """
    if normalisation not in get_args(Normalisation):
        known = ", ".join(get_args(Normalisation))
        raise ValueError(f"normalisation must be one of {known}, not {normalisation!r}")
    oriented, normalised = _oriented(matrix, weights, benefit)
    if len(oriented) == 0:
        return np.empty(0)
    if normalisation == "vector":
        length = np.sqrt((oriented**2).sum(axis=0))
        scaled = np.nan_to_num(divide(oriented, length))
    else:
        low, high = oriented.min(axis=0), oriented.max(axis=0)
        scaled = np.nan_to_num(divide(oriented - low, high - low))
    weighed = scaled * normalised
    to_best = np.sqrt(((weighed - weighed.max(axis=0)) ** 2).sum(axis=1))
    to_worst = np.sqrt(((weighed - weighed.min(axis=0)) ** 2).sum(axis=1))
    return divide(to_worst, to_best + to_worst)


def promethee_ii(
    matrix: ArrayLike,
    weights: ArrayLike,
    *,
    benefit: ArrayLike | None = None,
    indifference: float = 0.0,
    preference: float = 0.0,
) -> FloatArray:
    """Give the net outranking flow of each item (PROMETHEE II).

    How far an item is preferred to another on a criterion grows with its lead there: not at all up
    to `indifference`, in full from `preference` on, and in proportion between the two (linear
    criterion). With both 0 it is preferred by however little (usual criterion). The net flow is
    the weight on which it is preferred to the others, less the weight on which they are, averaged
    over the others.

    Parameters
    ----------
    matrix : array_like, shape (items, criteria)
        What each item is worth on each criterion; none missing.
    weights : array_like, shape (criteria,)
        On any positive scale; they are normalised to sum to 1.
    benefit : array_like of bool, shape (criteria,), optional
        Whether more is better; on every criterion unless given.
    indifference, preference : float, default 0
        In the unit of `matrix`, on every criterion alike.

    Returns
    -------
    ndarray of float, shape (items,)
        From -1, beaten everywhere by all, to 1; the flows sum to 0. NaN for a single item, which
        there is nothing to compare with.

    Raises
    ------
    ValueError
        If the shapes do not fit, a value is missing, or a threshold is negative or out of order.

    References
    ----------
    Brans, J. P. & Vincke, P. (1985). A preference ranking organisation method. Management Science
    31(6), 647-656.
    """
    if not 0 <= indifference <= preference:
        raise ValueError(
            "indifference and preference must be 0 or more, and preference not the smaller one,"
            f" not {indifference} and {preference}"
        )
    oriented, normalised = _oriented(matrix, weights, benefit)
    items = len(oriented)
    if items < 2:
        return np.full(items, np.nan)
    flow = np.zeros(items)
    for column, weight in zip(oriented.T, normalised, strict=True):
        lead = rounded(column[:, np.newaxis] - column)
        if preference > indifference:
            preferred = np.clip((lead - indifference) / (preference - indifference), 0.0, 1.0)
        else:
            preferred = (lead > preference).astype(float)
        flow += weight * (preferred - preferred.T).sum(axis=1)
    net: FloatArray = flow / (items - 1)
    return net


def central_weights(
    matrix: ArrayLike, *, seed: int, draws: int = 10_000
) -> tuple[FloatArray, FloatArray]:
    """Find the weights that would make each item first (SMAA).

    Parameters
    ----------
    matrix : array_like, shape (items, criteria)
        What each item is worth on each criterion; none missing; more is better.
    seed : int
        The same seed draws the same.
    draws : int, default 10000
        How many weightings, all equally likely, are tried.

    Returns
    -------
    first : ndarray, shape (items,)
        Of all weightings, the share that makes the item first; ties share.
    weights : ndarray, shape (items, criteria)
        The mean of the weightings that do; NaN where none does.

    References
    ----------
    Lahdelma, R., Hokkanen, J. & Salminen, P. (1998). SMAA - stochastic multiobjective
    acceptability analysis. EJOR 106(1), 137-143.
    """
    values = rounded(matrix)
    tried = np.random.default_rng(seed).dirichlet(np.ones(values.shape[1]), size=draws)
    scores = rounded(tried @ values.T)
    best = scores == scores.max(axis=1, keepdims=True)
    share = best / best.sum(axis=1, keepdims=True)
    times = share.sum(axis=0)
    return times / draws, divide(share.T @ tried, times[:, np.newaxis])


def _oriented(
    matrix: ArrayLike, weights: ArrayLike, benefit: ArrayLike | None
) -> tuple[FloatArray, FloatArray]:
    """Check the input, and turn every criterion so that more is better."""
    values = rounded(matrix)
    if values.ndim != 2 or not np.isfinite(values).all():
        raise ValueError("matrix must have two dimensions (items, criteria) and no missing value")
    normalised = weights_for(values.shape[1], weights)
    more: BoolArray = np.ones(values.shape[1], dtype=bool)
    if benefit is not None:
        more = np.asarray(benefit, dtype=bool)
        if more.shape != normalised.shape:
            raise ValueError(f"benefit must say so for each of {normalised.size} criteria")
    return np.where(more, values, -values), normalised
