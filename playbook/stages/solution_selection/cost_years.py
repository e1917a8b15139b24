"""What each solution costs year by year, and what that is worth in year 0."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from playbook.language import _
from playbook.show.labels import Format, Label
from playbook.stages.solution_selection.costs import names_in
from playbook.stages.solution_selection.money import amounts_in

LABELS = {f"year_{year}": Label(str(year), Format.WHOLE) for year in range(41)}


def present_value(flows: ArrayLike, rate: float) -> float:
    """Bring yearly flows to their value in year 0.

    The first flow is that of year 0 and is not discounted; the flow of year t is divided by
    (1 + rate) to the power t. (Excel's NPV discounts the first flow too: it gives this result
    divided by 1 + rate.)

    Parameters
    ----------
    flows : array_like, shape (years,)
        Year 0 first.
    rate : float
        A year's discount, 0.05 for 5 %; above -1.

    References
    ----------
    Brealey, R., Myers, S. & Allen, F. Principles of Corporate Finance, chapter 2.
    """
    values = np.asarray(flows)
    return float((values / (1 + rate) ** np.arange(values.size)).sum())


def by_year(lines: pd.DataFrame, rate: float) -> pd.DataFrame:
    """Lay each solution's costs out by year, up to the last year that any of them has.

    Parameters
    ----------
    rate : float
        The discount rate; year 0 is not discounted.

    Returns
    -------
    DataFrame
        One row for each solution and year: solution_id, name, year, build, run, cost (both),
        discounted, and cumulative (discounted, from year 0). A year without a line adds nothing
        here; `costs.cost_gaps` says so.
    """
    columns = ["solution_id", "name", "year", "build", "run", "cost", "discounted", "cumulative"]
    if lines.empty:
        return pd.DataFrame(columns=columns)
    sums = lines.groupby(["solution_id", "year", "phase"])["value"].sum()
    wide = sums.unstack("phase").reindex(columns=["build", "run"]).fillna(0.0)
    grid = pd.MultiIndex.from_product(
        [list(lines["solution_id"].drop_duplicates()), range(int(lines["year"].max()) + 1)],
        names=["solution_id", "year"],
    )
    table = wide.reindex(grid, fill_value=0.0).rename_axis(columns=None).reset_index()
    table["name"] = table["solution_id"].map(names_in(lines))
    table["cost"] = table["build"] + table["run"]
    table["discounted"] = table["cost"] / (1 + rate) ** table["year"]
    table["cumulative"] = table.groupby("solution_id")["discounted"].cumsum()
    return table[columns]


def years_across(years: pd.DataFrame) -> pd.DataFrame:
    """The costs of each solution with a column a year, as paid.

    Parameters
    ----------
    years : DataFrame
        From `by_year`.

    Returns
    -------
    DataFrame
        One row a solution: solution_id, name, year_0, year_1 and so on, and total.
    """
    wide = years.pivot(index="solution_id", columns="year", values="cost")
    wide.columns = pd.Index([f"year_{year}" for year in wide.columns])
    table = years[["solution_id", "name"]].drop_duplicates()
    return table.merge(wide.assign(total=wide.sum(axis=1)).reset_index(), on="solution_id")


def flows_by_solution(years: pd.DataFrame) -> Mapping[str, np.ndarray]:
    """The costs of each solution by year, year 0 first, as paid."""
    return {
        str(solution): rows.sort_values("year")["cost"].to_numpy()
        for solution, rows in years.groupby("solution_id")
    }


def costs_by_year(currency: str) -> str:
    """Say what the columns of the table of years are."""
    text = _("By year, as paid; year 0 is BUILD. {amounts}")
    return text.format(amounts=amounts_in(currency))
