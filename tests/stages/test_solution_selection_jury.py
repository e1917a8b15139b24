"""Solution selection: what is compared, the grid, missing scores and minimums."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.frames import frame
from support.solutions import CRITERIA, criteria, jury_scores, make_jury, solutions

from playbook.show.findings import Finding, Tone
from playbook.stages.solution_selection import (
    admitted,
    choose_use_case,
    comments,
    criterion_grid,
    digest,
    favourites,
    juror_scores,
    lay_out,
    minimums,
    missing_scores,
    notes,
    say_minimums,
    scope,
    section_scores,
)

TWO = {("P1", "A"): (4, 2), ("P2", "A"): (2, None), ("P1", "B"): (5, 5), ("P2", "B"): (1, 3)}


def test_the_use_case_with_most_scored_solutions_is_chosen() -> None:
    table = pd.concat([solutions("A", use_case="U1"), solutions("B", "C", use_case="U2")])
    scores = jury_scores(
        {("P1", "A"): (1, 1), ("P1", "B"): (1, 1), ("P1", "C"): (1, None)}, ["K1", "K2"]
    )
    assert choose_use_case("", table, scores) == "U2"
    assert choose_use_case("U9", table, scores) == "U9"


def test_the_first_of_use_cases_with_as_many_scored_solutions_is_chosen() -> None:
    table = pd.concat([solutions("A", use_case="U2"), solutions("B", "C", use_case="U1")])
    scores = jury_scores(
        {("P1", "A"): (1, 1), ("P1", "B"): (1, 1), ("P1", "C"): (None, None)}, ["K1", "K2"]
    )
    assert choose_use_case("", table, scores) == "U2"
    assert choose_use_case("", table, scores.head(0)) == "U2"
    assert choose_use_case("", table.head(0), scores) == ""


def test_solutions_without_a_use_case_outnumber_those_with_one() -> None:
    rows = [("C", "One", "U1"), ("A", "Two", None), ("B", "Three", None)]
    table = frame("solutions", "solution_id name use_case_id", rows)
    scores = jury_scores(TWO | {("P1", "C"): (1, 1)}, ["K1", "K2"])
    assert choose_use_case("", table, scores) == ""
    found = scope("", table, scores, anonymous=False, threshold=5)
    assert found["status"].tolist() == ["other_use_case", "compared", "compared"]
    assert list(found) == [
        "solution_id", "name", "provider", "kind", "use_case_id", "jurors", "status"
    ]  # fmt: skip
    assert found["jurors"].tolist() == [1, 2, 2]


def test_solutions_without_a_use_case_are_a_group_of_their_own() -> None:
    table = frame("solutions", "solution_id name", [("A", "One"), ("B", "Two")])
    scores = jury_scores(TWO, ["K1", "K2"])
    assert choose_use_case("", table, scores) == ""
    found = scope("", table, scores, anonymous=False, threshold=5)
    assert found["status"].tolist() == ["compared", "compared"]


def test_an_unscored_solution_is_not_compared() -> None:
    scores = jury_scores({("P1", "A"): (1, 1), ("P1", "B"): (None, None)}, ["K1", "K2"])
    found = scope("U1", solutions("A", "B", "C"), scores, anonymous=False, threshold=5)
    assert found["status"].tolist() == ["compared", "not_scored", "not_scored"]
    jury = lay_out(found, CRITERIA, scores)
    assert jury.solutions == ["A"]


def test_other_use_cases_and_too_small_anonymous_juries_are_left_out() -> None:
    table = pd.concat([solutions("A"), solutions("B", use_case="U2")], ignore_index=True)
    scores = jury_scores({("P1", "A"): (1, 1), ("P1", "B"): (1, 1)}, ["K1", "K2"])
    found = scope("U1", table, scores, anonymous=True, threshold=2)
    assert found["status"].tolist() == ["too_few_jurors", "other_use_case"]


def test_an_anonymous_jury_of_just_enough_is_compared() -> None:
    scores = jury_scores({(p, "A"): (1, None) for p in ("P1", "P2", "P3")}, ["K1", "K2"])
    for threshold, status in ((2, "compared"), (3, "compared"), (4, "too_few_jurors")):
        found = scope("U1", solutions("A"), scores, anonymous=True, threshold=threshold)
        assert found["status"].tolist() == [status]


def test_means_leave_missing_scores_out_and_weights_are_shares() -> None:
    grid = criterion_grid(make_jury(TWO))
    assert grid["weight"].tolist() == [0.75, 0.75, 0.25, 0.25]
    assert grid["mean"].tolist() == [3, 3, 2, 4]
    assert grid["votes"].tolist() == [2, 2, 1, 2]
    assert np.isnan(criterion_grid(make_jury(TWO), fewest=2)["mean"]).tolist() == [False] * 2 + [
        True,
        False,
    ]


def test_sections_are_weighted_apart() -> None:
    table = section_scores(make_jury(TWO))
    assert table["technical"].tolist() == [3, 3]
    assert table["project"].tolist() == [2, 4]
    assert table["score"].tolist() == [2.75, 3.25]


def test_a_section_without_criteria_has_no_score() -> None:
    only = criteria(("K1", "technical", 1, None))
    table = section_scores(make_jury({("P1", "A"): (4,)}, only))
    assert table["project"].isna().all()
    assert table["score"].tolist() == [4]


def test_weights_that_are_all_zero_count_equally() -> None:
    unweighted = criteria(("K1", "technical", 0, None), ("K2", "project", 0, None))
    assert make_jury(TWO, unweighted).weights.tolist() == [0.5, 0.5]


def test_a_criterion_nobody_scored_leaves_no_score() -> None:
    table = section_scores(make_jury({("P1", "A"): (4, None), ("P1", "B"): (1, 1)}))
    assert np.isnan(table["score"]).tolist() == [True, False]


def test_a_juror_counts_on_the_criteria_they_scored() -> None:
    own = juror_scores(make_jury(TWO)).set_index(["participant_id", "solution_id"])
    assert own.loc[("P1", "A"), "score"] == pytest.approx(3.5)  # (3 x 4 + 1 x 2) / 4
    assert own.loc[("P2", "A"), "score"] == 2  # on the first criterion alone
    assert own.loc[("P2", "A"), "criteria_scored"] == 1


def test_favourites_keep_ties_and_give_the_lead() -> None:
    jury = make_jury(
        {("P1", "A"): (4, 4), ("P1", "B"): (4, 4), ("P2", "A"): (5, 5), ("P2", "B"): (1, 1)}
    )
    best = favourites(juror_scores(jury), jury)
    assert best["favourite"].tolist() == [("Solution A", "Solution B"), ("Solution A",)]
    assert best["lead"].tolist()[1] == 4
    assert np.isnan(best["lead"].iloc[0])


def test_a_juror_who_scored_none_of_those_left_has_no_favourite() -> None:
    jury = make_jury({("P1", "A"): (4, 4), ("P2", "B"): (1, 1)}).keep(["A"])
    assert favourites(juror_scores(jury), jury)["participant_id"].tolist() == ["P1"]


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


def held_to(minimum: float, *votes: float | None) -> pd.DataFrame:
    table = criteria(("K1", "technical", 1, minimum), ("K2", "project", 1, None))
    return minimums(make_jury({(f"P{n}", "A"): (vote, 3) for n, vote in enumerate(votes)}, table))


def test_a_mean_below_the_minimum_eliminates_and_at_it_does_not() -> None:
    assert held_to(2.5, 2, 3)["verdict"].tolist() == ["met"]
    assert held_to(2.6, 2, 3)["verdict"].tolist() == ["below"]
    assert held_to(0.3, 0.1, 0.2, 0.6)["verdict"].tolist() == ["met"]  # float noise is no failure


def test_nobody_on_a_minimum_is_not_a_failure() -> None:
    held = held_to(2.5, None, None)
    assert held["verdict"].tolist() == ["not_judged"]
    table = criteria(("K1", "technical", 1, 2.5), ("K2", "project", 1, None))
    assert admitted(make_jury({("P1", "A"): (None, 3)}, table), held) == ["A"]


def test_a_verdict_can_hang_on_one_juror() -> None:
    assert held_to(2.5, 2, 2, 4)["hangs_on_one"].tolist() == [True]  # 2.67; without the 4: 2
    assert held_to(2.5, 1, 1, 1)["hangs_on_one"].tolist() == [False]
    assert held_to(2.5, 1)["hangs_on_one"].tolist() == [False]


def test_margins_of_few_anonymous_votes_are_hidden_but_not_the_verdict() -> None:
    table = criteria(("K1", "technical", 1, 2.5), ("K2", "project", 1, None))
    held = minimums(make_jury({("P1", "A"): (1, 3)}, table), fewest=2)
    assert held[["mean", "margin"]].isna().all(axis=None)
    assert held["verdict"].tolist() == ["below"]


def test_minimums_give_the_margin_for_every_criterion_that_has_one() -> None:
    table = criteria(
        ("K1", "technical", 1, 2), ("K2", "project", 0, None), ("K3", "project", 1, 3.5)
    )
    held = minimums(
        make_jury(
            {("P1", "A"): (2, 1, 4), ("P2", "A"): (3, 1, 2), ("P1", "B"): (2, 1, None)}, table
        ),
        fewest=2,
    )
    assert list(held) == [
        "solution_id", "name", "criterion_id", "label", "minimum", "mean", "margin", "verdict",
        "hangs_on_one",
    ]  # fmt: skip
    rows = held.astype(object).where(held.notna(), None).to_numpy().tolist()
    assert rows == [
        ["A", "Solution A", "K1", "Criterion K1", 2, 2.5, 0.5, "met", False],
        ["B", "Solution B", "K1", "Criterion K1", 2, None, None, "met", False],  # one vote
        ["A", "Solution A", "K3", "Criterion K3", 3.5, 3, -0.5, "below", True],
        ["B", "Solution B", "K3", "Criterion K3", 3.5, None, None, "not_judged", False],
    ]
    everybody = make_jury({("P1", s): (3, 1, 1) for s in "CAB"}, table)
    assert admitted(everybody, held) == ["C", "B"]
    assert everybody.keep(["B", "C"]).solutions == ["B", "C"]


def test_what_a_juror_did_not_score_and_what_does_not_count_is_no_zero() -> None:
    spared = criteria(
        ("K1", "technical", 3, None), ("K2", "project", 1, None), ("K3", "project", 0, None)
    )
    jury = make_jury(
        {
            ("P1", "A"): (4, 0, 5), ("P1", "B"): (2, None, 5), ("P1", "C"): (None, None, 5),
            ("P2", "B"): (None, 1, None), ("P2", "A"): (1, 1, None),
        },
        spared,
    )  # fmt: skip
    own = juror_scores(jury)
    assert list(own) == ["participant_id", "solution_id", "name", "score", "criteria_scored"]
    assert own.to_numpy().tolist() == [
        ["P1", "A", "Solution A", 3, 2],
        ["P1", "B", "Solution B", 2, 1],
        ["P2", "A", "Solution A", 1, 2],
        ["P2", "B", "Solution B", 1, 1],
    ]
    best = favourites(own, jury)
    assert list(best) == [
        "participant_id", "favourite", "score", "lead", "solutions_scored", "missing_scores"
    ]  # fmt: skip
    assert best.iloc[0].tolist() == ["P1", ("Solution A",), 3, 1, 2, 3]
    assert best.iloc[1, [0, 1, 2, 4, 5]].tolist() == ["P2", ("Solution A", "Solution B"), 1, 2, 6]
    assert np.isnan(best.loc[1, "lead"])
    alone = jury.keep(["A"])
    assert favourites(juror_scores(alone), alone)["lead"].isna().all()
    grid = criterion_grid(jury)
    assert list(grid) == [
        "section", "criterion_id", "label", "weight", "minimum", "solution_id", "name", "votes",
        "mean",
    ]  # fmt: skip
    assert grid.loc[4, ["section", "criterion_id", "label", "weight"]].tolist() == [
        "project", "K2", "Criterion K2", 0.25
    ]  # fmt: skip
    assert grid.loc[4, ["solution_id", "name", "votes", "mean"]].tolist() == [
        "B", "Solution B", 1, 1
    ]  # fmt: skip
    table = section_scores(jury)
    assert list(table) == ["solution_id", "name", "technical", "project", "score"]
    assert table.iloc[:2, 2:].to_numpy().tolist() == [[2.5, 0.5, 2], [2, 1, 1.75]]
    assert table.iloc[2, 2:].isna().all()


@given(st.lists(st.integers(0, 5), min_size=4, max_size=4), st.floats(0.1, 50))
def test_scaling_all_weights_changes_no_score(votes: list[int], factor: float) -> None:
    given_scores = {("P1", "A"): votes[:2], ("P1", "B"): votes[2:]}
    scaled = criteria(("K1", "technical", 3 * factor, None), ("K2", "project", factor, None))
    expected = section_scores(make_jury(given_scores))["score"].to_numpy()
    assert section_scores(make_jury(given_scores, scaled))["score"].to_numpy() == pytest.approx(
        expected
    )


def test_no_score_at_all_leaves_empty_tables() -> None:
    scores = jury_scores({("P1", "A"): (None, None)}, ["K1", "K2"])
    jury = lay_out(
        scope("U1", solutions("A"), scores, anonymous=False, threshold=5), CRITERIA, scores
    )
    for table in (
        criterion_grid(jury),
        section_scores(jury),
        juror_scores(jury),
        missing_scores(jury),
        minimums(jury),
    ):
        assert table.empty
    assert favourites(juror_scores(jury), jury).empty


RANKED = pd.DataFrame(
    [("D", "Solution D", 4.5), ("A", "Solution A", 4.0), ("B", "Solution B", 3.0),
     ("C", "Solution C", 2.0), ("E", "Solution E", 1.0)],
    columns=["solution_id", "name", "score"],
)  # fmt: skip
NOTED = frame(
    "feedback",
    "participant_id solution_id rating strengths weaknesses comment",
    [
        ("P1", "A", 3, "Quick", "Dear", None), ("P2", "A", 4, None, "Far", "Ask again"),
        ("P3", "B", None, "Clear", None, None), ("P1", "C", 5, None, None, None),
        ("P1", "E", 1, None, None, None), ("P2", "E", 4, None, None, None),
        ("P3", "E", 4, None, None, None), ("P1", "Z", 5, None, None, None),
    ],
)  # fmt: skip


def test_orals_give_the_mean_and_the_ends_of_the_marks_best_first() -> None:
    table = digest(NOTED, RANKED, anonymous=False, threshold=3)
    assert list(table) == [
        "solution_id", "name", "notes", "marks", "rating", "rating_low", "rating_high", "score",
        "strengths", "weaknesses",
    ]  # fmt: skip
    # D, the first, has no note; Z is not compared; B has a note but no mark.
    assert table["solution_id"].tolist() == ["C", "A", "E", "B"]
    marks = table[["notes", "marks", "rating", "rating_low", "rating_high", "score"]]
    assert marks.head(3).to_numpy().tolist() == [
        [1, 1, 5, 5, 5, 2], [2, 2, 3.5, 3, 4, 4], [3, 3, 3, 1, 4, 1]
    ]  # fmt: skip
    assert marks.iloc[3, :2].tolist() == [1, 0]
    assert marks.iloc[3, 2:5].isna().all()
    assert table["strengths"].tolist() == ["", "Quick", "", "Clear"]
    assert table["weaknesses"].tolist()[1] == "Dear; Far"
    assert table.index.tolist() == [0, 1, 2, 3]


def test_anonymous_marks_are_shown_as_means_of_enough_and_never_by_their_ends() -> None:
    table = digest(NOTED, RANKED, anonymous=True, threshold=2).set_index("solution_id")
    assert table["rating"].dropna().to_dict() == {"A": 3.5, "E": 3}
    assert table[["rating_low", "rating_high"]].isna().all(axis=None)
    assert table["notes"].to_dict() == {"A": 2, "E": 3, "B": 1, "C": 1}


def test_orals_with_the_same_mark_are_in_the_order_of_the_grid() -> None:
    ids = [f"S{n}" for n in range(60)]
    given = [("P1", s, 4 if n % 3 else 2) for n, s in enumerate(ids)]
    noted = frame("feedback", "participant_id solution_id rating", given)
    order = pd.DataFrame({"solution_id": ids, "name": ids, "score": 1.0})
    table = digest(noted, order, anonymous=False, threshold=1)
    assert table["solution_id"].tolist() == [s for n, s in enumerate(ids) if n % 3] + ids[::3]


def test_every_note_is_given_in_rank_order_without_names_or_marks_if_anonymous() -> None:
    table = notes(NOTED[::-1], RANKED, anonymous=False)
    columns = ["date", "strengths", "weaknesses", "comment"]
    assert set(table) == {"solution_id", "name", "participant_id", "rating", *columns}
    assert table["name"].drop_duplicates().tolist() == [f"Solution {s}" for s in "ABCE"]
    assert table["participant_id"].tolist() == ["P2", "P1", "P3", "P1", "P3", "P2", "P1"]
    assert table["rating"].tolist()[:2] == [4, 3]
    hidden = notes(NOTED[::-1], RANKED, anonymous=True)
    assert list(hidden) == ["solution_id", "name", *columns]
    assert hidden["comment"].tolist()[0] == "Ask again"


def test_comments_are_given_in_rank_order_with_their_criterion() -> None:
    header = "participant_id solution_id criterion_id score comment"
    rows = [
        ("P1", "B", "K1", 5, "Fine"), ("P1", "A", "K2", None, "Unsure"), ("P2", "A", "K1", 1, None),
        ("P1", "Z", "K1", 5, "Elsewhere"),
    ]  # fmt: skip
    given = frame("jury_scores", header, rows)
    table = comments(given, RANKED, CRITERIA, anonymous=False)
    assert list(table) == ["name", "label", "participant_id", "score", "comment"]
    assert table[["name", "label", "participant_id", "comment"]].to_numpy().tolist() == [
        ["Solution A", "Criterion K2", "P1", "Unsure"],
        ["Solution B", "Criterion K1", "P1", "Fine"],
    ]
    assert table["score"].isna().tolist() == [True, False]
    hidden = comments(given, RANKED, CRITERIA, anonymous=True)
    assert hidden.equals(table[["name", "label", "comment"]])


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


def test_scores_of_solutions_that_are_not_compared_are_left_out() -> None:
    given = {("P1", "Z"): (1, 1), ("P1", "A"): (4, 5), ("P2", "Z"): (1, 1)}
    scores = jury_scores(given, ["K1", "K2"])
    inside = scope("U1", solutions("A"), scores, anonymous=False, threshold=5)
    jury = lay_out(inside, CRITERIA, scores)
    assert (jury.jurors, jury.scores.tolist()) == (["P1"], [[[4, 5]]])
    assert inside["jurors"].dtype == int


def test_a_mean_is_shown_from_as_many_votes_as_are_asked_for() -> None:
    strict = criteria(("K1", "technical", 1, 2.5), ("K2", "project", 1, None))
    jury = make_jury({("P1", "A"): (3, 1), ("P2", "A"): (2, 1), ("P1", "B"): (3, 1)}, strict)
    table = minimums(jury)
    assert table["mean"].tolist() == [2.5, 3]
    assert table["hangs_on_one"].tolist() == [True, False]
    assert minimums(jury, fewest=2)["mean"].notna().tolist() == [True, False]


def test_a_juror_whose_scores_do_not_count_is_passed_over_and_a_tie_has_no_lead() -> None:
    table = criteria(("K1", "technical", 1, None), ("K2", "project", 0, None))
    given = {("P1", "A"): (None, 5), ("P2", "A"): (4, 1), ("P2", "B"): (4, 1), ("P2", "C"): (1, 1)}
    jury = make_jury(given | {("P3", "A"): (3, None)}, table)
    best = favourites(juror_scores(jury), jury)
    assert best["participant_id"].tolist() == ["P2", "P3"]
    assert best["favourite"].tolist() == [("Solution A", "Solution B"), ("Solution A",)]
    assert best["lead"].isna().all()
    assert section_scores(jury)["project"].dtype == float


def test_a_minimum_that_one_juror_less_would_break_is_said_of_those_still_in() -> None:
    strict = criteria(("K1", "technical", 1, 2.6), ("K2", "project", 1, 2.0))
    given = {(f"P{n}", "A"): (vote, 3) for n, vote in enumerate((3, 3, 2))}  # 2.5 without a 3
    given |= {(f"P{n}", "B"): (vote, 1) for n, vote in enumerate((3, 3, 2))}  # out on the other
    given |= {(f"P{n}", "C"): (4, 4) for n in range(3)}
    jury = make_jury(given, strict)
    *_out, close = say_minimums(minimums(jury), jury)
    assert close == Finding(
        "With one juror less, “Solution A” could fall below a minimum.", Tone.CAUTION
    )
    safe = make_jury(dict.fromkeys(given, (4, 4)), strict)
    assert say_minimums(minimums(safe), safe) == [Finding("No solution falls below a minimum.")]
