"""How many people the targets are, and whether a plan is worth making for them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from playbook.language import _, format_number, ngettext
from playbook.show.findings import Finding, Tone


@dataclass(frozen=True)
class Reach:
    """How many people the targets are.

    Attributes
    ----------
    low, high : int
        If the targets overlap as much as they can (the largest one holds all the others), and if
        they do not overlap; known headcounts only.
    unknown : int
        How many targets have no headcount: there may be more people.
    targets : int
        How many targets there are.
    """

    low: int
    high: int
    unknown: int
    targets: int


def people_reached(stakeholders: pd.DataFrame) -> Reach:
    """Count the people of all targets; a person may belong to several."""
    known = stakeholders["headcount"].dropna()
    return Reach(
        int(known.max()) if len(known) else 0,
        int(known.sum()),
        int(stakeholders["headcount"].isna().sum()),
        len(stakeholders),
    )


def say_worth(found: Reach, threshold: int) -> Finding:
    """Say whether a communication plan is worth making.

    Parameters
    ----------
    threshold : int
        A plan is worth making for more people than this.
    """
    if found.unknown == found.targets:
        text = _(
            "No target has a headcount: whether the plan is worth making (more than {threshold}"
            " people) cannot be told. Ask for the figures."
        )
        return Finding(text.format(threshold=format_number(threshold)), Tone.DECIDE)
    people = people_in_words(found)
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


def people_in_words(found: Reach) -> str:
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
