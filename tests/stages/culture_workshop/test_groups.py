"""The World Café: every group sees every board once, whoever and however many take part."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.frames import frame

from playbook.show.findings import Tone
from playbook.stages.culture_workshop import groups

people_of_any_number = st.integers(2, 60).map(lambda n: [f"P{i}" for i in range(n)])


@given(people_of_any_number, st.integers(0, 2**32))
def test_groups_and_turns_are_a_latin_square(people: list[str], seed: int) -> None:
    plan = groups.rotation(people, seed)
    assert sorted(plan["participant_id"]) == sorted(people)
    teams = plan.drop(columns="participant_id").drop_duplicates()
    assert teams["group"].is_unique
    for row in teams[list(groups.TURNS)].to_numpy():
        assert sorted(row) == sorted(groups.BOARDS)
    for _cafe, together in teams.groupby(teams["group"].str[1:]):
        assert all(together[turn].is_unique for turn in groups.TURNS)


@pytest.mark.parametrize(
    ("people", "sizes"),
    [
        (0, []),
        (1, []),
        (2, [[2]]),
        (3, [[3]]),
        (4, [[2, 2]]),
        (5, [[3, 2]]),
        (6, [[2, 2, 2]]),
        (8, [[3, 3, 2]]),
        (9, [[3, 3, 3]]),
        (10, [[4, 3, 3]]),
        (11, [[4, 4, 3]]),
        (12, [[2, 2, 2], [2, 2, 2]]),
        (18, [[3, 3, 3], [3, 3, 3]]),
        (19, [[3, 2, 2], [2, 2, 2], [2, 2, 2]]),
    ],
)
def test_sizes_of_groups(people: int, sizes: list[list[int]]) -> None:
    assert groups.group_sizes(people) == sizes


@given(st.integers(2, 600))
def test_no_group_is_alone_or_larger_than_four(people: int) -> None:
    sizes = [size for cafe in groups.group_sizes(people) for size in cafe]
    assert sum(sizes) == people
    assert min(sizes) >= 2
    assert max(sizes) <= (4 if people in (10, 11) else 3)


def test_same_seed_gives_same_groups_in_whatever_order_people_are_listed() -> None:
    people = [f"P{i}" for i in range(9)]
    forth, back = groups.rotation(people, 7), groups.rotation(people[::-1], 7)
    assert dict(zip(forth["participant_id"], forth["group"], strict=True)) == dict(
        zip(back["participant_id"], back["group"], strict=True)
    )
    assert forth["group"].tolist() == back["group"].tolist()
    others = [groups.rotation(people, seed)["participant_id"].tolist() for seed in range(5)]
    assert any(order != others[0] for order in others)


def test_members_of_a_group_are_in_the_order_given() -> None:
    plan = groups.rotation(["P3", "P1", "P2"], 1)
    assert plan["participant_id"].tolist() == ["P3", "P1", "P2"]


def test_facilitators_sit_in_no_group() -> None:
    participants = frame(
        "participants",
        "participant_id role",
        [("P1", "facilitator"), ("P2", "business_expert"), ("P3", None)],
    )
    assert groups.workshop_people(participants) == ["P2", "P3"]
    assert groups.workshop_people(participants.iloc[:0]) == []


def test_board_plan_with_two_groups_leaves_a_board_waiting() -> None:
    boards = groups.board_plan(groups.rotation(["P1", "P2", "P3", "P4"], 1))
    assert boards["question"].tolist() == ["typical_week", "time_savings", "not_enough_time"]
    assert boards.set_index("question")[list(groups.TURNS)].fillna("-").to_numpy().tolist() == [
        ["A", "-", "B"],
        ["B", "A", "-"],
        ["-", "B", "A"],
    ]


def test_board_plan_names_the_groups_of_several_cafes() -> None:
    boards = groups.board_plan(groups.rotation([f"P{i}" for i in range(12)], 1))
    assert boards["turn_1"].tolist() == ["A1, A2", "B1, B2", "C1, C2"]


def test_board_plan_without_groups_has_empty_boards() -> None:
    boards = groups.board_plan(groups.rotation([], 1))
    assert len(boards) == 3
    assert boards[list(groups.TURNS)].isna().all(axis=None)


@pytest.mark.parametrize(
    ("people", "tone", "words"),
    [
        (1, Tone.DECIDE, ["two at least"]),
        (2, Tone.CAUTION, ["2 people make 1 group of 2, at all three boards", "2 boards wait"]),
        (3, Tone.CAUTION, ["3 people make 1 group of 3,", "2 boards wait", "5 to 10 people"]),
        (5, Tone.CAUTION, ["5 people make 2 groups of 2 or 3", "1 board waits"]),
        (6, Tone.RESULT, ["6 people make 3 groups of 2, each at all three boards within 30"]),
        (9, Tone.RESULT, ["9 people make 3 groups of 3, each"]),
        (10, Tone.CAUTION, ["3 groups of 3 or 4", "A group of 4"]),
        (12, Tone.CAUTION, ["2 World Cafés side by side", "5 to 10 people"]),
    ],
)
def test_what_is_said_of_the_groups(people: int, tone: Tone, words: list[str]) -> None:
    said = groups.say_seating(people, 10)
    assert said.tone is tone
    assert all(word in said.text for word in words)


def test_five_and_ten_people_are_within_what_the_playbook_means() -> None:
    assert "meant for" not in groups.say_seating(5, 10).text
    assert "meant for" not in groups.say_seating(10, 10).text
    assert "meant for" in groups.say_seating(11, 10).text


def test_a_missing_facilitator_is_asked_for() -> None:
    participants = frame("participants", "participant_id role", [("P1", "hr")])
    said = groups.say_facilitator(participants, 10)
    assert said is not None
    assert said.text.endswith(
        "facilitator: who makes the groups turn every 10\N{NO-BREAK SPACE}min?"
    )
    assert said.tone is Tone.DECIDE
    leading = pd.DataFrame({"role": ["facilitator"]})
    assert groups.say_facilitator(leading, 10) is None
