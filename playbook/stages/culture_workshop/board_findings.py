"""The sentences on the boards: what each question brought, and what the matrix holds."""

from __future__ import annotations

import pandas as pd

from playbook.language import _, format_number, ngettext
from playbook.show.findings import Finding, Tone
from playbook.stages.culture_workshop.agenda import BOARDS_NEEDED
from playbook.stages.culture_workshop.matrix import HALF


def say_boards(boards: int) -> Finding | None:
    """Say whether there are boards enough; nothing when there are.

    The playbook's list of material has two, where its World Café stands before three and its matrix
    needs one more.
    """
    if boards >= BOARDS_NEEDED:
        return None
    text = ngettext(
        "{boards} board is planned, and {needed} are needed: one for each of the three questions,"
        " then one for the matrix.",
        "{boards} boards are planned, and {needed} are needed: one for each of the three"
        " questions, then one for the matrix.",
        boards,
    )
    return Finding(text.format(boards=boards, needed=BOARDS_NEEDED), Tone.DECIDE)


def say_questions(counts: pd.DataFrame, placed: pd.DataFrame) -> Finding:
    """Say how many tasks came out, and whether every group wrote on every board.

    A board with notes that name no group may have been written on by all.
    """
    tasks = int(counts["tasks"].sum())
    text = ngettext(
        "{tasks} task came out of the World Café", "{tasks} tasks came out of the World Café", tasks
    ).format(tasks=format_number(tasks))
    groups = placed["group"].nunique()
    lacking = counts.loc[counts["groups"] < groups, "question"]
    nameless = placed.loc[placed["group"].isna(), "question"].astype(str)
    short = int((~lacking.isin(nameless)).sum())
    if not groups or (len(lacking) and not short):
        return Finding(text + ".")
    if not short:
        every = _("{text}; every group that the notes name wrote on every board.")
        return Finding(every.format(text=text))
    missing = ngettext(
        "{text}; on {short} board, not every group wrote.",
        "{text}; on {short} boards, not every group wrote.",
        short,
    )
    return Finding(missing.format(text=text, short=short), Tone.CAUTION)


def say_zone(placed: pd.DataFrame) -> Finding:
    """Say how many tasks lie in the marked zone, and how many nobody placed."""
    counts = placed["place"].value_counts()
    inside, left = int(counts.get("inside", 0)), int(counts.get("not_placed", 0))
    there = len(placed) - left
    if not there:
        return Finding(_("No task is placed on the matrix yet."), Tone.DECIDE)
    text = ngettext(
        "{inside} of {there} placed task lies in the marked zone.",
        "{inside} of {there} placed tasks lie in the marked zone.",
        there,
    ).format(inside=format_number(inside), there=format_number(there))
    if left:
        text += " " + ngettext(
            "{left} is not placed: settle where it belongs, or drop it.",
            "{left} are not placed: settle where they belong, or drop them.",
            left,
        ).format(left=format_number(left))
    return Finding(text, Tone.DECIDE if left else Tone.RESULT)


def say_freed_time(placed: pd.DataFrame) -> Finding | None:
    """Say whether the tasks that deserve more time are worth it; nothing when none is placed."""
    wanted = placed[placed["question"].eq("not_enough_time") & placed["place"].ne("not_placed")]
    if wanted.empty:
        return None
    valuable = int((wanted["added_value"] >= HALF).sum())
    if not valuable:
        return Finding(
            _("None of the placed tasks that people want more time for is of high added value."),
            Tone.CAUTION,
        )
    text = ngettext(
        "{valuable} of {count} placed tasks that people want more time for is of high added value:"
        " time saved has somewhere to go.",
        "{valuable} of {count} placed tasks that people want more time for are of high added value:"
        " time saved has somewhere to go.",
        valuable,
    )
    if valuable == len(wanted):
        text = ngettext(
            "The {count} placed task that people want more time for is of high added value: time"
            " saved has somewhere to go.",
            "All {count} placed tasks that people want more time for are of high added value: time"
            " saved has somewhere to go.",
            valuable,
        )
    return Finding(text.format(count=len(wanted), valuable=valuable))
