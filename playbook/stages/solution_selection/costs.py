"""What each solution costs in all: BUILD and RUN, own staff's time valued, and what is missing."""

from __future__ import annotations

import numpy as np
import pandas as pd


def cost_lines(costs: pd.DataFrame, scoped: pd.DataFrame) -> pd.DataFrame:
    """Value every cost line of the compared solutions.

    Parameters
    ----------
    costs : DataFrame
        The table of that name.
    scoped : DataFrame
        From `scope`.

    Returns
    -------
    DataFrame
        One row a line: cost_id, solution_id, name, phase, category, year, value (in the campaign's
        currency: the amount, or person-days times day rate where there is none), own_time
        (whether it is own staff's time: said by the category, or given in days) and person_days.
    """
    compared = scoped.loc[scoped["status"] == "compared", ["solution_id", "name"]]
    lines = compared.merge(costs, on="solution_id")
    valued = lines["person_days"] * lines["day_rate"]
    lines["value"] = lines["amount"].fillna(valued)
    in_days = lines["amount"].isna() & valued.notna()
    lines["own_time"] = in_days | lines["category"].eq("internal_time")
    columns = [
        "cost_id",
        "solution_id",
        "name",
        "phase",
        "category",
        "year",
        "value",
        "own_time",
        "person_days",
    ]
    return lines[columns]


def by_category(lines: pd.DataFrame) -> pd.DataFrame:
    """Add up each solution's costs by phase and category, all years together.

    Returns
    -------
    DataFrame
        One row for each phase and category that any solution has: phase, category, solution_id,
        name and value (missing where the solution has no such line: not the same as 0).
    """
    if lines.empty:
        return pd.DataFrame(columns=["phase", "category", "solution_id", "name", "value"])
    sums = lines.groupby(["phase", "category", "solution_id"])["value"]
    wide = sums.sum().unstack("solution_id")
    order = list(lines["solution_id"].drop_duplicates())
    long = wide[order].stack(future_stack=True).rename("value").reset_index()
    long.insert(3, "name", long["solution_id"].map(names_in(lines)))
    return long


def names_in(lines: pd.DataFrame) -> dict[str, str]:
    """What each solution is called."""
    return dict(zip(lines["solution_id"], lines["name"], strict=True))


def cost_gaps(lines: pd.DataFrame, scoped: pd.DataFrame) -> pd.DataFrame:
    """Say where a solution's costs cannot be whole.

    Returns
    -------
    DataFrame
        One row a gap: solution_id, name, gap (no_costs: not one line; no_build, no_run: no line of
        that phase; year_missing: no line in some years that others have; no_own_time: own staff's
        time is not estimated) and years (which, for year_missing).
    """
    columns = ["solution_id", "name", "gap", "years"]
    rows: list[tuple[str, str, str, str | None]] = []
    compared = scoped[scoped["status"] == "compared"]
    for solution, name in zip(compared["solution_id"], compared["name"], strict=True):
        own = lines[lines["solution_id"] == solution]
        if own.empty:
            rows.append((solution, name, "no_costs", None))
            continue
        phases = set(own["phase"])
        rows += [(solution, name, f"no_{p}", None) for p in ("build", "run") if p not in phases]
        absent = [
            str(year)
            for year in range(1, int(lines["year"].max()) + 1)
            if year not in set(own["year"])
        ]
        if absent and "run" in phases:
            rows.append((solution, name, "year_missing", ", ".join(absent)))
        if not own["own_time"].any():
            rows.append((solution, name, "no_own_time", None))
    return pd.DataFrame(rows, columns=columns)


def totals(
    lines: pd.DataFrame, years: pd.DataFrame, gaps: pd.DataFrame, scoped: pd.DataFrame
) -> pd.DataFrame:
    """What each solution costs in all.

    Parameters
    ----------
    lines, years, gaps : DataFrame
        From `cost_lines`, `cost_years.by_year` and `cost_gaps`.

    Returns
    -------
    DataFrame
        One row a compared solution, the cheapest first: solution_id, name, build and run (as
        paid), total (both), own_time (value of own staff's time, in both phases), own_share (of
        total), own_days, total_cost (discounted: the total cost of ownership) and gaps (codes
        separated by semicolons; missing when the costs are complete). Figures are missing without
        any line; a solution with gaps costs at least what is shown.
    """
    table = scoped.loc[scoped["status"] == "compared", ["solution_id", "name"]]
    sums = years.groupby("solution_id")[["build", "run", "cost", "discounted"]].sum()
    sums = sums.rename(columns={"cost": "total", "discounted": "total_cost"}).astype(float)
    own = lines[lines["own_time"]].groupby("solution_id")[["value", "person_days"]].sum(min_count=1)
    own = own.rename(columns={"value": "own_time", "person_days": "own_days"}).astype(float)
    table = table.merge(sums.join(own).reset_index(), on="solution_id", how="left")
    table["own_share"] = table["own_time"] / table["total"]  # 0 / 0 is missing
    table["gaps"] = table["solution_id"].map(gaps.groupby("solution_id")["gap"].agg(";".join))
    columns = [
        "solution_id",
        "name",
        "build",
        "run",
        "total",
        "own_time",
        "own_share",
        "own_days",
        "total_cost",
        "gaps",
    ]
    return table.sort_values("total_cost", kind="stable", ignore_index=True)[columns]


def own_time_split(lines: pd.DataFrame) -> pd.DataFrame:
    """Split each solution's costs, as paid, into what is bought and own staff's time, by phase.

    Returns
    -------
    DataFrame
        One row a solution with costs: solution_id, name, build_bought, build_own, run_bought and
        run_own (both own missing where own staff's time is not estimated); the cheapest in all
        first.
    """
    columns = ["build_bought", "build_own", "run_bought", "run_own"]
    if lines.empty:
        return pd.DataFrame(columns=["solution_id", "name", *columns])
    part = lines["phase"].astype(str) + lines["own_time"].map({True: "_own", False: "_bought"})
    sums = lines.groupby(["solution_id", part])["value"].sum().unstack(fill_value=0.0)
    sums = sums.reindex(columns=columns, fill_value=0.0)
    estimated = lines.groupby("solution_id")["own_time"].any()
    sums.loc[~estimated, ["build_own", "run_own"]] = np.nan
    sums = sums.loc[sums.sum(axis=1).sort_values(kind="stable").index]
    table = sums.rename_axis(columns=None).reset_index()
    table.insert(1, "name", table["solution_id"].map(names_in(lines)))
    return table
