"""Solution selection: what the report says of scope, scores, sections and minimums."""

from __future__ import annotations

import numpy as np
import pytest
from support.frames import frame
from support.selections import CLEAR, JURORS, both
from support.solutions import CRITERIA, criteria, jury_scores, make_jury, solutions

from playbook.show.findings import Finding, Tone
from playbook.stages.solution_selection import (
    by_year,
    comments,
    cost_gaps,
    cost_lines,
    criterion_grid,
    draw_frontier,
    draw_grid,
    draw_solution_ranking,
    frontier,
    lay_out,
    minimums,
    missing_scores,
    ranking,
    robustness,
    say_costs,
    say_first,
    say_frontier,
    say_minimums,
    say_missing,
    say_opinions,
    say_scope,
    say_sections,
    say_sure,
    say_weights,
    say_weights_absent,
    scope,
    second_opinions,
    section_scores,
    totals,
    weight_changes,
)


def test_the_scope_says_what_is_compared_and_what_is_not() -> None:
    scores = jury_scores({("P1", "A"): (1, 1), ("P1", "B"): (1, 1)}, ["K1", "K2"])
    found = scope("U1", solutions("A", "B", "C"), scores, anonymous=False, threshold=5)
    use_cases = frame("use_cases", "use_case_id title", [("U1", "Sorting")])
    assert say_scope(found, "U1", use_cases) == [
        Finding("2 solutions for “Sorting” are compared: “Solution A” and “Solution B”."),
        Finding(
            "“Solution C” has no score from the jury: it is not compared, and is not ranked as a"
            " zero.",
            Tone.CAUTION,
        ),
    ]
    alone = scope("U1", solutions("A"), scores, anonymous=False, threshold=5)
    assert say_scope(alone, "U1", use_cases) == [
        Finding(
            "1 solution for “Sorting” has scores: there is nothing to compare it with.",
            Tone.DECIDE,
        )
    ]
    free = scope("", solutions("A", "B", use_case=""), scores, anonymous=False, threshold=5)
    assert say_scope(free, "", use_cases)[0].text.startswith(
        "2 solutions for no stated use case are compared"
    )


def test_an_unknown_use_case_is_said() -> None:
    found = scope("U9", solutions("A"), jury_scores({}, []), anonymous=False, threshold=5)
    assert say_scope(found, "U9", frame("use_cases")) == [
        Finding("No solution serves the use case “U9”: check the parameter use_case.", Tone.DECIDE)
    ]


def test_missing_scores_are_counted_and_a_whole_solution_is_named() -> None:
    jury = make_jury({("P1", "A"): (4, None), ("P1", "B"): (1, 1), ("P2", "B"): (1, 1)})
    people = {"P1": "Participant 1", "P2": "Participant 2"}
    said = say_missing(missing_scores(jury), jury, people, anonymous=False).text
    assert said.startswith("3 of 8 scores are missing")
    assert said.endswith(
        "Participant 2 did not score “Solution A” at all, so its means rest on the others."
    )
    assert "Participant" not in say_missing(missing_scores(jury), jury, people, anonymous=True).text
    unknown = say_missing(missing_scores(jury), jury, {}, anonymous=False).text
    assert "zero. P2 did not score" in unknown
    nobody = lay_out(scope("U1", solutions("A"), jury_scores({}, []), anonymous=False, threshold=5),
                     CRITERIA, jury_scores({}, []))  # fmt: skip
    assert say_missing(missing_scores(nobody), nobody, {}, anonymous=False) == Finding(
        "Nobody has scored anything yet.", Tone.DECIDE
    )
    whole = make_jury(CLEAR)
    assert "Every juror" in say_missing(missing_scores(whole), whole, {}, anonymous=False).text


def test_an_elimination_that_hangs_on_one_juror_is_a_caution() -> None:
    strict = criteria(("K1", "technical", 1, 2.5), ("K2", "project", 1, None))
    given = {("P1", "A"): (3, 1), ("P2", "A"): (3, 1), ("P3", "A"): (1, 1)}
    jury = make_jury(given, strict)
    said = say_minimums(minimums(jury), jury)
    assert said[0].tone is Tone.CAUTION
    assert said[0].text == (
        "“Solution A” is eliminated: 2.33 on average on “Criterion K1”, where at least 2.5 is"
        " required. One juror less could change that."
    )


