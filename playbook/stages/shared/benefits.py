"""Benefits that are counted site by site or department by department, as one figure a date."""

from __future__ import annotations

import pandas as pd

from playbook.language import format_share

MEASURED = ["date", "solution_id", "kind"]


def one_a_date(benefits: pd.DataFrame) -> pd.DataFrame:
    """Put the rows of one date, solution and kind together, whatever the sites and departments.

    Money and hours are added up, points of quality averaged. What was expected of only some of the
    rows is compared with nothing: it is missing for the whole.

    Parameters
    ----------
    benefits : DataFrame
        The table of that name.

    Returns
    -------
    DataFrame
        The same columns; a table whose rows are apart already is given back as it is.
    """
    if not benefits.duplicated(MEASURED).any():
        return benefits
    keys = [benefits[name].astype(str) if name == "kind" else benefits[name] for name in MEASURED]
    grouped = benefits.groupby(keys, sort=False)
    first = grouped.head(1)
    quality = first["kind"].astype(str).eq("quality").to_numpy()
    whole = grouped["expected"].apply(lambda cells: cells.notna().all()).to_numpy()
    columns = {}
    for name in ("amount", "expected"):
        figures = grouped[name].agg(["sum", "mean"])
        columns[name] = figures["sum"].where(~quality, figures["mean"]).to_numpy()
    table = first.assign(**columns, site=None, department=None)
    return table.assign(expected=table["expected"].where(whole)).reset_index(drop=True)


CLOSE = 0.9
"""From this share on, what was expected counts as nearly reached."""


def format_obtained(ratio: float) -> str:
    """Write a share of what was expected, rounded neither to all or nothing nor to `CLOSE`."""
    return format_share(ratio, CLOSE)
