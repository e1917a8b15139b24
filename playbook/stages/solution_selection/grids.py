"""The grid: what each solution got on each criterion, in each section and from each juror."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from playbook.stages.solution_selection.jury import DECIMALS, Jury

SECTIONS = ("technical", "project")


def criterion_grid(jury: Jury, *, fewest: int = 1) -> pd.DataFrame:
    """The grid: what each solution got on each criterion.

    Parameters
    ----------
    fewest : int
        The fewest votes of which a mean is shown.

    Returns
    -------
    DataFrame
        One row for each criterion and solution: section, criterion_id, label, weight (its share
        of all weights), minimum, solution_id, name, votes (how many scored it) and mean (on the
        jury scale; missing with fewer votes than `fewest`).
    """
    means, votes = jury.means(), (~np.isnan(jury.scores)).sum(axis=0)
    rows = [
        (
            jury.sections[c], jury.criteria[c], jury.labels[c], jury.weights[c],
            jury.minimums[c], solution, jury.names[solution], int(votes[s, c]),
            means[s, c] if votes[s, c] >= fewest else np.nan,
        )
        for c in range(len(jury.criteria))
        for s, solution in enumerate(jury.solutions)
    ]  # fmt: skip
    columns = [
        "section",
        "criterion_id",
        "label",
        "weight",
        "minimum",
        "solution_id",
        "name",
        "votes",
        "mean",
    ]
    return pd.DataFrame(rows, columns=columns)


def section_scores(jury: Jury) -> pd.DataFrame:
    """What each solution gets in each section, and in all.

    Returns
    -------
    DataFrame
        One row a solution: solution_id, name, technical, project and score: weighted means on the
        jury scale, weights normalised within the section; missing where nobody scored a
        criterion that counts, or no criterion of the section does.
    """
    means = jury.means()
    table = pd.DataFrame(
        {"solution_id": jury.solutions, "name": [jury.names[s] for s in jury.solutions]},
        dtype="str",
    )
    for section in SECTIONS:
        inside = np.array([own == section for own in jury.sections])
        table[section] = _weigh(means, np.where(inside, jury.weights, 0.0))
    table["score"] = _weigh(means, jury.weights)
    return table


def _weigh(means: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weighted mean of each row; NaN where one that counts is missing."""
    counts = weights > 0
    if not counts.any():
        return np.full(len(means), np.nan)
    weighed: NDArray[np.float64] = means[:, counts] @ (weights[counts] / weights[counts].sum())
    return weighed


def juror_scores(jury: Jury) -> pd.DataFrame:
    """What each juror's own grid says, each juror on the criteria that they scored.

    Returns
    -------
    DataFrame
        One row for each juror and solution that they scored: participant_id, solution_id, name,
        score (weighted mean over the criteria they scored, whose weights are normalised again:
        a missing score is not a zero) and criteria_scored (how many, of those that count).
    """
    counts = jury.weights > 0
    cast = ~np.isnan(jury.scores[:, :, counts])
    weight = cast @ jury.weights[counts]
    total = np.nan_to_num(jury.scores[:, :, counts]) @ jury.weights[counts]
    rows = [
        (juror, solution, jury.names[solution], total[j, s] / weight[j, s], int(cast[j, s].sum()))
        for j, juror in enumerate(jury.jurors)
        for s, solution in enumerate(jury.solutions)
        if weight[j, s] > 0
    ]
    columns = ["participant_id", "solution_id", "name", "score", "criteria_scored"]
    return pd.DataFrame(rows, columns=columns)


def favourites(own: pd.DataFrame, jury: Jury) -> pd.DataFrame:
    """Which solution each juror's own grid puts first.

    Parameters
    ----------
    own : DataFrame
        From `juror_scores`.

    Returns
    -------
    DataFrame
        One row for each juror who scored any: participant_id, favourite (tuple of names:
        several when they tie), score (of the favourite), lead (over the next; missing
        when they scored one solution or tie), solutions_scored and missing_scores (of all cells
        of the grid that they could fill).
    """
    rows = []
    cells = jury.scores.shape[1] * jury.scores.shape[2]
    for place, juror in enumerate(jury.jurors):
        mine = own[own["participant_id"] == juror]
        score = mine["score"].round(DECIMALS)
        first = score == score.max()
        if mine.empty:
            continue
        rest = score[~first]
        lead = score.max() - rest.max() if first.sum() == 1 else np.nan
        missing = cells - int((~np.isnan(jury.scores[place])).sum())
        rows.append((juror, tuple(mine.loc[first, "name"]), score.max(), lead, len(mine), missing))
    columns = ["participant_id", "favourite", "score", "lead", "solutions_scored", "missing_scores"]
    return pd.DataFrame(rows, columns=columns)
