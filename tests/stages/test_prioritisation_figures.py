"""Prioritisation: figures of the matrix, the ranking, the weights and the votes."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pytest
from support.charts import drawn, places_of, words_of
from support.juries import Ballot, laid_out, use_cases

from playbook.show.chart import Chart
from playbook.stages import prioritisation
from playbook.stages.prioritisation.matrix_figure import NAMED_POINTS

SCALE = (1.0, 5.0)


def matrix(*ballots: Ballot, spread: bool = True, top: tuple[str, ...] = ()) -> Chart | None:
    votes = laid_out(*ballots)
    table = prioritisation.quadrants(votes, use_cases(len(votes.items)), SCALE, spread=spread)
    return prioritisation.draw_matrix(table, SCALE, set(top))


PAIR: list[Ballot] = [[(5, 4), (2, 1), (None, 3)], [(4, 4), (2, 2), (None, 3)]]


def test_the_matrix_says_where_each_use_case_stands() -> None:
    chart = drawn(matrix(*PAIR))
    assert chart.alt == (
        "1 of 2 use cases is valuable and feasible. Case 1: value 4.5, feasibility 4.0, Start;"
        " Case 2: value 2.0, feasibility 1.5, Set aside."
    )
    assert "Case 3" not in words_of(chart)
    for quadrant in ("START", "PREPARE", "IF CONVENIENT", "SET ASIDE"):
        assert quadrant in words_of(chart)


def test_lines_of_spread_are_drawn_only_where_votes_are_open() -> None:
    open_, anonymous = drawn(matrix(*PAIR)), drawn(matrix(*PAIR, spread=False))
    assert "LineCollection" in open_.svg
    assert "LineCollection" not in anonymous.svg
    assert "standard deviation" in open_.svg
    assert "standard deviation" not in anonymous.svg


def test_the_first_by_the_votes_are_blue_and_named_among_many() -> None:
    many = [[(1 + i % 5, 1 + i / 5) for i in range(19)] + [(5, 5)]]
    chart = drawn(matrix(*many, top=("U20",)))
    assert "Case 20" in words_of(chart)
    assert len([word for word in words_of(chart) if word.startswith("Case")]) == 12
    assert chart.svg.count("fill: #0072b2") >= 1
    assert "fill: #0072b2" not in drawn(matrix(*many)).svg


def test_a_matrix_of_nothing_is_not_drawn() -> None:
    assert matrix() is None
    assert matrix([(None, 3)]) is None
    drawn(matrix([(3, 3)]))


def rankings(*ballots: Ballot, top: int = 2) -> list[Chart | None]:
    """The figures of the ranking and of its ranks."""
    votes = laid_out(*ballots)
    placed = prioritisation.quadrants(votes, use_cases(len(votes.items)), SCALE, spread=False)
    sure = prioritisation.robustness(votes, (1, 1), top, 100, 1)
    table = prioritisation.ranking(sure, placed)
    order = prioritisation.draw_use_case_ranking(table, sure)
    return [order, prioritisation.draw_ranks(table, sure)]


def test_figures_of_the_ranking_say_a_tie() -> None:
    lead = rankings([(5, 5), (1, 1), (2, 1)], [(5, 5), (1, 1), (2, 1)], top=1)
    assert drawn(lead[0]).alt.startswith("“Case 1” comes first. ")
    assert drawn(lead[1]).alt.startswith("1 use case is more likely than not to come first. ")
    tie = rankings([(5, 1), (1, 5), (1, 1)], [(5, 1), (1, 5), (1, 1)])
    assert drawn(tie[0]).alt.startswith("2 use cases share the first place. ")
    assert drawn(tie[1]).alt.startswith(
        "2 use cases are more likely than not to be in the first 2. "
    )
    left = rankings([(5, 4), (1, None)], [(5, 5), (1, None)])
    assert drawn(left[0]).alt.startswith("“Case 1” comes first (1 of 2 are ranked). ")
    assert rankings() == rankings([(None, None)]) == [None, None]
    assert rankings([(3, 3)])[1] is None


def test_one_chance_in_two_is_not_more_likely_than_not() -> None:
    votes = laid_out([(5, 5), (1, 1), (2, 1)], [(5, 5), (1, 1), (2, 1)])
    sure = prioritisation.robustness(votes, (1, 1), 2, 200, 1)
    even = replace(sure, table=sure.table.assign(probability_top=[0.51, 0.5, 0.49]))
    placed = prioritisation.quadrants(votes, use_cases(3), SCALE, spread=False)
    chart = drawn(prioritisation.draw_ranks(prioritisation.ranking(even, placed), even))
    assert chart.alt.startswith("1 use case is more likely than not")


STILL = "No weight brings another use case first"
TITLES = {f"U{i}": f"Case {i}" for i in range(1, 501)}


def weights(*ballots: Ballot, now: tuple[float, float] = (1, 1)) -> Chart | None:
    votes = laid_out(*ballots)
    changes = prioritisation.weight_changes(votes, now, TITLES)
    return prioritisation.draw_weights(votes, now, changes, TITLES)


@pytest.mark.parametrize(
    ("ballot", "now", "title", "winners"),
    [
        (
            [(5, 1), (1, 4)],
            (1, 1),
            "“Case 2” wins if the weight of value moves to 43%",
            "Case 1, Case 2",
        ),
        ([(5, 5), (1, 1)], (1, 1), STILL, "Case 1"),
        (  # Case 2 wins from 50.1 to 50.5 % only, between two of the weights that are drawn.
            [(2.501, 3.501), (3, 3), (3.99, 1.99)],
            (1, 1),
            "“Case 2” wins if the weight of value moves to 50.1%",
            "Case 1, Case 2, Case 3",
        ),
        (
            [(5, 1), (2, 3)],
            (1, 0),
            "“Case 2” wins if the weight of value moves to 40%",
            "Case 1, Case 2",
        ),
        ([(5, 1), (1, 5)], (1, 1), STILL, "Case 1, Case 2"),
        ([(4, 4), (4, 4), (1, 1)], (1, 1), STILL, "Case 1, Case 2"),
        (
            [(5, 1), (1, 4), (1, 4)],
            (1, 1),
            "Other use cases win if the weight of value moves to 43%",
            "Case 1, Case 2, Case 3",
        ),
    ],
)
def test_the_figure_of_weights_names_all_that_win(
    ballot: Ballot, now: tuple[float, float], title: str, winners: str
) -> None:
    alt = f"{title}. Use cases that win for some weight: {winners}."
    assert drawn(weights(ballot, now=now)).alt == alt


def test_a_use_case_that_wins_for_some_weight_is_always_drawn() -> None:
    # Case 7 wins where feasibility counts, and is the last of all by value.
    chart = drawn(weights([*[(4.0 + i / 10, 3.0) for i in range(6)], (1.0, 5.0)]))
    assert "Case 7" in words_of(chart)
    assert words_of(chart)[-1].endswith("6 of 7 use cases are drawn.")
    six = drawn(weights([(4.0 + i / 10, 3.0) for i in range(6)]))
    assert words_of(six)[-1] == "Blue: use cases that win for some weight."
    assert len([word for word in words_of(chart) if word.startswith("Case")]) == 6


def test_the_weight_of_now_is_marked_where_it_is() -> None:
    across = {word: x for word, x, _y in places_of(drawn(weights([(5, 1), (1, 4)], now=(4, 1))))}
    assert across["as now"] - across["80%"] == pytest.approx(3)  # beside its tick


def test_names_of_lines_that_end_close_together_are_moved_apart() -> None:
    chart = drawn(weights([(4.0, 3), (4.01, 2), (4.02, 1)]))
    heights = sorted(y for word, _x, y in places_of(chart) if word.startswith("Case"))
    assert len(heights) == 3
    assert min(lower - upper for upper, lower in pairwise(heights)) > 10


def test_of_many_that_win_for_some_weight_those_with_the_widest_range_are_drawn() -> None:
    # They take turns at 0.2, 0.33, 0.44, 0.56, 0.625 and 0.76: the fifth wins for 0.07 only.
    wins = [(1.0, 5.0), (2.6, 4.6), (3.2, 4.3), (3.7, 3.9), (4.1, 3.4), (4.4, 2.9), (5.0, 1.0)]
    chart = drawn(weights(wins))
    assert chart.alt.count("Case ") == 6 + 1  # that many are named, and the one of the title
    narrow = {f"Case {n}" for n in range(1, 8)} - set(words_of(chart))
    assert narrow == {"Case 5"}
    tied = drawn(weights([(3, 3)] * 40))
    assert [word for word in words_of(tied) if word.startswith("Case")] == [
        f"Case {n}" for n in range(6, 0, -1)
    ]


@pytest.mark.parametrize(
    ("criterion", "then", "winner", "title"),
    [
        ("feasibility", 0.496, "A", "“A” wins if the weight of value moves to 50.4%"),
        ("value", 0.0, "A", "The first place is shared if the weight of value moves to 0%"),
        ("value", 0.3, "A" * 41, f"“{'A' * 39}…” wins if the weight of value moves to 30%"),
    ],
)
def test_the_title_of_the_weights_says_who_wins_where(
    criterion: str, then: float, winner: str, title: str
) -> None:
    change = {"criterion": criterion, "weight": 0.5, "changed_weight": then, "change": then - 0.5}
    changes = pd.DataFrame([change | {"new_winner": (winner,)}])
    chart = prioritisation.draw_weights(laid_out([(5, 1), (1, 4)]), (1, 1), changes, TITLES)
    assert drawn(chart).alt.startswith(f"{title}. ")


def votes_drawn(*ballots: Ballot) -> Chart | None:
    votes = laid_out(*ballots)
    table = prioritisation.disagreement(votes, use_cases(len(votes.items)), SCALE, 0.5, False)
    return prioritisation.draw_votes(votes, table, SCALE)


def test_every_open_vote_is_a_dot() -> None:
    chart = drawn(votes_drawn([(5, 3), (3, None)], [(1, 3), (3, 3)]))
    assert chart.alt == "1 use case splits the voters. Most contested first: Case 1, Case 2."
    dots = re.findall(r'<use [^>]*style="fill: #(0072b2|d55e00)', chart.svg)
    assert sorted(dots) == ["0072b2"] * 4 + ["d55e00"] * 3


DOT = r'<use [^>]*x="([0-9.]+)" y="([0-9.]+)" style="fill: #(0072b2|d55e00)'


@pytest.mark.parametrize("voters", [2, 4, 6])
def test_no_vote_hides_another_and_value_stands_above_feasibility(voters: int) -> None:
    chart = drawn(votes_drawn(*[[(3, 3), (1, 3)]] * voters))
    dots = [(float(x), float(y), fill) for x, y, fill in re.findall(DOT, chart.svg)]
    assert len(dots) == 4 * voters
    close = [
        (one, other)
        for one, other in combinations(dots, 2)
        if abs(one[0] - other[0]) < 5 and abs(one[1] - other[1]) < 5
    ]
    assert close == []
    # The use case that all rate (3, 3) is drawn first: the top of its column holds both criteria.
    third = max(x for x, _y, _fill in dots)
    column = [fill for _y, fill in sorted((y, fill) for x, y, fill in dots if x == third)]
    assert column[: 2 * voters] == ["0072b2"] * voters + ["d55e00"] * voters


def test_rows_are_as_high_as_their_votes_need_within_reason() -> None:
    def height(voters: int) -> float:
        split = [[(1, 1)]] * voters + [[(5, 5)]] * voters
        return float(re.search(r'viewBox="0 0 \S+ (\S+)"', drawn(votes_drawn(*split)).svg)[1])  # type: ignore[index]

    assert height(1) == height(2) < height(4) < height(30) == height(60)


def test_all_contested_use_cases_are_counted_though_six_are_drawn() -> None:
    chart = drawn(votes_drawn([(5, 5)] * 8, [(1, 1)] * 8))
    assert chart.alt.startswith("8 use cases split the voters.")
    assert "6 of 8 use cases are drawn." in " ".join(words_of(chart))


def test_use_cases_with_too_few_votes_to_compare_move_no_row() -> None:
    chart = drawn(votes_drawn([(5, 1), (None, None), (3, 3)], [(1, 5), (None, None), (None, None)]))
    assert chart.alt.endswith("Most contested first: Case 1.")
    assert votes_drawn([(5, 1), (1, 5)]) is None


def test_value_is_above_feasibility_though_its_votes_come_later() -> None:
    chart = drawn(votes_drawn([(None, 1), (3, 3)], [(None, 5), (3, 3)]))
    place = r'<use [^>]*y="([\d.]+)"[^>]*style="fill: #{}'
    value, feasibility = (
        [float(y) for y in re.findall(place.replace("{}", colour), chart.svg)]
        for colour in ("0072b2", "d55e00")
    )
    assert max(value) < max(feasibility)


@pytest.mark.parametrize(
    ("scale", "ticks"),
    [
        ((0, 10), range(11)),
        ((1, 10), range(1, 11)),
        ((0, 11), range(0, 12, 2)),
        ((1, 20), range(0, 21, 4)),
        ((5, 20), range(6, 21, 3)),
    ],
)
def test_a_scale_is_written_in_whole_numbers_that_fit(
    scale: tuple[float, float], ticks: range
) -> None:
    votes = prioritisation.Votes(np.array([[[8.0, 7.0]]]), ["P1"], ["U1"])
    placed = prioritisation.quadrants(votes, use_cases(1), scale, spread=False)
    chart = drawn(prioritisation.draw_matrix(placed, scale, set()))
    assert [int(word) for word in words_of(chart) if word.isdigit()] == [*ticks] * 2


def test_of_use_cases_as_good_the_first_are_named() -> None:
    chart = drawn(matrix([(1 + i / 10, 1 + i % 7 / 2) for i in range(40)]))
    named = {word for word in words_of(chart) if word.startswith("Case")}
    assert named == {f"Case {n}" for n in range(1, NAMED_POINTS + 1)}


def test_a_tie_at_the_end_of_the_scale_is_no_win() -> None:
    chart = drawn(weights([(5, 3), (5, 1)]))
    assert chart.alt.startswith("The first place is shared if the weight of value moves to 100%.")


def test_more_winners_than_are_drawn_are_counted() -> None:
    chart = drawn(weights([(3, 3)] * 9))
    assert chart.alt.endswith("Case 6, 3 more.")
    assert "6 of 9 use cases are drawn." in " ".join(words_of(chart))


@pytest.mark.parametrize("draw", [weights, votes_drawn])
def test_without_votes_nothing_is_drawn(draw: object) -> None:
    assert draw() is None  # type: ignore[operator]
    assert draw([(None, None)]) is None  # type: ignore[operator]
    drawn(draw([(3, 3)], [(3, 3)]))  # type: ignore[operator]


@pytest.mark.parametrize("equal", [True, False])
def test_figures_of_five_hundred_use_cases_stay_small(equal: bool) -> None:
    given = np.random.default_rng(3).integers(1, 6, (6, 500, 2))
    ballots = (np.full_like(given, 3) if equal else given).tolist()
    for chart in (matrix(*ballots), weights(*ballots), votes_drawn(*ballots), *rankings(*ballots)):
        drawn(chart)
