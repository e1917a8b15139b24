"""What the company already does about it: the initiatives close to the tasks, by their words.

Similarity is that of `recurrence`: proposals, with their score, for people to accept or refuse.
"""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, _, enumerate_words, ngettext, quote, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.culture_workshop.matrix import NAMED
from playbook.statistics.similarity import likeness, note_vectors
from playbook.tables.culture import INITIATIVE_OUTCOMES, INITIATIVE_STATUSES

CLOSE_SHOWN = ["text", "dots", "initiative", "status", "similarity"]
TOLD_SHOWN = ["title", "outcome", "close_tasks", "dots", "lesson"]
LABELS = {
    "initiative": Label(N_("Closest initiative")),
    "title": Label(N_("Initiative")),
    "status": Label(N_("Status"), codes=INITIATIVE_STATUSES),
    "outcome": Label(N_("Outcome"), codes=INITIATIVE_OUTCOMES),
    "close_tasks": Label(N_("Tasks close to it"), Format.WHOLE),
}
CLOSE = N_("For each task, the initiative closest to it")
TOLD = N_("The initiatives to tell of")


def close_initiatives(
    placed: pd.DataFrame, initiatives: pd.DataFrame, language: str, threshold: float
) -> pd.DataFrame:
    """Propose for each task the initiative closest to it, when one is close enough.

    An initiative is compared by its title and description.

    Parameters
    ----------
    placed : DataFrame
        From `matrix.place_tasks`.
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


def say_initiatives(told: pd.DataFrame, initiatives: pd.DataFrame) -> Finding | None:
    """Say which initiatives are close to the tasks; nothing when the company listed none."""
    if initiatives.empty:
        return None
    if told.empty:
        return Finding(_("No initiative of the company is close to these tasks."), Tone.CAUTION)
    text = ngettext(
        "{count} initiative of the company is close to a task: {titles}.",
        "{count} initiatives of the company are close to tasks, first {titles}.",
        len(told),
    )
    titles = enumerate_words([quote(title) for title in told["title"].head(NAMED)])
    return Finding(text.format(count=len(told), titles=titles))


def say_ended(told: pd.DataFrame) -> Finding | None:
    """Name the close initiatives that failed, or stopped without any success; nothing when none."""
    stopped = told["status"].eq("stopped") & ~told["outcome"].isin(["success", "mixed"])
    ended = told[stopped | told["outcome"].eq("failure")]
    if ended.empty:
        return None
    text = ngettext(
        "{titles} is close and came to nothing: say why before proposing it again.",
        "{titles} are close and came to nothing: say why before proposing them again.",
        len(ended),
    )
    return Finding(text.format(titles=quoted(ended["title"], NAMED)), Tone.CAUTION)


def say_new_ground(new: pd.DataFrame) -> Finding | None:
    """Name the dotted tasks to which no initiative is close; nothing when there is none."""
    if new.empty:
        return None
    text = ngettext(
        "{tasks} has dots and no initiative close to it: decide whether to take it to the"
        " next ideation workshop.",
        "{tasks} have dots and no initiative close to them: decide whether to take them to"
        " the next ideation workshop.",
        len(new),
    )
    return Finding(text.format(tasks=quoted(new["text"], NAMED)), Tone.DECIDE)
