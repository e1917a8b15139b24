"""Solution selection: which solutions are compared."""

from __future__ import annotations

import pandas as pd
from support.frames import frame
from support.selections import unscored
from support.solutions import TWO, jury_scores, solutions

from playbook.show.findings import Finding, Tone
from playbook.stages.solution_selection.scope import chosen_use_case, eligibility, say_compared


def test_the_use_case_with_most_scored_solutions_is_chosen() -> None:
    table = pd.concat([solutions("A", use_case="U1"), solutions("B", "C", use_case="U2")])
    scores = jury_scores(
        {("P1", "A"): (1, 1), ("P1", "B"): (1, 1), ("P1", "C"): (1, None)}, ["K1", "K2"]
    )
    assert chosen_use_case("", table, scores) == "U2"
    assert chosen_use_case("U9", table, scores) == "U9"


def test_the_first_of_use_cases_with_as_many_scored_solutions_is_chosen() -> None:
    table = pd.concat([solutions("A", use_case="U2"), solutions("B", "C", use_case="U1")])
    scores = jury_scores(
        {("P1", "A"): (1, 1), ("P1", "B"): (1, 1), ("P1", "C"): (None, None)}, ["K1", "K2"]
    )
    assert chosen_use_case("", table, scores) == "U2"
    assert chosen_use_case("", table, scores.head(0)) == "U2"
    assert chosen_use_case("", table.head(0), scores) == ""


def test_solutions_without_a_use_case_outnumber_those_with_one() -> None:
    rows = [("C", "One", "U1"), ("A", "Two", None), ("B", "Three", None)]
    table = frame("solutions", "solution_id name use_case_id", rows)
    scores = jury_scores(TWO | {("P1", "C"): (1, 1)}, ["K1", "K2"])
    assert chosen_use_case("", table, scores) == ""
    found = eligibility("", table, scores, anonymous=False, threshold=5)
    assert found["status"].tolist() == ["other_use_case", "compared", "compared"]
    assert list(found) == [
        "solution_id", "name", "provider", "kind", "use_case_id", "jurors", "status"
    ]  # fmt: skip
    assert found["jurors"].tolist() == [1, 2, 2]


def test_solutions_without_a_use_case_are_a_group_of_their_own() -> None:
    table = frame("solutions", "solution_id name", [("A", "One"), ("B", "Two")])
    scores = jury_scores(TWO, ["K1", "K2"])
    assert chosen_use_case("", table, scores) == ""
    found = eligibility("", table, scores, anonymous=False, threshold=5)
    assert found["status"].tolist() == ["compared", "compared"]


def test_other_use_cases_and_too_small_anonymous_juries_are_left_out() -> None:
    table = pd.concat([solutions("A"), solutions("B", use_case="U2")], ignore_index=True)
    scores = jury_scores({("P1", "A"): (1, 1), ("P1", "B"): (1, 1)}, ["K1", "K2"])
    found = eligibility("U1", table, scores, anonymous=True, threshold=2)
    assert found["status"].tolist() == ["too_few_jurors", "other_use_case"]


def test_an_anonymous_jury_of_just_enough_is_compared() -> None:
    scores = jury_scores({(p, "A"): (1, None) for p in ("P1", "P2", "P3")}, ["K1", "K2"])
    for threshold, status in ((2, "compared"), (3, "compared"), (4, "too_few_jurors")):
        found = eligibility("U1", solutions("A"), scores, anonymous=True, threshold=threshold)
        assert found["status"].tolist() == [status]


def test_the_scope_says_what_is_compared_and_what_is_not() -> None:
    scores = jury_scores({("P1", "A"): (1, 1), ("P1", "B"): (1, 1)}, ["K1", "K2"])
    found = eligibility("U1", solutions("A", "B", "C"), scores, anonymous=False, threshold=5)
    use_cases = frame("use_cases", "use_case_id title", [("U1", "Sorting")])
    assert say_compared(found, "U1", use_cases) == [
        Finding("2 solutions for “Sorting” are compared: “Solution A” and “Solution B”."),
        Finding(
            "“Solution C” has no score from the jury: it is not compared, and is not ranked as a"
            " zero.",
            Tone.CAUTION,
        ),
    ]
    alone = eligibility("U1", solutions("A"), scores, anonymous=False, threshold=5)
    assert say_compared(alone, "U1", use_cases) == [
        Finding(
            "1 solution for “Sorting” has scores: there is nothing to compare it with.",
            Tone.DECIDE,
        )
    ]
    free = eligibility("", solutions("A", "B", use_case=""), scores, anonymous=False, threshold=5)
    assert say_compared(free, "", use_cases)[0].text.startswith(
        "2 solutions for no stated use case are compared"
    )


def test_an_unknown_use_case_is_said() -> None:
    found = eligibility("U9", solutions("A"), jury_scores({}, []), anonymous=False, threshold=5)
    assert say_compared(found, "U9", frame("use_cases")) == [
        Finding("No solution serves the use case “U9”: check the parameter use_case.", Tone.DECIDE)
    ]


def test_solutions_that_too_few_scored_are_not_said_to_have_no_score() -> None:
    scores = jury_scores({("P1", "A"): (1, 1), ("P1", "B"): (1, 1)}, ["K1", "K2"])
    found = eligibility("U1", solutions("A", "B"), scores, anonymous=True, threshold=2)
    assert say_compared(found, "U1", frame("use_cases")) == [
        Finding("No solution for “U1” can be compared.", Tone.DECIDE),
        Finding(
            "Votes are anonymous, and too few people scored “Solution A” and “Solution B”: no"
            " figure is shown.",
            Tone.CAUTION,
        ),
    ]
    scores = jury_scores(dict.fromkeys(("1A", "2A", "1B"), (1, 1)), ["K1", "K2"])
    found = eligibility("U1", solutions("A", "B"), scores, anonymous=True, threshold=2)
    assert say_compared(found, "U1", frame("use_cases"))[0].text == (
        "Only “Solution A” can be compared for “U1”: there is nothing to compare it with."
    )
    scores = jury_scores(dict.fromkeys(("1A", "2A", "1B", "2B", "1C"), (1, 1)), ["K1", "K2"])
    found = eligibility("U1", solutions("A", "B", "C"), scores, anonymous=True, threshold=2)
    assert say_compared(found, "U1", frame("use_cases"))[0].text == (
        "2 solutions for “U1” are compared: “Solution A” and “Solution B”."
    )


def test_without_scores_nothing_can_be_compared() -> None:
    found, _jury, _sure, _table = unscored()
    assert say_compared(found, "U1", frame("use_cases"))[0] == Finding(
        "No solution for “U1” can be compared: the jury has scored none of them.", Tone.DECIDE
    )
