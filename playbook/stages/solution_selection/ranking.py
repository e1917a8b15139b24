"""Which solution comes first, and how sure that is."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.language import _, format_number, quote, quoted
from playbook.show.chart import Chart
from playbook.show.findings import Finding, Tone
from playbook.show.ranking import say_first, say_order
from playbook.show.ranking_figures import draw_ranking
from playbook.stages.solution_selection.grid import section_scores
from playbook.stages.solution_selection.jury import Jury
from playbook.statistics import RankRobustness, rank_robustness
from playbook.statistics.anonymity import coarse

SHOWN = [
    "rank", "name", "status", "technical", "project", "score", "tier", "rank_low",
    "first_low",
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
    told_on = jury.told_on
    return rank_robustness(
        jury.scores,
        jury.weights,
        items=jury.solutions,
        top_n=1,
        resamples=resamples,
        seed=seed,
        untold="coarse" if told_on and coarse(len(jury.jurors), told_on) else "",
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
        first_low, first_high, and status: ranked, eliminated (below a minimum; its score is given,
        its rank is not) or incomplete (nobody scored it on a criterion that counts).
    """
    own = sure.table.rename(columns={"item": "solution_id"})
    own = own.drop(columns=["score", "top_low", "top_high"]).astype({"solution_id": "str"})
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


def say_leader(table: pd.DataFrame) -> Finding | None:
    """Say which solution, or solutions, come first on the grid, and by how much; else nothing."""
    ranked = table[table["rank"].notna()]
    if ranked.empty:
        return None
    first = ranked[ranked["rank"] == 1]
    score = format_number(first["score"].iloc[0], 2)
    if len(first) > 1:
        text = _("{names} lead the grid together with {score}")
        return say_first(text.format(names=quoted(first["name"]), score=score), ranked, "name")
    rest = ranked[ranked["rank"] > 1]
    if rest.empty:
        text = _("{name} is the only solution in the running, with {score}.")
        return Finding(text.format(name=quote(first["name"].iloc[0]), score=score), Tone.CAUTION)
    lead = float(first["score"].iloc[0] - rest["score"].iloc[0])
    text = _("{name} leads the grid with {score}, {lead} ahead of {next}").format(
        name=quote(first["name"].iloc[0]),
        score=score,
        lead=format_gap(lead, 2),
        next=quoted(rest.loc[rest["rank"] == rest["rank"].min(), "name"]),
    )
    return say_first(text, ranked, "name")


def say_sure(sure: RankRobustness, table: pd.DataFrame) -> Finding | None:
    """Say how much of the order the votes support; nothing with fewer than two in the running."""
    ranked = table[table["rank"].notna()]
    if len(ranked) < 2:
        return None
    names = dict(zip(table["solution_id"], table["name"], strict=True))
    return say_order(sure, names)


def draw_solution_ranking(ranking: pd.DataFrame, sure: RankRobustness) -> Chart | None:
    """Draw the ranking with its uncertainty."""
    names = dict(zip(ranking["solution_id"], ranking["name"], strict=True))
    return draw_ranking(sure, names, _("Weighted score"))
