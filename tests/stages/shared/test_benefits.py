"""Benefits by site are one figure a date."""

from __future__ import annotations

import pandas as pd
from support.frames import frame

from playbook.stages.shared.benefits import one_a_date

COLUMNS = "date solution_id kind amount expected site"


def test_sites_are_added_up_and_points_averaged() -> None:
    rows = [
        ("2026-01-31", "S", "time_saved", 10, 12, "North"),
        ("2026-01-31", "S", "time_saved", 5, 8, "South"),
        ("2026-01-31", "S", "quality", 4, 5, "North"),
        ("2026-01-31", "S", "quality", 2, 3, None),
        ("2026-02-28", "S", "time_saved", 7, None, None),
    ]
    table = one_a_date(frame("benefits", COLUMNS, rows))
    assert table["amount"].tolist() == [15, 3, 7]
    assert table["expected"].tolist()[:2] == [20, 4]
    assert pd.isna(table["expected"].iloc[2])


def test_an_expectation_of_some_sites_is_none_of_the_whole() -> None:
    rows = [
        ("2026-01-31", "S", "revenue", 10, 12, "North"),
        ("2026-01-31", "S", "revenue", 5, None, "South"),
    ]
    table = one_a_date(frame("benefits", COLUMNS, rows))
    assert table["amount"].tolist() == [15]
    assert table["expected"].isna().all()


def test_rows_that_are_apart_stay_as_they_are() -> None:
    table = frame("benefits", COLUMNS, [("2026-01-31", "S", "revenue", 10, 12, "North")])
    assert one_a_date(table) is table
