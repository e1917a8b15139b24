"""Solution selection: what the report says of scores, minimums, jurors, orals and the choice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from support.frames import frame
from support.selections import CLEAR, JURORS, NAMES, ROWS, both, priced
from support.solutions import CRITERIA, criteria, jury_scores, make_jury, solutions

from playbook.show.findings import Finding, Tone
from playbook.stages.solution_selection import (
    Advice,
    by_year,
    comments,
    cost_gaps,
    cost_lines,
    criterion_grid,
    digest,
    draw_frontier,
    draw_grid,
    draw_orals,
    draw_solution_ranking,
    draw_weights,
    favourites,
    frontier,
    juror_scores,
    lay_out,
    minimums,
    missing_scores,
    notes,
    ranking,
    robustness,
    say_advice,
    say_costs,
    say_favourites,
    say_first,
    say_frontier,
    say_jurors,
    say_minimums,
    say_missing,
    say_opinions,
    say_orals,
    say_overturned,
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
    without_each_juror,
)
from playbook.stages.solution_selection.frontier_figure import frontier_title
from playbook.stages.solution_selection.juror_figures import jurors_title


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


def test_a_clear_first_place_is_said_as_one() -> None:
    _everybody, inside, sure, table = both(CLEAR)
    assert say_first(table).text == (
        "“Solution A” comes first on the grid with 5.00, 3.00 ahead of “Solution B”."
    )
    said = say_sure(sure, table)
    assert said is not None
    assert said.tone is Tone.RESULT
    assert "100% of cases" in said.text
    weights = say_weights(weight_changes(inside))
    assert weights is not None
    assert weights.text == (
        "No change of one weight alone brings another solution to the first place."
    )
    jurors = say_jurors(without_each_juror(inside, anonymous=False))
    assert jurors is not None
    assert "No single juror" in jurors.text


def test_the_only_solution_in_the_running_is_not_said_to_be_ahead() -> None:
    _e, _i, _s, table = both({("P1", "A"): (4, 4), ("P2", "A"): (3, 3)})
    assert say_first(table) == Finding(
        "“Solution A” is the only solution in the running, with 3.50.", Tone.CAUTION
    )


@pytest.mark.parametrize(("change", "tone"), [(0.1, Tone.RESULT), (-0.09, Tone.CAUTION)])
def test_a_weight_that_decides_when_it_moves_by_less_than_ten_points_is_a_caution(
    change: float, tone: Tone
) -> None:
    row = {"label": "Price", "weight": 0.3, "changed_weight": 0.3 + change, "change": change}
    said = say_weights(pd.DataFrame([row | {"new_winner": ("B",)}]))
    assert said is not None
    assert said.tone is tone
    assert said.text.startswith("“B” reaches the first place of the grid if “Price” weighs ")


def test_a_tie_is_said_as_a_tie() -> None:
    _e, _i, sure, table = both({(j, s): (3, 3) for j in JURORS for s in ("A", "B")})
    assert say_first(table).text == (
        "“Solution A” and “Solution B” share the first place of the grid with 3.00."
    )
    said = say_sure(sure, table)
    assert said is not None
    assert "do not tell “Solution A” and “Solution B” apart" in said.text


def test_an_elimination_without_a_mean_that_can_be_shown_has_no_figure_but_the_minimum() -> None:
    for minimum, written in ((2.5, "2.5"), (2.25, "2.25")):
        strict = criteria(("K1", "technical", 1, minimum), ("K2", "project", 1, None))
        jury = make_jury({(j, "A"): (1, 1) for j in JURORS}, strict)
        held = minimums(jury).assign(mean=np.nan)
        assert say_minimums(held, jury)[0].text == (
            f"“Solution A” is eliminated: below the minimum of {written} on “Criterion K1”."
        )


def test_one_juror_says_nothing_about_certainty() -> None:
    _e, _i, sure, table = both({("P1", "A"): (4, 4), ("P1", "B"): (1, 1)})
    assert say_sure(sure, table) == Finding(
        "Too few jurors to say how sure this order is.", Tone.CAUTION
    )


def test_own_favourites_are_not_said_of_anonymous_votes() -> None:
    given = CLEAR | {("P3", "A"): (1, 1)}
    _e, inside, _s, table = both(given)
    best = favourites(juror_scores(inside), inside)
    said = say_favourites(best, table, anonymous=False)
    assert said is not None
    assert said == Finding(
        "Juror by juror, “Solution A” is the first choice of 2 of 3; the rest prefer “Solution B”."
    )
    assert say_favourites(best, table, anonymous=True) is None


def test_the_favourites_of_two_jurors_are_said_and_of_a_tie_are_not() -> None:
    given = {("P1", "A"): (5, 5), ("P1", "B"): (2, 2), ("P2", "A"): (2, 2), ("P2", "B"): (3, 3)}
    _e, inside, _s, table = both(given)
    half = say_favourites(favourites(juror_scores(inside), inside), table, anonymous=False)
    assert half == Finding(
        "Juror by juror, “Solution A” is the first choice of 1 of 2; the rest prefer “Solution B”.",
        Tone.CAUTION,
    )
    _e, inside, _s, table = both(CLEAR)
    best = favourites(juror_scores(inside), inside)
    assert say_favourites(best, table, anonymous=False) == Finding(
        "Every juror's own grid puts “Solution A” first."
    )
    _e, _i, _s, tied = both({(j, s): (3, 3) for j in JURORS for s in "AB"})
    assert say_favourites(best, tied, anonymous=False) is None


def test_a_juror_who_prefers_two_others_has_both_named() -> None:
    given = {("P1", "A"): (5, 5), ("P2", "A"): (5, 5), ("P3", "A"): (1, 1)}
    given |= {(juror, other): (2, 2) for juror in JURORS for other in ("B", "C")}
    _e, inside, _s, table = both(given)
    said = say_favourites(favourites(juror_scores(inside), inside), table, anonymous=False)
    assert said is not None
    assert said.text.endswith("the rest prefer “Solution B” and “Solution C”.")


def test_a_name_with_a_semicolon_is_one_solution() -> None:
    given = {("P1", "A"): (5, 5), ("P2", "A"): (5, 5), ("P3", "A"): (1, 1)}
    given |= {(juror, "B"): (2, 2) for juror in JURORS}
    jury = replace(make_jury(given), names={"A": "Sort; send", "B": "Read; file"})
    table = ranking(robustness(jury, 300, 1), jury)
    best = favourites(juror_scores(jury), jury)
    said = say_favourites(best, table, anonymous=False)
    assert said is not None
    assert said.text.startswith("Juror by juror, “Sort; send” is the first choice of 2 of 3")
    assert said.text.endswith("the rest prefer “Read; file”.")
    assert jurors_title(best) == "2 of 3 jurors put “Sort; send” first"
    split = {("P1", "A"): (4, 2), ("P1", "B"): (3, 4)}
    jury = replace(make_jury(split), names={"A": "Sort; send", "B": "Read; file"})
    weights = say_weights(weight_changes(jury))
    assert weights is not None
    assert weights.text.startswith("“Read; file” reaches the first place")


def test_methods_that_agree_and_methods_that_do_not() -> None:
    agree = say_opinions(second_opinions(make_jury(CLEAR)))
    assert agree == Finding(
        "TOPSIS (vector and min-max normalisation) and PROMETHEE II put “Solution A” first too: the"
        " first place does not hang on the method."
    )
    three = criteria(*((f"K{n}", "technical", 1, None) for n in (1, 2, 3)))
    part = {("P1", "A"): (5, 0, 0), ("P1", "B"): (2, 1, 1), ("P1", "C"): (0, 0, 0)}
    apart = say_opinions(second_opinions(make_jury(part, three)))
    assert apart is not None
    assert apart.tone is Tone.CAUTION
    assert "PROMETHEE II: “Solution B”" in apart.text
    same = say_opinions(second_opinions(make_jury({("P1", s): (3, 3) for s in "AB"})))
    assert same == Finding(
        "TOPSIS and PROMETHEE II cannot tell solutions with the same scores apart.", Tone.CAUTION
    )


def test_one_method_that_keeps_a_solution_first_keeps_the_methods_from_parting() -> None:
    ranks = {"score_rank": [1, 1], "topsis_vector_rank": [1, 2], "topsis_min_max_rank": [1, 1],
             "promethee_rank": [1, 1]}  # fmt: skip
    methods = dict.fromkeys(["topsis_vector", "topsis_min_max", "promethee"], 0.5)
    table = pd.DataFrame({"name": ["A", "B"], **ranks, **methods})
    said = say_opinions(table)
    assert said is not None
    assert said.text.startswith(
        "The methods do not put the same solutions first (TOPSIS, vector: “A”)."
    )
    other = table.assign(topsis_vector_rank=[1, 2], score_rank=[1, 2], promethee_rank=[2, 1],
                         topsis_min_max_rank=[1, 1])  # fmt: skip
    apart = say_opinions(other)
    assert apart is not None
    assert apart.text.startswith("The methods do not put the same solutions first (TOPSIS, min-max")


def advised(basis: str, chosen: str | None, candidates: list[str], leaders: list[str]) -> str:
    table = pd.DataFrame({"solution_id": ["A", "B"], "total_cost": [100.0, 80.0]})
    said = say_advice(Advice(chosen, basis, candidates, leaders), NAMES, table, "EUR")
    assert said.tone is Tone.DECIDE
    return said.text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("clear", "A", ["A"], ["A"]), "clearly ahead"),
        (("cheapest", "B", ["A", "B"], ["A"]), "“Solution A” comes first on the grid, but"),
        (("cheapest", "B", ["A", "B"], ["B"]), "also the cheapest of these, by €20 (20.0%)"),
        (("first", "A", ["A", "B"], ["A"]), "missing, incomplete or equal"),
        (("first", "A", ["A"], ["A"]), "nothing shows how sure"),
        (("open", None, ["A", "B"], ["A", "B"]), "the committee chooses"),
        (("nothing", None, [], []), "Nothing can be recommended"),
    ],
)
def test_every_kind_of_advice_has_its_sentence(given: tuple, expected: str) -> None:
    assert expected in advised(*given)


def test_what_cannot_be_recommended_is_for_people_to_decide() -> None:
    none = say_advice(Advice(None, "nothing", [], []), {}, priced(*ROWS)[3], "EUR")
    assert none == Finding("Nothing can be recommended: no solution is ranked.", Tone.DECIDE)


def test_what_would_overturn_is_sorted_from_what_would_not() -> None:
    moved = pd.DataFrame(
        [
            ("weight_dropped", "Price", None, "Solution B", True),
            ("weight_dropped", "Speed", None, "Solution A", False),
            ("weight_doubled", "Price", None, "Solution A", False),
            ("juror", None, "P1", None, True),
        ],
        columns=["lever", "label", "participant_id", "chosen", "changes"],
    )
    rates = pd.DataFrame(
        {"name": ["Solution C", "Solution B"], "extra": [900.0, 500.0], "rate": [np.nan, np.nan]}
    )
    would, would_not = say_overturned(
        Advice("A", "cheapest", ["A", "B"], ["A"]), moved, rates, "EUR"
    )
    assert would.text == (
        "What would change the recommendation: dropping “Price” (then “Solution B”); the absence of"
        " 1 of the 1 jurors (then none of them alone); “Solution B” coming down in price by €500 or"
        " more."
    )
    assert would_not.text == (
        "What would not change the recommendation: doubling any one weight; any discount rate from"
        " 0 to 100%."
    )
    assert say_overturned(Advice(None, "open", [], []), moved, rates, "EUR") == []
    crossing = say_overturned(
        Advice("A", "cheapest", ["A", "B"], ["A"]), moved.head(0), rates.assign(rate=0.123), "EUR"
    )
    assert crossing[0].text == (
        "What would change the recommendation: a discount rate on the other side of 12.3% (then"
        " “Solution C”); “Solution B” coming down in price by €500 or more."
    )


FEEDBACK = [
    ("P1", "A", 4, "Quick", "Dear"), ("P2", "A", 5, None, None), ("P3", "A", None, "Clear", None),
    ("P1", "B", 5, None, "Vague"),
]  # fmt: skip


def test_orals_are_gathered_and_held_against_the_grid() -> None:
    _e, _i, _s, table = both(CLEAR)
    given = frame("feedback", "participant_id solution_id rating strengths weaknesses", FEEDBACK)
    found = digest(given, table, anonymous=False, threshold=2)
    assert found["name"].tolist() == ["Solution B", "Solution A"]
    row = found.set_index("solution_id").loc["A"]
    assert (row["notes"], row["marks"], row["rating"]) == (3, 2, 4.5)
    assert row["strengths"] == "Quick; Clear"
    assert say_orals(found, table) == Finding(
        "At the orals, “Solution B” got the best mark (5.0 on average), not the first of the grid:"
        " ask what one saw that the other did not.",
        Tone.CAUTION,
    )
    hidden = digest(given, table, anonymous=True, threshold=2).set_index("solution_id")
    assert np.isnan(hidden.loc["B", "rating"])
    assert hidden["rating_low"].isna().all()
    assert say_orals(hidden.reset_index(), table).text == (
        "Of the marks of the orals that can be shown, the best mean is 4.5: “Solution A”."
    )
    assert draw_orals(given, found, (0, 5), anonymous=True) is None
    assert "participant_id" not in notes(given, table, anonymous=True)
    none = digest(frame("feedback"), table, anonymous=False, threshold=2)
    assert "No note" in say_orals(none, table).text
    assert say_orals(none, table).tone is Tone.CAUTION
    assert draw_orals(given, none, (0, 5), anonymous=False) is None
    silent = digest(given.assign(rating=np.nan), table, anonymous=False, threshold=2)
    assert say_orals(silent, table) == Finding(
        "The notes of the orals hold no mark that can be shown.", Tone.CAUTION
    )


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        (1, "Of the marks of the orals that can be shown, the best mean is 4.5: “Solution A”."),
        (0, "The orals agree with the grid: “Solution A” got the best mark, 4.5 on average."),
    ],
)
def test_the_best_mark_shown_is_not_said_to_be_the_best_where_one_is_withheld(
    marks: int, said: str
) -> None:
    _e, _i, _s, table = both(CLEAR)
    given = pd.DataFrame(
        {
            "name": ["Solution A", "Solution B", "Solution C"],
            "rating": [4.5, 4.0, np.nan],
            "marks": [2, 2, marks],
        }
    )
    assert say_orals(given, table).text == said


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


def test_a_tie_may_be_broken_by_a_weight_but_not_by_another_solution() -> None:
    half = criteria(("K1", "technical", 1, None), ("K2", "project", 1, None))
    tied = {(j, s): v for j in JURORS for s, v in (("A", (5, 1)), ("B", (1, 5)))}
    _e, inside, sure, table = both(tied, half)
    said = say_weights(weight_changes(inside))
    assert said is not None
    assert "brings another solution to the first place" in said.text
    certain = say_sure(sure, table)
    assert certain is not None
    assert certain.text == (
        "If a jury like this one scored again, one of the 2 that share the first place would come"
        " first in 100% of cases: the votes do not tell “Solution A” and “Solution B” apart."
    )


def test_a_weight_that_must_hardly_move_is_not_said_to_stay() -> None:
    given = {("P1", "A"): (3.001, 1), ("P1", "B"): (2, 4)}
    _e, inside, _s, table = both(given)
    changes = weight_changes(inside)
    said = say_weights(changes)
    assert said is not None
    assert "weighs 74.98% instead of 75.00%" in said.text
    drawn = draw_weights(changes)
    assert drawn is not None
    assert drawn.alt.startswith("Moving one weight by under 0.1 points brings another solution")
    assert "under 0.01 ahead of “Solution B”" in say_first(table).text


def test_without_a_ranking_nothing_is_said_to_change_it() -> None:
    jury = make_jury({(j, s): (3, None) for j in JURORS for s in "AB"})
    assert say_weights(weight_changes(jury)) is None
    assert say_jurors(without_each_juror(jury, anonymous=False)) is None


def test_a_juror_who_puts_another_level_does_not_prefer_it() -> None:
    given = CLEAR | {("P3", "A"): (2, 2)}
    _e, inside, _s, table = both(given)
    said = say_favourites(favourites(juror_scores(inside), inside), table, anonymous=False)
    assert said is not None
    assert said.text.endswith("the rest put “Solution B” first, or level with it.")


def test_methods_that_break_a_tie_put_no_other_solution_first() -> None:
    half = criteria(*((f"K{n}", "technical", 1, None) for n in (1, 2, 3)))
    given = {("P1", "A"): (5, 1, 0), ("P1", "B"): (2, 2, 2), ("P1", "C"): (0, 0, 1)}
    said = say_opinions(second_opinions(make_jury(given, half)))
    assert said is not None
    assert said.text.startswith("The methods do not put the same solutions first (")


def test_the_best_mark_of_a_solution_that_shares_the_first_place() -> None:
    _e, _i, _s, table = both({(j, s): (3, 3) for j in JURORS for s in "AB"})
    given = frame("feedback", "participant_id solution_id rating", [("P1", "A", 4), ("P1", "B", 3)])
    said = say_orals(digest(given, table, anonymous=False, threshold=2), table)
    assert said.text == (
        "At the orals, “Solution A” alone got the best mark (4.0 on average); on the grid it"
        " shares the first place."
    )


def test_one_solution_with_marks_is_not_said_to_agree_with_the_grid() -> None:
    _e, _i, _s, table = both(CLEAR)
    given = frame("feedback", "participant_id solution_id rating", [("P1", "A", 4)])
    found = digest(given, table, anonymous=False, threshold=2)
    assert "agree" not in say_orals(found, table).text
    drawn = draw_orals(given, found, (0, 5), anonymous=False)
    assert drawn is not None
    assert drawn.alt.startswith("Only “Solution A” has marks from the orals: 4.0 on average.")


def test_a_tie_is_recommended_as_a_tie() -> None:
    tied = advised("cheapest", "B", ["A", "B"], ["A", "B"])
    assert "“Solution A” and “Solution B” share the first place of the grid" in tied
    table = pd.DataFrame({"solution_id": ["A", "B"], "total_cost": [np.nan, np.nan]})
    three = NAMES | {"C": "Solution C"}
    left = Advice(None, "open", ["A", "B", "C"], ["A", "B"])
    assert say_advice(left, three, table, "EUR").text.startswith(
        "“Solution A” and “Solution B” tie on the grid"
    )


def test_levers_say_what_was_not_tried_and_what_is_left_open() -> None:
    columns = ["lever", "label", "participant_id", "chosen", "changes"]
    heavy = [("weight_dropped", f"C{n}", None, "Solution A", False) for n in range(15)]
    moved = pd.DataFrame(
        [
            *heavy,
            ("weight_doubled", "Price", None, "Solution B", True),
            ("weight_doubled", "Speed", None, None, True),
        ],
        columns=columns,
    )
    no_rates = pd.DataFrame(columns=["name", "extra", "rate"])
    would, would_not = say_overturned(Advice("A", "clear", ["A"], ["A"]), moved, no_rates, "EUR")
    assert would.text == (
        "What would change the recommendation: doubling the weight of one of “Price” and “Speed”"
        " (then “Solution B”, or none of them alone)."
    )
    assert "dropping any one of the 15 heaviest criteria" in would_not.text
    jurors = pd.DataFrame([("juror", None, f"P{n}", "Solution A", False) for n in range(15)],
                          columns=columns)  # fmt: skip
    lifted = pd.DataFrame([("minimums", None, None, "Solution B", True)], columns=columns)
    moved = pd.concat([jurors, lifted])
    would, would_not = say_overturned(Advice("A", "clear", ["A"], ["A"]), moved, no_rates, "EUR")
    assert "lifting the minimums (then “Solution B”)" in would.text
    assert "the absence of any one juror" in would_not.text


def test_a_minimum_that_all_meet_is_said_to_be_met() -> None:
    jury = make_jury(CLEAR, criteria(("K1", "technical", 1, 2), ("K2", "project", 1, None)))
    assert [said.text for said in say_minimums(minimums(jury), jury)] == [
        "No solution falls below a minimum."
    ]


def test_half_a_euro_makes_two_places_on_the_frontier() -> None:
    table = pd.DataFrame(
        {"standing": "efficient", "name": ["A", "B"], "score": [3.0, 4.0], "total_cost": [5, 5.4]}
    )
    assert frontier_title(table) == "2 solutions are on the frontier: more quality costs more"
    level = table.assign(score=3.0, total_cost=[5, 5.004])
    assert frontier_title(level) == "2 solutions are as good and as cheap as each other"