def test_what_nobody_scored_on_a_minimum_is_for_the_jury_to_decide() -> None:
    strict = criteria(("K1", "technical", 1, 2.5), ("K2", "project", 1, None))
    jury = make_jury({("P1", "A"): (3, 1), ("P1", "B"): (None, 1)}, strict)
    [said] = [one for one in say_minimums(minimums(jury), jury) if one.tone is Tone.DECIDE]
    assert said.text == (
        "Nobody scored “Solution B” on a criterion with a minimum: score it before choosing."
    )


def test_sections_and_weights_are_said() -> None:
    jury = make_jury(CLEAR)
    said = say_sections(jury, section_scores(jury))
    assert said is not None
    assert said.text == (
        "Technical criteria weigh 75%; best on them: “Solution A”."
        " Project criteria weigh 25%; best on them: “Solution A”."
    )
    zero = criteria(("K1", "technical", 0, None))
    assert say_weights_absent(zero) == Finding(
        "All weights are 0: every criterion counts the same until somebody says what matters.",
        Tone.DECIDE,
    )
    assert say_weights_absent(CRITERIA) is None


def test_an_elimination_without_a_mean_that_can_be_shown_has_no_figure_but_the_minimum() -> None:
    for minimum, written in ((2.5, "2.5"), (2.25, "2.25")):
        strict = criteria(("K1", "technical", 1, minimum), ("K2", "project", 1, None))
        jury = make_jury({(j, "A"): (1, 1) for j in JURORS}, strict)
        held = minimums(jury).assign(mean=np.nan)
        assert say_minimums(held, jury)[0].text == (
            f"“Solution A” is eliminated: below the minimum of {written} on “Criterion K1”."
        )


def test_comments_lose_names_and_scores_where_votes_are_anonymous() -> None:
    header = "participant_id solution_id criterion_id score comment"
    given = frame("jury_scores", header, [("P1", "A", "K1", 5, "Fine"), ("P2", "A", "K1", 5, None)])
    _e, _i, _s, table = both(CLEAR)
    assert len(comments(given, table, CRITERIA, anonymous=False)) == 1
    assert list(comments(given, table, CRITERIA, anonymous=True)) == ["name", "label", "comment"]


def test_without_scores_everything_says_so() -> None:
    scores = jury_scores({("P1", "A"): (None, None)}, ["K1", "K2"])
    found = scope("U1", solutions("A"), scores, anonymous=False, threshold=5)
    jury = lay_out(found, CRITERIA, scores)
    sure = robustness(jury, 100, 1)
    table = ranking(sure, jury)
    assert say_scope(found, "U1", frame("use_cases"))[0] == Finding(
        "No solution for “U1” can be compared: the jury has scored none of them.", Tone.DECIDE
    )
    assert say_first(table) == Finding("No solution can be ranked yet.", Tone.DECIDE)
    assert say_sure(sure, table) is None
    assert say_sections(jury, section_scores(jury)) is None
    assert say_opinions(second_opinions(jury)) is None
    assert say_minimums(minimums(jury), jury) == []
    lines = cost_lines(frame("costs"), found)
    years = by_year(lines, 0.05)
    placed = frontier(table, totals(lines, years, cost_gaps(lines, found), found))
    assert placed.empty
    assert (
        say_costs(totals(lines, years, cost_gaps(lines, found), found), years, [], "EUR", 0) is None
    )
    assert say_frontier(placed, "EUR") is None
    assert draw_frontier(placed, "EUR", (0, 5)) is None
    assert say_weights(weight_changes(jury)) is None
    assert draw_grid(criterion_grid(jury), table, (0, 5)) is None
    assert draw_solution_ranking(table, sure) is None


