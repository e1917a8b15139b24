"""What is close to what, by its words: tasks named twice, and initiatives that already run.

Similarity is that of `playbook.statistics.similarity`: shared word stems and pieces of words, no
synonyms. All of it is proposals, with their score, for people to accept or refuse.
"""

from __future__ import annotations

import pandas as pd

from playbook.statistics.similarity import likeness, note_vectors, similar_pairs


def recurring_tasks(tasks: pd.DataFrame, language: str, threshold: float) -> pd.DataFrame:
    """Propose pairs of tasks that may be the same one, named under two questions.

    Parameters
    ----------
    tasks : DataFrame
        The table of that name.
    language : str
        The language of the notes.
    threshold : float
        The similarity from which a pair is proposed, 0 to 1.

    Returns
    -------
    DataFrame
        Columns task_id, text, question, other_id, other_text, other_question and similarity, the
        most alike first. Pairs under one and the same question are not listed.
    """
    pairs = similar_pairs(tasks["text"].tolist(), language, threshold)
    columns = ["task_id", "text", "question"]
    first, second = (
        tasks[columns].iloc[pairs[side]].reset_index(drop=True) for side in ("first", "second")
    )
    other = {"task_id": "other_id", "text": "other_text", "question": "other_question"}
    table = pd.concat([first, second.rename(columns=other), pairs["similarity"]], axis=1)
    across = table["question"].astype(str) != table["other_question"].astype(str)
    return table[across].reset_index(drop=True)


def close_initiatives(
    placed: pd.DataFrame, initiatives: pd.DataFrame, language: str, threshold: float
) -> pd.DataFrame:
    """Propose for each task the initiative closest to it, when one is close enough.

    An initiative is compared by its title and description.

    Parameters
    ----------
    placed : DataFrame
        From `place_tasks`.
    initiatives : DataFrame
        The table of that name.
    threshold : float
        The similarity below which nothing is proposed, 0 to 1.

    Returns
    -------
    DataFrame
        One row for each task with a proposal, the most dotted first, then the most alike: task_id,
        text, dots, initiative_id, initiative (its title), status and similarity.
    """
    columns = ["task_id", "text", "dots", "initiative_id", "initiative", "status", "similarity"]
    if placed.empty or initiatives.empty:
        return pd.DataFrame(columns=columns)
    about = initiatives["title"] + ". " + initiatives["description"].fillna("")
    vectors = note_vectors([*placed["text"], *about], language)
    product = likeness(vectors[: len(placed)], vectors[len(placed) :]).toarray()
    closest = initiatives.rename(columns={"title": "initiative"}).iloc[product.argmax(axis=1)]
    closest = closest.set_axis(placed.index)
    table = pd.concat([placed[["task_id", "text", "dots"]], closest], axis=1)
    table["similarity"] = product.max(axis=1)
    near = table[table["similarity"] >= threshold]
    return near.sort_values(["dots", "similarity"], ascending=False, kind="stable")[
        columns
    ].reset_index(drop=True)


def initiatives_to_tell(close: pd.DataFrame, initiatives: pd.DataFrame) -> pd.DataFrame:
    """The initiatives that are close to tasks, those of the most dotted tasks first.

    Parameters
    ----------
    close : DataFrame
        From `close_initiatives`.
    initiatives : DataFrame
        The table of that name.

    Returns
    -------
    DataFrame
        One row for each initiative that is close to a task: initiative_id, title, department,
        status, outcome, close_tasks (how many), dots (on those tasks together) and lesson.
    """
    columns = ["initiative_id", "title", "department", "status", "outcome"]
    counts = close.groupby("initiative_id").agg(
        close_tasks=("task_id", "size"), dots=("dots", "sum"), similarity=("similarity", "max")
    )
    table = initiatives[[*columns, "lesson"]].merge(counts, on="initiative_id")
    table = table.sort_values(["dots", "similarity"], ascending=False, kind="stable")
    return table[[*columns, "close_tasks", "dots", "lesson"]].reset_index(drop=True)


def dotted_without_initiative(placed: pd.DataFrame, close: pd.DataFrame) -> pd.DataFrame:
    """The dotted tasks to which no initiative is close: new ground, the most dotted first."""
    new = placed[(placed["dots"] > 0) & ~placed["task_id"].isin(close["task_id"])]
    return new.sort_values("dots", ascending=False, kind="stable").reset_index(drop=True)
