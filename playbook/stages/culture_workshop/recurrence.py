"""Which tasks were named more than once, under two questions.

Similarity is that of `playbook.statistics.similarity`: shared word stems and pieces of words, no
synonyms. All of it is proposals, with their score, for people to accept or refuse.
"""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, _, ngettext
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.statistics.similarity import similar_pairs
from playbook.tables.culture import QUESTIONS

SHOWN = ["text", "question", "other_text", "other_question", "similarity"]
LABELS = {
    "other_id": Label(N_("Other task")),
    "other_text": Label(N_("What was written there")),
    "other_question": Label(N_("Under the question"), codes=QUESTIONS),
    "similarity": Label(N_("Similarity"), Format.DECIMAL),
}


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


def say_recurring(pairs: pd.DataFrame) -> Finding:
    """Say how many pairs of tasks may be one, named under two questions."""
    if pairs.empty:
        return Finding(_("No task seems to have been named under two questions."))
    both = {"typical_week", "time_savings"}
    sides = zip(pairs["question"].astype(str), pairs["other_question"].astype(str), strict=True)
    weekly = sum({here, there} == both for here, there in sides)
    text = ngettext(
        "{count} pair of tasks may be one task, named under two questions: confirm it.",
        "{count} pairs of tasks may each be one task, named under two questions: confirm it.",
        len(pairs),
    ).format(count=len(pairs))
    if weekly:
        text += " " + ngettext(
            "{weekly} joins a task that fills the week to one that could take less time.",
            "{weekly} join a task that fills the week to one that could take less time.",
            weekly,
        ).format(weekly=weekly)
    return Finding(text, Tone.DECIDE)
