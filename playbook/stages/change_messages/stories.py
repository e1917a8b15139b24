"""What there is to tell: successes of the house, and what is running."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, _, ngettext, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Label
from playbook.stages.change_messages.rule import SHORT_PHASES
from playbook.tables.culture import INITIATIVE_OUTCOMES, INITIATIVE_STATUSES

LABELS = {
    "title": Label(N_("Initiative")),
    "status": Label(N_("Status"), codes=INITIATIVE_STATUSES),
    "outcome": Label(N_("Outcome"), codes=INITIATIVE_OUTCOMES),
    "serves": Label(N_("Serves the messages of"), codes=SHORT_PHASES),
}


def tellable(initiatives: pd.DataFrame) -> pd.DataFrame:
    """The initiatives that can be told of: what succeeded, and what is running.

    Returns
    -------
    DataFrame
        Successes first: title, department, status, outcome, serves (the phases whose messages it
        carries: a success is a concrete benefit, for phase 2, and news, for phase 3; what is
        running is news) and lesson.
    """
    success, running = initiatives["outcome"].eq("success"), initiatives["status"].eq("running")
    told = initiatives[success | running]
    table = told.assign(
        serves=told["outcome"].eq("success").map({True: "between_2_3", False: "phase_3"})
    )
    order = table["outcome"].ne("success").sort_values(kind="stable").index
    columns = ["title", "department", "status", "outcome", "serves", "lesson"]
    return table.loc[order, columns].reset_index(drop=True)


def say_stories(table: pd.DataFrame, plan: pd.DataFrame, known: bool) -> Finding | None:
    """Say how much there is to tell; nothing where no initiative is listed, or none is needed.

    Parameters
    ----------
    table : DataFrame
        From `tellable`.
    plan : DataFrame
        From `message_plan`.
    known : bool
        Whether the campaign lists initiatives at all.
    """
    needed = plan["message_phase"].isin(["phase_2", "phase_3"]).any()
    if not known or not needed:
        return None
    successes = int(table["outcome"].eq("success").sum())
    if not successes:
        return Finding(
            _("No initiative is recorded as a success: find one to tell of first."), Tone.DECIDE
        )
    text = ngettext(
        "{count} success can be told of: {titles}.",
        "{count} successes can be told of: {titles}.",
        successes,
    )
    titles = quoted(table["title"].head(successes), 3)
    return Finding(text.format(count=successes, titles=titles))
