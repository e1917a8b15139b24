"""Who sits with whom: sub-groups where more come than one group holds, or where the workshop works
in groups; the boards of the World Café.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from playbook.language import _, format_number
from playbook.packs.occasion import Occasion
from playbook.stages.culture_workshop.groups import TURNS, rotation, workshop_people
from playbook.stages.shared.people import FACILITATOR, check_people, group_sizes, sub_groups
from playbook.tables.culture import QUESTIONS


@dataclass(frozen=True)
class Seating:
    """The seating of a workshop: a heading for each column, then a row for each person."""

    headers: list[str]
    rows: list[list[str]]


def remarks(occasion: Occasion) -> list[str]:
    """What is not as the booklet plans it, in sentences; nothing without a list of people."""
    if occasion.people.empty:
        return [
            _(
                "No participants are listed yet: fill in the table of participants, and"
                " prepare again."
            )
        ]
    plan = occasion.workshop.people
    return [finding.text for finding in check_people(occasion.people, plan, occasion.job)]


def seating(occasion: Occasion) -> Seating | None:
    """Who goes where; None where all sit together."""
    if occasion.stage == "culture_workshop":
        return _world_cafe(occasion)
    plan = occasion.workshop.people
    people = occasion.people
    if plan.group is not None:
        people = people[people["role"].ne(FACILITATOR)]
    if plan.group is not None:
        sizes = group_sizes(len(people), plan.group[1])
    elif len(people) > plan.most:
        sizes = group_sizes(len(people), plan.most)
    else:
        sizes = []
    if len(sizes) < 2:
        return None
    table = sub_groups(people, sizes, occasion.campaign.parameters.seed)
    headers = [_("Group"), _("Participant"), _("Job or department")]
    return Seating(
        headers,
        [
            [format_number(group), occasion.called(person), job]
            for group, person, job in table.itertuples(index=False)
        ],
    )


def _world_cafe(occasion: Occasion) -> Seating | None:
    """The groups of the World Café, and the board of each at each turn."""
    table = rotation(workshop_people(occasion.people), occasion.campaign.parameters.seed)
    if table.empty:
        return None
    headers = [_("Group"), _("Participant"), _("First turn"), _("Second turn"), _("Third turn")]
    return Seating(headers, [_turns(occasion, row) for _number, row in table.iterrows()])


def _turns(occasion: Occasion, row: pd.Series) -> list[str]:
    """One person's row: group, name, the board at each turn."""
    boards = [_(QUESTIONS[row[turn]]) for turn in TURNS]
    return [str(row["group"]), occasion.called(str(row["participant_id"])), *boards]
