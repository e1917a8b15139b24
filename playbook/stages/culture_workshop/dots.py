"""What the dots say: which tasks of the marked zone come first, and how sure that is."""

from __future__ import annotations

import pandas as pd

from playbook.statistics import RankRobustness, rank_ballots


def protect(task_dots: pd.DataFrame, anonymous: bool, threshold: int) -> pd.DataFrame:
    """Leave all dots out where votes are anonymous and too few people voted.

    Parameters
    ----------
    task_dots : DataFrame
        The table of that name.
    anonymous : bool
        Whether the votes were promised to stay anonymous; if not, nothing is left out.
    threshold : int
        The fewest voters of whom figures are shown.
    """
    if anonymous and task_dots["participant_id"].nunique() < threshold:
        return task_dots.iloc[:0]
    return task_dots


def ballot_matrix(task_dots: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """Lay the dots out: a row for each voter, a column for each dotted task of the marked zone.

    A voter is a participant who placed a dot anywhere: without one on a task, it is a zero there,
    not a missing vote. A dot for each reason on one task makes two.

    Parameters
    ----------
    task_dots : DataFrame
        The table of that name.
    placed : DataFrame
        From `place_tasks`.
    """
    inside = placed.loc[(placed["place"] == "inside") & (placed["dots"] > 0), "task_id"]
    ballots = pd.crosstab(task_dots["participant_id"], task_dots["task_id"])
    return ballots[inside]


def dot_robustness(
    task_dots: pd.DataFrame,
    placed: pd.DataFrame,
    top_n: int,
    resamples: int,
    seed: int,
    coarse: float | None = None,
) -> RankRobustness | None:
    """Rank the tasks of the marked zone, and say how sure the ranking is; None without any dot.

    The score is the mean number of dots a voter gave. For votes that are anonymous, `coarse` is
    the step of `coarsened`.
    """
    return rank_ballots(ballot_matrix(task_dots, placed), top_n, resamples, seed, coarse)


def dot_ranking(robustness: RankRobustness | None, placed: pd.DataFrame) -> pd.DataFrame:
    """The ranking of the tasks in the marked zone as a table that can be read.

    Returns
    -------
    DataFrame
        One row for each dotted task of the zone, in rank order: rank, task_id, text, question,
        dots, automatable, data_intensive, tied, tier, rank_low, rank_high, probability_first and
        probability_top.
    """
    task = ["task_id", "text", "question", "dots", "automatable", "data_intensive"]
    sure = ["tied", "tier", "rank_low", "rank_high", "probability_first", "probability_top"]
    if robustness is None:
        return pd.DataFrame(columns=["rank", *task, *sure])
    table = robustness.table.rename(columns={"item": "task_id"})
    return table.merge(placed[task], on="task_id", how="left")[["rank", *task, *sure]]


def dots_elsewhere(placed: pd.DataFrame) -> pd.DataFrame:
    """List the dotted tasks that are not in the marked zone: they are not ranked.

    Returns
    -------
    DataFrame
        Columns of `place_tasks`, the most dotted first; ties in the order of the table.
    """
    apart = placed[(placed["place"] != "inside") & (placed["dots"] > 0)]
    return apart.sort_values("dots", ascending=False, kind="stable").reset_index(drop=True)


def first_with_and_without(
    task_dots: pd.DataFrame, placed: pd.DataFrame, people: set[str]
) -> tuple[set[str], set[str]]:
    """The tasks of the zone with the most dots, with all voters and without some of them.

    Parameters
    ----------
    people : set of str
        The voters to leave out, such as facilitators.
    """
    ballots = ballot_matrix(task_dots, placed)
    without = ballots[~ballots.index.isin(people)]
    return _most(ballots), _most(without)


def _most(ballots: pd.DataFrame) -> set[str]:
    """The columns with the largest sum, unless that is nothing."""
    totals = ballots.sum()
    return set(totals.index[(totals == totals.max()) & (totals > 0)])
