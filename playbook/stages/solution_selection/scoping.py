"""Which use case is chosen, and which of its solutions are compared."""

from __future__ import annotations

import numpy as np
import pandas as pd


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
    table = solutions[["solution_id", "name", "provider", "kind", "use_case_id"]].copy()
    table["jurors"] = table["solution_id"].map(jurors).fillna(0).astype(int)
    other = table["use_case_id"].astype(object).fillna("") != use_case
    few = (table["jurors"] < threshold) & anonymous
    table["status"] = np.select(
        [other, table["jurors"] == 0, few],
        ["other_use_case", "not_scored", "too_few_jurors"],
        "compared",
    )
    return table
