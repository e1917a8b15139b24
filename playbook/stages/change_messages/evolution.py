"""How the phases move from survey to survey."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.stages.change_messages.phases import CODES
from playbook.stages.change_messages.protection import coarse


def latest(phases: pd.DataFrame) -> pd.DataFrame:
    """Each department's last survey that is shown.

    Parameters
    ----------
    phases : DataFrame
        With the columns department and date, from `publish` or `phases_by_survey`.
    """
    last = phases.sort_values("date").groupby("department").tail(1)
    return last.sort_values("department").reset_index(drop=True)


def moves(exact: pd.DataFrame) -> pd.DataFrame:
    """Compare each department's last survey with its first.

    Respondents are not followed from one survey to the next (their numbers are no names), so the
    two surveys count as independent.

    Parameters
    ----------
    exact : DataFrame
        From `phases_by_survey`.

    Returns
    -------
    DataFrame
        One row for each department with two surveys or more: department, first_date, phase_before,
        date, phase_now, direction (forward, same or back) and move_chance (of that direction;
        rounded as in `coarse`).
    """
    rows = []
    for department, surveys in exact.groupby("department"):
        ordered = surveys.sort_values("date")
        if len(ordered) < 2:
            continue
        before, after = ordered.iloc[0], ordered.iloc[-1]
        step = CODES.index(after["phase"]) - CODES.index(before["phase"])
        chances = _direction_chances(
            before[list(CODES)].to_numpy(float), after[list(CODES)].to_numpy(float)
        )
        direction = ("back", "same", "forward")[int(np.sign(step)) + 1]
        dates = (before["date"], before["phase"], after["date"], after["phase"])
        rows.append((department, *dates, direction, chances[direction]))
    columns = ["department", "first_date", "phase_before", "date", "phase_now", "direction"]
    table = pd.DataFrame(rows, columns=[*columns, "move_chance"])
    table["move_chance"] = coarse(table["move_chance"])
    return table


def _direction_chances(
    before: np.ndarray[tuple[int], np.dtype[np.float64]],
    after: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> dict[str, float]:
    """The chances of going back, staying and going forward between two independent surveys."""
    both = np.outer(before, after)
    return {
        "back": float(np.tril(both, -1).sum()),
        "same": float(np.trace(both)),
        "forward": float(np.triu(both, 1).sum()),
    }