def test_solutions_that_too_few_scored_are_not_said_to_have_no_score() -> None:
    scores = jury_scores({("P1", "A"): (1, 1), ("P1", "B"): (1, 1)}, ["K1", "K2"])
    found = scope("U1", solutions("A", "B"), scores, anonymous=True, threshold=2)
    assert say_scope(found, "U1", frame("use_cases")) == [
        Finding("No solution for “U1” can be compared.", Tone.DECIDE),
        Finding(
            "Votes are anonymous, and too few people scored “Solution A” and “Solution B”: no"
            " figure is shown.",
            Tone.CAUTION,
        ),
    ]
    scores = jury_scores(dict.fromkeys(("1A", "2A", "1B"), (1, 1)), ["K1", "K2"])
    found = scope("U1", solutions("A", "B"), scores, anonymous=True, threshold=2)
    assert say_scope(found, "U1", frame("use_cases"))[0].text == (
        "Only “Solution A” can be compared for “U1”: there is nothing to compare it with."
    )
    scores = jury_scores(dict.fromkeys(("1A", "2A", "1B", "2B", "1C"), (1, 1)), ["K1", "K2"])
    found = scope("U1", solutions("A", "B", "C"), scores, anonymous=True, threshold=2)
    assert say_scope(found, "U1", frame("use_cases"))[0].text == (
        "2 solutions for “U1” are compared: “Solution A” and “Solution B”."
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
    said = say_missing(missing_scores(jury), jury, {"P1": "Ann"}, anonymous=anonymous).text
    assert said.endswith(
        f" zero. Not scored at all by some, so that the means rest on the others: {cases}."
    )
    two = make_jury({("P1", "B"): (1, 1), ("P2", "A"): (1, 1)})
    assert "Not scored at all by some" in say_missing(
        missing_scores(two), two, {}, anonymous=anonymous
    ).text  # fmt: skip


def test_a_section_that_weighs_little_does_not_weigh_nothing() -> None:
    jury = make_jury(CLEAR, criteria(("K1", "technical", 999, None), ("K2", "project", 1, None)))
    said = say_sections(jury, section_scores(jury))
    assert said is not None
    assert "Technical criteria weigh over 99%" in said.text
    assert "Project criteria weigh under 1%" in said.text


@pytest.mark.parametrize(
    ("minimum", "votes", "said"),
    [
        (2.25, (2.2, 2.2), "2.20 on average on “Criterion K1”, where at least 2.25 is"),
        (2.5, (2.498, 2.498), "2.498 on average on “Criterion K1”, where at least 2.5"),
        (3, (2, 2), "2.00 on average on “Criterion K1”, where at least 3.0"),
    ],
)
def test_an_eliminating_mean_reads_as_below_its_minimum(
    minimum: float, votes: tuple, said: str
) -> None:
    strict = criteria(("K1", "technical", 1, minimum), ("K2", "project", 1, None))
    jury = make_jury({(f"P{n}", "A"): (vote, 5) for n, vote in enumerate(votes)}, strict)
    assert said in say_minimums(minimums(jury), jury)[0].text


def test_every_eliminated_solution_is_named() -> None:
    strict = criteria(("K1", "technical", 1, 2.5), ("K2", "project", 1, None))
    jury = make_jury({(j, s): (1, 5) for j in JURORS for s in "ABCDEF"}, strict)
    said = say_minimums(minimums(jury), jury)
    assert [finding.text[:12] for finding in said[:4]] == [f"“Solution {s}”" for s in "ABCD"]
    assert said[4].text == "“Solution E” and “Solution F” are eliminated too."


def test_one_juror_less_saves_no_solution_that_is_below_another_minimum() -> None:
    strict = criteria(("K1", "technical", 1, 2.5), ("K2", "project", 1, 2.5))
    given = {("P1", "A"): (3, 1), ("P2", "A"): (3, 1), ("P3", "A"): (1, 1)}
    jury = make_jury(given, strict)
    said = say_minimums(minimums(jury), jury)
    assert len(said) == 2
    assert not any("One juror less" in finding.text for finding in said)
    above = {("P1", "A"): (3, 1), ("P2", "A"): (3, 1), ("P3", "A"): (2, 1)}
    jury = make_jury(above, strict)  # without P1, A would be at 2.5 on K1; it is out already
    assert len(say_minimums(minimums(jury), jury)) == 1


def test_a_minimum_that_all_meet_is_said_to_be_met() -> None:
    jury = make_jury(CLEAR, criteria(("K1", "technical", 1, 2), ("K2", "project", 1, None)))
    assert [said.text for said in say_minimums(minimums(jury), jury)] == [
        "No solution falls below a minimum."
    ]
