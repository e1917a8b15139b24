"""Which dots lie outside the marked zone."""

from __future__ import annotations

import pandas as pd

from playbook.language import ngettext, quoted
from playbook.show.findings import Finding, Tone
from playbook.stages.culture_workshop.matrix import NAMED

SHOWN = ["task_id", "text", "place", "automatable", "data_intensive"]


def dots_elsewhere(placed: pd.DataFrame) -> pd.DataFrame:
    """List the dotted tasks that are not in the marked zone: they are not ranked.

    Returns
    -------
    DataFrame
        Columns of `matrix.place_tasks`, the most dotted first; ties in the order of the table.
    """
    apart = placed[(placed["place"] != "inside") & (placed["dots"] > 0)]
    return apart.sort_values("dots", ascending=False, kind="stable").reset_index(drop=True)


def say_elsewhere(elsewhere: pd.DataFrame) -> Finding | None:
    """Say which dots lie outside the marked zone; nothing when none does."""
    if elsewhere.empty:
        return None
    dots = int(elsewhere["dots"].sum())
    text = ngettext(
        "{dots} dot lies outside the marked zone and is not ranked: {tasks}. Ask whether it"
        " was a slip or a wish.",
        "{dots} dots lie outside the marked zone and are not ranked: {tasks}. Ask whether"
        " they were slips or wishes.",
        dots,
    )
    return Finding(text.format(dots=dots, tasks=quoted(elsewhere["text"], NAMED)), Tone.DECIDE)
