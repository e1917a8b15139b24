"""What is in place, and what is late? The RUN checklist, area by area."""

from __future__ import annotations

from datetime import date

import pandas as pd

from playbook.language import N_, _, enumerate_words, format_number, format_share, ngettext, quote
from playbook.show.chart import BLUE, GREY, SKY, YELLOW, Chart
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.show.stacked import draw_parts
from playbook.tables.operation import AREAS, CHECKLIST_STATUSES

SETTLED = ["done", "not_applicable"]
SHOWN = ["label", "area", "status", "owner", "due_on", "days_late"]
STATUS_PARTS = {
    "done": (CHECKLIST_STATUSES["done"], BLUE),
    "in_progress": (CHECKLIST_STATUSES["in_progress"], SKY),
    "todo": (CHECKLIST_STATUSES["todo"], YELLOW),
    "not_applicable": (CHECKLIST_STATUSES["not_applicable"], GREY),
}
# How many days an item is late is called as of a committee: see `rhythm`.
LABELS = {
    "done": Label(CHECKLIST_STATUSES["done"], Format.WHOLE),
    "in_progress": Label(CHECKLIST_STATUSES["in_progress"], Format.WHOLE),
    "todo": Label(CHECKLIST_STATUSES["todo"], Format.WHOLE),
    "not_applicable": Label(CHECKLIST_STATUSES["not_applicable"], Format.WHOLE),
    "status": Label(N_("Status"), codes=CHECKLIST_STATUSES),
    "share_done": Label(N_("Share done"), Format.PERCENT),
    "owner": Label(N_("Owner"), missing=N_("nobody")),
    "due_on": Label(N_("Due on"), Format.DATE, missing=N_("no date")),
    "no_owner": Label(N_("No owner"), Format.YES_NO),
}


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


def say_checklist(progress: pd.DataFrame, items: pd.DataFrame) -> Finding | None:
    """Say how far the checklist is, and what is late or has no owner; nothing without items."""
    applicable, done = int(progress["applicable"].sum()), int(progress["done"].sum())
    if not applicable:
        return None
    text = ngettext(
        "{done} of {applicable} applicable items of the checklist is done ({share}).",
        "{done} of {applicable} applicable items of the checklist are done ({share}).",
        done,
    )
    counts = {"done": format_number(done), "applicable": format_number(applicable)}
    words = text.format(share=format_share(done / applicable), **counts)
    parts = [part for part in (_overdue(items), _orphaned(items)) if part]
    if not parts:
        return Finding(words)
    words += " " + _("Of the others, {parts}.").format(parts=enumerate_words(parts))
    words += " " + _("Give each an owner and a date that holds.")
    return Finding(words, Tone.DECIDE)


def _overdue(items: pd.DataFrame) -> str:
    """How much is overdue, and what the longest."""
    late = items[items["days_late"].notna()]
    if late.empty:
        return ""
    worst = late.iloc[0]
    days = int(worst["days_late"])
    owner = [] if pd.isna(worst["owner"]) else [str(worst["owner"])]
    text = ngettext(
        "{count} is overdue by {late} ({item})",
        "{count} are overdue by up to {late} ({item})",
        len(late),
    )
    return text.format(
        count=format_number(len(late)),
        late=ngettext("{days} day", "{days} days", days).format(days=format_number(days)),
        item=", ".join([quote(worst["label"], 80), *owner]),
    )


def _orphaned(items: pd.DataFrame) -> str:
    """How much nobody sees to."""
    orphans = items[items["no_owner"]]
    if orphans.empty:
        return ""
    both = int(orphans["days_late"].notna().sum())
    text = ngettext("{count} has no owner", "{count} have no owner", len(orphans))
    if both == len(orphans):
        text = ngettext(
            "{count} has no owner, though it is overdue",
            "{count} have no owner, though they are overdue",
            both,
        )
    elif both:
        text = ngettext(
            "{count} have no owner, {both} overdue one among them",
            "{count} have no owner, {both} overdue ones among them",
            both,
        )
    return text.format(count=format_number(len(orphans)), both=format_number(both))


def draw_checklist(progress: pd.DataFrame) -> Chart | None:
    """Draw where the items of each area stand."""
    applicable, done = int(progress["applicable"].sum()), int(progress["done"].sum())
    if progress.empty:
        return None
    title = ngettext(
        "{done} of {applicable} applicable items is done",
        "{done} of {applicable} applicable items are done",
        done,
    )
    if not applicable:
        title = _("No item of the checklist is applicable")
    names = [_(AREAS[area]) for area in progress["area"]]
    parts = {name: part for name, part in STATUS_PARTS.items() if progress[name].any()}
    return draw_parts(progress, names, parts, title.format(done=done, applicable=applicable))
