"""What goes on to prioritisation."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from support.dot_ballots import BALLOTS, Ballots, dotted, ranked
from support.frames import frame
from support.sentences import said

from playbook.language import speaking
from playbook.show.findings import Tone
from playbook.stages.ideation.choice import gone_on, say_shortlist, shortlist
from playbook.tables import TABLES


def test_the_shortlist_keeps_ties_for_its_last_place() -> None:
    table = ranked(dotted({"A": {"x": 2, "y": 1, "z": 1, "w": 1}, "B": {"x": 2, "w": 1}}))
    lengths = [len(shortlist(table, frame("use_cases"), n)) for n in (1, 2, 3, 4)]
    assert lengths == [1, 2, 4, 4]


def test_the_shortlist_has_the_rows_of_the_table_of_use_cases() -> None:
    known = frame(
        "use_cases",
        "use_case_id title idea_id value_comment",
        [("U7", "Sorting", "x", "Much"), ("U8", "Again", "x", None), ("U9", "Other", None, None)],
    )
    chosen = shortlist(ranked(dotted({"A": {"x": 2, "y": 1}})), known, 8)
    assert tuple(chosen.columns) == TABLES["use_cases"].column_names
    shown = chosen[["use_case_id", "title", "idea_id"]]
    assert shown.to_numpy().tolist() == [["U7", "Sorting", "x"], ["U-y", "Idea y", "y"]]
    assert chosen["value_comment"].iloc[0] == "Much"


def test_a_shortlist_without_votes_is_empty() -> None:
    chosen = shortlist(ranked(dotted({})), frame("use_cases"), 8)
    assert chosen.empty
    assert tuple(chosen.columns) == TABLES["use_cases"].column_names


@settings(max_examples=15)
@given(BALLOTS.filter(bool), BALLOTS)
def test_identifiers_of_the_shortlist_stay_when_votes_and_ideas_are_added(
    before: Ballots, more: Ballots
) -> None:
    def named(ballots: Ballots) -> dict[str, str]:
        chosen = shortlist(ranked(dotted(ballots), 5), frame("use_cases"), 8)
        assert chosen["use_case_id"].is_unique
        return dict(zip(chosen["idea_id"], chosen["use_case_id"], strict=True))

    after = {who: more.get(who, {}) | before.get(who, {}) for who in {*before, *more}}
    one, other = named(before), named(after)
    assert set(one) <= set(other)
    assert {idea: other[idea] for idea in one} == one


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "There is no shortlist yet: nobody has placed a dot."),
        (1, "1 idea goes on to prioritisation, where people rate its value and feasibility."),
        (2, "2 ideas go on to prioritisation, where people rate their value and feasibility."),
    ],
)
def test_the_shortlist_is_said(count: int, words: str) -> None:
    table = pd.DataFrame({"title": ["Sort"] * count})
    assert said(say_shortlist(table, table.head(0))) == (
        words,
        Tone.RESULT if count else Tone.DECIDE,
    )


def test_the_shortlist_is_said_in_french() -> None:
    with speaking("fr"):
        table = pd.DataFrame({"title": ["a", "b"]})
        words = said(say_shortlist(table, table.head(0)))[0]
    assert words.startswith("2 idées passent en priorisation")


def test_what_people_have_voted_on_went_on() -> None:
    cases = frame(
        "use_cases", "use_case_id title idea_id", [("U1", "Sort", "I1"), ("U2", "Answer", "I2"),
        ("U3", "Call", None), ("U4", "Read", "I4")],
    )  # fmt: skip
    ideas = pd.DataFrame({"idea_id": ["I1", "I2", "I3"]})
    rated = [("P1", "U1", 4), ("P1", "U3", 5), ("P2", "U1", 3), ("P1", "U4", 5)]
    gone = gone_on(cases, ideas, frame("ratings", "participant_id use_case_id value", rated))
    assert gone["use_case_id"].tolist() == ["U1"]
    assert said(say_shortlist(cases, gone)) == (
        "1 idea went on to prioritisation as a use case: “Sort”.",
        Tone.RESULT,
    )


def test_five_hundred_ideas_that_share_the_first_place_are_all_on_the_shortlist() -> None:
    names = [f"i{number}" for number in range(500)]
    ranking = pd.DataFrame({"rank": 1, "idea_id": names, "text": names})
    assert len(shortlist(ranking, frame("use_cases"), 8)) == 500
