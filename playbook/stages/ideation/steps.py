"""Which steps of the process are covered? Their notes, with AI or not."""

from __future__ import annotations

import pandas as pd

from playbook.language import _, enumerate_words, ngettext, quote
from playbook.show.chart import Chart
from playbook.show.findings import Finding, Tone
from playbook.show.stacked import draw_parts
from playbook.stages.ideation.themes import AI_COLUMNS, AI_PARTS, ai_counts


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


def say_coverage(coverage: pd.DataFrame) -> Finding | None:
    """Name the steps of the process that have no AI idea; nothing without steps."""
    if coverage.empty:
        return None
    without = coverage[coverage["with_ai"] == 0]
    if without.empty:
        return Finding(_("Every step of the process has at least one AI idea."))
    undecided = without["undecided"] > 0
    bare, unsure = (map(quote, without.loc[some, "label"]) for some in (~undecided, undecided))
    sentences, facts = [], []
    if not undecided.all():
        text = ngettext(
            "One step of the process has no AI idea: {steps}. Say whether there is nothing to"
            " gain there, or look at it again.",
            "{count} steps of the process have no AI idea: {steps}. Say whether there is"
            " nothing to gain there, or look at them again.",
            int((~undecided).sum()),
        )
        words = enumerate_words(list(bare))
        sentences.append(text.format(count=int((~undecided).sum()), steps=words))
        facts.append(_("Without an AI idea: {steps}.").format(steps=words))
    if undecided.any():
        text = _("No note is known to need AI yet for {steps}: settle which ones do.")
        words = enumerate_words(list(unsure))
        sentences.append(text.format(steps=words))
        facts.append(_("Without a note that is known to need AI: {steps}.").format(steps=words))
    return Finding(" ".join(sentences), Tone.DECIDE, fact=" ".join(facts))


def draw_steps(coverage: pd.DataFrame) -> Chart | None:
    """Draw how many notes answer to each step of the process, with AI or not."""
    if coverage.empty:
        return None
    without = coverage[coverage["with_ai"] == 0]
    bare = int((without["undecided"] == 0).sum())
    title = _("Every step of the process has an AI idea")
    if len(without):
        title = ngettext(
            "{count} step of the process has no clear AI idea yet",
            "{count} steps of the process have no clear AI idea yet",
            len(without),
        ).format(count=len(without))
    if bare:
        title = ngettext(
            "{count} step of the process has no AI idea",
            "{count} steps of the process have no AI idea",
            bare,
        ).format(count=bare)
    names = [
        f"{position}. {label}"
        for position, label in zip(coverage["position"], coverage["label"], strict=True)
    ]
    return draw_parts(coverage, names, AI_PARTS, title)
