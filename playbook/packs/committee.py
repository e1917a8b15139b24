"""The form of a restricted committee: who sits, and one sheet to rate, decide and assign on."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from playbook.language import _
from playbook.packs.occasion import Occasion
from playbook.packs.seating import remarks
from playbook.tables.framing import OUTCOMES, ROLES

STAGE = "prioritisation"
LEAST_ROWS = 6


@dataclass(frozen=True)
class Committee:
    """What the form shows.

    Attributes
    ----------
    people : list of (str, str, str)
        Those who sit: what each is called, the role, the department.
    voters : list of str
        Whose votes have a column of their own; nobody's where votes are promised to be anonymous.
    use_cases : list of str
        Their titles; empty lines follow while they are few.
    outcomes : list of str
        The decisions there are, one to be ringed.
    remarks : list of str
        What is not as the workshop is meant, such as a role that nobody has.
    """

    people: list[tuple[str, str, str]]
    voters: list[str]
    use_cases: list[str]
    outcomes: list[str]
    remarks: list[str]


def committee(occasion: Occasion) -> Committee | None:
    """The form where fewer people are listed than the workshop is meant for; None elsewhere."""
    people = occasion.people
    if occasion.stage != STAGE or not 0 < len(people) < occasion.workshop.people.fewest:
        return None
    parameters = occasion.campaign.parameters
    sitting = [
        (
            occasion.called(row["participant_id"]),
            "" if pd.isna(row["role"]) else _(ROLES[row["role"]]),
            "" if pd.isna(row["department"]) else str(row["department"]),
        )
        for row in people.to_dict("records")
    ]
    titles = list(occasion.campaign.table("use_cases")["title"])
    return Committee(
        people=sitting,
        voters=[] if parameters.anonymous_votes else [name for name, _role, _where in sitting],
        use_cases=titles + [""] * (LEAST_ROWS - len(titles)),
        outcomes=[_(outcome) for outcome in OUTCOMES.values()],
        remarks=remarks(occasion),
    )
