"""The activities of the impact study, as the playbook times them, and how many people it takes."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from playbook.language import N_
from playbook.stages.shared.run_sheet import Activity

PEOPLE = (5, 10)
GROUP = (4, 5)
ROLES = ("business_expert", "hr", "it_data")

ACTIVITIES = (
    Activity(N_("Introduction: the solution that is to be put in place"), 15, N_("Slides, a demonstration")),
    Activity(N_("Gaps between today and the target, in groups of 4 or 5 that mix the jobs"), 20, N_("A board for each group, sticky notes")),
    Activity(N_("Each group tells the others what it found"), 10, N_("The boards")),
    Activity(N_("Break, while the facilitator merges the gaps"), 10, N_("List of gaps")),
    Activity(N_("What changes for people: jobs, tasks, skills, training on offer"), 45, N_("Grid of impacts on people")),
    Activity(N_("What changes in the organisation: processes, systems, culture, management"), 45, N_("Grid of impacts on the organisation")),
)  # fmt: skip


def groupings(people: tuple[int, int], group: tuple[int, int]) -> pd.DataFrame:
    """The groups that each number of people can be split into.

    Parameters
    ----------
    people, group : (int, int)
        The fewest and the most people of the workshop, and of a group.

    Returns
    -------
    DataFrame
        One row for each number of people: people, groups (the most groups of the right size; 0
        when none can be made) and sizes (such as "4 + 5"; empty when none can be made).
    """
    rows = []
    for count in range(people[0], people[1] + 1):
        groups = next((n for n in range(count, 0, -1) if group[0] * n <= count <= group[1] * n), 0)
        rows.append((count, groups, _sizes(count, groups)))
    return pd.DataFrame(rows, columns=["people", "groups", "sizes"])


def _sizes(people: int, groups: int) -> str:
    """How many people each group has, the groups as equal as can be."""
    if not groups:
        return ""
    small, larger = divmod(people, groups)
    return " + ".join([str(small)] * (groups - larger) + [str(small + 1)] * larger)


def missing_roles(participants: pd.DataFrame, roles: Sequence[str] = ROLES) -> list[str]:
    """The roles that the workshop needs and nobody on the list of participants has."""
    present = set(participants["role"].dropna())
    return [role for role in roles if role not in present]
