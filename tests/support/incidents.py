"""Months of availability of solutions, from a few incidents that struck them."""

from __future__ import annotations

from datetime import date

import pandas as pd
from hypothesis import strategies as st
from support.typed_tables import typed

from playbook.stages.provider_steering.availability import whole_period
from playbook.stages.provider_steering.downtime import monthly_availability

Spans = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 90)), max_size=25)
PARIS = "Europe/Paris"
MARCH = date(2026, 3, 31)
LEVELS = typed("service_levels", "S1, high, 0.99, provider, 9-17")


def months_with(
    *rows: str,
    since: str = "2026-01-01",
    as_of: date = MARCH,
    share: float = 0.5,
    levels: pd.DataFrame = LEVELS,
) -> pd.DataFrame:
    """The months of the solution S1, from rows such as ``"<start>, <end>, outage"``."""
    incidents = typed("incidents", *[f"I{n}, S1, {row}" for n, row in enumerate(rows)])
    starts = pd.Series({"S1": pd.Timestamp(since)})
    return monthly_availability(incidents, levels, starts, as_of, PARIS, share)


def solutions_with(
    count: int, *rows: str, target: float = 0.99
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The incidents, service levels, months and totals of some solutions, S0 the first.

    The rows are such as ``"S0, <start>, <end>, outage"``; the months are fifteen.
    """
    levels = typed("service_levels", *[f"S{n}, high, {target}, ," for n in range(count)])
    incidents = typed("incidents", *[f"I{n}, {row}" for n, row in enumerate(rows)])
    starts = pd.Series({f"S{n}": pd.Timestamp("2025-01-01") for n in range(count)})
    months = monthly_availability(incidents, levels, starts, MARCH, PARIS, 0.5)
    return incidents, levels, months, whole_period(months, 0.5)
