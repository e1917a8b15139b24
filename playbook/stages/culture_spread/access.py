"""How open the data are."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, _, format_number, ngettext
from playbook.show.chart import BLUE, GREY, SKY, Chart
from playbook.show.findings import Finding
from playbook.show.labels import Format, Label
from playbook.show.stacked import draw_parts

ACCESSES = ("shared", "on_request", "closed")
ACCESS_PARTS = {
    "shared": (N_("open to all"), BLUE),
    "on_request": (N_("on request"), SKY),
    "closed": (N_("closed"), GREY),
}
LABELS = {
    "assets": Label(N_("Data assets"), Format.WHOLE),
    "shared": Label(N_("Open to all"), Format.WHOLE),
    "on_request": Label(N_("On request"), Format.WHOLE),
    "closed": Label(N_("Closed"), Format.WHOLE),
}


def openness(data_assets: pd.DataFrame) -> pd.DataFrame:
    """Count the data assets of each department by access.

    Parameters
    ----------
    data_assets : DataFrame
        The table, departments spelt alike.

    Returns
    -------
    DataFrame
        One row for each department that holds data, the one with most first: owner_department,
        assets, shared, on_request and closed.
    """
    counts = pd.crosstab(data_assets["owner_department"], data_assets["access"].astype("str"))
    counts = counts.reindex(columns=list(ACCESSES), fill_value=0)
    counts.insert(0, "assets", counts.sum(axis=1))
    table = counts.rename_axis(columns=None).reset_index()
    table["owner_department"] = table["owner_department"].astype("str")
    return table.sort_values(["assets", "shared"], ascending=False, kind="stable").reset_index(
        drop=True
    )


def say_openness(table: pd.DataFrame) -> Finding | None:
    """Say how many of the data are shared, on request or closed; nothing without data."""
    if table.empty:
        return None
    total = int(table["assets"].sum())
    text = ngettext(
        "Of {total} data asset listed, {shared} shared, {on_request} on request, {closed} closed.",
        "Of {total} data assets listed, {shared} are shared, {on_request} on request and"
        " {closed} closed.",
        total,
    )
    counts = {name: format_number(table[name].sum()) for name in ("shared", "on_request", "closed")}
    return Finding(text.format(total=format_number(total), **counts))


def draw_openness(table: pd.DataFrame) -> Chart | None:
    """Draw how many of each department's data are open; None without data."""
    if table.empty:
        return None
    bare = int((table["shared"] + table["on_request"] == 0).sum())
    title = ngettext(
        "{count} of {all} departments that hold data keeps all of it closed",
        "{count} of {all} departments that hold data keep all of it closed",
        bare,
    ).format(count=bare, all=len(table))
    if not bare:
        title = _("Every department that holds data opens some of it")
    return draw_parts(table, list(table["owner_department"]), ACCESS_PARTS, title)
