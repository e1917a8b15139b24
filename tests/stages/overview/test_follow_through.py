"""From a gap to its message, its training and its owner: what is lost on the way."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from support.frames import frame

from playbook.show.findings import Tone
from playbook.stages.overview.chain import IN_RUN
from playbook.stages.overview.follow_through import GAP_TABLES, lost_on_the_way, say_lost

AS_OF = date(2026, 6, 1)
Tables = dict[str, pd.DataFrame]


@pytest.fixture
def tables() -> Tables:
    """One solution in RUN, two gaps of it, a message that names the first."""
    empty = {name: frame(name) for name in (*GAP_TABLES, "solutions", "rollouts", *IN_RUN)}
    return empty | {
        "solutions": frame("solutions", "solution_id name use_case_id", [("S", "Sorter", "U")]),
        "rollouts": frame(
            "rollouts",
            "use_case_id site status started_on",
            [("U", "North", "running", "2026-05-01"), ("U", "South", "abandoned", "2026-01-01")],
        ),
        "usage": frame(
            "usage",
            "date solution_id department active_users eligible_users",
            [("2026-05-02", "S", "A", 1, 2)],
        ),
        "gaps": frame(
            "gaps", "gap_id label solution_id", [("G1", "Told", "S"), ("G2", "Untold", "S")]
        ),
        "people_impacts": frame(
            "people_impacts",
            "impact_id gap_id job headcount tasks skill_change training_offer",
            [
                ("I1", "G1", "Clerk", 12, "Sorting", "Checking", None),
                ("I2", "G2", "Nurse", 5, "Filing", "Reading", "A course"),
            ],
        ),
        "communications": frame(
            "communications",
            "communication_id stakeholder_id level message channel date gap_id",
            [("C", "T", "social", "News", "Talk", "2026-01-01", "G1")],
        ),
    }


def lost(tables: Tables) -> list[tuple[str, str]]:
    found = lost_on_the_way(tables)
    return list(zip(found["lost"], found["subject"], strict=True))


def test_what_nobody_follows_up_is_listed(tables: Tables) -> None:
    assert lost(tables) == [
        ("told_nothing", "Nurse"),
        ("untrained", "Clerk"),
        ("no_owner", "Sorter"),
        ("no_message", "Untold"),
    ]
    said = say_lost(lost_on_the_way(tables), tables, AS_OF)
    assert said is not None
    assert said.tone is Tone.DECIDE
    assert "the roll-out has begun, on 1 May 2026" in said.text


def test_a_cancelled_message_tells_nobody(tables: Tables) -> None:
    plan = tables["communications"]
    more = plan.assign(communication_id="C2", gap_id="G2", status="cancelled")
    tables["communications"] = pd.concat([plan, more], ignore_index=True)
    assert ("no_message", "Untold") in lost(tables)
    tables["communications"] = tables["communications"].assign(status="planned")
    assert ("no_message", "Untold") not in lost(tables)


def test_a_plan_that_names_no_gap_is_said_once_and_no_gap_is_blamed(tables: Tables) -> None:
    tables["communications"] = tables["communications"].assign(gap_id=None)
    assert {kind for kind, _subject in lost(tables)} == {"untrained", "no_owner"}
    said = say_lost(lost_on_the_way(tables), tables, AS_OF)
    assert said is not None
    assert "No message of the plan says which gap it answers." in said.text


def test_without_a_date_of_roll_out_no_training_is_late(tables: Tables) -> None:
    tables["rollouts"] = tables["rollouts"].assign(started_on=pd.NaT)
    assert "untrained" not in {kind for kind, _subject in lost(tables)}


def test_all_followed_up_is_said_only_where_messages_name_gaps(tables: Tables) -> None:
    tables["solutions"] = tables["solutions"].assign(owner="Ann")
    tables["gaps"], tables["people_impacts"] = tables["gaps"][:1], tables["people_impacts"][:0]
    said = say_lost(lost_on_the_way(tables), tables, AS_OF)
    assert said is not None
    assert said.text == "Every gap has its message, and every solution in RUN its owner."
    tables["communications"] = tables["communications"][:0]
    assert say_lost(lost_on_the_way(tables), tables, AS_OF) is None


def test_an_empty_campaign_loses_nothing() -> None:
    tables = {name: frame(name) for name in (*GAP_TABLES, "solutions", "rollouts", *IN_RUN)}
    assert lost_on_the_way(tables).empty
    assert say_lost(lost_on_the_way(tables), tables, AS_OF) is None
