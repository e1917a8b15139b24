"""Which solution comes first, how sure that is, and what other methods say."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.stages.solution_selection.grids import section_scores
from playbook.stages.solution_selection.jury import Jury
from playbook.statistics import (
    RankRobustness,
    coarsened,
    competition_rank,
    leave_one_voter_out,
    rank_robustness,
    smallest_weight_change,
)
from playbook.statistics.second_opinions import promethee_ii, topsis

METHODS = ("topsis_vector", "topsis_min_max", "promethee")


def robustness(
    jury: Jury,
    resamples: int,
    seed: int,
    coarse: float | None = None,
    *,
    by_source: bool = True,
) -> RankRobustness:
    """Rank the admitted solutions by the weighted grid, and say how sure that is.

    Parameters
    ----------
    jury : Jury
        With the admitted solutions only.
    coarse : float, optional
        For votes that are anonymous: the step of `coarsened`.
    by_source : bool, default True
        Whether to say what the doubt comes from.
    """
    sure = rank_robustness(
        jury.scores,
        jury.weights,
        items=jury.solutions,
        top_n=1,
        resamples=resamples,
        seed=seed,
        by_source=by_source,
    )
    return sure if coarse is None else coarsened(sure, coarse)


def ranking(sure: RankRobustness, everybody: Jury) -> pd.DataFrame:
    """The ranking as a table that can be read.

    Parameters
    ----------
    everybody : Jury
        With all compared solutions, eliminated ones too.

    Returns
    -------
    DataFrame
        One row a compared solution, in rank order, then those without a rank: rank, solution_id,
        name, technical, project, score, tied, tier, rank_low, rank_high, score_low, score_high,
        probability_first, and status: ranked, eliminated (below a minimum; its score is given,
        its rank is not) or incomplete (nobody scored it on a criterion that counts).
    """
    own = sure.table.rename(columns={"item": "solution_id"}).drop(columns="score")
    own = own.drop(columns="probability_top").astype({"solution_id": "str"})
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


def without_each_juror(jury: Jury, *, anonymous: bool) -> pd.DataFrame:
    """What the first place would be without each juror.

    Parameters
    ----------
    jury : Jury
        With the admitted solutions only.
    anonymous : bool
        Whether the votes were promised to stay anonymous: then nothing is given, because the
        difference that one person makes gives that person's votes away.

    Returns
    -------
    DataFrame
        One row a juror: participant_id, winners (tuple of names),
        winner_changes and top_changes.
    """
    columns = ["participant_id", "winners", "winner_changes", "top_changes"]
    if anonymous or len(jury.jurors) < 2 or not jury.solutions:
        return pd.DataFrame(columns=columns)
    table = leave_one_voter_out(
        jury.scores, jury.weights, voters=jury.jurors, items=jury.solutions, top_n=1
    )
    table["winners"] = _named(table["winners"], jury)
    return table.rename(columns={"voter": "participant_id"})[columns]


def weight_changes(jury: Jury) -> pd.DataFrame:
    """The smallest change of each criterion's weight that brings another solution first.

    Parameters
    ----------
    jury : Jury
        With the admitted solutions only.

    Returns
    -------
    DataFrame
        One row a criterion, the smallest change first: criterion_id, label, weight and
        changed_weight (shares of all weights; the others keep their proportions), change, and
        new_winner (tuple of names, empty where no weight changes the winner).
        Without a row for fewer than two solutions that can be ranked.
    """
    columns = ["criterion_id", "label", "weight", "changed_weight", "change", "new_winner"]
    if not jury.jurors or section_scores(jury)["score"].notna().sum() < 2:
        return pd.DataFrame(columns=columns)
    table = smallest_weight_change(
        jury.scores, jury.weights, items=jury.solutions, criteria=jury.criteria
    ).rename(columns={"criterion": "criterion_id"})
    table["label"] = table["criterion_id"].map(dict(zip(jury.criteria, jury.labels, strict=True)))
    table["new_winner"] = _named(table["new_winner"], jury)
    order = table["change"].abs().round(9).sort_values(kind="stable").index
    return table.loc[order, columns].reset_index(drop=True)


def _named(winners: pd.Series, jury: Jury) -> pd.Series:
    """The names of the solutions in each cell."""
    return winners.map(lambda items: tuple(jury.names[item] for item in items))


def second_opinions(jury: Jury) -> pd.DataFrame:
    """What TOPSIS and PROMETHEE II make of the same means and the same weights.

    Solutions that nobody scored on a criterion that counts are left out.

    Parameters
    ----------
    jury : Jury
        With the admitted solutions only.

    Returns
    -------
    DataFrame
        One row a solution, in the order of the weighted mean: solution_id, name, score and
        score_rank, topsis_vector and topsis_min_max (closeness to the ideal, 0 to 1, with vector
        and with min-max normalisation), promethee (net flow, -1 to 1, usual criterion), each with
        its rank in a column ``…_rank``; ties share a rank. Without a row for fewer than two
        solutions.
    """
    means = jury.means()
    counts = jury.weights > 0
    complete = np.flatnonzero(~np.isnan(means[:, counts]).any(axis=1))
    matrix, weights = means[np.ix_(complete, counts)], jury.weights[counts]
    solutions = [jury.solutions[place] for place in complete]
    table = pd.DataFrame(
        {"solution_id": solutions, "name": [jury.names[item] for item in solutions]}
    )
    opinions = {
        "score": matrix @ weights,
        "topsis_vector": topsis(matrix, weights, normalisation="vector"),
        "topsis_min_max": topsis(matrix, weights, normalisation="min-max"),
        "promethee": promethee_ii(matrix, weights),
    }
    for name, values in opinions.items():
        table[name] = values
        table[f"{name}_rank"] = pd.Series(competition_rank(values)).astype("Int64")
    if len(table) < 2:
        return table.head(0)
    return table.sort_values("score_rank", kind="stable", ignore_index=True)
