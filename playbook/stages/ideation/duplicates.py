"""Which notes may say the same thing? Proposals, for people to merge or to keep."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, _, ngettext
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.statistics.similarity import similar_pairs

LABELS = {
    "other_id": Label(N_("Other idea")),
    "other_text": Label(N_("Its text")),
    "similarity": Label(N_("Similarity"), Format.DECIMAL),
}


def near_duplicates(ideas: pd.DataFrame, language: str, threshold: float) -> pd.DataFrame:
    """Propose pairs of notes that may say the same thing; people decide whether to merge them.

    Parameters
    ----------
    threshold : float
        The similarity from which a pair is proposed, 0 to 1.

    Returns
    -------
    DataFrame
        Columns idea_id, text, other_id, other_text and similarity, the most alike first.
    """
    pairs = similar_pairs(ideas["text"].tolist(), language, threshold)
    first, second = (ideas.iloc[pairs[side]].reset_index() for side in ("first", "second"))
    return pd.DataFrame(
        {
            "idea_id": first["idea_id"],
            "text": first["text"],
            "other_id": second["idea_id"],
            "other_text": second["text"],
            "similarity": pairs["similarity"],
        }
    )


def say_duplicates(pairs: pd.DataFrame) -> Finding:
    """Say how many pairs of notes may be the same idea."""
    if pairs.empty:
        return Finding(_("No two notes are alike enough to be proposed for merging."))
    text = ngettext(
        "{count} pair of notes may be the same idea: merge it, or keep both.",
        "{count} pairs of notes may be the same idea: merge them, or keep both.",
        len(pairs),
    )
    fact = ngettext(
        "{count} pair of notes may be the same idea.",
        "{count} pairs of notes may be the same idea.",
        len(pairs),
    )
    count = len(pairs)
    return Finding(text.format(count=count), Tone.DECIDE, fact=fact.format(count=count))
