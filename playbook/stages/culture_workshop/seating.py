"""The sentence about the groups of the World Café."""

from __future__ import annotations

import pandas as pd

from playbook.language import _, format_duration, format_number, ngettext
from playbook.show.findings import Finding, Tone
from playbook.stages.culture_workshop.agenda import TURN_MINUTES
from playbook.stages.culture_workshop.rotation import TURNS, group_sizes

FEWEST, MOST = 5, 10
"""How many people the playbook means the workshop for."""


def say_groups(people: int) -> Finding:
    """Say how the people are grouped, and what is not as the playbook plans it.

    Parameters
    ----------
    people : int
        How many sit in groups, facilitators left out.
    """
    if people < 2:
        return Finding(
            _("A World Café needs people in groups: two at least, beside the facilitators."),
            Tone.DECIDE,
        )
    cafes = group_sizes(people)
    sizes = sorted({size for cafe in cafes for size in cafe})
    groups = sum(map(len, cafes))
    size = format_number(sizes[0])
    if len(sizes) > 1:
        size = _("{low} or {high}").format(low=size, high=format_number(sizes[-1]))
    text = ngettext(
        "{people} people make {groups} group of {sizes}, at all three boards within {minutes}.",
        "{people} people make {groups} groups of {sizes}, each at all three boards within"
        " {minutes}.",
        groups,
    ).format(
        people=format_number(people),
        groups=format_number(groups),
        sizes=size,
        minutes=format_duration(TURN_MINUTES * len(TURNS)),
    )
    odd = _what_is_odd(people, cafes)
    return Finding(" ".join([text, *odd]), Tone.CAUTION if odd else Tone.RESULT)


def _what_is_odd(people: int, cafes: list[list[int]]) -> list[str]:
    """What is not as the playbook plans it, in sentences."""
    odd = []
    if len(cafes) > 1:
        text = _("They sit in {cafes} World Cafés side by side, each with three boards of its own.")
        odd.append(text.format(cafes=format_number(len(cafes))))
    elif len(cafes[0]) < 3:
        waiting = 3 - len(cafes[0])
        text = ngettext(
            "Too few for three groups: {waiting} board waits at each turn.",
            "Too few for three groups: {waiting} boards wait at each turn.",
            waiting,
        )
        odd.append(text.format(waiting=waiting))
    elif max(cafes[0]) > 3:
        odd.append(_("A group of 4 is larger than planned: see that everybody writes."))
    if not FEWEST <= people <= MOST:
        text = _("The workshop is meant for {fewest} to {most} people.")
        odd.append(text.format(fewest=FEWEST, most=MOST))
    return odd


def say_facilitator(participants: pd.DataFrame) -> Finding | None:
    """Say that nobody is named to keep the turns; nothing when somebody is."""
    if participants["role"].eq("facilitator").any():
        return None
    text = _("No participant is named as facilitator: who makes the groups turn every {minutes}?")
    return Finding(text.format(minutes=format_duration(TURN_MINUTES)), Tone.DECIDE)
