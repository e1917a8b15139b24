"""Which solution should be chosen, by a rule that is stated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from playbook.language import _, format_percent, quote, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.names import format_money
from playbook.stages.solution_selection.costs import complete

LITTLE = 0.05
"""A difference in cost below this share is less than offers are exact to."""


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


def recommendation(ranking: pd.DataFrame, totals: pd.DataFrame) -> Advice:
    """Take the first by the grid, or the cheapest of those that the votes do not tell from it.

    Costs decide only if those of all these solutions are complete and one is the cheapest.

    Parameters
    ----------
    ranking : DataFrame
        From `ranking.solution_ranking`.
    totals : DataFrame
        From `costs.solution_totals`.
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


def say_recommended(
    advice: Advice, names: Mapping[str, str], totals: pd.DataFrame, currency: str
) -> Finding:
    """Say what the figures recommend, and by which rule."""
    if advice.chosen is None:
        if advice.basis == "nothing":
            text = _(
                "Nothing can be recommended: no solution has enough scores, and keeps to the"
                " minimums, to be ranked."
            )
            return Finding(text, Tone.DECIDE)
        text = _("{names} tie on the grid, and the costs do not decide: the committee chooses.")
        return Finding(text.format(names=quoted(names[s] for s in advice.leaders)), Tone.DECIDE)
    others = [solution for solution in advice.candidates if solution != advice.chosen]
    costs = totals.set_index("solution_id")["total_cost"]
    shown = {
        "name": quote(names[advice.chosen]), "others": quoted(names[other] for other in others),
        "leader": quoted(names[leader] for leader in advice.leaders),
    }  # fmt: skip
    if advice.basis == "clear":
        text = _(
            "Recommended: {name}. The votes put it clearly ahead of all others in the running."
        )
    elif advice.basis == "cheapest":
        gap = float(costs[others].min() - costs[advice.chosen])
        share = gap / float(costs[others].min())
        percent = format_percent(share, 1)
        if share <= 0.0005:  # which is written as 0.0 %
            percent = _("under {percent}").format(percent=format_percent(0.001, 1))
        shown["gap"] = f"{format_money(gap, currency)} ({percent})"
        text = _(
            "Recommended: {name}. It comes first on the grid; the votes do not set it apart"
            " from {others}, but it is also the cheapest of these, by {gap}."
        )
        if advice.chosen not in advice.leaders:
            text = _(
                "Recommended: {name}. {leader} comes first on the grid, but the votes do not tell"
                " them apart, and {name} is the cheapest of those, by {gap}."
            )
        if len(advice.leaders) > 1:
            text = _(
                "Recommended: {name}. {leader} share the first place of the grid; of the solutions"
                " that the votes do not tell apart, {name} is the cheapest, by {gap}."
            )
        if share < LITTLE:
            text += " " + _(
                "Only {gap} decides: {nearest} would overturn the recommendation by cutting its"
                " price by as much."
            )
            shown["nearest"] = quote(names[str(costs[others].idxmin())])
    elif others:
        text = _(
            "Recommended for now: {name}, first on the grid. The votes do not set it apart from"
            " {others}, and the costs do not decide: they are missing, incomplete or equal."
        )
    else:
        text = _(
            "Recommended for now: {name}, first on the grid, though nothing shows how sure that is."
        )
    return Finding(text.format(**shown), Tone.DECIDE)
