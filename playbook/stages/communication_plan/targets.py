"""Whom the plan is for: how many people, what is at stake for them, who gets nothing."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from playbook.language import N_, _
from playbook.tables.deployment import LEVELS, TARGETS

PROPOSED_STAKES = {
    "hr": N_(
        "Pass the news on to managers and teams, help those whose job changes, listen to how people"
        " feel and tell the project"
    ),
    "social_partners": N_(
        "Have their say while things can still change, and tell how employees feel"
    ),
    "business_management": N_(
        "Bring the news to managers and teams, and bring their reactions back to the project"
    ),
    "managers": N_(
        "Explain the solution to the team until it is clear, report reactions upwards and to the"
        " project, help each person learn"
    ),
    "employees": N_("Know what changes in their day and why, and take their own learning in hand"),
    "sponsors": N_("Tell the whole company where this leads, and why"),
    "ambassadors": N_(
        "Try the solution, say frankly how it went, help colleagues to understand it"
    ),
}
"""What each group may have at stake: from step 1 of the playbook's communication plan, in words of
the kit's own. The playbook proposes nothing for specific populations: it depends on who they are.
"""


@dataclass(frozen=True)
class Scope:
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


def scope(stakeholders: pd.DataFrame) -> Scope:
    """Count the people of all targets; a person may belong to several."""
    known = stakeholders["headcount"].dropna()
    return Scope(
        int(known.max()) if len(known) else 0,
        int(known.sum()),
        int(stakeholders["headcount"].isna().sum()),
        len(stakeholders),
    )


def absent_groups(stakeholders: pd.DataFrame) -> list[str]:
    """The playbook's groups of targets that no target of the table belongs to."""
    present = set(stakeholders["group"])
    return [group for group in TARGETS if group not in present]


def target_table(stakeholders: pd.DataFrame, actions: pd.DataFrame) -> pd.DataFrame:
    """What is at stake for each target, and what it hears.

    Parameters
    ----------
    actions : DataFrame
        From `plan_actions`. Cancelled actions do not count.

    Returns
    -------
    DataFrame
        One row a target: stakeholder_id, label, group, headcount, stakes (missing: not said),
        proposed_stakes (only where stakes are missing and the playbook proposes some), actions
        (how many), overdue (how many of them), first_on, last_on and next_on (dates of the first
        one, of the last one done, and of the first to come; missing without any).
    """
    columns = ["stakeholder_id", "label", "group", "headcount", "stakes"]
    table = stakeholders[columns].reset_index(drop=True)
    proposals = [
        _(PROPOSED_STAKES[group]) if group in PROPOSED_STAKES else None for group in table["group"]
    ]
    table["proposed_stakes"] = pd.Series(proposals, dtype="str").where(table["stakes"].isna())
    held = actions[actions["state"] != "cancelled"]
    dates = {
        "first_on": held.groupby("stakeholder_id")["date"].min(),
        "last_on": held[held["state"] == "done"].groupby("stakeholder_id")["date"].max(),
        "next_on": held[held["state"] == "to_come"].groupby("stakeholder_id")["date"].min(),
    }
    counts = held["stakeholder_id"].value_counts()
    table["actions"] = table["stakeholder_id"].map(counts).fillna(0).astype(int)
    late = held.loc[held["state"] == "overdue", "stakeholder_id"].value_counts()
    table["overdue"] = table["stakeholder_id"].map(late).fillna(0).astype(int)
    for name, found in dates.items():
        table[name] = found.reindex(table["stakeholder_id"]).to_numpy()
    return table


def coverage(stakeholders: pd.DataFrame, actions: pd.DataFrame) -> pd.DataFrame:
    """Count the actions of each target at each level; cancelled ones do not count.

    Returns
    -------
    DataFrame
        One row a target: stakeholder_id, label, a column for each level, and actions (in all).
    """
    held = actions[actions["state"] != "cancelled"]
    counts = (
        pd.crosstab(held["stakeholder_id"], held["level"].astype("str"))
        .reindex(index=stakeholders["stakeholder_id"], columns=list(LEVELS), fill_value=0)
        .astype(int)
    )
    counts["actions"] = counts.sum(axis=1)
    counts.insert(0, "label", stakeholders["label"].to_numpy())
    return counts.rename_axis(columns=None).reset_index()
