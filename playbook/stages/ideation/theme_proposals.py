"""Which theme for the notes that have none? That of the note most like each."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.language import N_, ngettext
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Label
from playbook.statistics.similarity import closest, note_vectors

LABELS = {
    "proposed_theme": Label(N_("Proposed theme")),
    "closest_text": Label(N_("Closest note")),
}


def proposed_themes(ideas: pd.DataFrame, language: str, threshold: float) -> pd.DataFrame:
    """Propose a theme for each note without one: that of the most similar note that has one.

    Parameters
    ----------
    threshold : float
        The similarity below which nothing is proposed.

    Returns
    -------
    DataFrame
        One row a note without a theme: idea_id, text, proposed_theme (missing when no note with a
        theme is similar enough), closest_text and similarity (missing likewise).
    """
    bare, themed, similarity = _closest_themed(ideas, language)
    near = similarity >= threshold
    return pd.DataFrame(
        {
            "idea_id": bare["idea_id"].to_numpy(),
            "text": bare["text"].to_numpy(),
            "proposed_theme": themed["theme"].where(near),
            "closest_text": themed["text"].where(near),
            "similarity": similarity.where(near),
        }
    )


def theme_proposal_accuracy(ideas: pd.DataFrame, language: str, threshold: float) -> pd.DataFrame:
    """Try the proposals out on the notes whose theme is known, each time as if it were not.

    Returns
    -------
    DataFrame
        One row: notes (with a theme), proposed (that would get a proposal) and right (whose
        proposal is the facilitator's theme).
    """
    themed = ideas.dropna(subset="theme", ignore_index=True)
    if len(themed) < 2:
        return pd.DataFrame({"notes": [len(themed)], "proposed": [0], "right": [0]})
    vectors = note_vectors(themed["text"].tolist(), language)
    positions, similarity = closest(vectors, vectors, among_themselves=True)
    found = themed["theme"].iloc[positions].reset_index(drop=True)
    near = similarity >= threshold
    right = int((found.eq(themed["theme"]) & near).sum())
    return pd.DataFrame({"notes": [len(themed)], "proposed": [int(near.sum())], "right": [right]})


def _closest_themed(
    ideas: pd.DataFrame, language: str
) -> tuple[pd.DataFrame, pd.DataFrame, pd.Series]:
    """The notes without a theme, the themed note closest to each, and how alike they are."""
    has_theme = ideas["theme"].notna().to_numpy()
    bare, themed = ideas[~has_theme], ideas[has_theme]
    if bare.empty or themed.empty:
        blank = themed.reindex(range(len(bare)))
        return bare, blank, pd.Series(np.nan, index=blank.index)
    vectors = note_vectors(ideas["text"].tolist(), language)
    positions, similarity = closest(vectors[~has_theme], vectors[has_theme])
    return bare, themed.iloc[positions].reset_index(drop=True), pd.Series(similarity)


def say_proposed_themes(proposals: pd.DataFrame, accuracy: pd.DataFrame) -> Finding | None:
    """Say for how many notes a theme is proposed, and how often such proposals are right."""
    if proposals.empty:
        return None
    proposed = int(proposals["proposed_theme"].notna().sum())
    text = ngettext(
        "{count} note has no theme; a theme is proposed for {proposed} of them.",
        "{count} notes have no theme; a theme is proposed for {proposed} of them.",
        len(proposals),
    ).format(count=len(proposals), proposed=proposed)
    tried, right = int(accuracy["proposed"].iloc[0]), int(accuracy["right"].iloc[0])
    if tried:
        text += " " + ngettext(
            "Tried on notes whose theme is known, the proposal was right {right} time of {tried}.",
            "Tried on notes whose theme is known, the proposal was right {right} times of {tried}.",
            right,
        ).format(right=right, tried=tried)
    return Finding(text, Tone.CAUTION)
