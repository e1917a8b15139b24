"""Who took part? The notes that each wrote, against the quota."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, _, format_number, ngettext
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.tables.framing import ROUNDS

LABELS = {
    "first_reflection": Label(ROUNDS["first_reflection"], Format.WHOLE),
    "process_step": Label(ROUNDS["process_step"], Format.WHOLE),
    "follow_up": Label(ROUNDS["follow_up"], Format.WHOLE),
    "notes": Label(N_("Notes"), Format.WHOLE),
    "reached": Label(N_("Quota reached"), Format.YES_NO),
}


def participation(ideas: pd.DataFrame, participants: pd.DataFrame, quota: int) -> pd.DataFrame:
    """Count each participant's notes, and compare the first round with the quota.

    A facilitator who wrote no note is left out: the quota is asked of those who answer.

    Parameters
    ----------
    ideas, participants : DataFrame
        The tables of that name.
    quota : int
        How many notes each participant is asked for in the first reflection.

    Returns
    -------
    DataFrame
        One row a participant: participant_id, role, first_reflection, process_step, follow_up
        (notes in each round), notes (in all) and reached (whether the quota was reached).
        No row when no note says who wrote it.
    """
    if ideas["participant_id"].isna().all():
        return pd.DataFrame(columns=["participant_id", "role", *_rounds(ideas), "notes", "reached"])
    counts = pd.crosstab(ideas["participant_id"], ideas["round"]).reindex(
        index=participants["participant_id"], columns=_rounds(ideas), fill_value=0
    )
    table = participants[["participant_id", "role"]].join(counts, on="participant_id")
    table["notes"] = table[_rounds(ideas)].sum(axis=1)
    table["reached"] = table["first_reflection"] >= quota
    silent_facilitator = table["role"].eq("facilitator") & table["notes"].eq(0)
    return table[~silent_facilitator].reset_index(drop=True)


def _rounds(ideas: pd.DataFrame) -> list[str]:
    """The rounds, in order."""
    return list(ideas["round"].cat.categories)


def say_participation(table: pd.DataFrame, quota: int, ideas: pd.DataFrame) -> Finding:
    """Say how many participants reached the quota of notes."""
    if table.empty:
        return Finding(
            _("The notes do not say who wrote them: participation cannot be told."), Tone.CAUTION
        )
    short = int((~table["reached"]).sum())
    if not short:
        text = ngettext(
            "Every participant wrote at least the note asked for.",
            "Every participant wrote at least the {quota} notes asked for.",
            quota,
        )
        return Finding(text.format(quota=quota))
    asked = ngettext("the note asked for", "the {quota} notes asked for", quota)
    text = ngettext(
        "{short} of {people} participants wrote fewer than {asked}.",
        "{short} of {people} participants wrote fewer than {asked}.",
        short,
    ).format(short=short, people=len(table), asked=asked.format(quota=quota))
    unsigned = int((ideas["round"].eq("first_reflection") & ideas["participant_id"].isna()).sum())
    if unsigned:
        text += " " + ngettext(
            "{count} note does not say who wrote it: it may be theirs.",
            "{count} notes do not say who wrote them: they may be theirs.",
            unsigned,
        ).format(count=format_number(unsigned))
    return Finding(text, Tone.CAUTION)
