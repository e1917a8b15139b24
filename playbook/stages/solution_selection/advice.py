"""Which solution should be chosen, by a rule that is stated."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from playbook.language import _, format_chance, format_percent, quote, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.names import format_money
from playbook.stages.solution_selection.costs import complete

Reason = tuple[str, dict[str, str]]
"""A sentence with places for name, leader, others and more, and what goes into those more."""
EVEN = 0.5
"""Below this chance of being the cheapest, another is likelier to be."""
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
    advice: Advice,
    names: Mapping[str, str],
    totals: pd.DataFrame,
    currency: str,
    in_use: Collection[str] = (),
    spans: pd.DataFrame | None = None,
) -> Finding:
    """Say what the figures recommend, and by which rule; or that what they look at is in use.

    Parameters
    ----------
    in_use : collection of str
        The solutions in operation: where one of those compared is, nothing is left to decide.
    spans : DataFrame, optional
        From `cost_ranges.cost_ranges`, where costs have ranges: the cheapest by the amounts may
        seldom be so within these.
    """
    taken = [solution for solution in totals["solution_id"] if solution in in_use]
    shown = {
        "name": quote(names.get(str(advice.chosen), "")),
        "taken": quoted(names[solution] for solution in taken),
        "others": quoted(names[other] for other in advice.candidates if other != advice.chosen),
        "leader": quoted(names[leader] for leader in advice.leaders),
    }
    tone = Tone.RESULT if taken else Tone.DECIDE
    if taken and advice.chosen not in taken:
        lead = _("In use: {taken}.")
        if advice.chosen is not None:
            lead, tone = _("In use: {taken}, where the figures recommend {name}."), Tone.CAUTION
    elif taken:
        lead = _("In use: {taken}, as the figures recommend.")
    elif advice.chosen is None:
        lead = ""
    elif advice.basis == "first":
        lead = _("Recommended for now: {name}, first on the grid.")
    else:
        lead = _("Recommended: {name}.")
    reasons = _reasons(advice, names, totals, currency, decided=bool(taken))
    said = [lead.format(**shown), *(text.format(**shown, **more) for text, more in reasons)]
    if advice.basis == "cheapest" and not taken and spans is not None and len(spans):
        said.append(_seldom_cheapest(spans.set_index("solution_id").loc[str(advice.chosen)]))
    return Finding(" ".join(filter(None, said)), tone)


def _seldom_cheapest(span: pd.Series) -> str:
    """What the ranges say against the cheapest by the amounts; nothing where they do not."""
    if span["cheapest_high"] >= EVEN:
        return ""
    text = _(
        "Within the ranges of the costs, though, it is the cheapest in {chance} of cases only:"
        " settle the prices before choosing."
    )
    return text.format(chance=format_chance(span["cheapest_low"], span["cheapest_high"]))


def _reasons(
    advice: Advice, names: Mapping[str, str], totals: pd.DataFrame, currency: str, *, decided: bool
) -> Iterator[Reason]:
    """Why the rule takes what it takes."""
    others = [solution for solution in advice.candidates if solution != advice.chosen]
    if advice.basis == "cheapest":
        yield from _by_price(advice, others, names, totals, currency, decided=decided)
        return
    open_ones = _("{leader} tie on the grid, and the costs do not decide: the committee chooses.")
    if decided:
        open_ones = _("{leader} tie on the grid, and the costs do not decide.")
    alone = _("Nothing shows how sure that is.")
    level = _(
        "The votes do not set it apart from {others}, and the costs do not decide: they are"
        " missing, incomplete or equal."
    )
    texts = {
        "nothing": _(
            "Nothing can be recommended: no solution has enough scores, and keeps to the"
            " minimums, to be ranked."
        ),
        "open": open_ones,
        "clear": _("The votes put it clearly ahead of all others in the running."),
        "first": level if others else alone,
    }
    yield texts[advice.basis], {}


def _by_price(
    advice: Advice,
    others: Sequence[str],
    names: Mapping[str, str],
    totals: pd.DataFrame,
    currency: str,
    *,
    decided: bool,
) -> Iterator[Reason]:
    """Why the cheapest is taken, by how much it is, and who could undercut it."""
    costs = totals.set_index("solution_id")["total_cost"]
    gap = float(costs[others].min() - costs[advice.chosen])
    share = gap / float(costs[others].min())
    percent = format_percent(share, 1)
    if share <= 0.0005:  # which is written as 0.0 %
        percent = _("under {percent}").format(percent=format_percent(0.001, 1))
    text = _(
        "It comes first on the grid; the votes do not set it apart from {others}, but it is also"
        " the cheapest of these, by {gap}."
    )
    if advice.chosen not in advice.leaders:
        text = _(
            "{leader} comes first on the grid, but the votes do not tell them apart, and {name} is"
            " the cheapest of those, by {gap}."
        )
    if len(advice.leaders) > 1:
        text = _(
            "{leader} share the first place of the grid; of the solutions that the votes do not"
            " tell apart, {name} is the cheapest, by {gap}."
        )
    said = f"{format_money(gap, currency)} ({percent})"
    yield text, {"gap": said}
    if share < LITTLE and not decided:
        text = _(
            "Only {gap} decides: {nearest} would overturn the recommendation by cutting its price"
            " by as much."
        )
        yield text, {"gap": said, "nearest": quote(names[str(costs[others].idxmin())])}
