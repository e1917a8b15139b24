"""What the sticky notes say: who wrote them, their themes, AI or not, the steps they cover."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.statistics.similarity import likeness, note_vectors, similar_pairs

AI_COLUMNS = ["with_ai", "without_ai", "undecided"]


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


def ai_counts(ideas: pd.DataFrame, by: str) -> pd.DataFrame:
    """Count notes with AI, without, and undecided, in each group.

    Parameters
    ----------
    ideas : DataFrame
        The table of that name.
    by : str
        The column that groups them. Notes without a value there are counted last, in a group
        that is missing.

    Returns
    -------
    DataFrame
        Columns `by`, with_ai, without_ai, undecided (unsure, or not said) and notes; the largest
        group first.
    """
    kinds = ideas["uses_ai"].map({"yes": "with_ai", "no": "without_ai"}).astype("str")
    table = (
        ideas.assign(kind=kinds.fillna("undecided"), group=ideas[by].astype("str"))
        .groupby(["group", "kind"], dropna=False)
        .size()
        .unstack(fill_value=0)
        .reindex(columns=AI_COLUMNS, fill_value=0)
    )
    table["notes"] = table.sum(axis=1)
    table = table.rename_axis(index=by, columns=None).reset_index()
    order = pd.DataFrame({"last": table[by].isna(), "size": -table["notes"], "name": table[by]})
    return table.loc[order.sort_values(["last", "size", "name"]).index].reset_index(drop=True)


def step_coverage(ideas: pd.DataFrame, process_steps: pd.DataFrame) -> pd.DataFrame:
    """Count the notes that answer to each step of the process.

    Returns
    -------
    DataFrame
        One row a step in the order of the process: position, step_id, label, with_ai,
        without_ai, undecided and notes. A step without a note has zeros.
    """
    counts = ai_counts(ideas[ideas["step_id"].notna()], "step_id")
    table = process_steps.sort_values("position")[["position", "step_id", "label"]].merge(
        counts, on="step_id", how="left"
    )
    whole = [*AI_COLUMNS, "notes"]
    table[whole] = table[whole].fillna(0).astype(int)
    return table.reset_index(drop=True)


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
    product = _similarity_matrix(themed["text"].tolist(), language)
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
    product = _similarity_matrix(ideas["text"].tolist(), language)[np.ix_(~has_theme, has_theme)]
    closest = themed.iloc[product.argmax(axis=1)].reset_index(drop=True)
    return bare, closest, pd.Series(product.max(axis=1))


def _similarity_matrix(texts: list[str], language: str) -> np.ndarray:
    """How alike each note is to each other."""
    vectors = note_vectors(texts, language)
    return likeness(vectors, vectors).toarray()


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
    product = _similarity_matrix(ideas["text"].tolist(), language)[np.ix_(later, ~later)]
    closest = ideas.loc[~later, "text"].iloc[product.argmax(axis=1)].reset_index(drop=True)
    similarity = pd.Series(product.max(axis=1))
    near = similarity >= threshold
    return table.assign(closest_text=closest.where(near), similarity=similarity.where(near))
