"""The weighted grid: which solutions are compared, who scored what, and the minimums."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from playbook.statistics import criterion_means, normalise_weights

SECTIONS = ("technical", "project")
DECIMALS = 9


@dataclass(frozen=True)
class Jury:
    """The scores laid out for calculation.

    Attributes
    ----------
    scores : ndarray of float, shape (jurors, solutions, criteria)
        On the campaign's jury scale; NaN is a missing score, never 0.
    jurors, solutions, criteria : list of str
        The identifiers, in the order of the axes: the people who scored anything, the solutions
        that are compared, all criteria.
    names : dict of str to str
        What each solution is called.
    weights : ndarray of float, shape (criteria,)
        Normalised to sum to 1.
    sections : list of str
        The section of each criterion.
    labels : list of str
        What each criterion judges.
    minimums : ndarray of float, shape (criteria,)
        The mean below which a solution is eliminated; NaN where there is none.
    """

    scores: NDArray[np.float64]
    jurors: list[str]
    solutions: list[str]
    criteria: list[str]
    names: dict[str, str]
    weights: NDArray[np.float64]
    sections: list[str]
    labels: list[str]
    minimums: NDArray[np.float64]

    def means(self) -> NDArray[np.float64]:
        """The mean of each solution on each criterion; NaN where nobody scored it."""
        return criterion_means(self.scores)

    def keep(self, solutions: list[str]) -> Jury:
        """The same grid with only some solutions."""
        chosen = [self.solutions.index(solution) for solution in solutions]
        return Jury(
            self.scores[:, chosen], self.jurors, solutions, self.criteria, self.names,
            self.weights, self.sections, self.labels, self.minimums,
        )  # fmt: skip


def choose_use_case(use_case: str, solutions: pd.DataFrame, jury_scores: pd.DataFrame) -> str:
    """Choose the use case whose solutions are compared.

    Parameters
    ----------
    use_case : str
        The one that was asked for; empty to take the use case with most scored solutions (the
        first of them in the table of solutions, if several have as many).

    Returns
    -------
    str
        Empty for the solutions that name no use case.
    """
    if use_case:
        return use_case
    scored = set(jury_scores.loc[jury_scores["score"].notna(), "solution_id"])
    serves = solutions["use_case_id"].astype(object).fillna("")
    counts = solutions["solution_id"].isin(scored).groupby(serves, sort=False).sum()
    return str(counts.idxmax()) if len(counts) else ""


def scope(
    use_case: str,
    solutions: pd.DataFrame,
    jury_scores: pd.DataFrame,
    *,
    anonymous: bool,
    threshold: int,
) -> pd.DataFrame:
    """Say of every solution whether it is compared, and if not why.

    Parameters
    ----------
    use_case : str
        From `choose_use_case`.
    anonymous : bool
        Whether the votes were promised to stay anonymous: then a solution that fewer than
        `threshold` people scored is left out of every figure.

    Returns
    -------
    DataFrame
        One row a solution: solution_id, name, provider, kind, use_case_id, jurors (how many
        people scored it) and status: compared, other_use_case, not_scored or too_few_jurors.
    """
    cast = jury_scores[jury_scores["score"].notna()]
    jurors = cast.groupby("solution_id")["participant_id"].nunique()
    table = solutions[["solution_id", "name", "provider", "kind", "use_case_id"]].reset_index(
        drop=True
    )
    table["jurors"] = table["solution_id"].map(jurors).fillna(0).astype(int)
    other = table["use_case_id"].astype(object).fillna("") != use_case
    few = (table["jurors"] < threshold) & anonymous
    table["status"] = np.select(
        [other, table["jurors"] == 0, few],
        ["other_use_case", "not_scored", "too_few_jurors"],
        "compared",
    )
    return table


def lay_out(scoped: pd.DataFrame, criteria: pd.DataFrame, jury_scores: pd.DataFrame) -> Jury:
    """Lay the scores of the compared solutions out as an array.

    Weights that are all 0 count as equal ones: nothing was said about what matters more.
    """
    compared = scoped[scoped["status"] == "compared"]
    solutions = list(compared["solution_id"])
    names = dict(zip(scoped["solution_id"], scoped["name"], strict=True))
    ids = list(criteria["criterion_id"])
    cast = jury_scores[jury_scores["score"].notna() & jury_scores["solution_id"].isin(solutions)]
    jurors = list(cast["participant_id"].drop_duplicates())
    scores = np.full((len(jurors), len(solutions), len(ids)), np.nan)
    places = [
        pd.Index(axis).get_indexer(cast[column])
        for axis, column in (
            (jurors, "participant_id"), (solutions, "solution_id"), (ids, "criterion_id"),
        )
    ]  # fmt: skip
    scores[tuple(places)] = cast["score"]
    weights = criteria["weight"].to_numpy(float)
    return Jury(
        scores, jurors, solutions, ids, names,
        normalise_weights(weights if weights.any() else np.ones(len(ids))),
        list(criteria["section"].astype(str)), list(criteria["label"]),
        criteria["minimum"].to_numpy(float),
    )  # fmt: skip


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
        inside = np.array([own == section for own in jury.sections], dtype=bool)
        table[section] = _weigh(means, np.where(inside, jury.weights, 0.0))
    table["score"] = _weigh(means, jury.weights)
    return table


def _weigh(means: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weighted means over the last axis; NaN where one that counts is missing."""
    counts = weights > 0
    if not counts.any():
        return np.full(means.shape[:-1], np.nan)
    weighed: NDArray[np.float64] = means[..., counts] @ (weights[counts] / weights[counts].sum())
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
        One row for each juror who scored any: participant_id, favourite (names, separated by
        semicolons when they tie), score (of the favourite), lead (over the next; missing
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
        lead = score.max() - rest.max() if len(rest) and first.sum() == 1 else np.nan
        missing = cells - int((~np.isnan(jury.scores[place])).sum())
        rows.append(
            (juror, "; ".join(mine.loc[first, "name"]), score.max(), lead, len(mine), missing)
        )
    columns = ["participant_id", "favourite", "score", "lead", "solutions_scored", "missing_scores"]
    return pd.DataFrame(rows, columns=columns)


def missing_scores(jury: Jury) -> pd.DataFrame:
    """Who has not scored what, among those who scored anything.

    Returns
    -------
    DataFrame
        One row for each juror and solution with a gap: participant_id, solution_id, name, missing
        (how many criteria), criteria (how many there are), and which (their labels, separated by
        semicolons; missing when it is all of them).
    """
    gaps, labels = np.isnan(jury.scores), np.array(jury.labels, dtype=object)
    rows = []
    for j, s in zip(*np.nonzero(gaps.any(axis=2)), strict=True):
        own = gaps[j, s]
        which = None if own.all() else "; ".join(labels[own])
        name = jury.names[jury.solutions[s]]
        rows.append((jury.jurors[j], jury.solutions[s], name, int(own.sum()), len(own), which))
    columns = ["participant_id", "solution_id", "name", "missing", "criteria", "which"]
    return pd.DataFrame(rows, columns=columns)


def minimums(jury: Jury, *, fewest: int = 1) -> pd.DataFrame:
    """Hold the means against the eliminatory minimums.

    Parameters
    ----------
    fewest : int
        The fewest votes of which a mean and its margin are shown; the verdict always is.

    Returns
    -------
    DataFrame
        One row for each criterion with a minimum and each solution: solution_id, name,
        criterion_id, label, minimum, mean, margin (mean less minimum, negative below), verdict
        (met, below, or not_judged when nobody scored it) and hangs_on_one (whether one juror less
        changes the verdict). A mean exactly at the minimum meets it.
    """
    means = jury.means()
    rows = []
    for c in np.flatnonzero(~np.isnan(jury.minimums)):
        for s, solution in enumerate(jury.solutions):
            votes = jury.scores[:, s, c]
            votes = votes[~np.isnan(votes)]
            limit, mean = float(jury.minimums[c]), float(means[s, c])
            below = _below(mean, limit)
            verdict = "not_judged" if not len(votes) else "below" if below else "met"
            shown = mean if len(votes) >= fewest else np.nan
            without = [np.delete(votes, v).mean() for v in range(len(votes)) if len(votes) > 1]
            rows.append(
                (
                    solution, jury.names[solution], jury.criteria[c], jury.labels[c], limit, shown,
                    shown - limit, verdict, any(_below(rest, limit) != below for rest in without),
                )
            )  # fmt: skip
    columns = [
        "solution_id",
        "name",
        "criterion_id",
        "label",
        "minimum",
        "mean",
        "margin",
        "verdict",
        "hangs_on_one",
    ]
    return pd.DataFrame(rows, columns=columns)


def _below(mean: float, limit: float) -> bool:
    """Whether a mean is below a minimum, float noise aside."""
    return round(mean - limit, DECIMALS) < 0


def admitted(jury: Jury, held: pd.DataFrame) -> list[str]:
    """The solutions below no minimum; one that nobody judged on it stays in.

    Parameters
    ----------
    held : DataFrame
        From `minimums`.
    """
    out = set(held.loc[held["verdict"] == "below", "solution_id"])
    return [solution for solution in jury.solutions if solution not in out]
