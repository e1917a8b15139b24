"""What has to be mended first."""

from __future__ import annotations

import pandas as pd


def shortcomings(
    table: pd.DataFrame, judged: pd.DataFrame, data_readiness: pd.DataFrame
) -> pd.DataFrame:
    """What is short or not assessed, with what people noted about it, the lowest scores first.

    Parameters
    ----------
    judged : DataFrame
        From `verdicts`.

    Returns
    -------
    DataFrame
        One row for each shortcoming: title, dimension, score (missing where not assessed) and
        comment.
    """
    wanted = [
        (row["use_case_id"], row["title"], dimension)
        for row in judged.to_dict("records")
        for codes in (row["short"], row["not_assessed"])
        for dimension in codes.split(";")
        if dimension
    ]
    listed = pd.DataFrame(wanted, columns=["use_case_id", "title", "dimension"]).astype("str")
    noted = data_readiness[["use_case_id", "dimension", "score", "comment"]]
    order = {case: place for place, case in enumerate(table["use_case_id"])}
    merged = listed.merge(noted, on=["use_case_id", "dimension"], how="left")
    merged["place"] = merged["use_case_id"].map(order)
    merged = merged.sort_values(["place", "score"], kind="stable", ignore_index=True)
    return merged[["title", "dimension", "score", "comment"]]
