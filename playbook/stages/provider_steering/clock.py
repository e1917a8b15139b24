"""Local times as moments on the world's clock, and minutes covered by intervals.

Times in the data are local: as moments, a day on which the clocks change has 23 or 25 hours.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from playbook.errors import PlaybookError
from playbook.language import _


def world_times(local: pd.Series, time_zone: str) -> pd.Series:
    """Turn local times into UTC.

    A time that the clocks jump over counts as the moment of the jump; a time that comes twice as
    the first of the two.

    Parameters
    ----------
    time_zone : str
        The name of an IANA time zone, such as Europe/Paris.

    Raises
    ------
    PlaybookError
        When there is no such time zone.
    """
    try:
        zone = ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        text = _("time_zone: there is no time zone {zone}; write one such as Europe/Paris.")
        raise PlaybookError(text.format(zone=time_zone)) from error
    first = np.ones(len(local), dtype=bool)
    placed = local.dt.tz_localize(zone, ambiguous=first, nonexistent="shift_forward")
    return placed.dt.tz_convert("UTC")


def minutes_of(moments: pd.Series) -> NDArray[np.float64]:
    """Moments as minutes since 1970."""
    epoch = pd.Timestamp("1970-01-01", tz="UTC")
    return ((moments - epoch) / pd.Timedelta(minutes=1)).to_numpy()


def struck_minutes(
    incidents: pd.DataFrame, time_zone: str, end: pd.Timestamp
) -> NDArray[np.float64]:
    """The start and end of incidents in minutes on the world's clock; open ones last to `end`."""
    ended = incidents["ended_at"].fillna(end)
    start, stop = (
        minutes_of(world_times(times, time_zone)) for times in (incidents["started_at"], ended)
    )
    return np.column_stack([start, np.maximum(start, stop)])


def overlap(
    intervals: NDArray[np.float64], starts: NDArray[np.float64], ends: NDArray[np.float64]
) -> NDArray[np.float64]:
    """How many minutes of some periods are covered by intervals, each minute once.

    Parameters
    ----------
    intervals : ndarray, shape (n, 2)
        Starts and ends, in minutes; they may overlap.
    starts, ends : ndarray, shape (m,)
        The periods.
    """
    merged = merge(intervals)
    left = np.maximum(merged[:, :1], starts)
    right = np.minimum(merged[:, 1:], ends)
    covered: NDArray[np.float64] = np.clip(right - left, 0, None).sum(axis=0)
    return covered


def merge(intervals: NDArray[np.float64]) -> NDArray[np.float64]:
    """Join the intervals that overlap or touch: sorted, disjoint, of shape (k, 2)."""
    if not len(intervals):
        return np.empty((0, 2))
    order = intervals[np.lexsort((intervals[:, 1], intervals[:, 0]))]
    reached = np.maximum.accumulate(order[:, 1])
    new = np.r_[True, order[1:, 0] > reached[:-1]]
    last = np.r_[np.flatnonzero(new)[1:] - 1, len(order) - 1]
    return np.column_stack([order[new, 0], reached[last]])
