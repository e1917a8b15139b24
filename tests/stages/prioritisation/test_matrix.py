"""Prioritisation: the matrix of value and feasibility."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from support.charts import drawn, words_of
from support.juries import Ballot, laid_out, use_cases
from support.sentences import said

from playbook.show.chart import BLUE, GREY, ORANGE, Chart
from playbook.show.findings import Tone
from playbook.stages.prioritisation import ballots, matrix
from playbook.stages.prioritisation.matrix import NAMED_POINTS

SCALE = (1.0, 5.0)


def quadrants(*ballots: Ballot, spread: bool = True) -> pd.DataFrame:
    votes = laid_out(*ballots)
    return matrix.quadrants(votes, use_cases(len(votes.items)), SCALE, spread=spread)


def test_use_cases_are_placed_by_means_over_those_who_voted() -> None:
    table = quadrants([(5, 4), (2, 1)], [(2, None), (4, 3)], [(None, 5), (None, None)])
    expected = [
        ["U1", "Case 1", 3.5, 2, np.std([5, 2], ddof=1), 4.5, 2, np.std([4, 5], ddof=1)],
        ["U2", "Case 2", 3, 2, np.std([2, 4], ddof=1), 2, 2, np.std([1, 3], ddof=1)],
    ]
    figures = table.drop(columns="quadrant").to_numpy().tolist()
    assert [row[:2] for row in figures] == [row[:2] for row in expected]
    assert [row[2:] for row in figures] == [pytest.approx(row[2:]) for row in expected]
    assert table["quadrant"].tolist() == ["start", "on_line"]


@pytest.mark.parametrize(
    ("vote", "quadrant"),
    [
        ((4, 4), "start"), ((4, 2), "prepare"), ((2, 4), "convenient"), ((2, 2), "set_aside"),
        ((3, 3), "on_line"), ((3, 5), "on_line"), ((1, 3), "on_line"),
    ],
)  # fmt: skip
def test_the_middle_of_the_scale_is_neither_high_nor_low(
    vote: tuple[int, int], quadrant: str
) -> None:
    assert quadrants([vote])["quadrant"].tolist() == [quadrant]


@pytest.mark.parametrize(
    ("ends", "vote", "quadrant"),
    [((1, 4), 2, "set_aside"), ((1, 4), 2.5, "on_line"), ((0, 3), 1, "set_aside")],
)
def test_the_middle_of_a_scale_can_lie_between_two_votes(
    ends: tuple[int, int], vote: float, quadrant: str
) -> None:
    votes = laid_out([(vote, vote)])
    table = matrix.quadrants(votes, use_cases(1), ends, spread=False)
    assert table["quadrant"].tolist() == [quadrant]


def test_float_noise_does_not_move_a_mean_off_the_middle() -> None:
    # 4.3 + 4.1 + 1.1 + 2.5 is 12, but its mean in floats is a hair under 3.
    table = quadrants(*[[(vote, vote)] for vote in (4.3, 4.1, 1.1, 2.5)])
    assert table["quadrant"].tolist() == ["on_line"]


@pytest.mark.parametrize("vote", [(None, 5), (5, None), (None, None)])
def test_a_use_case_without_votes_on_both_criteria_has_no_quadrant(
    vote: tuple[float | None, float | None],
) -> None:
    table = quadrants([vote, (3, 3)])
    assert pd.isna(table.loc[0, "quadrant"])
    assert table.loc[0, ["value_votes", "feasibility_votes"]].tolist() == [
        int(v is not None) for v in vote
    ]
    means = table.loc[0, ["value", "feasibility"]]
    assert means.isna().tolist() == [v is None for v in vote]


def test_one_vote_has_no_spread_and_equal_votes_have_none_either() -> None:
    assert quadrants([(5, 4)])[["value_spread", "feasibility_spread"]].isna().all(axis=None)
    same = quadrants([(5, 4)], [(5, 4)])
    assert same[["value_spread", "feasibility_spread"]].to_numpy().tolist() == [[0, 0]]


def test_anonymous_votes_have_no_column_of_spread() -> None:
    assert not [c for c in quadrants([(5, 4)], [(1, 2)], spread=False) if "spread" in c]


def test_five_hundred_use_cases_are_placed() -> None:
    votes = np.random.default_rng(1).integers(1, 6, (6, 500, 2)).tolist()
    table = quadrants(*votes)
    means = np.mean(votes, axis=0)
    np.testing.assert_allclose(table[["value", "feasibility"]], means)
    assert (table["quadrant"] == "start").sum() == (means > 3).all(axis=1).sum()


def standing(*quadrants: str | None) -> pd.DataFrame:
    rows = [(f"U{i}", f"Case {i}", q) for i, q in enumerate(quadrants, 1)]
    return pd.DataFrame(rows, columns=["use_case_id", "title", "quadrant"])


def test_what_is_valuable_and_feasible_is_counted() -> None:
    assert matrix.say_quadrants(standing(None)) is None
    assert matrix.say_quadrants(standing()) is None
    one = matrix.say_quadrants(standing("start", "set_aside", None))
    assert said(one) == ("1 of 2 use cases is judged both valuable and feasible.", Tone.RESULT)
    hard = matrix.say_quadrants(standing("convenient", "prepare"))
    assert said(hard)[0] == (
        "0 of 2 use cases are judged both valuable and feasible. “Case 2” is valuable but hard:"
        " prepare it."
    )
    decided = matrix.say_quadrants(standing("convenient", "prepare"), {"U2"})
    assert said(decided)[0] == "0 of 2 use cases are judged both valuable and feasible."
    edge = matrix.say_quadrants(standing("start", "on_line"))
    assert said(edge)[0] == (
        "1 of 2 use cases is judged both valuable and feasible. “Case 2” is on the line between"
        " high and low."
    )
    many = matrix.say_quadrants(standing(*["prepare"] * 6, "start", "start"))
    assert said(many)[0] == (
        "2 of 8 use cases are judged both valuable and feasible. “Case 1”, “Case 2”, “Case 3”,"
        " “Case 4” and 2 more are valuable but hard: prepare them."
    )


def figure(*ballots: Ballot, spread: bool = True, top: tuple[str, ...] = ()) -> Chart | None:
    votes = laid_out(*ballots)
    table = matrix.quadrants(votes, use_cases(len(votes.items)), SCALE, spread=spread)
    return matrix.draw_quadrants(table, SCALE, set(top))


PAIR: list[Ballot] = [[(5, 4), (2, 1), (None, 3)], [(4, 4), (2, 2), (None, 3)]]


def test_the_matrix_says_where_each_use_case_stands() -> None:
    chart = drawn(figure(*PAIR))
    assert chart.alt == (
        "1 of 2 use cases is judged valuable and feasible. Case 1: value 4.5, feasibility 4.0,"
        " Start; Case 2: value 2.0, feasibility 1.5, Set aside."
    )
    assert "Case 3" not in words_of(chart)
    for quadrant in ("START", "PREPARE", "IF CONVENIENT", "SET ASIDE"):
        assert quadrant in words_of(chart)


def test_lines_of_spread_are_drawn_only_where_votes_are_open() -> None:
    open_, anonymous = drawn(figure(*PAIR)), drawn(figure(*PAIR, spread=False))
    assert "LineCollection" in open_.svg
    assert "LineCollection" not in anonymous.svg
    assert "standard deviation" in open_.svg
    assert "standard deviation" not in anonymous.svg


def test_the_first_by_the_votes_are_blue_and_named_among_many() -> None:
    many = [[(1 + i % 5, 1 + i / 5) for i in range(19)] + [(5, 5)]]
    chart = drawn(figure(*many, top=("U20",)))
    assert "Case 20" in words_of(chart)
    assert len([word for word in words_of(chart) if word.startswith("Case")]) == 12
    assert chart.svg.count("fill: #0072b2") >= 1
    assert "fill: #0072b2" not in drawn(figure(*many)).svg


def test_a_matrix_of_nothing_is_not_drawn() -> None:
    assert figure() is None
    assert figure([(None, 3)]) is None
    drawn(figure([(3, 3)]))


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
    votes = ballots.Votes(np.array([[[8.0, 7.0]]]), ["P1"], ["U1"])
    placed = matrix.quadrants(votes, use_cases(1), scale, spread=False)
    chart = drawn(matrix.draw_quadrants(placed, scale, set()))
    assert [int(word) for word in words_of(chart) if word.isdigit()] == [*ticks] * 2


def test_once_something_is_decided_the_matrix_shows_what() -> None:
    placed = matrix.quadrants(laid_out([(5, 4), (2, 1), (4, 4)]), use_cases(3), SCALE, spread=False)
    outcomes = {"U1": "selected", "U2": "rejected"}
    chart = drawn(matrix.draw_quadrants(placed, SCALE, {"U3"}, outcomes))
    fills = re.findall(r"fill: (#\w+); stroke: #ffffff", chart.svg)
    assert fills == [to_hex(colour) for colour in (BLUE, GREY, ORANGE)]


def test_of_use_cases_as_good_the_first_are_named() -> None:
    chart = drawn(figure([(1 + i / 10, 1 + i % 7 / 2) for i in range(40)]))
    named = {word for word in words_of(chart) if word.startswith("Case")}
    assert named == {f"Case {n}" for n in range(1, NAMED_POINTS + 1)}


@pytest.mark.parametrize("spread", [True, False])
def test_nothing_is_placed_without_votes(spread: bool) -> None:
    assert quadrants(spread=spread).empty


@pytest.mark.parametrize("equal", [True, False])
def test_the_matrix_of_five_hundred_use_cases_stays_small(equal: bool) -> None:
    given = np.random.default_rng(3).integers(1, 6, (6, 500, 2))
    drawn(figure(*(np.full_like(given, 3) if equal else given).tolist()))
