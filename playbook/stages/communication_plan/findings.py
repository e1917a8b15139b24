"""The sentences of the communication plan on its targets: who they are and what they get."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from playbook.language import (
    _,
    enumerate_words,
    format_number,
    ngettext,
    quote,
    quoted,
    some,
)
from playbook.show.findings import Finding, Tone
from playbook.stages.communication_plan.targets import Scope, scope
from playbook.tables.deployment import LEVELS, TARGETS


def say_scope(found: Scope, threshold: int) -> Finding:
    """Say whether a communication plan is worth making.

    Parameters
    ----------
    threshold : int
        A plan is worth making for more people than this.
    """
    if found.unknown == found.targets:
        text = _(
            "No target has a headcount: whether the plan is worth making (more than {threshold}"
            " people) cannot be told."
        )
        return Finding(text.format(threshold=format_number(threshold)), Tone.DECIDE)
    people = _people(found)
    tone = Tone.DECIDE
    if found.low > threshold:
        verdict = _("A plan is worth making: {people}, against a threshold of {threshold}.")
        tone = Tone.RESULT
    elif found.high > threshold:
        verdict = _(
            "Whether a plan is worth making depends on how far the targets overlap: {people},"
            " against a threshold of {threshold}. Count the people."
        )
    elif found.unknown:
        verdict = _(
            "Whether a plan is worth making cannot be told yet: {people}, against a threshold of"
            " {threshold}. Ask for the missing figures."
        )
    else:
        verdict = _(
            "A full plan is hardly worth making: {people}, which is not above the threshold of"
            " {threshold}. A few meetings may do."
        )
        tone = Tone.RESULT
    return Finding(verdict.format(people=people, threshold=format_number(threshold)), tone)


def _people(found: Scope) -> str:
    """How many people some targets are, as far as that is known."""
    people = _("{low} to {high} people ({low} if the largest target holds all others)")
    if found.low == found.high:
        people = ngettext("{low} person", "{low} people", found.low)
    if found.unknown:
        people += ngettext(
            ", and {unknown} target whose headcount is unknown",
            ", and {unknown} targets whose headcounts are unknown",
            found.unknown,
        )
    numbers = {"low": found.low, "high": found.high, "unknown": found.unknown}
    return people.format(**{name: format_number(n) for name, n in numbers.items()})


def say_stakes(targets: pd.DataFrame) -> Finding:
    """Say for which targets nobody wrote down what is at stake."""
    bare = targets.loc[targets["stakes"].isna(), "label"]
    if bare.empty:
        return Finding(_("What is at stake is written down for every target."))
    text = ngettext(
        "Nobody wrote down what is at stake for {targets}: a proposal is made where there is one,"
        " to be discussed with them.",
        "Nobody wrote down what is at stake for {count} targets ({targets}): proposals are made"
        " where there are some, to be discussed with them.",
        len(bare),
    )
    return Finding(text.format(targets=quoted(bare), count=len(bare)), Tone.DECIDE)


def say_groups(absent: Sequence[str]) -> Finding:
    """Say which of the playbook's groups no target stands for."""
    if not absent:
        return Finding(_("Every group of the playbook has a target."))
    text = ngettext(
        "No target stands for this group of the playbook: {groups}. On purpose, or forgotten?",
        "No target stands for these groups of the playbook: {groups}. On purpose, or forgotten?",
        len(absent),
    )
    return Finding(
        text.format(groups=enumerate_words([_(TARGETS[g]) for g in absent])), Tone.DECIDE
    )


def say_unaddressed(targets: pd.DataFrame, actions: pd.DataFrame) -> Finding:
    """Name the targets that nobody speaks to."""
    if actions.empty:
        return Finding(
            _("No action is planned yet: write the plan, target by target."), Tone.DECIDE
        )
    bare = targets[targets["actions"] == 0]
    if bare.empty:
        return Finding(_("Every target is spoken to at least once."))
    text = ngettext(
        "Nobody speaks to {targets}: no action, or only cancelled ones.",
        "Nobody speaks to {count} targets ({targets}): no action, or only cancelled ones.",
        len(bare),
    )
    said = text.format(targets=quoted(bare["label"]), count=len(bare))
    found = scope(bare)
    if found.unknown < found.targets:
        said += " " + _("That is {people}.").format(people=_people(found))
    return Finding(said, Tone.DECIDE)


def say_levels(coverage: pd.DataFrame) -> Finding | None:
    """Say which levels of communication have no action; nothing without a plan."""
    if not coverage["actions"].sum():
        return None
    bare = [_(word) for level, word in LEVELS.items() if not coverage[level].sum()]
    if not bare:
        return Finding(_("Every level of communication has at least one action."))
    text = ngettext(
        "One level of communication has no action: {levels}.",
        "{count} levels of communication have no action: {levels}.",
        len(bare),
    )
    return Finding(text.format(count=len(bare), levels=enumerate_words(bare)), Tone.DECIDE)


def say_load(load: pd.DataFrame, limit: int) -> Finding | None:
    """Say who hears too much at once; nothing without a plan."""
    if load.empty:
        return None
    crowded = load[load["crowded"] > 0]
    if crowded.empty:
        text = ngettext(
            "No target gets more than {most} action in any month (limit: {limit}).",
            "No target gets more than {most} actions in any month (limit: {limit}).",
            int(load["most"].max()),
        )
        return Finding(text.format(most=int(load["most"].max()), limit=limit))
    text = ngettext(
        "Too much at once, more than {limit} action in a month: {targets}. Spread them.",
        "Too much at once, more than {limit} actions in a month: {targets}. Spread them.",
        limit,
    )
    words = [
        _("{target} ({most} in {month})").format(
            target=quote(row["target"]), most=row["most"], month=row["month"]
        )
        for row in crowded.to_dict("records")
    ]
    return Finding(text.format(limit=limit, targets=some(words)), Tone.DECIDE)
