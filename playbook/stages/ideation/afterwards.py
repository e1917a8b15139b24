"""What came in afterwards? Later ideas, and whether they are new."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.language import _, ngettext
from playbook.show.findings import Finding, Tone
from playbook.statistics.similarity import closest, note_vectors


def follow_ups(ideas: pd.DataFrame, language: str, threshold: float) -> pd.DataFrame:
    """List what came in after the workshop, and whether it is new.

    Returns
    -------
    DataFrame
        One row a follow-up idea: idea_id, text, uses_ai, and closest_text and similarity of the
        earlier note that it is close to (missing when none is: the idea is new).
    """
    later = ideas["round"].eq("follow_up").to_numpy()
    table = ideas.loc[later, ["idea_id", "text", "uses_ai"]].reset_index(drop=True)
    if not later.any() or later.all():
        return table.assign(closest_text=None, similarity=np.nan)
    vectors = note_vectors(ideas["text"].tolist(), language)
    positions, similarities = closest(vectors[later], vectors[~later])
    texts = ideas.loc[~later, "text"].iloc[positions].reset_index(drop=True)
    similarity = pd.Series(similarities)
    near = similarity >= threshold
    return table.assign(closest_text=texts.where(near), similarity=similarity.where(near))


def say_follow_ups(table: pd.DataFrame) -> Finding:
    """Say what came in after the workshop."""
    if table.empty:
        return Finding(
            _("No idea came in after the workshop. Has the questionnaire been sent?"), Tone.DECIDE
        )
    known = int(table["similarity"].notna().sum())
    text = ngettext(
        "{count} idea came in after the workshop.",
        "{count} ideas came in after the workshop.",
        len(table),
    )
    if known:
        text += " " + ngettext(
            "{known} is close to an earlier note.", "{known} are close to earlier notes.", known
        )
    return Finding(text.format(count=len(table), known=known))
