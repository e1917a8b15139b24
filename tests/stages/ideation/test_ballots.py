"""Dots against the rules of the vote."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.dot_ballots import BALLOTS, IDEAS, PEOPLE, Ballots, dotted
from support.frames import frame
from support.sentences import plain, said

from playbook.language import speaking
from playbook.show.findings import Tone
from playbook.stages.ideation.ballots import (
    ballot_audit,
    effect_of_over_quota,
    say_ballots,
    say_over_quota,
)

AUDIT = ["participant_id", "dots", "ideas", "over", "unused", "piled", "unknown"]
GOOD = (3, 0, 0, 0, 0)


def audit(ballots: Ballots, quota: int = 3, limit: int | None = None) -> pd.DataFrame:
    return ballot_audit(dotted(ballots), IDEAS, PEOPLE, quota, limit)


def rows_of(*ballots: tuple[int, int, int, int, int]) -> pd.DataFrame:
    """Rows of an audit: dots, over, unused, piled, unknown."""
    rows = [(f"P{i}", b[0], 1, *b[1:]) for i, b in enumerate(ballots)]
    return pd.DataFrame(rows, columns=AUDIT)


def test_ballots_off_the_quota_come_first() -> None:
    table = audit({"A": {"x": 1, "y": 2}, "B": {"x": 3, "y": 2}, "C": {"z": 1}})
    shown = table[["participant_id", "dots", "ideas", "over", "unused"]]
    assert shown.to_numpy().tolist() == [
        ["B", 5, 2, 2, 0],
        ["F", 0, 0, 0, 3],
        ["C", 1, 1, 0, 2],
        ["A", 3, 2, 0, 0],
    ]


@pytest.mark.parametrize(("limit", "piled"), [(1, 3), (2, 2), (3, 1), (4, 0), (None, 0)])
def test_dots_beyond_the_limit_on_one_idea_are_counted(limit: int | None, piled: int) -> None:
    table = audit({"A": {"x": 4, "y": 1}}, limit=limit).set_index("participant_id")
    assert table.loc["A", "piled"] == piled
    assert table.loc["B", "piled"] == 0


def test_dots_on_unknown_ideas_are_counted() -> None:
    table = audit({"A": {"x": 1, "q": 2}, "B": {"x": 3}}).set_index("participant_id")
    assert table.loc["A", ["dots", "unknown"]].tolist() == [3, 2]
    assert table.loc["B", "unknown"] == 0
    assert table.dtypes.eq(int).all()


def test_without_votes_everybody_has_all_dots_left_and_without_people_there_is_no_row() -> None:
    assert audit({})["unused"].tolist() == [3] * 4
    empty = ballot_audit(dotted({}), IDEAS, frame("participants"), 3, None)
    assert empty.empty


@settings(max_examples=40)
@given(BALLOTS, st.integers(1, 6), st.none() | st.integers(1, 4))
def test_the_dots_of_the_audit_add_up(ballots: Ballots, quota: int, limit: int | None) -> None:
    table = audit(ballots, quota, limit)
    given_ = sum(n for ballot in ballots.values() for n in ballot.values())
    assert table["dots"].sum() == given_
    assert (table["dots"] + table["unused"] - table["over"]).eq(quota).all()
    assert not ((table["over"] > 0) & (table["unused"] > 0)).any()
    beyond = sum(max(n - (limit or 99), 0) for ballot in ballots.values() for n in ballot.values())
    assert table["piled"].sum() == beyond
    assert sorted(table["participant_id"]) == ["A", "B", "C", "F"]


def test_a_heap_within_any_quota_is_no_heap_where_there_is_no_limit() -> None:
    table = audit({"A": {"x": 500}}, quota=3)
    assert table["piled"].sum() == 0
    assert audit({"A": {"x": 5}}, limit=2)["piled"].sum() == 3


def test_ballots_over_quota_are_left_out_to_see_what_they_change() -> None:
    votes = dotted({"A": {"x": 3}, "B": {"y": 2}, "C": {"z": 9}})
    table = ballot_audit(votes, IDEAS, PEOPLE, 3, None)
    assert effect_of_over_quota(votes, table, 1) == ({"z"}, {"x"})
    assert effect_of_over_quota(votes, table, 2) == ({"x", "z"}, {"x", "y"})


def test_ties_for_the_last_place_are_all_in_the_top() -> None:
    votes = dotted({"A": {"x": 2, "y": 1}, "B": {"z": 1}})
    table = ballot_audit(votes, IDEAS, PEOPLE, 3, None)
    both = {"x", "y", "z"}
    assert effect_of_over_quota(votes, table, 2) == (both, both)
    assert effect_of_over_quota(dotted({}), audit({}), 2) == (set(), set())


def test_one_dot_too_many_takes_the_whole_ballot_out() -> None:
    votes = dotted({"A": {"x": 4}, "B": {"y": 3}, "C": {"z": 1}})
    with_all, within = effect_of_over_quota(votes, ballot_audit(votes, IDEAS, PEOPLE, 3, None), 1)
    assert (with_all, within) == ({"x"}, {"y"})


@pytest.mark.parametrize(
    ("ballots", "words"),
    [
        ([GOOD, GOOD], "6 dots counted: every ballot follows the rules."),
        ([(1, 0, 2, 0, 0)], "1 dot counted; 2 were not used."),
        ([(5, 2, 0, 0, 0), GOOD], "8 dots counted; 1 person placed more than 3."),
        ([(5, 2, 0, 0, 0), (4, 1, 0, 0, 0)], "9 dots counted; 2 people placed more than 3."),
        (
            [(2, 0, 1, 0, 0), (0, 0, 3, 0, 0)],
            "2 dots counted; 1 was not used and 1 person placed none.",
        ),
        ([GOOD, (0, 0, 3, 0, 0), (0, 0, 3, 0, 0)], "3 dots counted; 2 people placed none."),
        ([(3, 0, 0, 1, 0)], "3 dots counted; 1 is beyond the limit on one idea."),
        (
            [(3, 0, 0, 2, 1)],
            "3 dots counted; 2 are beyond the limit on one idea and 1 is on an unknown idea.",
        ),
        ([(3, 0, 0, 0, 2)], "3 dots counted; 2 are on unknown ideas."),
    ],
)
def test_faults_of_ballots_are_said(
    ballots: list[tuple[int, int, int, int, int]], words: str
) -> None:
    tone = Tone.RESULT if "every" in words else Tone.CAUTION
    assert said(say_ballots(rows_of(*ballots), 3)) == (words, tone)


def test_whether_ballots_with_too_many_dots_decide_is_said() -> None:
    over = rows_of((4, 1, 0, 0, 0))
    assert say_over_quota({"x"}, {"y"}, rows_of(GOOD), IDEAS) is None
    assert said(say_over_quota({"x"}, {"x"}, over, IDEAS)) == (
        "Without the ballots that have too many dots, the same ideas come first.",
        Tone.RESULT,
    )
    assert said(say_over_quota({"x", "z"}, {"y", "z"}, over, IDEAS)) == (
        "The ballots with too many dots decide what comes first: without them, “Idea y” would come"
        " in, and “Idea x” would go out. Settle what counts before going on.",
        Tone.DECIDE,
    )
    assert (
        "nothing would come in, and “Idea x” would go out"
        in said(say_over_quota({"x"}, set(), over, IDEAS))[0]
    )


def test_faults_of_ballots_are_said_in_french() -> None:
    with speaking("fr"):
        words = said(say_ballots(rows_of((4, 1, 0, 0, 0), (2, 0, 1, 0, 0)), 3))[0]
    assert plain(words) == (
        "6 gommettes comptées ; 1 personne en a posé plus de 3 et 1 n’a pas été utilisée."
    )
