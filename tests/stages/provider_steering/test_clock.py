"""Local times on the world's clock, and minutes covered by intervals."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from support.incidents import PARIS, Spans

from playbook.errors import PlaybookError
from playbook.stages.provider_steering.clock import merge, overlap, world_times


def test_times_that_do_not_exist_or_come_twice_are_read_by_the_rule() -> None:
    local = pd.Series(pd.to_datetime(["2026-03-29 02:30", "2026-10-25 02:30"]))
    found = world_times(local, PARIS).dt.tz_convert(PARIS)
    assert found[0] == datetime(2026, 3, 29, 3, 0, tzinfo=ZoneInfo(PARIS))
    assert found[1].utcoffset() == timedelta(hours=2)


def test_an_unknown_time_zone_is_refused_by_name() -> None:
    with pytest.raises(PlaybookError, match="Europe/Pariss"):
        world_times(pd.Series(pd.to_datetime(["2026-01-01"])), "Europe/Pariss")


@given(Spans)
def test_merged_minutes_are_those_of_the_union(spans: list[tuple[int, int]]) -> None:
    intervals = np.array([(start, start + length) for start, length in spans], dtype=float)
    intervals = intervals.reshape(-1, 2)
    union = {minute for start, length in spans for minute in range(start, start + length)}
    edges = np.array([0.0, 200.0, 600.0])
    found = overlap(intervals, edges[:-1], edges[1:])
    assert list(found) == [sum(m < 200 for m in union), sum(m >= 200 for m in union)]
    merged = merge(intervals)
    assert (merged[1:, 0] > merged[:-1, 1]).all()
