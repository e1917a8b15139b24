"""What the dots say: whether the ballots follow the rules, and which ideas come first."""

from __future__ import annotations

import math

import pandas as pd

from playbook.statistics import RankRobustness, rank_ballots
from playbook.tables import TABLES


def ballot_audit(
    dot_votes: pd.DataFrame,
    ideas: pd.DataFrame,
    participants: pd.DataFrame,
    quota: int,
    most_on_one: int | None,
) -> pd.DataFrame:
    """Compare each participant's dots with the rules of the vote.

    Parameters
    ----------
    dot_votes, ideas, participants : DataFrame
        The tables of that name.
    quota : int
        How many dots each participant has.
    most_on_one : int, optional
        How many of them may lie on one idea; None for no limit.

    Returns
    -------
    DataFrame
        One row for each participant, those off the quota first: participant_id, dots, ideas (how
        many they lie on), over and unused (dots beyond or short of the quota), piled (dots beyond
        the limit on one idea) and unknown (dots on ideas that are not in the table).
    """
    votes = dot_votes.assign(
        unknown=dot_votes["dots"].where(~dot_votes["idea_id"].isin(ideas["idea_id"])),
        piled=(dot_votes["dots"] - (most_on_one or math.inf)).clip(lower=0),
    )
    audit = votes.groupby("participant_id").agg(
        dots=("dots", "sum"),
        ideas=("idea_id", "nunique"),
        piled=("piled", "sum"),
        unknown=("unknown", "sum"),
    )
    audit = audit.reindex(participants["participant_id"], fill_value=0).astype(int)
    audit.insert(2, "over", (audit["dots"] - quota).clip(lower=0))
    audit.insert(3, "unused", (quota - audit["dots"]).clip(lower=0))
    return audit.sort_values(["over", "unused"], ascending=False, kind="stable").reset_index()


def without_names(audit: pd.DataFrame) -> pd.DataFrame:
    """The audit of an anonymous vote: what the ballots look like, not whose they are."""
    unnamed = audit.drop(columns="participant_id")
    return unnamed.sort_values(list(unnamed.columns), ascending=False, ignore_index=True)


def audit_columns(audit: pd.DataFrame) -> list[str]:
    """The columns of an audit that everybody can read; its file holds the others."""
    wanted = ["participant_id", "dots", "ideas", "over", "unused"]
    return [column for column in wanted if column in audit]


def ballot_matrix(dot_votes: pd.DataFrame) -> pd.DataFrame:
    """Lay the dots out: a row for each voter, a column for each idea that got any.

    A voter without a dot on an idea gave it none: that is a zero, not a missing vote.
    """
    return dot_votes.pivot_table(
        index="participant_id", columns="idea_id", values="dots", aggfunc="sum", fill_value=0
    )


def dot_robustness(
    dot_votes: pd.DataFrame,
    top_n: int,
    resamples: int,
    seed: int,
    coarse: float | None = None,
) -> RankRobustness | None:
    """Rank the ideas that got dots, and say how sure the ranking is; None without any dot.

    The score is the mean number of dots a voter gave. For votes that are anonymous, `coarse` is
    the step of `coarsened`.
    """
    return rank_ballots(ballot_matrix(dot_votes), top_n, resamples, seed, coarse)


def dot_ranking(
    robustness: RankRobustness | None, dot_votes: pd.DataFrame, ideas: pd.DataFrame
) -> pd.DataFrame:
    """The ranking by dots as a table that can be read.

    Returns
    -------
    DataFrame
        One row for each idea that got dots, in rank order: rank, idea_id, text, uses_ai, dots,
        voters, tied, tier, rank_low, rank_high, probability_first, probability_top.
    """
    columns = ["rank", "idea_id", "text", "uses_ai", "dots", "voters"]
    sure = ["tied", "tier", "rank_low", "rank_high", "probability_first", "probability_top"]
    if robustness is None:
        return pd.DataFrame(columns=columns + sure)
    totals = dot_votes.groupby("idea_id").agg(
        dots=("dots", "sum"), voters=("participant_id", "nunique")
    )
    table = robustness.table.rename(columns={"item": "idea_id"})
    table = table.join(totals, on="idea_id")
    table = table.merge(ideas[["idea_id", "text", "uses_ai"]], on="idea_id", how="left")
    return table[columns + sure]


def effect_of_over_quota(
    dot_votes: pd.DataFrame, audit: pd.DataFrame, top_n: int
) -> tuple[set[str], set[str]]:
    """The top ideas with all dots, and without the ballots that have too many.

    Ties for the last place are all in the top.
    """
    over = audit.loc[audit["over"] > 0, "participant_id"]
    return _top(dot_votes, top_n), _top(dot_votes[~dot_votes["participant_id"].isin(over)], top_n)


def _top(dot_votes: pd.DataFrame, top_n: int) -> set[str]:
    """The ideas of the first ranks by dots."""
    totals = dot_votes.groupby("idea_id")["dots"].sum()
    return set(totals.index[totals.rank(method="min", ascending=False) <= top_n])


def shortlist(ranking: pd.DataFrame, use_cases: pd.DataFrame, length: int) -> pd.DataFrame:
    """The first ideas by dots as rows of the table ``use_cases``, ready for prioritisation.

    Ties for the last place are all in. An idea that is a use case already keeps its identifier;
    a new one gets an identifier made from the idea's own, so that it stays the same when votes or
    notes are added.

    Returns
    -------
    DataFrame
        The columns of the table ``use_cases``.
    """
    chosen = ranking.loc[ranking["rank"] <= length, ["idea_id", "text"]]
    known = use_cases.dropna(subset=["idea_id"]).drop_duplicates("idea_id")
    table = chosen.merge(known, on="idea_id", how="left")
    table["use_case_id"] = table["use_case_id"].fillna("U-" + table["idea_id"])
    table["title"] = table["title"].fillna(table["text"])
    return table[list(TABLES["use_cases"].column_names)]
