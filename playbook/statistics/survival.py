"""How long something takes when some of it is not finished yet (Kaplan and Meier, 1958)."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats


@dataclass(frozen=True)
class MedianTime:
    """The median time to an end, where some ends are still to come.

    Attributes
    ----------
    median : float
        The time by which half have ended; NaN when half have not ended yet.
    low, high : float
        The ends of the interval of confidence; NaN where the data give none.
    ended, running : int
        How many ended, and how many had not ended when last looked at.
    """

    median: float
    low: float
    high: float
    ended: int
    running: int


def median_time(times: ArrayLike, running: ArrayLike, confidence: float = 0.95) -> MedianTime:
    """Estimate the median time to an end by Kaplan and Meier's method.

    The interval holds the times at which the interval of the curve, on the scale of
    log(-log), holds one half (Brookmeyer and Crowley, 1982). Where the curve is 0, its interval
    is taken to be 0 as well. Of few values there is no interval: with fewer than six, not even
    the range from the least to the greatest holds the median in 95 % of samples.

    Parameters
    ----------
    times : array of float
        How long each took, or has lasted so far; in any unit.
    running : array of bool
        Whether it had not ended yet.
    confidence : float
        The level of the interval.
    """
    lasted, censored = np.asarray(times, dtype=float), np.asarray(running, dtype=bool)
    ended, open_ = int((~censored).sum()), int(censored.sum())
    if not ended:
        return MedianTime(np.nan, np.nan, np.nan, ended, open_)
    curve = stats.ecdf(stats.CensoredData.right_censored(lasted, censored)).sf
    with warnings.catch_warnings():  # the interval is undefined where the curve is 0 or 1
        warnings.simplefilter("ignore", RuntimeWarning)
        interval = curve.confidence_interval(confidence, method="log-log")
    median, low, high = (
        _first_half(curve.quantiles, np.where(curve.probabilities == 0, 0.0, part.probabilities))
        for part in (curve, interval.low, interval.high)
    )
    if len(lasted) < 1 - np.log2(1 - confidence):
        low = high = np.nan
    return MedianTime(median, low, high, ended, open_)


def _first_half(times: np.ndarray, shares: np.ndarray) -> float:
    """The first time at which half or fewer go on; NaN when that is never reached."""
    half = shares <= 0.5 + 1e-9  # of a product of many factors, a half is not exact
    return float(times[half.argmax()]) if half.any() else float("nan")
