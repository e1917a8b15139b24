"""What the plan says, level by level: the whole of it, as the booklet lays it out."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, _, enumerate_words, format_number, labelled, ngettext
from playbook.show.findings import Finding
from playbook.show.labels import Label
from playbook.tables.deployment import LEVELS

SHOWN = ["level", "target", "message", "channel", "support", "date", "state"]
LABELS = {"message": Label(N_("Message")), "channel": Label(N_("Channel"))}


def plan_by_level(actions: pd.DataFrame) -> pd.DataFrame:
    """The whole plan, level by level, in the order of the dates within each.

    Parameters
    ----------
    actions : DataFrame
        From `progress.plan_actions`.

    Returns
    -------
    DataFrame
        Every action, cancelled ones too: level, target, group, message, channel, support, date,
        owner, state, communication_id.
    """
    columns = [
        "level", "target", "group", "message", "channel", "support", "date", "owner", "state",
        "communication_id",
    ]  # fmt: skip
    order = {level: place for place, level in enumerate(LEVELS)}
    table = actions.assign(place=actions["level"].astype(str).map(order))
    return table.sort_values(["place", "date"], kind="stable")[columns].reset_index(drop=True)


def say_plan(plan: pd.DataFrame) -> Finding | None:
    """Say how many actions each level has; nothing without a plan."""
    if plan.empty:
        return None
    held = plan[plan["state"] != "cancelled"]
    counts = held["level"].astype(str).value_counts()
    parts = [
        labelled(_(word), format_number(counts[level]))
        for level, word in LEVELS.items()
        if counts.get(level)
    ]
    text = ngettext(
        "The plan has {count} action. {levels}.",
        "The plan has {count} actions. {levels}.",
        len(held),
    )
    return Finding(text.format(count=format_number(len(held)), levels=enumerate_words(parts)))
