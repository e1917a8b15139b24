"""Prioritisation: decisions held against the votes."""

from __future__ import annotations

import pandas as pd
from support.frames import frame
from support.juries import laid_out, use_cases
from support.sentences import said

from playbook.show.findings import Finding, Tone
from playbook.stages.prioritisation import decisions, matrix, ranking

RANKED = pd.DataFrame(
    {
        "use_case_id": ["U1", "U2", "U3", "U4", "U5"],
        "rank": pd.array([1, 2, 2, 4, None], dtype="Int64"),
    }
)


def decided(*outcomes: tuple[str, str], top: int = 2) -> dict[str, str]:
    taken = frame("decisions", "use_case_id outcome", outcomes)
    table = decisions.against_votes(RANKED, taken, use_cases(5), top)
    return dict(zip(table["use_case_id"], table["verdict"], strict=True))


def test_decisions_are_held_against_the_votes() -> None:
    outcomes = [("U1", "selected"), ("U2", "rejected"), ("U4", "deferred"), ("U5", "selected")]
    assert decided(*outcomes) == {
        "U1": "agreed",
        "U2": "passed_over",
        "U3": "undecided",
        "U4": "agreed",
        "U5": "chosen_without_rank",
    }
    assert decided(("U4", "selected"))["U4"] == "chosen_against_votes"


def test_decisions_are_listed_by_rank_and_those_without_a_rank_last() -> None:
    rows = [("U5", "selected", "Quick"), ("U3", "selected", None), ("U2", "rejected", "Risky")]
    taken = frame("decisions", "use_case_id outcome rationale", rows)
    backwards = use_cases(5).iloc[::-1]
    table = decisions.against_votes(RANKED, taken, backwards, 2)
    columns = ["use_case_id", "title", "outcome", "rationale", "verdict"]
    expected = [
        ("U1", "Case 1", None, None, "undecided"),
        ("U2", "Case 2", "rejected", "Risky", "passed_over"),
        ("U3", "Case 3", "selected", None, "agreed"),
        ("U5", "Case 5", "selected", "Quick", "chosen_without_rank"),
    ]
    assert list(table) == ["rank", *columns]
    pd.testing.assert_frame_equal(
        table[columns].astype({"outcome": "str"}), pd.DataFrame(expected, columns=columns)
    )
    assert table["rank"].fillna(0).tolist() == [1, 2, 2, 0]


def test_without_decisions_the_first_are_undecided_and_ties_are_in() -> None:
    assert decided() == dict.fromkeys(["U1", "U2", "U3"], "undecided")
    assert decided(top=1) == {"U1": "undecided"}
    assert decided(("U4", "rejected"), top=1) == {"U1": "undecided", "U4": "agreed"}


def test_nothing_is_held_against_no_vote() -> None:
    votes, cases = laid_out(), use_cases(0)
    sure = ranking.use_case_robustness(votes, (1, 1), 2, 100, 1)
    ranked = ranking.use_case_ranking(
        sure.table, matrix.quadrants(votes, cases, (1, 5), spread=False)
    )
    assert decisions.against_votes(ranked, frame("decisions"), cases, 3).empty


def sentence(
    *rows: tuple[int | None, str | None, str], top: int = 2, why: str | None = "Because"
) -> Finding | None:
    """Rank, outcome and verdict of Case 1, 2, …, each with the same reason."""
    table = pd.DataFrame(rows, columns=["rank", "outcome", "verdict"])
    table = table.astype({"rank": "Int64", "outcome": "str"})
    table["rationale"] = why
    table["title"] = [f"Case {i}" for i in range(1, len(rows) + 1)]
    return decisions.say_against_votes(table, top)


def test_nothing_decided_leaves_the_first_of_the_votes() -> None:
    undecided = (None, "undecided")
    assert said(sentence((1, *undecided), (2, *undecided))) == (
        "Decide on the first 2 by the votes: they are proposed, and nothing is decided yet.",
        Tone.DECIDE,
    )
    assert said(sentence((1, *undecided)))[0] == (
        "Decide on the first by the votes: it is proposed, and nothing is decided yet."
    )
    # A tie for the last place proposes all of them.
    assert "the first 3 by the votes" in said(sentence(*[(1, *undecided)] * 3))[0]
    assert sentence() is None


def test_how_decisions_stand_to_the_votes_is_said() -> None:
    agreed = (1, "selected", "agreed")
    assert said(sentence(agreed, agreed)) == (
        "Of the first 2 by the votes, 2 were selected.",
        Tone.RESULT,
    )
    mixed = sentence(
        agreed,
        (2, "rejected", "passed_over"),
        (2, None, "undecided"),
        (None, "selected", "chosen_against_votes"),
    )
    assert said(mixed) == (
        "Of the first 3 by the votes, 1 was selected. Chosen in spite of the votes: “Case 4”."
        " Among the first by the votes, but not selected: “Case 2”.",
        Tone.RESULT,
    )


def test_what_is_chosen_without_a_rank_is_not_chosen_in_spite_of_votes() -> None:
    assert said(sentence((None, "selected", "chosen_without_rank"))) == (
        "Chosen without a rank by the votes: “Case 1”.",
        Tone.RESULT,
    )


def test_a_decision_against_the_votes_that_has_its_reason_is_not_to_be_decided_again() -> None:
    rows = ((1, "rejected", "passed_over"), (4, "selected", "chosen_against_votes"))
    words = (
        "Of the first 1 by the votes, 0 were selected. Chosen in spite of the votes: “Case 2”."
        " Among the first by the votes, but not selected: “Case 1”."
    )
    assert said(sentence(*rows)) == (words, Tone.RESULT)
    assert said(sentence(*rows, why=None)) == (
        f"{words} Write down why: “Case 1” and “Case 2”.",
        Tone.DECIDE,
    )


def test_what_is_left_to_decide_is_named_once_something_is_decided() -> None:
    taken = frame("decisions", "use_case_id outcome", [("U1", "selected"), ("U2", "rejected")])
    table = decisions.against_votes(RANKED, taken, use_cases(3), 2)
    assert said(decisions.say_undecided(table, use_cases(3))) == (
        "Decide on “Case 3”: select, defer or reject it.",
        Tone.DECIDE,
    )
    assert decisions.say_undecided(table, use_cases(2)) is None
    nothing = decisions.against_votes(RANKED, taken.head(0), use_cases(3), 2)
    assert decisions.say_undecided(nothing, use_cases(3)) is None
    assert decisions.outcomes(taken) == {"U1": "selected", "U2": "rejected"}


def test_what_is_decided_is_said_as_decided() -> None:
    rows = [("U1", "selected"), ("U2", "rejected"), ("U4", "deferred"), ("U5", "selected")]
    taken = frame("decisions", "use_case_id outcome", rows)
    table = decisions.against_votes(RANKED, taken, use_cases(5), 2)
    assert said(decisions.say_decided(table, use_cases(5))) == (
        "Decided: “Case 1” and “Case 5” go ahead. Of the others, 1 is deferred, 1 is rejected and"
        " 1 is not decided yet.",
        Tone.RESULT,
    )
    nothing = decisions.against_votes(RANKED, taken.head(0), use_cases(5), 2)
    assert decisions.say_decided(nothing, use_cases(5)) is None
    refused = decisions.against_votes(RANKED, taken[1:2], use_cases(5), 2)
    assert said(decisions.say_decided(refused, use_cases(5)))[0] == (
        "Decided: nothing goes ahead. Of the others, 1 is rejected and 4 are not decided yet."
    )
