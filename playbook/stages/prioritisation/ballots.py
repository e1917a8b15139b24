"""Who has not voted on what? The votes laid out, and which of them may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from playbook.language import N_, _, format_number, listed, ngettext, quoted, some
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.shared.anonymity import protected

CRITERIA = ("value", "feasibility")
CRITERION_NAMES = {
    "value": N_("Value"),
    "feasibility": N_("Feasibility"),
    "score": N_("Weighted score"),
}
LABELS = {
    "missing_value": Label(N_("Missing on value"), Format.WHOLE),
    "missing_feasibility": Label(N_("Missing on feasibility"), Format.WHOLE),
    "missing_use_cases": Label(N_("On which use cases")),
}
NAMED_MISSING = 40
"""How many use cases are named of those that somebody has not voted on."""


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


def use_case_votes(ratings: pd.DataFrame, use_cases: pd.DataFrame) -> Votes:
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


def rated_enough(votes: Votes, weights: tuple[float, float], fewest: int) -> Votes:
    """The votes, missing for use cases that too few people rated to be ranked.

    Parameters
    ----------
    weights : tuple of float
        Of value and feasibility; what has none need not be rated.
    fewest : int
        How many people must have rated what counts.
    """
    counted = votes.scores[..., [weight > 0 for weight in weights]]
    few = (~np.isnan(counted)).sum(axis=0).min(axis=-1) < fewest
    return replace(votes, scores=np.where(few[:, np.newaxis], np.nan, votes.scores))


def asked_about(weights: tuple[float, float]) -> list[str]:
    """The criteria that people were asked about: those whose weight is not 0."""
    return [name for name, weight in zip(CRITERIA, weights, strict=True) if weight]


def protected_ratings(
    ratings: pd.DataFrame,
    scale: tuple[float, float],
    anonymous: bool,
    threshold: int,
    asked: Sequence[str] = CRITERIA,
) -> tuple[pd.DataFrame, list[str]]:
    """Put stand-ins in place of anonymous votes, and leave out what too few people voted on.

    Parameters
    ----------
    ratings : DataFrame
        The table of that name.
    scale : (float, float)
        The ends of the rating scale.
    anonymous : bool
        Whether the votes were promised to stay anonymous; if not, they stay as they are.
    threshold : int
        The fewest votes, on each criterion, of which figures are shown.
    asked : sequence of str
        The criteria that people were asked about, from `asked_about`.

    Returns
    -------
    ratings : DataFrame
        What figures are computed from.
    withheld : list of str
        The use cases that were left out.
    """
    if not anonymous:
        return ratings, []
    votes = ratings.groupby("use_case_id")[list(asked)].count().min(axis=1)
    withheld = sorted(votes.index[votes < threshold])
    kept = ratings[~ratings["use_case_id"].isin(withheld)]
    return protected(kept, ["use_case_id"], CRITERIA, scale, threshold), withheld


def missing_votes(
    ratings: pd.DataFrame,
    use_cases: pd.DataFrame,
    participants: pd.DataFrame,
    asked: Sequence[str] = CRITERIA,
) -> pd.DataFrame:
    """Who has not voted on what.

    A facilitator who rated nothing is left out: facilitators keep the time. A vote on a criterion
    that nobody was asked about is not missing.

    Returns
    -------
    DataFrame
        One row for each participant with a missing vote: participant_id, missing_value and
        missing_feasibility (counts), and missing_use_cases (the identifiers of
        the first of them, separated by semicolons).
    """
    votes = use_case_votes(ratings, use_cases)
    counts = np.isin(CRITERIA, asked)
    rows = []
    for person, role in zip(participants["participant_id"], participants["role"], strict=True):
        voted = person in votes.voters
        if not voted and role == "facilitator":
            continue
        given = votes.scores[votes.voters.index(person)] if voted else np.nan
        absent = np.isnan(np.broadcast_to(given, (len(votes.items), len(CRITERIA)))) & counts
        if absent.any():
            items = [votes.items[at] for at in np.flatnonzero(absent.any(axis=1))]
            rows.append((person, *absent.sum(axis=0), some(items, NAMED_MISSING, join=listed)))
    columns = ["participant_id", "missing_value", "missing_feasibility", "missing_use_cases"]
    return pd.DataFrame(rows, columns=columns)


def say_missing_votes(table: pd.DataFrame, ratings: pd.DataFrame) -> Finding:
    """Say how many votes are missing."""
    voters = ratings.dropna(subset=["value", "feasibility"], how="all")["participant_id"].nunique()
    if not voters:
        return Finding(_("Nobody has voted yet: hold the vote."), Tone.DECIDE)
    missing = int(table[["missing_value", "missing_feasibility"]].sum().sum())
    if not missing:
        return Finding(_("Everybody voted on everything."))
    text = ngettext(
        "{missing} vote is missing, from {people}: it counts as missing, never as zero.",
        "{missing} votes are missing, from {people}: they count as missing, never as zero.",
        missing,
    )
    people = ngettext("{count} person", "{count} people", len(table)).format(count=len(table))
    return Finding(text.format(missing=format_number(missing), people=people), Tone.CAUTION)


def say_withheld_use_cases(
    withheld: list[str], use_cases: pd.DataFrame, threshold: int
) -> Finding | None:
    """Say which use cases have too few anonymous votes to be shown; nothing when none has."""
    if not withheld:
        return None
    titles = use_cases.loc[use_cases["use_case_id"].isin(withheld), "title"]
    text = _(
        "Votes are anonymous, and fewer than {threshold} people voted on {titles}: no figure of"
        " theirs is shown."
    )
    return Finding(text.format(threshold=threshold, titles=quoted(titles)), Tone.CAUTION)
