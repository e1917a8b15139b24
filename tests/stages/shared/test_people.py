"""Who sits in a workshop: number, roles, departments, jobs, sub-groups."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.frames import frame

from playbook.content.booklet import People
from playbook.show.findings import Tone
from playbook.stages.shared.people import (
    check_people,
    group_sizes,
    invited_people,
    missing_roles,
    say_departments,
    say_jobs,
    say_number,
    say_roles,
    sub_groups,
)

PLAN = People(
    fewest=5, most=7, roles=["hr", "business_expert"], departments=2, invite="", too_many="Split."
)
SAME = PLAN.model_copy(update={"same_job": True})


def people(*rows: tuple[str | None, ...]) -> pd.DataFrame:
    """Participants P1, P2, … with role, department and job."""
    listed = [(f"P{number}", *row) for number, row in enumerate(rows, start=1)]
    return frame("participants", "participant_id role department job", listed)


TWO_JOBS = people(
    ("facilitator", "IT", None), ("other", "A", "Clerk"), ("other", "A", "Clerk"),
    ("other", "B", "Nurse"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("count", "tone", "words"),
    [
        (4, Tone.CAUTION, "4 people are listed; the workshop is meant for 5 to 7."),
        (5, Tone.RESULT, "5 people are listed; the workshop is meant for 5 to 7."),
        (7, Tone.RESULT, "7 people are listed; the workshop is meant for 5 to 7."),
        (8, Tone.DECIDE, "8 people are listed; the workshop is meant for 5 to 7. Split."),
    ],
)
def test_the_number_is_held_against_what_the_workshop_is_meant_for(
    count: int, tone: Tone, words: str
) -> None:
    said = say_number(count, PLAN)
    assert (said.tone, said.text) == (tone, words)


def test_a_role_that_nobody_has_is_named() -> None:
    listed = people(("hr", None, None), ("it_data", None, None))
    assert missing_roles(listed, PLAN.roles) == ["business_expert"]
    said = say_roles(["business_expert"], listed)
    assert said is not None
    assert (
        said.text == "Nobody on the list of participants stands for: Business expert. Invite them."
    )
    partly = people(("hr", None, None), (None, None, None))
    said = say_roles(["business_expert"], partly)
    assert said is not None
    assert said.text.startswith("Nobody whose role is given")
    assert say_roles(["hr"], people((None, None, None))) is None


def test_one_department_is_too_few_and_none_given_says_nothing() -> None:
    said = say_departments(people(("hr", "Claims", None), ("hr", "Claims", None)), PLAN)
    assert said is not None
    assert "come from Claims; at least 2" in said.text
    assert say_departments(people(("hr", None, None)), PLAN) is None
    assert say_departments(people(("hr", "A", None), ("hr", "B", None)), PLAN) is None


def test_another_job_is_named_where_all_should_share_one() -> None:
    said = say_jobs(TWO_JOBS, SAME, "Clerk")
    assert said is not None
    assert said.text == (
        "The workshop is for one job, Clerk, and 1 person has another: “Nurse”. Settle who comes."
    )
    assert say_jobs(TWO_JOBS, PLAN, "Clerk") is None
    assert say_jobs(TWO_JOBS[:3], SAME, None) is None


def test_a_facilitator_comes_on_top_where_all_share_a_job() -> None:
    assert "3 people are listed" in check_people(TWO_JOBS, SAME, "Clerk")[0].text
    assert "4 people are listed" in check_people(TWO_JOBS, PLAN)[0].text


def test_who_is_invited_is_who_the_attendance_names_then_who_has_the_job() -> None:
    workshops = frame(
        "workshops", "workshop_id stage job", [("W1", "x", "Clerk"), ("W2", "x", "Nurse")]
    )
    none = frame("attendance")
    assert list(invited_people(TWO_JOBS, none, workshops, "x")["participant_id"]) == [
        "P1", "P2", "P3", "P4",
    ]  # fmt: skip
    clerks = invited_people(TWO_JOBS, none, workshops, "x", "Clerk")
    assert list(clerks["participant_id"]) == ["P1", "P2", "P3"]
    came = frame(
        "attendance",
        "workshop_id participant_id attended",
        [("W1", "P2", "yes"), ("W1", "P3", "no"), ("W2", "P4", None)],
    )
    assert list(invited_people(TWO_JOBS, came, workshops, "x")["participant_id"]) == ["P2", "P4"]
    assert list(invited_people(TWO_JOBS, came, workshops, "x", "Clerk")["participant_id"]) == ["P2"]
    assert len(invited_people(TWO_JOBS, came, workshops, "y")) == 4


@given(st.integers(0, 60), st.integers(1, 9))
def test_groups_hold_everybody_and_differ_by_one_at_most(n: int, most: int) -> None:
    sizes = group_sizes(n, most)
    assert sum(sizes) == n
    assert not sizes or (max(sizes) <= most and max(sizes) - min(sizes) <= 1)


@given(
    st.lists(st.sampled_from(["Clerk", "Nurse", "Cook"]), min_size=2, max_size=20),
    st.integers(0, 99),
)
def test_each_group_has_as_many_of_a_job_as_the_next_give_or_take_one(
    jobs: list[str], seed: int
) -> None:
    listed = people(*((None, None, job) for job in jobs))
    sizes = group_sizes(len(jobs), 5)
    table = sub_groups(listed, sizes, seed)
    assert sorted(table["participant_id"]) == sorted(listed["participant_id"])
    assert Counter(table["group"]) == Counter(dict(enumerate(sizes, start=1)))
    for job in set(jobs):
        counts = [
            ((table["job"] == job) & (table["group"] == g + 1)).sum() for g in range(len(sizes))
        ]
        assert max(counts) - min(counts) <= 1
    again = sub_groups(listed.sample(frac=1, random_state=1), sizes, seed)
    assert dict(zip(table["participant_id"], table["group"], strict=True)) == dict(
        zip(again["participant_id"], again["group"], strict=True)
    )
