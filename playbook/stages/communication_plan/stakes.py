"""What is at stake for each target."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from playbook.language import N_, _, enumerate_words, ngettext, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.tables.deployment import TARGETS

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
LABELS = {
    "label": Label(N_("Target group")),
    "headcount": Label(N_("People"), Format.WHOLE, missing=N_("unknown")),
    "stakes": Label(N_("What is at stake"), missing=N_("not said")),
    "proposed_stakes": Label(N_("Proposal, to be discussed"), missing=N_("none: ask them")),
    "actions": Label(N_("Actions"), Format.WHOLE),
    "overdue": Label(N_("Overdue"), Format.WHOLE),
    "first_on": Label(N_("First hears"), Format.DATE, missing=N_("never")),
    "last_on": Label(N_("Last heard"), Format.DATE, missing=N_("nothing yet")),
    "next_on": Label(N_("Next"), Format.DATE, missing=N_("nothing")),
}


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


def say_stakes(targets: pd.DataFrame) -> Finding:
    """Say for which targets nobody wrote down what is at stake."""
    bare = targets.loc[targets["stakes"].isna(), "label"]
    if bare.empty:
        return Finding(_("What is at stake is written down for every target."))
    text = ngettext(
        "Write down what is at stake for {targets}, with them: nobody has. Where the playbook has"
        " a proposal, it is below.",
        "Write down what is at stake for {count} targets ({targets}), with them: nobody has. Where"
        " the playbook has a proposal, it is below.",
        len(bare),
    )
    return Finding(text.format(targets=quoted(bare), count=len(bare)), Tone.DECIDE)


def say_absent_groups(absent: Sequence[str]) -> Finding:
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
