"""Cost against cost, and quality against cost."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from playbook.stages.solution_selection.jury import DECIMALS

CENTS = 2


def complete(totals: pd.DataFrame, among: Sequence[str] | None = None) -> list[str]:
    """The solutions whose costs have no gap, cheapest first.

    Parameters
    ----------
    totals : DataFrame
        From `costs.totals`.
    among : sequence of str, optional
        Only these solutions, such as those in the running.
    """
    whole = totals.loc[totals["gaps"].isna() & totals["total_cost"].notna(), "solution_id"]
    return [solution for solution in whole if among is None or solution in among]


def break_even(years: pd.DataFrame, solutions: Sequence[str]) -> pd.DataFrame:
    """When a solution that is dearer to build has paid for itself against a cheaper one.

    Cumulative discounted costs are compared year by year. The break-even year is the first from
    which the dearer to build has cost no more until the end: a year in which the curves cross
    and cross back does not count.

    Parameters
    ----------
    years : DataFrame
        From `cost_years.by_year`.
    solutions : sequence of str
        The solutions to compare: those whose costs are complete.

    Returns
    -------
    DataFrame
        One row for each pair whose BUILD differs: dearer_id, dearer, cheaper_id, cheaper (names),
        extra_build (what the dearer costs more in BUILD), run_saving (what it costs less in
        RUN, negative when it costs more; both discounted), break_even_year (missing when never),
        verdict (pays_off; too_slow: it costs less in RUN, but not by enough within these years;
        dearer_in_run: it does not cost less in RUN either) and left (what it still has cost more
        at the end; negative: less).
    """
    rows = []
    names = dict(zip(years["solution_id"], years["name"], strict=True))
    tables = {
        solution: years[years["solution_id"] == solution].set_index("year").sort_index()
        for solution in solutions
    }
    for pair in combinations(solutions, 2):
        build = [_discounted(tables[solution], "build") for solution in pair]
        extra = round(build[0] - build[1], CENTS)
        if not extra:
            continue
        dearer, cheaper = pair if extra > 0 else pair[::-1]
        own, other = tables[dearer], tables[cheaper]
        saving = round(_discounted(other, "run") - _discounted(own, "run"), CENTS)
        behind = (own["cumulative"] - other["cumulative"]).round(CENTS).to_numpy()
        year = _from_then_on(behind <= 0)
        verdict = "dearer_in_run" if saving <= 0 else "too_slow"
        rows.append(
            (
                dearer, names[dearer], cheaper, names[cheaper], abs(extra), saving, year,
                verdict if year is None else "pays_off", float(behind[-1]),
            )
        )  # fmt: skip
    columns = [
        "dearer_id",
        "dearer",
        "cheaper_id",
        "cheaper",
        "extra_build",
        "run_saving",
        "break_even_year",
        "verdict",
        "left",
    ]
    return pd.DataFrame(rows, columns=columns).astype({"break_even_year": "Int64"})


def _discounted(table: pd.DataFrame, phase: str) -> float:
    """The discounted cost of one phase; a year without any cost, 0 / 0, is left out of the sum."""
    return float((table[phase] * table["discounted"] / table["cost"]).sum())


def _from_then_on(reached: np.ndarray) -> int | None:
    """The first year from which something holds until the end; None when it does not at the end."""
    if not reached[-1]:
        return None
    broken = np.flatnonzero(~reached)
    return int(broken[-1]) + 1 if len(broken) else 0


def crossing_rates(first: ArrayLike, second: ArrayLike, highest: float = 1.0) -> list[float]:
    """The discount rates at which two solutions cost the same.

    Their discounted costs differ by a polynomial in 1 / (1 + rate), whose roots are found.

    Parameters
    ----------
    first, second : array_like, shape (years,)
        Costs by year, year 0 first; as many years in each.
    highest : float
        The highest rate to look at; the lowest is 0.

    Returns
    -------
    list of float
        In rising order; empty when none, or when the two cost the same in every year.
    """
    difference = np.round(np.subtract(first, second), CENTS)
    roots = np.roots(difference[::-1])
    factors = roots.real[np.abs(roots.imag) < 1e-9]
    rates = 1 / factors[factors > 0] - 1
    return sorted({round(float(rate), 9) for rate in rates if -1e-9 <= rate <= highest})


def frontier(ranking: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """Set quality against cost: which solutions no other beats on both.

    Parameters
    ----------
    ranking : DataFrame
        From `choice.ranking`.
    totals : DataFrame
        From `costs.totals`.

    Returns
    -------
    DataFrame
        One row a compared solution with a score or a cost, best score first: solution_id, name,
        score, total_cost (discounted), standing (efficient: no ranked solution with complete
        costs is at least as good and as cheap, and better in one; beaten; eliminated;
        cost_unknown or cost_incomplete; not_ranked) and beaten_by (names, separated by
        semicolons).
    """
    table = ranking[["solution_id", "name", "score", "status"]].merge(
        totals[["solution_id", "total_cost", "gaps"]], on="solution_id", how="left"
    )
    table["standing"] = np.select(
        [
            table["status"] == "eliminated", table["status"] == "incomplete",
            table["total_cost"].isna(), table["gaps"].notna(),
        ],
        ["eliminated", "not_ranked", "cost_unknown", "cost_incomplete"],
        "efficient",
    )  # fmt: skip
    table["beaten_by"] = None
    inside = table.index[table["standing"] == "efficient"]
    score = table.loc[inside, "score"].round(DECIMALS).to_numpy()
    cost = table.loc[inside, "total_cost"].round(CENTS).to_numpy()
    names = table.loc[inside, "name"].to_numpy()
    for place, row in enumerate(inside):
        as_good = (score >= score[place]) & (cost <= cost[place])
        better = as_good & ((score > score[place]) | (cost < cost[place]))
        if better.any():
            table.loc[row, ["standing", "beaten_by"]] = ["beaten", "; ".join(names[better])]
    columns = ["solution_id", "name", "score", "total_cost", "standing", "beaten_by"]
    return table.sort_values("score", ascending=False, kind="stable", ignore_index=True)[columns]
