"""Solution selection: what the report says, in words, and what it draws."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from support.frames import frame
from support.solutions import CRITERIA, costs, criteria, jury_scores, make_jury, solutions

from playbook.language import speaking
from playbook.show.chart import Chart
from playbook.show.findings import Tone
from playbook.stages.solution_selection import (
    Advice,
    admitted,
    break_even,
    by_category,
    by_year,
    comments,
    cost_gaps,
    cost_lines,
    criterion_grid,
    digest,
    draw_categories,
    draw_cumulative,
    draw_frontier,
    draw_grid,
    draw_jurors,
    draw_orals,
    draw_solution_ranking,
    draw_split,
    draw_weights,
    favourites,
    format_money,
    frontier,
    juror_scores,
    lay_out,
    minimums,
    missing_scores,
    notes,
    own_time_split,
    ranking,
    robustness,
    say_advice,
    say_break_even,
    say_costs,
    say_favourites,
    say_first,
    say_frontier,
    say_gaps,
    say_jurors,
    say_minimums,
    say_missing,
    say_opinions,
    say_orals,
    say_overturned,
    say_own_time,
    say_price_of_minimums,
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

JURORS = ("P1", "P2", "P3")
CLEAR = {(j, s): v for j in JURORS for s, v in (("A", (5, 5)), ("B", (2, 2)))}
NAMES = {"A": "Solution A", "B": "Solution B"}


def test_the_scope_says_what_is_compared_and_what_is_not() -> None:
    scores = jury_scores({("P1", "A"): (1, 1), ("P1", "B"): (1, 1)}, ["K1", "K2"])
    found = scope("U1", solutions("A", "B", "C"), scores, anonymous=False, threshold=5)
    use_cases = frame("use_cases", "use_case_id title", [("U1", "Sorting")])
    said = [finding.text for finding in say_scope(found, "U1", use_cases)]
    assert said == [
        "2 solutions for “Sorting” are compared: “Solution A” and “Solution B”.",
        "“Solution C” has no score from the jury: it is not compared, and is not ranked as a zero.",
    ]


def test_an_unknown_use_case_is_said() -> None:
    found = scope("U9", solutions("A"), jury_scores({}, []), anonymous=False, threshold=5)
    said = say_scope(found, "U9", frame("use_cases"))
    assert said[0].tone is Tone.DECIDE
    assert "“U9”" in said[0].text


def test_missing_scores_are_counted_and_a_whole_solution_is_named() -> None:
    jury = make_jury({("P1", "A"): (4, None), ("P1", "B"): (1, 1), ("P2", "B"): (1, 1)})
    people = {"P1": "Participant 1", "P2": "Participant 2"}
    said = say_missing(missing_scores(jury), jury, people, anonymous=False).text
    assert said.startswith("3 of 8 scores are missing")
    assert said.endswith(
        "Participant 2 did not score “Solution A” at all, so its means rest on the others."
    )
    assert "Participant" not in say_missing(missing_scores(jury), jury, people, anonymous=True).text
    whole = make_jury(CLEAR)
    assert "Every juror" in say_missing(missing_scores(whole), whole, {}, anonymous=False).text


def test_elimination_is_said_with_its_figures() -> None:
    strict = criteria(("K1", "technical", 1, 2.5), ("K2", "project", 1, None))
    jury = make_jury(CLEAR, strict)
    said = say_minimums(minimums(jury), jury)
    assert [finding.text for finding in said] == [
        "“Solution B” is eliminated: 2.00 on average on “Criterion K1”, where at least 2.5 is"
        " required."
    ]
    free = make_jury(CLEAR)
    assert "No criterion" in say_minimums(minimums(free), free)[0].text


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
    assert say_weights_absent(zero) is not None
    assert say_weights_absent(CRITERIA) is None


def both(given: dict, table: pd.DataFrame = CRITERIA):
    everybody = make_jury(given, table)
    inside = everybody.keep(admitted(everybody, minimums(everybody)))
    sure = robustness(inside, 500, 1)
    return everybody, inside, sure, ranking(sure, everybody)


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


def test_a_tie_is_said_as_a_tie() -> None:
    _e, _i, sure, table = both({(j, s): (3, 3) for j in JURORS for s in ("A", "B")})
    assert "share the first place" in say_first(table).text
    said = say_sure(sure, table)
    assert said is not None
    assert "do not tell “Solution A” and “Solution B” apart" in said.text


def test_one_juror_says_nothing_about_certainty() -> None:
    _e, _i, sure, table = both({("P1", "A"): (4, 4), ("P1", "B"): (1, 1)})
    said = say_sure(sure, table)
    assert said is not None
    assert said.text == "Too few jurors to say how sure this order is."


def test_own_favourites_are_not_said_of_anonymous_votes() -> None:
    given = CLEAR | {("P3", "A"): (1, 1)}
    _e, inside, _s, table = both(given)
    best = favourites(juror_scores(inside), inside)
    said = say_favourites(best, table, anonymous=False)
    assert said is not None
    assert "first choice of 2 of 3; the rest prefer “Solution B”" in said.text
    assert say_favourites(best, table, anonymous=True) is None


def test_a_juror_who_prefers_two_others_has_both_named() -> None:
    given = {("P1", "A"): (5, 5), ("P2", "A"): (5, 5), ("P3", "A"): (1, 1)}
    given |= {(juror, other): (2, 2) for juror in JURORS for other in ("B", "C")}
    _e, inside, _s, table = both(given)
    said = say_favourites(favourites(juror_scores(inside), inside), table, anonymous=False)
    assert said is not None
    assert said.text.endswith("the rest prefer “Solution B” and “Solution C”.")


def test_methods_that_agree_and_methods_that_do_not() -> None:
    agree = say_opinions(second_opinions(make_jury(CLEAR)))
    assert agree is not None
    assert agree.tone is Tone.RESULT
    three = criteria(*((f"K{n}", "technical", 1, None) for n in (1, 2, 3)))
    part = {("P1", "A"): (5, 0, 0), ("P1", "B"): (2, 1, 1), ("P1", "C"): (0, 0, 0)}
    apart = say_opinions(second_opinions(make_jury(part, three)))
    assert apart is not None
    assert apart.tone is Tone.CAUTION
    assert "PROMETHEE II: “Solution B”" in apart.text
    same = say_opinions(second_opinions(make_jury({("P1", s): (3, 3) for s in "AB"})))
    assert same is not None
    assert "cannot tell" in same.text


def priced(*rows: tuple[str, str, int, float], rate: float = 0.0):
    scores = jury_scores(CLEAR, ["K1", "K2"])
    inside = scope("U1", solutions("A", "B"), scores, anonymous=False, threshold=5)
    lines = cost_lines(costs(*rows) if rows else frame("costs"), inside)
    years = by_year(lines, rate)
    gaps = cost_gaps(lines, inside)
    return lines, years, gaps, totals(lines, years, gaps, inside)


ROWS = (
    ("A", "licences", 0, 50_000), ("A", "internal_time", 1, 30_000),
    ("B", "licences", 0, 20_000), ("B", "internal_time", 1, 80_000),
)  # fmt: skip


def test_costs_are_said_of_those_in_the_running() -> None:
    _lines, years, _gaps, table = priced(*ROWS)
    said = say_costs(table, years, ["A", "B"], "EUR", 0.05)
    assert said is not None
    assert said.text == (
        "Total cost of ownership over BUILD and 1 year of RUN, discounted at 5%: from €80,000"
        " (“Solution A”) to €100,000 (“Solution B”) for those in the running."
    )
    assert say_price_of_minimums(table, ["A", "B"], "EUR") is None
    price = say_price_of_minimums(table, ["B"], "EUR")
    assert price is not None
    assert "“Solution A”, eliminated, would cost €20,000 less" in price.text
    own = say_own_time(table, ["A", "B"], "EUR")
    assert own is not None
    assert "€30,000 with “Solution A” (38% of its cost)" in own.text


def test_no_costs_are_said_and_drawn_as_none() -> None:
    lines, years, gaps, table = priced()
    said = say_costs(table, years, ["A", "B"], "EUR", 0.05)
    assert said is not None
    assert said.tone is Tone.DECIDE
    assert say_own_time(table, ["A"], "EUR") is None
    crossings = break_even(years, [])
    assert say_break_even(crossings, "EUR") == []
    assert draw_categories(by_category(lines), "EUR") is None
    assert draw_split(own_time_split(lines), "EUR") is None
    assert draw_cumulative(years, crossings, [], "EUR") is None
    assert say_gaps(gaps, table) is None  # said above already


def test_incomplete_costs_are_named() -> None:
    incomplete = say_gaps(*priced(("A", "licences", 0, 1))[2:])
    assert incomplete is not None
    assert incomplete.tone is Tone.DECIDE
    assert "“Solution A”: no RUN and no estimate of own staff's time" in incomplete.text
    assert "“Solution B”: no cost at all" in incomplete.text
    assert say_gaps(*priced(*ROWS)[2:]) is None


def test_break_even_is_said_with_its_year_or_its_reason() -> None:
    years = priced(*ROWS)[1]
    assert say_break_even(break_even(years, ["A", "B"]), "EUR")[0].text == (
        "“Solution A” costs €30,000 more in BUILD than “Solution B”, and has paid for it in year 1:"
        " it costs €50,000 less in RUN."
    )
    slow = priced(*ROWS[:3], ("B", "internal_time", 1, 40_000))[1]
    assert "stays €20,000 dearer" in say_break_even(break_even(slow, ["A", "B"]), "EUR")[0].text
    never = priced(*ROWS[:3], ("B", "internal_time", 1, 10_000))[1]
    assert "€20,000 more in RUN too" in say_break_even(break_even(never, ["A", "B"]), "EUR")[0].text


def test_the_frontier_is_said() -> None:
    _e, _i, _s, table = both(CLEAR)
    alone = say_frontier(frontier(table, priced(*ROWS)[3]), "EUR")
    assert alone is not None
    assert "“Solution A” beats every other" in alone.text
    dear = priced(
        *((s, "internal_time", y, v) for s, v in (("A", 45_000), ("B", 10_000)) for y in (0, 1))
    )[3]
    pair = say_frontier(frontier(table, dear), "EUR")
    assert pair is not None
    assert pair.text == (
        "“Solution B” and “Solution A” are on the efficient frontier: €70,000 more buys 3.00 points"
        " more on the grid, from “Solution B” to “Solution A”."
    )


def advised(basis: str, chosen: str | None, candidates: list[str], leaders: list[str]) -> str:
    table = pd.DataFrame({"solution_id": ["A", "B"], "total_cost": [100.0, 80.0]})
    return say_advice(Advice(chosen, basis, candidates, leaders), NAMES, table, "EUR").text


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
    assert "a discount rate on the other side of 12.3% (then “Solution C”)" in crossing[0].text


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
    assert say_orals(found, table).tone is Tone.CAUTION
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
    assert draw_orals(given, none, (0, 5), anonymous=False) is None


def test_comments_lose_names_and_scores_where_votes_are_anonymous() -> None:
    header = "participant_id solution_id criterion_id score comment"
    given = frame("jury_scores", header, [("P1", "A", "K1", 5, "Fine"), ("P2", "A", "K1", 5, None)])
    _e, _i, _s, table = both(CLEAR)
    assert len(comments(given, table, CRITERIA, anonymous=False)) == 1
    assert list(comments(given, table, CRITERIA, anonymous=True)) == ["name", "label", "comment"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_figures_say_their_figures(language: str) -> None:
    everybody, inside, sure, table = both(CLEAR | {("P1", "C"): (2, None)})
    lines, years, _gaps, money = priced(*ROWS)
    own = juror_scores(inside)
    feedback = frame("feedback", "participant_id solution_id rating", [("P1", "A", 4)])
    orals = digest(feedback, table, anonymous=False, threshold=2)
    with speaking(language):
        charts = [
            draw_grid(criterion_grid(everybody), table, (0, 5)),
            draw_solution_ranking(table, sure),
            draw_jurors(own, favourites(own, inside), table, {}, (0, 5), anonymous=False),
            draw_categories(by_category(lines), "EUR"),
            draw_split(own_time_split(lines), "EUR"),
            draw_cumulative(years, break_even(years, ["A", "B"]), ["A"], "EUR"),
            draw_frontier(frontier(table, money), "EUR", (0, 5)),
            draw_orals(feedback, orals, (0, 5), anonymous=False),
        ]
    for chart in charts:
        assert chart is not None
        assert "Solution A" in chart.alt
        assert " nan" not in chart.alt
    assert draw_weights(weight_changes(inside)) is None
    assert draw_jurors(own, favourites(own, inside), table, {}, (0, 5), anonymous=True) is None


def test_figures_of_hundreds_of_solutions_stay_small() -> None:
    given = {(f"P{j}", f"S{s}"): (s % 6, j) for j in range(3) for s in range(500)}
    everybody, _inside, sure, table = both(given)
    for chart in (
        draw_grid(criterion_grid(everybody), table, (0, 5)),
        draw_solution_ranking(table, sure),
    ):
        assert chart is not None
        assert len(chart.svg) < 60_000


def test_without_scores_everything_says_so() -> None:
    scores = jury_scores({("P1", "A"): (None, None)}, ["K1", "K2"])
    found = scope("U1", solutions("A"), scores, anonymous=False, threshold=5)
    jury = lay_out(found, CRITERIA, scores)
    sure = robustness(jury, 100, 1)
    table = ranking(sure, jury)
    assert "none of them" in say_scope(found, "U1", frame("use_cases"))[0].text
    assert "No solution can be ranked" in say_first(table).text
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


def test_money_is_written_in_the_language() -> None:
    assert format_money(318493.4, "EUR") == "€318,493"
    with speaking("fr"):
        assert format_money(318493.4, "EUR") == "318\u202f493\u00a0€"


def test_solutions_that_too_few_scored_are_not_said_to_have_no_score() -> None:
    scores = jury_scores({("P1", "A"): (1, 1), ("P1", "B"): (1, 1)}, ["K1", "K2"])
    found = scope("U1", solutions("A", "B"), scores, anonymous=True, threshold=2)
    said = [finding.text for finding in say_scope(found, "U1", frame("use_cases"))]
    assert said == [
        "No solution for “U1” can be compared.",
        "Votes are anonymous, and too few people scored “Solution A” and “Solution B”: no figure"
        " is shown.",
    ]
    scores = jury_scores(dict.fromkeys(("1A", "2A", "1B"), (1, 1)), ["K1", "K2"])
    found = scope("U1", solutions("A", "B"), scores, anonymous=True, threshold=2)
    assert say_scope(found, "U1", frame("use_cases"))[0].text == (
        "Only “Solution A” can be compared for “U1”: there is nothing to compare it with."
    )


@pytest.mark.parametrize(
    ("anonymous", "cases"),
    [
        (False, "“Solution A” (Ann and P2) and “Solution B” (P3)"),
        (True, "“Solution A” (2 jurors) and “Solution B” (1 juror)"),
    ],
)
def test_all_who_left_a_whole_solution_out_are_said(anonymous: bool, cases: str) -> None:
    given = {("P1", "B"): (1, 1), ("P2", "B"): (1, 1), ("P3", "A"): (1, 1)}
    jury = make_jury(given)
    said = say_missing(missing_scores(jury), jury, {"P1": "Ann"}, anonymous=anonymous).text
    assert said.endswith(
        f"Not scored at all by some, so that the means rest on the others: {cases}."
    )


def test_a_section_that_weighs_little_does_not_weigh_nothing() -> None:
    jury = make_jury(CLEAR, criteria(("K1", "technical", 999, None), ("K2", "project", 1, None)))
    said = say_sections(jury, section_scores(jury))
    assert said is not None
    assert "Technical criteria weigh over 99%" in said.text
    assert "Project criteria weigh under 1%" in said.text


@pytest.mark.parametrize(
    ("minimum", "votes", "said"),
    [
        (2.25, (2.2, 2.2), "2.20 on average on “Criterion K1”, where at least 2.25"),
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


def test_a_small_difference_of_costs_is_not_said_to_be_none() -> None:
    table = pd.DataFrame({"solution_id": ["A", "B"], "total_cost": [500_000.0, 500_100.0]})
    said = say_advice(Advice("A", "cheapest", ["A", "B"], ["A"]), NAMES, table, "EUR").text
    assert said.endswith("by €100 (under 0.1%).")


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
    assert "(then “Solution B”, or none of them alone)" in would.text
    assert "dropping any one of the 15 heaviest criteria" in would_not.text


def test_a_solution_without_costs_beside_one_with_them_is_said() -> None:
    said = say_gaps(*priced(*ROWS[:2])[2:])
    assert said is not None
    assert "(“Solution B”: no cost at all)" in said.text


def test_costs_of_eliminated_solutions_are_costs_all_the_same() -> None:
    _lines, years, _gaps, table = priced(*ROWS[:2])
    said = say_costs(table, years, ["B"], "EUR", 0.05)
    assert said is not None
    assert said.text.startswith("No solution in the running has costs yet")


def test_a_rate_is_said_as_it_is() -> None:
    _lines, years, _gaps, table = priced(*ROWS)
    for rate, words in ((0.05, "at 5%:"), (0.055, "at 5.5%:"), (0.0525, "at 5.25%:")):
        said = say_costs(table, years, ["A", "B"], "EUR", rate)
        assert said is not None
        assert words in said.text


def test_minimums_have_no_price_where_costs_are_incomplete() -> None:
    for rows in (ROWS[1:], ROWS[:3]):  # Solution A lacks its BUILD; Solution B its RUN
        assert say_price_of_minimums(priced(*rows)[3], ["B"], "EUR") is None


def test_own_time_that_is_not_estimated_is_not_none() -> None:
    lines, *_rest = priced(*ROWS[:2], ("B", "licences", 0, 90_000), ("B", "licences", 1, 5_000))
    split = own_time_split(lines)
    assert split.set_index("solution_id").loc["B", ["build_own", "run_own"]].isna().all()
    drawn = draw_split(split, "EUR")
    assert drawn is not None
    assert drawn.alt.startswith("Where it is estimated, own staff's time makes up 38% of the cost.")
    assert "BUILD, own time –" in drawn.alt
    assert "95 (– own)" in drawn.svg
    nobody = draw_split(own_time_split(lines[lines["solution_id"] == "B"]), "EUR")
    assert nobody is not None
    assert nobody.alt.startswith("What is bought, and what own staff's time is worth.")


def test_costs_of_nothing_have_no_shares_and_no_largest_item() -> None:
    zero = (("A", "licences", 0, 0), ("A", "internal_time", 1, 0))
    lines, years, _gaps, table = priced(*zero, ("B", "internal_time", 0, 50), ("B", "other", 1, 50))
    drawn = draw_split(own_time_split(lines), "EUR")
    assert drawn is not None
    assert drawn.alt.startswith("Own staff's time makes up 50% of the cost.")
    assert "NaN" not in drawn.svg
    items = draw_categories(by_category(lines), "EUR")
    assert items is not None
    assert items.alt.startswith("The 2 largest items: €50 each.")
    lines, years, _gaps, table = priced(*zero)
    _e, _i, _s, ranked = both(CLEAR)
    for chart in (
        draw_categories(by_category(lines), "EUR"),
        draw_cumulative(years, break_even(years, ["A"]), ["A"], "EUR"),
        draw_frontier(frontier(ranked, table), "EUR", (0, 5)),
    ):
        assert chart is not None


def test_a_small_cost_among_large_ones_is_not_nothing() -> None:
    lines, *_rest = priced(*ROWS, ("A", "training", 0, 40))
    drawn = draw_categories(by_category(lines), "EUR")
    assert drawn is not None
    assert "BUILD – Training: Solution A <\u00a00.1, Solution B –" in drawn.alt


def test_only_solutions_with_complete_costs_are_beaten() -> None:
    _e, _i, _s, table = both(
        {(j, s): (v, v) for j in JURORS for s, v in zip("CAB", (5, 3, 2), strict=True)}
    )
    standing = frontier(table, priced(*ROWS)[3])
    said = say_frontier(standing, "EUR")
    assert said is not None
    assert said.text == (
        "On quality and cost together, “Solution A” beats every other solution in the running whose"
        " costs are complete."
    )
    drawn = draw_frontier(standing, "EUR", (0, 5))
    assert drawn is not None
    assert drawn.alt.startswith(
        "No other in the running with complete costs is better scored or cheaper than “Solution A”."
    )


def test_solutions_as_good_and_as_cheap_do_not_make_quality_dear() -> None:
    _e, _i, _s, table = both({(j, s): (3, 3) for j in JURORS for s in "AB"})
    same = [(s, "internal_time", y, 100) for s in "AB" for y in (0, 1)]
    drawn = draw_frontier(frontier(table, priced(*same)[3]), "EUR", (0, 5))
    assert drawn is not None
    assert drawn.alt.startswith("2 solutions are as good and as cheap as each other.")


def test_an_eliminated_solution_may_pay_for_its_build() -> None:
    years = priced(*ROWS)[1]  # A pays for its BUILD against B; it is eliminated
    more = years[years["solution_id"] == "B"].assign(solution_id="C", name="Solution C")
    more = more.assign(build=more["build"] + 1.0 * (more["year"] == 0))
    more = more.assign(cost=more["build"] + more["run"])
    more = more.assign(discounted=more["cost"], cumulative=more["cost"].cumsum())
    years = pd.concat([years, more])
    drawn = draw_cumulative(years, break_even(years, ["B", "C"]), ["B", "C"], "EUR")
    assert drawn is not None
    assert drawn.alt.startswith(
        "Of those in the running with complete costs, no dearer BUILD pays for itself within the"
        " years that are planned."
    )


def test_names_that_begin_alike_are_told_apart_where_they_are_cut() -> None:
    years = priced(*ROWS)[1]
    called = {"Solution A": "Kelvio Inbox Standard", "Solution B": "Kelvio Inbox Starter"}
    years = years.assign(name=years["name"].map(called))
    drawn = draw_cumulative(years, break_even(years, ["A", "B"]), ["A", "B"], "EUR")
    assert drawn is not None
    assert ">…Standard<" in drawn.svg
    assert ">…Starter<" in drawn.svg
    same = years.assign(name="Kelvio Inbox Standard")
    drawn = draw_cumulative(same, break_even(same, ["A", "B"]), ["A", "B"], "EUR")
    assert drawn is not None
    assert ">Kelvio Inbox…<" in drawn.svg
    start = "An assistant made of a great many words, that is"
    long = {"A": f"{start} in the cloud", "B": f"{start} on our site"}
    table = both(CLEAR)[3]
    table = table.assign(name=table["solution_id"].map(long))
    placed = draw_frontier(frontier(table, priced(*ROWS)[3]), "EUR", (0, 5))
    assert placed is not None
    assert ">…in the cloud<" in placed.svg


def test_the_grid_says_who_is_best_only_where_all_can_be_compared() -> None:
    def title(given: dict, fewest: int = 1) -> str:
        everybody, _i, _s, table = both(given)
        drawn = draw_grid(criterion_grid(everybody, fewest=fewest), table, (0, 5))
        assert drawn is not None
        return drawn.alt.split(". ")[0]

    one = {("P1", "A"): (5, 5), ("P2", "A"): (5, 5)}
    assert title(one) == "What the jury gave on each criterion"
    assert title(one | {("P1", "B"): (4, 4)}) == "“Solution A” is best on every criterion"
    assert title(one | {("P1", "B"): (5, 5)}, 2) == "What the jury gave on each criterion"
    assert title(one | {("P1", "B"): (4, None)}) == "What the jury gave on each criterion"
    assert title(one | {("P1", "B"): (4, 5)}) == (
        "No solution is better than “Solution A” on any criterion"
    )
    assert title(one | {("P1", "B"): (5, 5), ("P1", "C"): (1, 1)}) == (
        "2 solutions share the best mean on every criterion"
    )


def test_the_grid_explains_only_what_is_drawn() -> None:
    def drawn(table: pd.DataFrame) -> str:
        everybody, _i, _s, ranked = both(CLEAR, table)
        chart = draw_grid(criterion_grid(everybody), ranked, (0, 5))
        assert chart is not None
        return chart.svg

    one = drawn(criteria(("K1", "technical", 1, None), ("K2", "technical", 1, None)))
    assert "Above the line" not in one
    assert "Orange frame" not in one
    assert "Above the line" in drawn(CRITERIA)
    low = criteria(("K1", "technical", 1, 2.5), ("K2", "technical", 1, None))
    assert "Orange frame" in drawn(low)


def test_figures_say_how_much_they_leave_out() -> None:
    given = {(f"P{j}", f"S{s}"): (s % 6, j % 6) for j in range(15) for s in range(13)}
    everybody, inside, _sure, table = both(given)
    own = juror_scores(inside)
    named = [(f"S{n}", "internal_time", y, n + 1) for n in range(13) for y in (0, 1)]
    found = scope(
        "U1", solutions(*everybody.solutions), jury_scores(given, ["K1", "K2"]),
        anonymous=False, threshold=5,
    )  # fmt: skip
    lines = cost_lines(costs(*named), found)
    years = by_year(lines, 0.0)
    money = totals(lines, years, cost_gaps(lines, found), found)
    seven = "7 more solutions are not drawn."
    for chart, note in (
        (draw_grid(criterion_grid(everybody), table, (0, 5)), seven),
        (
            draw_jurors(own, favourites(own, inside), table, {}, (0, 5), anonymous=False),
            f"{seven} 1 more juror is not drawn.",
        ),
        (draw_categories(by_category(lines), "EUR"), seven),
        (draw_cumulative(years, break_even(years, []), [], "EUR"), seven),
        (draw_split(own_time_split(lines), "EUR"), "1 more solution is not drawn."),
        (draw_frontier(frontier(table, money), "EUR", (0, 5)), "Named: the 12 best scored."),
    ):
        assert chart is not None
        assert note in words_of(chart)


def words_of(chart: Chart) -> str:
    """What is written in a figure, its lines joined."""
    return " ".join(re.findall(r">([^<>]+)</text>", chart.svg))


def test_the_best_of_a_juror_is_bold_only_if_it_is_drawn() -> None:
    seen = {("P1", "S"): (3, 3), ("P2", "S"): (0, 0), ("P3", "S"): (0, 0)}
    given = seen | {(j, f"T{n}"): (0 if j == "P1" else 4,) * 2 for j in JURORS for n in range(6)}
    _everybody, inside, _sure, table = both(given)
    own = juror_scores(inside)
    drawn = draw_jurors(own, favourites(own, inside), table, {}, (0, 5), anonymous=False)
    assert drawn is not None
    cells = re.findall(r'<text style="([^"]*)"[^>]*>([04]\.00)</text>', drawn.svg)
    assert {(score, "700" in style or "bold" in style) for style, score in cells} == {
        ("0.00", False),
        ("4.00", True),
    }


@pytest.mark.parametrize("scale", [(0, 1), (1, 4), (0, 5), (0, 10), (0, 100)])
def test_the_marks_of_an_axis_are_written_as_they_stand(scale: tuple[float, float]) -> None:
    _e, _i, _s, table = both({(j, s): v for j in JURORS for s, v in (("A", (1, 1)), ("B", (1, 0)))})
    given = frame("feedback", "participant_id solution_id rating", [("P1", "A", 1)])
    orals = digest(given, table, anonymous=False, threshold=2)
    close = [(s, "internal_time", y, v) for s, v in (("A", 9), ("B", 7)) for y in (0, 1)]
    for chart in (
        draw_orals(given, orals, scale, anonymous=False),
        draw_frontier(frontier(table, priced(*close)[3]), "EUR", scale),
    ):
        assert chart is not None
        marks = re.findall(r">(-?[\d.,]+)</text>", chart.svg)
        assert len(set(marks)) == len(marks)
    drawn = draw_orals(given, orals.assign(score=np.nan), scale, anonymous=False)
    assert drawn is not None
    assert "grid –" in drawn.alt
