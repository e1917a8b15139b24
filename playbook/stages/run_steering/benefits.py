"""What the solutions brought, against what was expected of them."""

from __future__ import annotations

from datetime import date

import pandas as pd

from playbook.show.names import name_solutions

UNITS = {
    "revenue": "currency",
    "cost_avoided": "currency",
    "time_saved": "hours",
    "quality": "points",
}
RECENT = 3


def against_expectation(
    benefits: pd.DataFrame, solutions: pd.DataFrame, as_of: date
) -> pd.DataFrame:
    """Compare each solution's benefits of each kind with what was expected.

    Only the measurements that have an expectation are compared. Money and hours are added up;
    points of quality are a level, so their mean is given. The ratio is the same either way.

    Returns
    -------
    DataFrame
        One row for each solution and kind: solution_id, solution, kind, unit (currency, hours,
        points), compared (how many measurements have an expectation), amount and expected (of
        those; missing without any), ratio (missing unless something was expected), recent_ratio
        (of the last three compared) and not_compared (measurements without an expectation).
        The farthest below the expectation first.
    """
    table = name_solutions(benefits[benefits["date"] <= pd.Timestamp(as_of)], solutions)
    rows = []
    for keys, group in table.sort_values("date").groupby(["solution_id", "solution", "kind"]):
        compared = group[group["expected"].notna()]
        mean = keys[2] == "quality"
        amount, expected = (
            (compared[name].mean() if mean else compared[name].sum(min_count=1))
            for name in ("amount", "expected")
        )
        rows.append(
            (
                *keys, UNITS[keys[2]], len(compared), amount, expected, _ratio(compared),
                _ratio(compared.tail(RECENT)), len(group) - len(compared),
            )
        )  # fmt: skip
    columns = [
        "solution_id", "solution", "kind", "unit", "compared", "amount", "expected", "ratio",
        "recent_ratio", "not_compared",
    ]  # fmt: skip
    result = pd.DataFrame(rows, columns=columns)
    return result.sort_values(["ratio", "solution", "kind"]).reset_index(drop=True)


def _ratio(compared: pd.DataFrame) -> float:
    """What was obtained for each unit expected; missing unless something was expected."""
    expected = compared["expected"].sum()
    return float(compared["amount"].sum() / expected) if expected > 0 else float("nan")
