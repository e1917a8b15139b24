"""Second opinions on a weighted mean: TOPSIS and PROMETHEE II on the same means and weights.

A weighted mean lets a strong criterion make up for a weak one. TOPSIS asks how near an item is to
the best that was seen on every criterion and how far from the worst; PROMETHEE II asks on how much
of the weight an item beats each other one, however narrowly. Where all agree the first place does
not hang on the method; where they do not, it does.

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
    matrix: ArrayLike, weights: ArrayLike, *, benefit: ArrayLike | None = None
) -> FloatArray:
    """Give the net outranking flow of each item (PROMETHEE II, usual criterion).

    An item is preferred to another on a criterion as soon as it is better there, by however
    little. The net flow is the weight on which it beats the others, less the weight on which it
    is beaten, averaged over the others.

    Parameters
    ----------
    matrix : array_like, shape (items, criteria)
        What each item is worth on each criterion; none missing.
    weights : array_like, shape (criteria,)
        On any positive scale; they are normalised to sum to 1.
    benefit : array_like of bool, shape (criteria,), optional
        Whether more is better; on every criterion unless given.

    Returns
    -------
    ndarray of float, shape (items,)
        From -1, beaten everywhere by all, to 1; the flows sum to 0. NaN for a single item, which
        there is nothing to compare with.

    Raises
    ------
    ValueError
        If the shapes do not fit or a value is missing.

    References
    ----------
    Brans, J. P. & Vincke, P. (1985). A preference ranking organisation method. Management Science
    31(6), 647-656.
    """
    oriented, normalised = _oriented(matrix, weights, benefit)
    items = len(oriented)
    if items < 2:
        return np.full(items, np.nan)
    flow = np.zeros(items)
    for column, weight in zip(oriented.T, normalised, strict=True):
        # The items below, less the items above, without a matrix of pairs.
        below = np.searchsorted(np.sort(column), column, side="left")
        above = items - np.searchsorted(np.sort(column), column, side="right")
        flow += weight * (below - above)
    net: FloatArray = flow / (items - 1)
    return net


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
