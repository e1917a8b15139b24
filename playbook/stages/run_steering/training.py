"""Is the training material up to date? What the tables hold on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from playbook.language import _, ngettext
from playbook.show.findings import Finding, Tone
from playbook.stages.run_steering.backlog import known_requests
from playbook.stages.run_steering.completion import SETTLED
from playbook.tables.matching import fold


def training_items(run_checklist: pd.DataFrame, words: Sequence[str]) -> pd.DataFrame:
    """The items of the checklist whose label speaks of training.

    Parameters
    ----------
    words : sequence of str
        What it must say, at the beginning of a word; case and accents do not matter.
    """
    wanted = [fold(word) for word in words if fold(word)]
    labels = run_checklist["label"].map(lambda label: f" {fold(str(label))}")
    speaks = labels.map(lambda label: any(f" {word}" in label for word in wanted)).astype(bool)
    columns = ["item_id", "label", "status", "owner", "due_on"]
    return run_checklist.loc[speaks, columns].reset_index(drop=True)


def training_requests(requests: pd.DataFrame, as_of: date, months: int) -> tuple[int, int]:
    """How many requests for training came in, and how many of them in the last months."""
    known = known_requests(requests, as_of)
    training = known.loc[known["kind"] == "training", "opened_on"]
    since = pd.Timestamp(as_of) - pd.DateOffset(months=months)
    return len(training), int((training > since).sum())


def say_training_material(
    items: pd.DataFrame, asked: tuple[int, int], months: int, as_of: date
) -> Finding:
    """Say what the tables hold on the age of the training material, and what they cannot tell."""
    sentences = [
        _(
            "No table holds the day on which training material was last revised: its age cannot be"
            " told."
        )
    ]
    open_ = items[~items["status"].isin(SETTLED)]
    late = int((open_["due_on"] < pd.Timestamp(as_of)).sum())
    if len(items):
        text = ngettext(
            "{count} item of the checklist speaks of training",
            "{count} items of the checklist speak of training",
            len(items),
        )
        if late:
            text += ngettext(", {late} is overdue", ", {late} are overdue", late)
        if late and len(items) == 1:
            text = _("One item of the checklist speaks of training, and it is overdue")
        sentences.append(_("{parts}.").format(parts=text.format(count=len(items), late=late)))
    total, recent = asked
    if total:
        text = ngettext(
            "{total} request asked for training, {recent} of them in the last {months} months.",
            "{total} requests asked for training, {recent} of them in the last {months} months.",
            total,
        )
        sentences.append(text.format(total=total, recent=recent, months=months))
    return Finding(" ".join(sentences), Tone.CAUTION)
