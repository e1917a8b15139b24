"""Which theme for the notes that have none? That of the note most like each."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.language import N_, ngettext
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Label
from playbook.statistics.similarity import likeness, note_vectors

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
    bare, closest, similarity = _closest_themed(ideas, language)
    near = similarity >= threshold
    return pd.DataFrame(
        {
            "idea_id": bare["idea_id"].to_numpy(),
            "text": bare["text"].to_numpy(),
            "proposed_theme": closest["theme"].where(near),
            "closest_text": closest["text"].where(near),
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
    product = similarity_matrix(themed["text"].tolist(), language)
    np.fill_diagonal(product, -1.0)
    if len(themed) < 2:
        return pd.DataFrame({"notes": [len(themed)], "proposed": [0], "right": [0]})
    found = themed["theme"].iloc[product.argmax(axis=1)].reset_index(drop=True)
    near = product.max(axis=1) >= threshold
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
    product = similarity_matrix(ideas["text"].tolist(), language)[np.ix_(~has_theme, has_theme)]
    closest = themed.iloc[product.argmax(axis=1)].reset_index(drop=True)
    return bare, closest, pd.Series(product.max(axis=1))


def similarity_matrix(texts: list[str], language: str) -> np.ndarray:
    """How alike each note is to each other."""
    vectors = note_vectors(texts, language)
    return likeness(vectors, vectors).toarray()


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
