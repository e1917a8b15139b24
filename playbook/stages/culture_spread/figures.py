"""The figures of the culture stage that are bars: how open the data are, what was learnt."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, _, ngettext
from playbook.show.chart import (
    BLUE,
    GREY,
    SKY,
    YELLOW,
    Chart,
)
from playbook.show.stacked import draw_parts

ACCESS_PARTS = {
    "shared": (N_("open to all"), BLUE),
    "on_request": (N_("on request"), SKY),
    "closed": (N_("closed"), GREY),
}
LESSON_PARTS = {
    "with_lesson": (N_("with a lesson"), BLUE),
    "without_lesson": (N_("without"), YELLOW),
}
OUTCOME_NAMES = {
    "success": N_("Success"),
    "mixed": N_("Mixed"),
    "failure": N_("Failure"),
}


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


def draw_outcomes(counts: pd.DataFrame) -> Chart | None:
    """Draw the finished initiatives by outcome, with a lesson or not; None without any."""
    if counts.empty:
        return None
    names = [_(OUTCOME_NAMES.get(str(outcome), N_("Not noted"))) for outcome in counts["outcome"]]
    bare = int(counts["without_lesson"].sum())
    title = ngettext(
        "{count} finished initiative left no lesson",
        "{count} finished initiatives left no lesson",
        bare,
    ).format(count=bare)
    if not bare:
        title = _("Every finished initiative left a lesson")
    return draw_parts(counts, names, LESSON_PARTS, title)
