"""The eliminatory minimums: which solutions fall below one, and which are left."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.stages.solution_selection.jury import DECIMALS, Jury


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
