"""What was learnt from the company's AI and data initiatives."""

from __future__ import annotations

import numpy as np
import pandas as pd

OUTCOMES = ("success", "mixed", "failure")
FINISHED = ("done", "stopped")


def finished(initiatives: pd.DataFrame) -> pd.Series:
    """Whether each initiative is over: said to be, or known how it turned out."""
    return initiatives["status"].isin(FINISHED) | initiatives["outcome"].notna()


def outcome_counts(initiatives: pd.DataFrame) -> pd.DataFrame:
    """Count the finished initiatives by outcome, with a lesson noted or not.

    Returns
    -------
    DataFrame
        One row for each outcome that occurs, in the order success, mixed, failure, then not noted
        (missing): outcome, initiatives, with_lesson and without_lesson.
    """
    over = initiatives[finished(initiatives)]
    outcome = over["outcome"].astype("object").where(over["outcome"].notna(), "")
    rows = []
    for name in (*OUTCOMES, ""):
        lessons = over.loc[outcome == name, "lesson"].notna()
        if len(lessons):
            kept = int(lessons.sum())
            rows.append((name or None, len(lessons), kept, len(lessons) - kept))
    return pd.DataFrame(rows, columns=["outcome", "initiatives", "with_lesson", "without_lesson"])


def lessons(initiatives: pd.DataFrame) -> pd.DataFrame:
    """Gather the lessons by how the initiative turned out.

    Returns
    -------
    DataFrame
        One row for each initiative with a lesson, successes first, those not over last: outcome
        (missing: not noted), title, department, status, lesson.
    """
    learnt = initiatives[initiatives["lesson"].notna()]
    order = {name: place for place, name in enumerate(OUTCOMES)}
    place = learnt["outcome"].astype("object").map(order).astype("float64").fillna(len(order))
    place = place + ~finished(learnt)
    sorted_rows = place.sort_values(kind="stable").index
    columns = ["outcome", "title", "department", "status", "lesson"]
    return learnt.loc[sorted_rows, columns].reset_index(drop=True)


def unlearnt(initiatives: pd.DataFrame) -> pd.DataFrame:
    """List the finished initiatives whose outcome or lesson nobody has noted.

    Returns
    -------
    DataFrame
        initiative_id, title, department, status, outcome and missing: lesson, outcome, or both.
    """
    over = initiatives[finished(initiatives)]
    no_lesson, no_outcome = over["lesson"].isna(), over["outcome"].isna()
    missing = np.select(
        [no_lesson & no_outcome, no_lesson, no_outcome], ["both", "lesson", "outcome"], ""
    )
    columns = ["initiative_id", "title", "department", "status", "outcome"]
    table = over[columns].assign(missing=missing)
    return table[table["missing"] != ""].reset_index(drop=True)
