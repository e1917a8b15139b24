"""What each question of the World Café brought."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, _, enumerate_words, format_number, ngettext, quote
from playbook.show.chart import BLUE, GREY, YELLOW, Chart
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.show.stacked import draw_parts
from playbook.stages.culture_workshop.matrix import PLACES
from playbook.tables.culture import QUESTIONS

PLACE_PARTS = {
    "inside": (N_("in the zone"), BLUE),
    "outside": (N_("elsewhere"), GREY),
    "not_placed": (N_("not placed"), YELLOW),
}
LABELS = {
    "question": Label(N_("Question"), codes=QUESTIONS),
    "inside": Label(PLACES["inside"], Format.WHOLE),
    "outside": Label(PLACES["outside"], Format.WHOLE),
    "not_placed": Label(PLACES["not_placed"], Format.WHOLE),
    "tasks": Label(N_("Tasks"), Format.WHOLE),
    "groups": Label(N_("Groups that wrote"), Format.WHOLE),
}


def question_counts(placed: pd.DataFrame) -> pd.DataFrame:
    """Count what each question brought.

    Parameters
    ----------
    placed : DataFrame
        From `matrix.place_tasks`.

    Returns
    -------
    DataFrame
        One row for each question, in the playbook's order: question, inside, outside and not_placed
        (tasks in the marked zone, elsewhere on the matrix, not on it), tasks (all), and groups (how
        many groups wrote there, among those that the notes name).
    """
    table = pd.crosstab(placed["question"].astype(str), placed["place"])
    table = table.reindex(
        index=list(QUESTIONS), columns=["inside", "outside", "not_placed"], fill_value=0
    )
    table["tasks"] = table.sum(axis=1)
    groups = placed.groupby(placed["question"].astype(str))["group"].nunique()
    table["groups"] = groups.reindex(table.index, fill_value=0)
    return table.rename_axis(columns=None).reset_index()


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


def draw_questions(counts: pd.DataFrame) -> Chart | None:
    """Draw how many tasks each question brought, and where they lie."""
    if not counts["tasks"].any():
        return None
    most = counts[counts["inside"] == counts["inside"].max()]
    title = _("The questions bring as many tasks to the zone")
    if not counts["inside"].any():
        title = _("No task lies in the marked zone")
    elif len(most) < len(counts):
        questions = [quote(_(QUESTIONS[question])) for question in most["question"]]
        title = ngettext(
            "{questions} brings the most tasks to the zone",
            "{questions} bring the most tasks to the zone",
            len(most),
        ).format(questions=enumerate_words(questions))
    names = [_(QUESTIONS[question]) for question in counts["question"]]
    return draw_parts(counts, names, PLACE_PARTS, title)
