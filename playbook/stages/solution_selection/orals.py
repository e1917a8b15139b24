"""What the jury noted: at the providers' oral presentations, and beside the scores."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.language import listed


def digest(
    feedback: pd.DataFrame, ranking: pd.DataFrame, *, anonymous: bool, threshold: int
) -> pd.DataFrame:
    """Gather the notes on each compared solution.

    Parameters
    ----------
    feedback : DataFrame
        The table of that name.
    ranking : DataFrame
        From `choice.ranking`.
    anonymous : bool
        Whether the votes were promised to stay anonymous: then a mean of fewer marks than
        `threshold` is missing, and so are the lowest and the highest mark.

    Returns
    -------
    DataFrame
        One row for each compared solution with a note, best mark first: solution_id, name, notes
        (people who noted anything), marks (how many gave one), rating, rating_low and
        rating_high (mean and ends of the marks, on the jury scale; missing without a mark),
        score (on the grid), strengths and weaknesses (everybody's words, joined).
    """
    columns = [
        "solution_id",
        "name",
        "notes",
        "marks",
        "rating",
        "rating_low",
        "rating_high",
        "score",
        "strengths",
        "weaknesses",
    ]
    rows = []
    for solution, name, score in zip(
        ranking["solution_id"], ranking["name"], ranking["score"], strict=True
    ):
        own = feedback[feedback["solution_id"] == solution]
        marks = own["rating"].dropna()
        if own.empty:
            continue
        shown = not (anonymous and len(marks) < threshold)
        ends = (np.nan, np.nan) if anonymous else (marks.min(), marks.max())
        words = [listed(own[column].dropna().tolist()) for column in ("strengths", "weaknesses")]
        rating = marks.mean() if shown else np.nan
        rows.append((solution, name, len(own), len(marks), rating, *ends, score, *words))
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values("rating", ascending=False, kind="stable", ignore_index=True)


def notes(feedback: pd.DataFrame, ranking: pd.DataFrame, *, anonymous: bool) -> pd.DataFrame:
    """Every note on the compared solutions, in rank order; without names or marks if anonymous.

    Returns
    -------
    DataFrame
        Columns solution_id, name, participant_id, date, rating, strengths, weaknesses, comment.
    """
    table = ranking[["solution_id", "name"]].merge(feedback, on="solution_id")
    return table.drop(columns=["participant_id", "rating"]) if anonymous else table


def comments(
    jury_scores: pd.DataFrame, ranking: pd.DataFrame, criteria: pd.DataFrame, *, anonymous: bool
) -> pd.DataFrame:
    """What the jury wrote beside the scores, in rank order.

    Returns
    -------
    DataFrame
        One row a comment: name, label (of the criterion), participant_id, score (missing without
        one) and comment; without participant_id and score where votes are anonymous.
    """
    said = jury_scores[jury_scores["comment"].notna()]
    table = ranking[["solution_id", "name"]].merge(said, on="solution_id")
    table = table.merge(criteria[["criterion_id", "label"]], on="criterion_id")
    columns = ["name", "label", "participant_id", "score", "comment"]
    hidden = ("participant_id", "score") if anonymous else ()
    return table[[column for column in columns if column not in hidden]]
