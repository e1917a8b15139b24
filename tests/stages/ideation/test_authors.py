"""Who took part, and how many notes each wrote."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.frames import frame
from support.sentences import said
from support.sticky_notes import ideas, written

from playbook.language import speaking
from playbook.show.findings import Tone
from playbook.stages.ideation.authors import participation, say_participation

PEOPLE = frame(
    "participants",
    "participant_id role",
    [("F", "facilitator"), ("A", "business_expert"), ("B", None)],
)
ROUNDS = ["first_reflection", "process_step", "follow_up"]
AUTHORS = st.sampled_from(["F", "A", "B", None])


def test_notes_are_counted_by_person_and_round_and_held_against_the_quota() -> None:
    first = [("A", "first_reflection")] * 2
    rest = [("A", "process_step"), ("B", "follow_up"), ("B", "first_reflection")]
    table = participation(written(*first, *rest, (None, "process_step")), PEOPLE, 2)
    assert table.drop(columns="role").to_numpy().tolist() == [
        ["A", 2, 1, 0, 3, True],
        ["B", 1, 0, 1, 2, False],
    ]


def test_a_person_without_a_note_has_zeros_and_a_silent_facilitator_is_left_out() -> None:
    table = participation(written(("A", "first_reflection")), PEOPLE, 1)
    assert table.drop(columns="role").to_numpy().tolist() == [
        ["A", 1, 0, 0, 1, True],
        ["B", 0, 0, 0, 0, False],
    ]


@pytest.mark.parametrize("when", ["process_step", "follow_up"])
def test_a_facilitator_who_wrote_a_note_is_counted(when: str) -> None:
    table = participation(written(("F", when)), PEOPLE, 1).set_index("participant_id")
    assert table.loc["F", [when, "notes", "reached"]].tolist() == [1, 1, False]


def test_unsigned_notes_say_nothing_about_people() -> None:
    for table in (written((None, "first_reflection")), ideas()):
        counted = participation(table, PEOPLE, 1)
        assert counted.empty
        assert list(counted) == ["participant_id", "role", *ROUNDS, "notes", "reached"]


@settings(max_examples=40)
@given(st.lists(st.tuples(AUTHORS, st.sampled_from(ROUNDS))))
def test_counts_of_people_add_up_to_the_signed_notes(
    authors: list[tuple[str | None, str]],
) -> None:
    table = participation(written(*authors), PEOPLE, 2)
    assert table["notes"].sum() == sum(who is not None for who, _when in authors)
    for name in ROUNDS:
        signed = [when for who, when in authors if who is not None]
        assert table[name].sum() == signed.count(name)


@pytest.mark.parametrize(
    ("reached", "words", "tone"),
    [
        ([], "The notes do not say who wrote them: participation cannot be told.", Tone.CAUTION),
        ([True, True], "Every participant wrote at least the 5 notes asked for.", Tone.RESULT),
        (
            [True, False],
            "1 of 2 participants wrote fewer than the 5 notes asked for.",
            Tone.CAUTION,
        ),
        ([False] * 3, "3 of 3 participants wrote fewer than the 5 notes asked for.", Tone.CAUTION),
    ],
)
def test_participation_is_said(reached: list[bool], words: str, tone: Tone) -> None:
    table = pd.DataFrame({"reached": reached})
    signed = frame("ideas", "idea_id participant_id text round")
    assert said(say_participation(table, 5, signed)) == (words, tone)


def test_one_note_asked_for_is_said_in_the_singular() -> None:
    def sentence(*reached: bool) -> str:
        signed = frame("ideas", "idea_id participant_id text round")
        table = pd.DataFrame({"reached": reached})
        return said(say_participation(table, 1, signed))[0]

    assert sentence(True) == "Every participant wrote at least the note asked for."
    assert sentence(False) == "1 of 1 participants wrote fewer than the note asked for."
    with speaking("fr"):
        assert sentence(True).endswith("au moins le post-it demandé.")


def test_notes_that_nobody_signed_may_be_those_that_are_missing() -> None:
    def sentence(unsigned: int, *reached: bool) -> str:
        rounds = ["first_reflection"] * unsigned + ["follow_up"]
        ideas = frame("ideas", "idea_id text round", [(i, "Sort", r) for i, r in enumerate(rounds)])
        table = pd.DataFrame({"reached": reached})
        return said(say_participation(table, 5, ideas))[0]

    assert sentence(0, False).endswith("notes asked for.")
    assert sentence(1, False).startswith("1 of 1 participants wrote fewer than the 5 notes asked")
    assert sentence(1, False).endswith(
        "asked for. 1 note does not say who wrote it: it may be theirs."
    )
    assert sentence(2, False).endswith("2 notes do not say who wrote them: they may be theirs.")
    assert sentence(2, True).startswith("Every participant wrote")
