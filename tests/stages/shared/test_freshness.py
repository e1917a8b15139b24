"""Figures that are old are said to be so."""

from __future__ import annotations

from datetime import date

import pandas as pd

from playbook.show.findings import Tone
from playbook.stages.shared.freshness import say_stale


def dated(*days: str) -> pd.DataFrame:
    return pd.DataFrame({"date": pd.to_datetime(list(days))})


def test_figures_older_than_the_limit_are_said_to_tell_how_it_was() -> None:
    tables = {"usage": dated("2026-01-01", "2026-01-31"), "benefits": dated("2026-06-01")}
    found = say_stale(tables, date(2026, 6, 30), 90)
    assert found is not None
    assert found.tone is Tone.CAUTION
    assert "since the last record of: Usage (last on 31 January 2026). What" in found.text


def test_recent_figures_none_and_those_to_come_are_not_old() -> None:
    day = date(2026, 6, 30)
    assert say_stale({"usage": dated("2026-04-01")}, day, 90) is None
    assert say_stale({"usage": dated()}, day, 90) is None
    late = say_stale({"usage": dated("2026-01-01", "2026-12-01")}, day, 90)
    assert late is not None
    assert "1 January 2026" in late.text
