"""What the votes on value and feasibility say: who voted, what each use case got, who disagrees."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from playbook.statistics import item_disagreement

CRITERIA = ("value", "feasibility")


@dataclass(frozen=True)
class Votes:
    """The ratings laid out for calculation.

    Attributes
    ----------
    scores : ndarray of float, shape (voters, use cases, 2)
        Value and feasibility on the campaign's rating scale; NaN is a missing vote.
    voters, items : list of str
        The identifiers of the people who voted on anything, and of all use cases.
    """

    scores: NDArray[np.float64]
    voters: list[str]
    items: list[str]


def lay_out(ratings: pd.DataFrame, use_cases: pd.DataFrame) -> Votes:
    """Lay the table of ratings out as an array."""
    given = ratings.dropna(subset=list(CRITERIA), how="all")
    voters = list(given["participant_id"].drop_duplicates())
    items = list(use_cases["use_case_id"])
    indexed = given.set_index(["participant_id", "use_case_id"])
    layers = [
        indexed[criterion].unstack("use_case_id").reindex(index=voters, columns=items)
        for criterion in CRITERIA
    ]
    return Votes(np.stack([layer.to_numpy(float) for layer in layers], axis=-1), voters, items)


def protect(
    ratings: pd.DataFrame, anonymous: bool, threshold: int
) -> tuple[pd.DataFrame, list[str]]:
    """Leave out the use cases whose figures would come from too few anonymous votes.

    Parameters
    ----------
    ratings : DataFrame
        The table of that name.
    anonymous : bool
        Whether the votes were promised to stay anonymous; if not, nothing is left out.
    threshold : int
        The fewest votes, on each criterion, of which figures are shown.

    Returns
    -------
    ratings : DataFrame
        Those that may be shown in figures.
    withheld : list of str
        The use cases that were left out.
    """
    if not anonymous:
        return ratings, []
    votes = ratings.groupby("use_case_id")[list(CRITERIA)].count().min(axis=1)
    withheld = sorted(votes.index[votes < threshold])
    return ratings[~ratings["use_case_id"].isin(withheld)], withheld


def capacity(use_cases: int, minutes: int, shortest: int, longest: int) -> pd.DataFrame:
    """How many use cases the time for ratings holds.

    Parameters
    ----------
    use_cases : int
        How many are listed.
    minutes : int
        The time there is.
    shortest, longest : int
        What the playbook gives one use case, in minutes.

    Returns
    -------
    DataFrame
        One row for each pace (longest first): minutes_each, fitting (use cases that fit) and
        left_over (listed ones that do not).
    """
    paces = [longest, shortest]
    fitting = [minutes // pace for pace in paces]
    left_over = [max(use_cases - fit, 0) for fit in fitting]
    return pd.DataFrame({"minutes_each": paces, "fitting": fitting, "left_over": left_over})


def missing_votes(
    ratings: pd.DataFrame, use_cases: pd.DataFrame, participants: pd.DataFrame
) -> pd.DataFrame:
    """Who has not voted on what.

    A facilitator who rated nothing is left out: facilitators keep the time.

    Returns
    -------
    DataFrame
        One row for each participant with a missing vote: participant_id, missing_value and
        missing_feasibility (counts), and missing_use_cases (their identifiers, separated by
        semicolons).
    """
    votes = lay_out(ratings, use_cases)
    rows = []
    for person, role in zip(participants["participant_id"], participants["role"], strict=True):
        voted = person in votes.voters
        if not voted and role == "facilitator":
            continue
        given = votes.scores[votes.voters.index(person)] if voted else np.nan
        absent = pd.DataFrame(given, index=votes.items, columns=list(CRITERIA)).isna()
        if absent.any(axis=None):
            items = "; ".join(absent.index[absent.any(axis=1)])
            rows.append((person, absent["value"].sum(), absent["feasibility"].sum(), items))
    columns = ["participant_id", "missing_value", "missing_feasibility", "missing_use_cases"]
    return pd.DataFrame(rows, columns=columns)


def quadrants(
    votes: Votes, use_cases: pd.DataFrame, scale: tuple[float, float], *, spread: bool
) -> pd.DataFrame:
    """Place each use case on the matrix of value and feasibility.

    The matrix is cut at the middle of the scale; a mean exactly there counts as high.

    Parameters
    ----------
    scale : (float, float)
        The ends of the rating scale.
    spread : bool
        Whether to give the spread; not where votes are anonymous: with the mean, it would give
        the votes away.

    Returns
    -------
    DataFrame
        One row for each use case: use_case_id, title, value and feasibility (means over those who
        voted; missing without a vote), value_votes and feasibility_votes (how many), value_spread
        and feasibility_spread (standard deviations; missing for fewer than two votes, and absent
        unless asked for) and quadrant (start, prepare, convenient or set_aside; missing without
        votes).
    """
    middle = sum(scale) / 2
    table = use_cases[["use_case_id", "title"]].reset_index(drop=True)
    for position, criterion in enumerate(CRITERIA):
        layer = pd.DataFrame(votes.scores[:, :, position])
        table[criterion] = layer.mean().to_numpy()
        table[f"{criterion}_votes"] = layer.count().to_numpy()
        if spread:
            table[f"{criterion}_spread"] = layer.std(ddof=1).to_numpy()
    high_value, high_feasibility = (table[name].round(9) >= round(middle, 9) for name in CRITERIA)
    names = np.select(
        [high_value & high_feasibility, high_value, high_feasibility],
        ["start", "prepare", "convenient"],
        "set_aside",
    )
    rated = table[["value", "feasibility"]].notna().all(axis=1)
    table["quadrant"] = pd.Series(names).where(rated)
    return table


def disagreement(
    votes: Votes,
    use_cases: pd.DataFrame,
    scale: tuple[float, float],
    talk_from: float,
    coarse: bool,
) -> pd.DataFrame:
    """How far the voters are apart on each use case, the most contested first.

    Parameters
    ----------
    scale : (float, float)
        The ends of the rating scale.
    talk_from : float
        The disagreement, 0 to 1, from which a use case should be talked about again.
    coarse : bool
        Give bands instead of figures, for votes that are anonymous: a mean and a deviation of few
        votes would give the votes away.

    Returns
    -------
    DataFrame
        One row for each use case: use_case_id, title, value_disagreement and
        feasibility_disagreement (0: unanimous, 1: split between the two ends of the scale;
        missing for fewer than two votes), or value_band and feasibility_band (low, medium, high)
        instead; and talk_again.
    """
    table = use_cases[["use_case_id", "title"]].reset_index(drop=True)
    names = [f"{criterion}_disagreement" for criterion in CRITERIA]
    for position, name in enumerate(names):
        table[name] = item_disagreement(votes.scores[:, :, position], *scale)
    most = table[names].max(axis=1)
    table["talk_again"] = most >= talk_from
    table = table.loc[most.sort_values(ascending=False, kind="stable").index]
    if coarse:
        for name in names:
            far, near = table[name] >= talk_from, table[name] < talk_from / 2
            bands = pd.Series(np.select([far, near], ["high", "low"], "medium"), table.index)
            table[name] = bands.astype("str").where(table[name].notna())
        table = table.rename(columns={f"{c}_disagreement": f"{c}_band" for c in CRITERIA})
    return table.reset_index(drop=True)
