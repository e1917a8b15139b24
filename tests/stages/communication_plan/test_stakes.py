"""What is at stake for each target, and which groups have none."""

from __future__ import annotations

import pandas as pd
from support.plans import ACTIONS, STAFF

from playbook.show.findings import Finding, Tone
from playbook.stages.communication_plan import stakes
from playbook.stages.communication_plan.stakes import PROPOSED_STAKES
from playbook.tables.deployment import TARGETS


def test_a_proposal_stands_only_where_nothing_was_written() -> None:
    table = stakes.target_table(STAFF, ACTIONS)
    assert table["proposed_stakes"].isna().tolist() == [True, False, False, True]
    assert table["proposed_stakes"].iloc[1] == PROPOSED_STAKES["managers"]
    assert "special_population" not in PROPOSED_STAKES
    assert set(PROPOSED_STAKES) <= set(TARGETS)
    said = stakes.say_stakes(table)
    assert "for 3 targets (“Leaders”, “Staff” and “Mail desk”)" in said.text
    assert stakes.say_stakes(table.head(1)) == Finding(
        "What is at stake is written down for every target."
    )


def test_what_each_target_hears() -> None:
    table = stakes.target_table(STAFF, ACTIONS).set_index("stakeholder_id")
    assert table["actions"].to_dict() == {"H": 2, "M": 1, "E": 2, "S": 0}
    assert table["overdue"].to_dict() == {"H": 0, "M": 0, "E": 1, "S": 0}
    assert table.loc["H", "first_on"] == pd.Timestamp("2026-01-05")
    assert table.loc["H", "next_on"] == pd.Timestamp("2026-12-01")
    assert table.loc["E", "last_on"] == pd.Timestamp("2026-01-10")
    assert table.loc["S", ["first_on", "last_on", "next_on"]].isna().all()


def test_groups_of_the_playbook_without_a_target_are_named() -> None:
    assert stakes.absent_groups(STAFF) == [
        "social_partners", "business_management", "sponsors", "ambassadors",
    ]  # fmt: skip
    assert stakes.say_absent_groups(stakes.absent_groups(STAFF)[:2]) == Finding(
        "No target stands for these groups of the playbook: Social partners and Business"
        " management. On purpose, or forgotten?",
        Tone.DECIDE,
    )
    assert stakes.say_absent_groups([]).tone is Tone.RESULT
