"""Which solution to take, by a rule that is stated, and what would overturn it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from playbook.stages.solution_selection.comparison import complete, crossing_rates
from playbook.stages.solution_selection.cost_years import flows_by_solution, present_value


@dataclass(frozen=True)
class Advice:
    """What the figures recommend.

    Attributes
    ----------
    chosen : str or None
        The solution; None when the figures leave it open.
    basis : str
        Why: clear (alone in the first tier), cheapest (of those that the votes do not tell from
        the first), first (by score, because the costs cannot decide), open (a tie that the costs
        cannot decide either) or nothing (no solution is ranked).
    candidates : list of str
        The solutions that the votes do not tell from the first, in rank order.
    leaders : list of str
        The first by score: one, or those that tie.
    """

    chosen: str | None
    basis: str
    candidates: list[str]
    leaders: list[str]


def recommend(ranking: pd.DataFrame, totals: pd.DataFrame) -> Advice:
    """Take the first by the grid, or the cheapest of those that the votes do not tell from it.

    Costs decide only if those of all these solutions are complete and one is the cheapest.

    Parameters
    ----------
    ranking : DataFrame
        From `choice.ranking`.
    totals : DataFrame
        From `costs.totals`.
    """
    ranked = ranking[ranking["rank"].notna()]
    if ranked.empty:
        return Advice(None, "nothing", [], [])
    leaders = list(ranked.loc[ranked["rank"] == 1, "solution_id"])
    tier = ranked["tier"].notna().all()
    candidates = list(ranked.loc[ranked["tier"] == 1, "solution_id"]) if tier else leaders
    if len(candidates) == 1:
        return Advice(candidates[0], "clear" if tier else "first", candidates, leaders)
    known = set(complete(totals))
    if known.issuperset(candidates):
        costs = totals.set_index("solution_id")["total_cost"].loc[candidates].round(2)
        cheapest = list(costs.index[costs == costs.min()])
        if len(cheapest) == 1:
            return Advice(str(cheapest[0]), "cheapest", candidates, leaders)
    if len(leaders) == 1:
        return Advice(leaders[0], "first", candidates, leaders)
    return Advice(None, "open", candidates, leaders)


def rate_effects(
    advice: Advice, totals: pd.DataFrame, years: pd.DataFrame, rate: float
) -> pd.DataFrame:
    """At which discount rates the recommended solution and its rivals change places on cost.

    Parameters
    ----------
    advice : Advice
        Its rivals are the solutions that the votes do not tell from the first.
    totals, years : DataFrame
        From `costs.totals` and `cost_years.by_year`.
    rate : float
        The campaign's discount rate.

    Returns
    -------
    DataFrame
        One row a rival, where its costs and those of the recommended solution are complete, the
        nearest rate first:
        solution_id, name, extra (what it costs more than the recommended one, discounted) and
        rate (that from 0 to 1, nearest to the campaign's, at which both cost the same; missing
        when there is none).
    """
    known, flows = complete(totals), flows_by_solution(years)
    names = dict(zip(totals["solution_id"], totals["name"], strict=True))
    rows = []
    for rival in advice.candidates:
        if rival == advice.chosen or not {rival, advice.chosen} <= set(known):
            continue
        own, other = flows[str(advice.chosen)], flows[rival]
        rates = crossing_rates(own, other)
        nearest = min(rates, key=lambda found: abs(found - rate)) if rates else np.nan
        extra = present_value(other, rate) - present_value(own, rate)
        nearest = rate if round(extra, 2) == 0 else nearest
        rows.append((rival, names[rival], extra, nearest))
    table = pd.DataFrame(rows, columns=["solution_id", "name", "extra", "rate"])
    nearest_first = (table["rate"] - rate).abs().sort_values(kind="stable")
    return table.loc[nearest_first.index].reset_index(drop=True)
