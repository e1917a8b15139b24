"""Which use cases come first, how sure that is, what was decided, and where they come from."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from playbook.stages.prioritisation.ratings import CRITERIA, Votes
from playbook.statistics import (
    RankRobustness,
    coarsened,
    kendall_w,
    krippendorff_alpha,
    leave_one_voter_out,
    rank_robustness,
    smallest_weight_change,
    weighted_mean,
)


def robustness(
    votes: Votes,
    weights: tuple[float, float],
    top_n: int,
    resamples: int,
    seed: int,
    coarse: float | None = None,
) -> RankRobustness:
    """Rank the use cases by the weighted mean of value and feasibility, and say how sure that is.

    Parameters
    ----------
    weights : (float, float)
        Of value and of feasibility; only proportions matter.
    coarse : float, optional
        For votes that are anonymous: the step of `coarsened`.
    """
    sure = rank_robustness(
        votes.scores, weights, items=votes.items, top_n=top_n, resamples=resamples, seed=seed
    )
    return sure if coarse is None else coarsened(sure, coarse)


def ranking(sure: RankRobustness, matrix: pd.DataFrame) -> pd.DataFrame:
    """The ranking as a table that can be read.

    Returns
    -------
    DataFrame
        One row for each use case, in rank order (those without votes last): rank, use_case_id,
        title, value, feasibility, score, tied, tier, rank_low, rank_high, score_low, score_high,
        probability_first, probability_top.
    """
    table = sure.table.rename(columns={"item": "use_case_id"}).astype({"use_case_id": "str"})
    table = table.merge(matrix[["use_case_id", "title", *CRITERIA]], on="use_case_id", how="left")
    first = ["rank", "use_case_id", "title", *CRITERIA, "score"]
    return table[first + [column for column in table.columns if column not in first]]


def rank_probabilities(sure: RankRobustness) -> pd.DataFrame:
    """How likely each use case is to take each rank: use_case_id, then a column a rank."""
    table = sure.acceptability.rename_axis(index="use_case_id").reset_index()
    return table.rename(columns=lambda name: f"rank_{name}" if isinstance(name, int) else name)


def sources_of_doubt(sure: RankRobustness) -> pd.DataFrame:
    """What the doubt comes from: columns source, winner_stays and top_stays."""
    return sure.sources.rename_axis("source").reset_index()


def without_each_voter(
    votes: Votes,
    weights: tuple[float, float],
    top_n: int,
    titles: Mapping[str, str],
    *,
    anonymous: bool,
) -> pd.DataFrame:
    """What the ranking would be without each voter.

    Parameters
    ----------
    titles : mapping of str to str
        What each use case is called.
    anonymous : bool
        Whether the votes were promised to stay anonymous.

    Returns
    -------
    DataFrame
        One row a voter: participant_id, winners (tuple of titles),
        winner_changes and top_changes. Without a row when votes are anonymous: the difference
        that one person makes gives that person's votes away.
    """
    if anonymous or len(votes.voters) < 2:
        columns = ["participant_id", "winners", "winner_changes", "top_changes"]
        return pd.DataFrame(columns=columns)
    table = leave_one_voter_out(
        votes.scores, weights, voters=votes.voters, items=votes.items, top_n=top_n
    )
    table["winners"] = _named(table["winners"], titles)
    return table.rename(columns={"voter": "participant_id"}).drop(columns="rank_correlation")


def _named(winners: pd.Series, titles: Mapping[str, str]) -> pd.Series:
    """The titles of the winners in each cell."""
    return winners.map(lambda items: tuple(titles[item] for item in items))


def weight_changes(
    votes: Votes, weights: tuple[float, float], titles: Mapping[str, str]
) -> pd.DataFrame:
    """The smallest change of each weight that changes the winner.

    Returns
    -------
    DataFrame
        Columns criterion, weight, changed_weight, change and new_winner (tuple of
        titles); empty where no weight changes the winner. Without a row without votes.
    """
    columns = ["criterion", "weight", "changed_weight", "change", "new_winner"]
    if not votes.voters:
        return pd.DataFrame(columns=columns)
    table = smallest_weight_change(
        votes.scores, weights, items=votes.items, criteria=list(CRITERIA)
    )
    table["new_winner"] = _named(table["new_winner"], titles)
    return table[columns]


def agreement(
    votes: Votes, weights: tuple[float, float], anonymous_from: int | None = None
) -> pd.DataFrame:
    """How far the voters agree, all use cases together.

    Parameters
    ----------
    anonymous_from : int, optional
        For votes that are anonymous: the fewest voters of whom a figure is shown, then rounded
        to 2 decimals.

    Returns
    -------
    DataFrame
        One row a measure: measure (a code), on (a criterion, or score), coefficient (1: full
        agreement, 0: what chance gives; missing when undefined) and voters (how many it counts).
    """
    rows = []
    for position, criterion in enumerate(CRITERIA):
        layer = votes.scores[:, :, position]
        voters = int((~np.isnan(layer)).any(axis=1).sum())
        rows.append(("krippendorff_alpha", criterion, krippendorff_alpha(layer, "ordinal"), voters))
    own = [weighted_mean(votes.scores[[voter]], weights) for voter in range(len(votes.voters))]
    if own:
        found = kendall_w(np.array(own))
        rows.append(("kendall_w", "score", found.w, found.raters_used))
    table = pd.DataFrame(rows, columns=["measure", "on", "coefficient", "voters"])
    if anonymous_from is not None:
        enough = table["voters"] >= anonymous_from
        table["coefficient"] = table["coefficient"].round(2).where(enough)
    return table


def comments(table: pd.DataFrame, use_cases: pd.DataFrame) -> pd.DataFrame:
    """The facilitator's comments, in the order of the ranking.

    Returns
    -------
    DataFrame
        One row for each use case with a comment: use_case_id, title, value_drivers,
        value_comment, feasibility_comment.
    """
    columns = ["value_drivers", "value_comment", "feasibility_comment"]
    said = use_cases[["use_case_id", *columns]].dropna(
        subset=["value_comment", "feasibility_comment"], how="all"
    )
    return table[["use_case_id", "title"]].merge(said, on="use_case_id")


def decisions_against_votes(
    table: pd.DataFrame, decisions: pd.DataFrame, use_cases: pd.DataFrame, top_n: int
) -> pd.DataFrame:
    """Hold the decisions against the ranking.

    Parameters
    ----------
    table : DataFrame
        From `ranking`.

    Returns
    -------
    DataFrame
        One row for each use case that the votes or the decisions put first: rank, use_case_id,
        title, probability_top, outcome, rationale and verdict: agreed, chosen_against_votes,
        chosen_without_rank (no votes, too few, or on one criterion only), passed_over or undecided.
    """
    decided = use_cases[["use_case_id", "title"]].merge(decisions, on="use_case_id", how="left")
    both = decided.merge(
        table[["use_case_id", "rank", "probability_top"]], on="use_case_id", how="left"
    )
    proposed = (both["rank"] <= top_n).fillna(False).astype(bool)
    selected = both["outcome"].eq("selected")
    both["verdict"] = np.select(
        [
            proposed & selected,
            selected & both["rank"].isna(),
            selected,
            proposed & both["outcome"].isna(),
            proposed,
        ],
        ["agreed", "chosen_without_rank", "chosen_against_votes", "undecided", "passed_over"],
        "",
    )
    columns = ["rank", "use_case_id", "title", "probability_top", "outcome", "rationale", "verdict"]
    shown = both.loc[proposed | selected, columns]
    return shown.sort_values(["rank", "use_case_id"], ignore_index=True)


def lineage(use_cases: pd.DataFrame, ideas: pd.DataFrame, dot_votes: pd.DataFrame) -> pd.DataFrame:
    """Where each use case comes from.

    Returns
    -------
    DataFrame
        One row a use case: use_case_id, title, idea_id, text and theme of the idea, dots it got
        (0 when nobody gave it any; missing when there is no idea).
    """
    dots = dot_votes.groupby("idea_id")["dots"].sum()
    origin = ideas[["idea_id", "text", "theme"]].assign(dots=ideas["idea_id"].map(dots).fillna(0))
    table = use_cases[["use_case_id", "title", "idea_id"]].merge(origin, on="idea_id", how="left")
    table["dots"] = table["dots"].astype("Int64")
    return table


def ideas_left_behind(
    use_cases: pd.DataFrame, ideas: pd.DataFrame, dot_votes: pd.DataFrame
) -> pd.DataFrame:
    """Ideas that got more than one dot and never became a use case: idea_id, text, dots."""
    dots = dot_votes.groupby("idea_id")["dots"].sum().rename("dots").reset_index()
    table = ideas[["idea_id", "text"]].merge(dots, on="idea_id")
    left = table[(table["dots"] > 1) & ~table["idea_id"].isin(use_cases["idea_id"])]
    return left.sort_values("dots", ascending=False, kind="stable", ignore_index=True)
