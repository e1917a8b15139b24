"""The RUN checklist: how far each area is, and what is late or has no owner."""

from __future__ import annotations

from datetime import date

import pandas as pd

from playbook.tables.operation import CHECKLIST_STATUSES

SETTLED = ["done", "not_applicable"]


def checklist_progress(run_checklist: pd.DataFrame) -> pd.DataFrame:
    """Count the items of each area by where they stand.

    Returns
    -------
    DataFrame
        One row an area that has items, in the order of the contract: area, done, in_progress,
        todo, not_applicable (counts), applicable (all but the last) and share_done (of the
        applicable ones; missing when none is).
    """
    counts = pd.crosstab(run_checklist["area"].astype("str"), run_checklist["status"].astype("str"))
    areas = [area for area in run_checklist["area"].cat.categories if area in counts.index]
    table = counts.reindex(index=areas, columns=list(CHECKLIST_STATUSES), fill_value=0)
    table = table[["done", "in_progress", "todo", "not_applicable"]]
    table["applicable"] = table[["done", "in_progress", "todo"]].sum(axis=1)
    table["share_done"] = table["done"] / table["applicable"]
    return table.rename_axis(columns=None).reset_index()


def open_items(run_checklist: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """List what is still to be done, what is most overdue first.

    Parameters
    ----------
    as_of : date
        The day to speak at. An item due that very day is not overdue.

    Returns
    -------
    DataFrame
        One row an item neither done nor set aside: item_id, area, label, status, owner, due_on,
        days_late (missing unless it is overdue) and no_owner.
    """
    table = run_checklist[~run_checklist["status"].isin(SETTLED)].copy()
    late = (pd.Timestamp(as_of) - table["due_on"]).dt.days.astype("Int64")
    table["days_late"] = late.where(late > 0)
    table["no_owner"] = table["owner"].isna()
    table = table.sort_values(["days_late", "due_on", "item_id"], ascending=[False, True, True])
    return table.reset_index(drop=True)
