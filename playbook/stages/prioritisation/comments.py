"""What was said of each use case? The facilitator's notes."""

from __future__ import annotations

import pandas as pd


def facilitator_comments(table: pd.DataFrame, use_cases: pd.DataFrame) -> pd.DataFrame:
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
