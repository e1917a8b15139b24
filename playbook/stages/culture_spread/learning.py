"""What was learnt from the initiatives, and which of them should be looked back on."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.language import N_, _, ngettext
from playbook.show.chart import BLUE, YELLOW, Chart
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.show.stacked import draw_parts
from playbook.stages.culture_spread.departments import named
from playbook.tables import TABLES

OUTCOMES = ("success", "mixed", "failure")
FINISHED = ("done", "stopped")
OUTCOME_NAMES = {
    "success": N_("Success"),
    "mixed": N_("Mixed"),
    "failure": N_("Failure"),
}
LESSON_PARTS = {
    "with_lesson": (N_("with a lesson"), BLUE),
    "without_lesson": (N_("without"), YELLOW),
}
MISSING_PARTS = {
    "lesson": N_("The lesson"),
    "outcome": N_("The outcome"),
    "both": N_("The outcome and the lesson"),
}
LABELS = {
    "initiatives": Label(N_("Initiatives"), Format.WHOLE),
    "with_lesson": Label(N_("With a lesson"), Format.WHOLE),
    "without_lesson": Label(N_("Without a lesson"), Format.WHOLE),
    "outcome": Label(
        N_("Outcome"), codes=TABLES["initiatives"].column("outcome").codes, missing=N_("not noted")
    ),
    "status": Label(N_("Status"), codes=TABLES["initiatives"].column("status").codes),
    "missing": Label(N_("What is missing"), codes=MISSING_PARTS),
}


def finished(initiatives: pd.DataFrame) -> pd.Series:
    """Whether each initiative is over: said to be, or known how it turned out."""
    return initiatives["status"].isin(FINISHED) | initiatives["outcome"].notna()


def outcome_counts(initiatives: pd.DataFrame) -> pd.DataFrame:
    """Count the finished initiatives by outcome, with a lesson noted or not.

    Returns
    -------
    DataFrame
        One row for each outcome that occurs, in the order success, mixed, failure, then not noted
        (missing): outcome, initiatives, with_lesson and without_lesson.
    """
    over = initiatives[finished(initiatives)]
    outcome = over["outcome"].astype("object").where(over["outcome"].notna(), "")
    rows = []
    for name in (*OUTCOMES, ""):
        lessons = over.loc[outcome == name, "lesson"].notna()
        if len(lessons):
            kept = int(lessons.sum())
            rows.append((name or None, len(lessons), kept, len(lessons) - kept))
    return pd.DataFrame(rows, columns=["outcome", "initiatives", "with_lesson", "without_lesson"])


def lessons(initiatives: pd.DataFrame) -> pd.DataFrame:
    """Gather the lessons by how the initiative turned out.

    Returns
    -------
    DataFrame
        One row for each initiative with a lesson, successes first, those not over last: outcome
        (missing: not noted), title, department, status, lesson.
    """
    learnt = initiatives[initiatives["lesson"].notna()]
    order = {name: place for place, name in enumerate(OUTCOMES)}
    place = learnt["outcome"].astype("object").map(order).astype("float64").fillna(len(order))
    place = place + ~finished(learnt)
    sorted_rows = place.sort_values(kind="stable").index
    columns = ["outcome", "title", "department", "status", "lesson"]
    return learnt.loc[sorted_rows, columns].reset_index(drop=True)


def unlearnt(initiatives: pd.DataFrame) -> pd.DataFrame:
    """List the finished initiatives whose outcome or lesson nobody has noted.

    Returns
    -------
    DataFrame
        initiative_id, title, department, status, outcome and missing: lesson, outcome, or both.
    """
    over = initiatives[finished(initiatives)]
    no_lesson, no_outcome = over["lesson"].isna(), over["outcome"].isna()
    missing = np.select(
        [no_lesson & no_outcome, no_lesson, no_outcome], ["both", "lesson", "outcome"], ""
    )
    columns = ["initiative_id", "title", "department", "status", "outcome"]
    table = over[columns].assign(missing=missing)
    return table[table["missing"] != ""].reset_index(drop=True)


def say_lessons(counts: pd.DataFrame) -> Finding | None:
    """Say how many finished initiatives left a lesson; nothing when none is finished."""
    if counts.empty:
        return None
    over, kept = int(counts["initiatives"].sum()), int(counts["with_lesson"].sum())
    failed = counts[counts["outcome"].isin(["failure", "mixed"])]
    text = ngettext(
        "{kept} of {over} finished initiative left a lesson",
        "{kept} of {over} finished initiatives left a lesson",
        over,
    ).format(kept=kept, over=over)
    if kept == over:
        text = ngettext(
            "The only finished initiative left a lesson",
            "All {over} finished initiatives left a lesson",
            over,
        ).format(over=over)
    if failed.empty:
        return Finding(_("{text}; no failure is noted.").format(text=text))
    if kept == over:
        text = ngettext(
            "{text}, the {failed} that failed or did so in part among them.",
            "{text}, the {failed} that failed, wholly or in part, among them.",
            int(failed["initiatives"].sum()),
        ).format(text=text, failed=int(failed["initiatives"].sum()))
        return Finding(text)
    text = ngettext(
        "{text}; of the {failed} that failed or did so in part, {learnt} did.",
        "{text}; of the {failed} that failed, wholly or in part, {learnt} did.",
        int(failed["initiatives"].sum()),
    ).format(
        text=text,
        failed=int(failed["initiatives"].sum()),
        learnt=int(failed["with_lesson"].sum()),
    )
    return Finding(text)


def say_unlearnt(table: pd.DataFrame, counts: pd.DataFrame) -> Finding | None:
    """Name the finished initiatives without a lesson or an outcome; nothing when none is."""
    if counts.empty:
        return None
    if table.empty:
        return Finding(_("Every finished initiative has its outcome and its lesson."))
    sentences = []
    for column, text in (
        ("lesson", _("Without a lesson: {titles}.")),
        ("outcome", _("Without an outcome: {titles}.")),
    ):
        chosen = table.loc[table["missing"].isin([column, "both"]), "title"]
        if len(chosen):
            sentences.append(text.format(titles=named(chosen, quoted=True)))
    lead = ngettext(
        "{count} finished initiative should be looked back on.",
        "{count} finished initiatives should be looked back on.",
        len(table),
    ).format(count=len(table))
    return Finding(" ".join([lead, *sentences]), Tone.DECIDE)


def draw_outcomes(counts: pd.DataFrame) -> Chart | None:
    """Draw the finished initiatives by outcome, with a lesson or not; None without any."""
    if counts.empty:
        return None
    names = [_(OUTCOME_NAMES.get(str(outcome), N_("Not noted"))) for outcome in counts["outcome"]]
    bare = int(counts["without_lesson"].sum())
    title = ngettext(
        "{count} finished initiative left no lesson",
        "{count} finished initiatives left no lesson",
        bare,
    ).format(count=bare)
    if not bare:
        title = _("Every finished initiative left a lesson")
    parts = {name: part for name, part in LESSON_PARTS.items() if counts[name].any()}
    return draw_parts(counts, names, parts, title)
