"""Solution selection: who scored what."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from support.selections import CLEAR, unscored
from support.solutions import CRITERIA, TWO, criteria, jury_scores, make_jury, solutions

from playbook.show.findings import Finding, Tone
from playbook.stages.solution_selection.grid import section_scores
from playbook.stages.solution_selection.jury import (
    missing_scores,
    say_missing_scores,
    say_weights_absent,
    score_matrix,
)
from playbook.stages.solution_selection.scope import eligibility


def test_an_unscored_solution_is_not_compared() -> None:
    scores = jury_scores({("P1", "A"): (1, 1), ("P1", "B"): (None, None)}, ["K1", "K2"])
    found = eligibility("U1", solutions("A", "B", "C"), scores, anonymous=False, threshold=5)
    assert found["status"].tolist() == ["compared", "not_scored", "not_scored"]
    jury = score_matrix(found, CRITERIA, scores)
    assert jury.solutions == ["A"]


def test_weights_that_are_all_zero_count_equally() -> None:
    unweighted = criteria(("K1", "technical", 0, None), ("K2", "project", 0, None))
    assert make_jury(TWO, unweighted).weights.tolist() == [0.5, 0.5]


def test_scores_of_solutions_that_are_not_compared_are_left_out() -> None:
    given = {("P1", "Z"): (1, 1), ("P1", "A"): (4, 5), ("P2", "Z"): (1, 1)}
    scores = jury_scores(given, ["K1", "K2"])
    inside = eligibility("U1", solutions("A"), scores, anonymous=False, threshold=5)
    jury = score_matrix(inside, CRITERIA, scores)
    assert (jury.jurors, jury.scores.tolist()) == (["P1"], [[[4, 5]]])
    assert inside["jurors"].dtype == int


def test_a_jury_without_a_juror_keeps_all_else() -> None:
    jury = make_jury(TWO)
    rest = jury.without("P1")
    assert rest.jurors == ["P2"]
    assert np.array_equal(rest.scores, jury.scores[[1]], equal_nan=True)
    assert (rest.solutions, rest.criteria, rest.sections) == (
        jury.solutions, jury.criteria, jury.sections
    )  # fmt: skip


def test_a_jury_of_some_solutions_keeps_its_criteria() -> None:
    jury = make_jury(TWO)
    kept = jury.keep(["B"])
    assert kept.solutions == ["B"]
    assert np.array_equal(kept.scores, jury.scores[:, [1]], equal_nan=True)
    pd.testing.assert_frame_equal(
        section_scores(kept), section_scores(jury).iloc[1:].reset_index(drop=True)
    )


def test_missing_scores_name_the_criteria() -> None:
    jury = make_jury({("P1", "A"): (4, None), ("P1", "B"): (1, 1), ("P2", "B"): (1, 1)})
    found = missing_scores(jury)
    assert found[["participant_id", "solution_id", "missing"]].to_numpy().tolist() == [
        ["P1", "A", 1],
        ["P2", "A", 2],
    ]
    assert found["which"].tolist()[0] == "Criterion K2"
    assert pd.isna(found["which"].iloc[1])
    several = criteria(*((k, "technical", 1, None) for k in ("K1", "K2", "K3")))
    row = missing_scores(make_jury({("P1", "A"): (None, 2, None)}, several))
    assert row.to_dict("records") == [
        {
            "participant_id": "P1", "solution_id": "A", "name": "Solution A", "missing": 2,
            "criteria": 3, "which": "Criterion K1; Criterion K3",
        }
    ]  # fmt: skip


def test_missing_scores_are_counted_and_a_whole_solution_is_named() -> None:
    jury = make_jury({("P1", "A"): (4, None), ("P1", "B"): (1, 1), ("P2", "B"): (1, 1)})
    people = {"P1": "Participant 1", "P2": "Participant 2"}
    said = say_missing_scores(missing_scores(jury), jury, people, anonymous=False).text
    assert said.startswith("3 of 8 scores are missing")
    assert said.endswith(
        "Participant 2 did not score “Solution A” at all, so its means rest on the others."
    )
    assert (
        "Participant"
        not in say_missing_scores(missing_scores(jury), jury, people, anonymous=True).text
    )
    unknown = say_missing_scores(missing_scores(jury), jury, {}, anonymous=False).text
    assert "zero. P2 did not score" in unknown
    nothing = jury_scores({}, [])
    found = eligibility("U1", solutions("A"), nothing, anonymous=False, threshold=5)
    nobody = score_matrix(found, CRITERIA, nothing)
    assert say_missing_scores(missing_scores(nobody), nobody, {}, anonymous=False) == Finding(
        "Nobody has scored anything yet: hold the jury.", Tone.DECIDE
    )
    whole = make_jury(CLEAR)
    assert (
        "Every juror" in say_missing_scores(missing_scores(whole), whole, {}, anonymous=False).text
    )


@pytest.mark.parametrize(
    ("anonymous", "cases"),
    [
        (False, "“Solution B” (P3) and “Solution A” (Ann and P2)"),
        (True, "“Solution B” (1 juror) and “Solution A” (2 jurors)"),
    ],
)
def test_all_who_left_a_whole_solution_out_are_said(anonymous: bool, cases: str) -> None:
    given = {("P3", "A"): (1, 1), ("P1", "B"): (1, 1), ("P2", "B"): (1, 1)}
    jury = make_jury(given)
    said = say_missing_scores(missing_scores(jury), jury, {"P1": "Ann"}, anonymous=anonymous).text
    assert said.endswith(
        f" zero. Not scored at all by some, so that the means rest on the others: {cases}."
    )
    two = make_jury({("P1", "B"): (1, 1), ("P2", "A"): (1, 1)})
    assert "Not scored at all by some" in say_missing_scores(
        missing_scores(two), two, {}, anonymous=anonymous
    ).text  # fmt: skip


def test_weights_that_nobody_set_are_said() -> None:
    zero = criteria(("K1", "technical", 0, None))
    assert say_weights_absent(zero) == Finding(
        "Say what matters: all weights are 0, and every criterion counts the same until then.",
        Tone.DECIDE,
    )
    assert say_weights_absent(CRITERIA) is None


def test_a_jury_that_scored_nothing_misses_nothing() -> None:
    assert missing_scores(unscored()[1]).empty


def test_a_criterion_without_weight_or_minimum_was_not_asked_about() -> None:
    spared = criteria(("K1", "technical", 1, None), ("K2", "project", 0, None))
    scores = {(p, s): (3, None) for p in ("P1", "P2") for s in ("A", "B")}
    jury = make_jury(scores, spared)
    assert missing_scores(jury).empty
    assert say_missing_scores(missing_scores(jury), jury, {}, anonymous=False).text == (
        "Every juror scored every compared solution on every criterion."
    )
    held = criteria(("K1", "technical", 1, None), ("K2", "project", 0, 2))
    assert missing_scores(make_jury(scores, held))["missing"].sum() == 4
