"""Who uses the solutions: the share of eligible people over time, and where it stalls."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from playbook.show.names import name_solutions

KEYS = ["solution_id", "solution", "department"]


def adoption_rates(usage: pd.DataFrame, solutions: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The share of eligible people who use each solution, measurement by measurement.

    Returns
    -------
    DataFrame
        One row a measurement up to `as_of`, in order: date, solution_id, solution, department,
        active_users, eligible_users and rate (missing where nobody is eligible).
    """
    table = name_solutions(usage[usage["date"] <= pd.Timestamp(as_of)], solutions)
    eligible = table["eligible_users"].astype(float)
    table["rate"] = table["active_users"].astype(float) / eligible.where(eligible > 0)
    columns = ["date", *KEYS, "active_users", "eligible_users", "rate"]
    return table[columns].sort_values([*KEYS, "date"]).reset_index(drop=True)


def adoption_standing(rates: pd.DataFrame, target: float, last: int) -> pd.DataFrame:
    """Say where each department stands with each solution.

    It stalls when it is below the target and none of its last measurements is above the best
    one before them. The best is compared, not the latest: holidays make every curve dip.

    Parameters
    ----------
    rates : DataFrame
        From `adoption_rates`.
    target : float
        The share of eligible people that is aimed at, 0 to 1.
    last : int
        How many measurements without growth make a stall.

    Returns
    -------
    DataFrame
        One row for each solution and department: solution_id, solution, department,
        measurements, latest_on, active_users, eligible_users and rate (the latest), target,
        best_before and best_recent (before the last ones and among them) and standing: reached,
        growing, stalled, fell_back (the target was reached before), or too_short (no more than
        `last` measurements, and the target not reached). What is stalled comes first.
    """
    rows = []
    for keys, group in rates.dropna(subset=["rate"]).groupby(KEYS):
        series, latest = group["rate"].to_numpy(), group.iloc[-1]
        before, recent = series[:-last], series[-last:]
        best_before = before.max() if len(before) else np.nan
        rows.append(
            (
                *keys, len(series), latest["date"], latest["active_users"],
                latest["eligible_users"], latest["rate"], target, best_before, recent.max(),
                _standing(series, best_before, recent.max(), target),
            )
        )  # fmt: skip
    columns = [
        *KEYS, "measurements", "latest_on", "active_users", "eligible_users", "rate",
        "target", "best_before", "best_recent", "standing",
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    order = {"stalled": 0, "fell_back": 1, "growing": 2, "too_short": 3, "reached": 4}
    table["order"] = table["standing"].map(order)
    table = table.sort_values(["order", "rate", *KEYS]).drop(columns="order")
    return table.reset_index(drop=True)


def _standing(series: np.ndarray, best_before: float, best_recent: float, target: float) -> str:
    """Where one department stands with one solution."""
    if series[-1] >= target:
        return "reached"
    if series.max() >= target:
        return "fell_back"
    if np.isnan(best_before):
        return "too_short"
    return "growing" if best_recent > best_before else "stalled"


def reach(standing: pd.DataFrame) -> pd.DataFrame:
    """How many people use each solution, by the latest measurement of each department.

    Returns
    -------
    DataFrame
        One row a solution: solution_id, solution, active_users, eligible_users and rate.
    """
    table = standing.groupby(["solution_id", "solution"], as_index=False)[
        ["active_users", "eligible_users"]
    ].sum()
    table["rate"] = table["active_users"].astype(float) / table["eligible_users"].astype(float)
    return table
