"""Slips to vote and to note on, one for each person; without a name where votes are anonymous."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playbook.language import _, format_number
from playbook.packs.occasion import Occasion

BLANK_LINES = 10
MOST_MARKS = 11


@dataclass(frozen=True)
class Slip:
    """One slip: what is asked of each line, and the marks that can be given."""

    title: str
    signed: bool
    headers: list[str]
    lines: list[str]
    marks: list[str]
    notes: list[str]


def slips(occasion: Occasion) -> tuple[Slip, int] | None:
    """The slip of a workshop and how many of it are needed; None where none are used."""
    parameters = occasion.campaign.parameters
    people = max(len(occasion.people), occasion.workshop.people.most)
    if occasion.stage == "prioritisation":
        titles = list(occasion.campaign.table("use_cases")["title"]) or [""] * BLANK_LINES
        headers = [_("Use case"), _("Value"), _("Feasibility")]
        marks = _marks(*parameters.scales.rating)
        signed = not parameters.anonymous_votes
        return Slip(_("Voting slip"), signed, headers, titles, marks, []), people
    if occasion.stage == "solution_selection":
        names = list(occasion.campaign.table("solutions")["name"]) or [""]
        notes = [_("What convinced"), _("What did not"), _("Anything else")]
        marks = _marks(*parameters.scales.jury)
        signed = not parameters.anonymous_votes
        headers = [_("Solution"), _("Overall")]
        return Slip(_("Feedback sheet"), signed, headers, names, marks, notes), people
    return None


def _marks(low: float, high: float) -> list[str]:
    """The marks of a scale, to be ringed; none where there are too many to print."""
    whole = np.arange(low, high + 1)
    return [format_number(mark) for mark in whole] if len(whole) <= MOST_MARKS else []
