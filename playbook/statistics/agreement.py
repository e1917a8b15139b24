"""How much voters agree: Kendall's W, Krippendorff's alpha, and the spread on each item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc

from playbook.statistics.ranking import divide, rank_span, rounded
from playbook.statistics.votes import FloatArray

Level: TypeAlias = Literal["nominal", "ordinal", "interval"]


@dataclass(frozen=True)
class KendallW:
    """Kendall's coefficient of concordance.

    Attributes
    ----------
    w : float
        From 0, no agreement, to 1, all raters order the items alike; NaN when undefined.
    chi2, df, p_value : float, int, float
        The test that raters order the items at random: chi-squared, its degrees of freedom, and
        the probability of so large a value. Rough for fewer than about 8 items.
    raters_used, items_used : int
        How many raters and items it rests on.
    """

    w: float
    chi2: float
    df: int
    p_value: float
    raters_used: int
    items_used: int


def kendall_w(ratings: ArrayLike) -> KendallW:
    """Measure how alike raters order the items, with the correction for ties.

    Parameters
    ----------
    ratings : array_like, shape (raters, items)
        On any scale where order has a meaning. NaN is missing: an item that nobody rated is left
        out, then every rater with a missing rating, because W needs complete orders.

    Returns
    -------
    KendallW
        With NaN for W, chi-squared and p when fewer than two raters or items remain, or every
        rater ties all items.

    Raises
    ------
    ValueError
        If `ratings` is not two-dimensional.

    References
    ----------
    Kendall, M. G. & Babington Smith, B. (1939). The problem of m rankings. Siegel, S. & Castellan,
    N. J. (1988). Nonparametric Statistics for the Behavioral Sciences, section 9.6 (ties).

    Examples
    --------
    Three raters order three items; the sums of ranks are 3, 7 and 8.

    >>> round(kendall_w([[3, 2, 1], [3, 2, 1], [3, 1, 2]]).w, 4)
    0.7778
    """
    given = _two_dimensions(ratings, "(raters, items)")
    given = given[:, ~np.isnan(given).all(axis=0)]
    complete = given[~np.isnan(given).any(axis=1)]
    raters, items = complete.shape
    df = max(items - 1, 0)
    undefined = KendallW(np.nan, np.nan, df, np.nan, raters, items)
    if raters < 2 or items < 2:
        return undefined
    best, worst = rank_span(complete)
    totals = ((best + worst) / 2).sum(axis=0)
    deviation = ((totals - totals.mean()) ** 2).sum()
    # Each of the t items of a group adds t² - 1, so the group adds t³ - t.
    ties = ((worst - best + 1) ** 2 - 1).sum()
    largest = raters**2 * (items**3 - items) - raters * ties
    if largest == 0:
        return undefined
    w = float(12 * deviation / largest)
    chi2 = raters * df * w
    return KendallW(w, chi2, df, float(chdtrc(df, chi2)), raters, items)


def krippendorff_alpha(ratings: ArrayLike, level: Level = "ordinal") -> float:
    """Measure agreement beyond chance, whatever the number of observers and of missing values.

    Parameters
    ----------
    ratings : array_like, shape (observers, units)
        Values as numbers; NaN is missing. A unit with fewer than two values is left out.
    level : {"ordinal", "interval", "nominal"}
        How values differ: by their order, their distance, or only by being another.

    Returns
    -------
    float
        1 is full agreement, 0 what chance would give, below 0 systematic disagreement. NaN when
        all values that can be paired are equal, or there is none: without any variation nothing
        tells agreement from a habit.

    Raises
    ------
    ValueError
        If `ratings` is not two-dimensional, or the level is unknown.

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability. University of Pennsylvania,
    Annenberg School for Communication.
    """
    if level not in get_args(Level):
        raise ValueError(f"level must be one of {', '.join(get_args(Level))}, not {level!r}")
    given = rounded(_two_dimensions(ratings, "(observers, units)"))
    given = given[:, (~np.isnan(given)).sum(axis=0) >= 2]
    present = ~np.isnan(given)
    values, codes = np.unique(given[present], return_inverse=True)
    if values.size < 2:
        return float("nan")
    units = np.nonzero(present)[1]
    counts = np.bincount(units * values.size + codes, minlength=given.shape[1] * values.size)
    by_unit = counts.reshape(-1, values.size).astype(float)
    # Pairs of values within a unit, each unit weighing as many as it has values. A value paired
    # with itself is counted too, here and in what chance would give: its distance is 0.
    scaled = by_unit / (by_unit.sum(axis=1, keepdims=True) - 1)
    observed = scaled.T @ by_unit
    frequency = by_unit.sum(axis=0)
    expected = np.outer(frequency, frequency) / (frequency.sum() - 1)
    distance = _squared_distance(values, frequency, level)
    return float(1 - (observed * distance).sum() / (expected * distance).sum())


def item_disagreement(ratings: ArrayLike, scale_min: float, scale_max: float) -> FloatArray:
    """Measure how far voters are apart on each item.

    The standard deviation of the votes (population) divided by the largest possible on the
    scale, that of a jury split evenly between its two ends.

    Parameters
    ----------
    ratings : array_like, shape (voters, items)
        NaN is a vote that was not cast.
    scale_min, scale_max : float
        The ends of the scale.

    Returns
    -------
    ndarray of float, shape (items,)
        0 is unanimous, 1 is split evenly between the ends (an odd jury cannot quite reach it);
        NaN for fewer than two votes.

    Raises
    ------
    ValueError
        If `ratings` is not two-dimensional, the scale is empty, or a vote lies outside of it.
    """
    given = _two_dimensions(ratings, "(voters, items)")
    if not scale_max > scale_min:
        raise ValueError(f"scale_max {scale_max} must be above scale_min {scale_min}")
    present = ~np.isnan(given)
    if ((given < scale_min) | (given > scale_max)).any():
        raise ValueError(f"ratings must lie on the scale from {scale_min} to {scale_max}")
    votes = present.sum(axis=0)
    mean = divide(np.where(present, given, 0.0).sum(axis=0), votes)
    squares = np.where(present, (given - mean) ** 2, 0.0).sum(axis=0)
    deviation = np.sqrt(divide(squares, np.where(votes >= 2, votes, 0)))
    relative: FloatArray = deviation / ((scale_max - scale_min) / 2)
    return relative


def _squared_distance(values: FloatArray, frequency: FloatArray, level: Level) -> FloatArray:
    """Give Krippendorff's squared difference of each pair of (sorted) values."""
    if level == "nominal":
        return 1.0 - np.eye(values.size)
    # The ordinal distance counts the values in between, and half of those at both ends: the
    # distance of mid-ranks.
    places = values if level == "interval" else np.cumsum(frequency) - frequency / 2
    distance: FloatArray = np.subtract.outer(places, places) ** 2
    return distance


def _two_dimensions(ratings: ArrayLike, meaning: str) -> FloatArray:
    given = np.asarray(ratings, dtype=float)
    if given.ndim != 2:
        raise ValueError(f"ratings must have two dimensions {meaning}, not {given.ndim}")
    return given
