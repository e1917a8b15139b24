"""Which solution comes first, and how sure that is."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.language import _, format_number, ngettext, quote, quoted
from playbook.show.chart import Chart
from playbook.show.findings import Finding, Tone
from playbook.show.ranking import say_order, say_tiers
from playbook.show.ranking_figures import draw_ranking
from playbook.stages.solution_selection.grid import section_scores
from playbook.stages.solution_selection.jury import Jury
from playbook.statistics import RankRobustness, rank_robustness

SHOWN = [
    "rank", "name", "status", "technical", "project", "score", "tier", "rank_low",
    "probability_first",
]  # fmt: skip


def certainty(
    jury: Jury,
    resamples: int,
    seed: int,
) -> RankRobustness:
    """Rank the admitted solutions by the weighted grid, and say how sure that is.

    Parameters
    ----------
    jury : Jury
        With the admitted solutions only.
    """
    return rank_robustness(
        jury.scores,
        jury.weights,
        items=jury.solutions,
        top_n=1,
        resamples=resamples,
        seed=seed,
    )


def solution_ranking(sure: RankRobustness, everybody: Jury) -> pd.DataFrame:
    """The ranking as a table that can be read.

    Parameters
    ----------
    everybody : Jury
        With all compared solutions, eliminated ones too.

    Returns
    -------
    DataFrame
        One row a compared solution, in rank order, then those without a rank: rank, solution_id,
        name, technical, project, score, votes (on the criterion with fewest), ordered_by (the
        score, drawn in where few scored), tied, tier, rank_low, rank_high, score_low, score_high,
        probability_first, and status: ranked, eliminated (below a minimum; its score is given,
        its rank is not) or incomplete (nobody scored it on a criterion that counts).
    """
    own = sure.table.rename(columns={"item": "solution_id"})
    own = own.drop(columns=["score", "probability_top"]).astype({"solution_id": "str"})
    table = section_scores(everybody).merge(own, on="solution_id", how="left")
    eliminated = ~table["solution_id"].isin(sure.table["item"])
    table["status"] = np.select(
        [eliminated, table["rank"].isna()], ["eliminated", "incomplete"], "ranked"
    )
    first = ["rank", "solution_id", "name", "technical", "project", "score", "status"]
    table = table[first + [column for column in table.columns if column not in first]]
    order = table.assign(last=eliminated).sort_values(
        ["rank", "last", "score"], ascending=[True, True, False], ignore_index=True
    )
    return order.drop(columns="last")


def format_gap(value: float, digits: int) -> str:
    """Write a difference so that a small one does not read as none: ``under 0.01``."""
    if value > 0 and round(value, digits) == 0:
        return _("under {number}").format(number=format_number(10.0**-digits, digits))
    return format_number(value, digits)


def say_leader(table: pd.DataFrame) -> Finding:
    """Say which solution, or solutions, come first on the grid, and by how much."""
    ranked = table[table["rank"].notna()]
    if ranked.empty:
        return Finding(_("No solution can be ranked yet."), Tone.DECIDE)
    first = ranked[ranked["rank"] == 1]
    score = format_number(first["score"].iloc[0], 2)
    if len(first) > 1:
        text = _("{names} share the first place of the grid with {score}.")
        return Finding(text.format(names=quoted(first["name"]), score=score))
    rest = ranked[ranked["rank"] > 1]
    if rest.empty:
        text = _("{name} is the only solution in the running, with {score}.")
        return Finding(text.format(name=quote(first["name"].iloc[0]), score=score), Tone.CAUTION)
    lead = float(first["score"].iloc[0] - rest["score"].iloc[0])
    text = _("{name} comes first on the grid with {score}, {lead} ahead of {next}.")
    return Finding(
        text.format(
            name=quote(first["name"].iloc[0]), score=score, lead=format_gap(lead, 2),
            next=quoted(rest.loc[rest["rank"] == rest["rank"].min(), "name"]),
        )
    )  # fmt: skip


def say_sure(sure: RankRobustness, table: pd.DataFrame) -> Finding | None:
    """Say how much of the order the votes support; nothing with fewer than two in the running."""
    ranked = table[table["rank"].notna()]
    if len(ranked) < 2:
        return None
    names = dict(zip(table["solution_id"], table["name"], strict=True))
    order, apart = say_order(sure, names), say_tiers(sure, names)
    if apart is None:
        return order
    tone = max(order.tone, apart.tone, key=[Tone.RESULT, Tone.CAUTION, Tone.DECIDE].index)
    return Finding(f"{order.text} {apart.text}", tone)


def draw_solution_ranking(ranking: pd.DataFrame, sure: RankRobustness) -> Chart | None:
    """Draw the ranking with its uncertainty."""
    names = dict(zip(ranking["solution_id"], ranking["name"], strict=True))
    first = ranking.loc[ranking["rank"] == 1, "name"]
    if first.empty:
        return None
    title = _("{count} solutions share the first place").format(count=len(first))
    if len(first) == 1:
        title = _("{name} comes first").format(name=quote(first.iloc[0]))
        tier = int((ranking["tier"] == 1).sum())
        if tier > 1:
            title = ngettext(
                "{name} comes first, but the votes do not tell it from {count} other",
                "{name} comes first, but the votes do not tell it from {count} others",
                tier - 1,
            ).format(name=quote(first.iloc[0]), count=tier - 1)
    return draw_ranking(sure, names, title, _("Weighted score"))
