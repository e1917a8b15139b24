"""Prioritisation: whether the voters agree."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import strategies as st
from support.charts import drawn, words_of
from support.juries import Ballot, laid_out, use_cases
from support.sentences import said

from playbook.show.chart import Chart
from playbook.show.findings import Finding, Tone
from playbook.stages.prioritisation import voters

SCALE = (1.0, 5.0)
VOTE = st.none() | st.integers(1, 5)
ROOMS = st.lists(st.lists(st.tuples(VOTE, VOTE), min_size=3, max_size=3), min_size=1, max_size=7)


def test_agreement_is_full_where_all_vote_alike_and_undefined_without_variation() -> None:
    alike = voters.agreement(laid_out(*[[(5, 1), (3, 3), (1, 5)]] * 3), (2, 1))
    assert alike[["measure", "on"]].to_numpy().tolist() == [
        ["krippendorff_alpha", "value"],
        ["krippendorff_alpha", "feasibility"],
        ["kendall_w", "score"],
    ]
    assert alike["coefficient"].tolist() == pytest.approx([1, 1, 1])
    assert alike["voters"].tolist() == [3, 3, 3]
    flat = voters.agreement(laid_out(*[[(3, 3), (3, 3)]] * 3), (1, 1))
    assert flat["coefficient"].isna().all()
    nobody = voters.agreement(laid_out(), (1, 1))
    assert nobody["coefficient"].isna().all()
    assert nobody["voters"].eq(0).all()


def test_agreement_goes_by_the_order_of_votes_not_by_their_distance() -> None:
    table = voters.agreement(laid_out([(1, 1), (1, 1), (5, 5)], [(1, 1), (2, 1), (5, 5)]), (1, 1))
    # Krippendorff's ordinal distances of 1, 1, 1, 2, 5, 5: 1-2 is 2², 1-5 is 3.5², 2-5 is 1.5².
    observed, expected = 2 * 4 / 6, 2 * (3 * 4 + 6 * 12.25 + 2 * 2.25) / 30
    assert table["coefficient"].iloc[:2].tolist() == pytest.approx([1 - observed / expected, 1])


def test_agreement_counts_those_who_voted_on_the_criterion() -> None:
    votes = laid_out([(5, None), (1, None)], [(5, 2), (1, 4)], [(4, 1), (2, 5)])
    table = voters.agreement(votes, (1, 1))
    assert table["voters"].tolist() == [3, 2, 2]


def disagreement(*ballots: Ballot, talk_from: float = 0.5) -> pd.DataFrame:
    votes = laid_out(*ballots)
    return voters.disagreement(votes, use_cases(len(votes.items)), SCALE, talk_from)


APART: list[Ballot] = [
    [(5, 3), (1, 4), (3, 3), (3, None)],
    [(1, 3), (2, 2), (3, 3), (None, None)],
]


def test_the_most_contested_come_first() -> None:
    table = disagreement(*APART)
    # Deviations of 2, 1, 0 from the mean, over the 2 from the middle to the ends of the scale.
    assert table["use_case_id"].tolist() == ["U1", "U2", "U3", "U4"]
    assert table["value_disagreement"].iloc[:3].tolist() == [1, 0.25, 0]
    assert table["feasibility_disagreement"].iloc[:3].tolist() == [0, 0.5, 0]
    assert table["talk_again"].tolist() == [True, True, False, False]
    assert table.iloc[3][["value_disagreement", "feasibility_disagreement"]].isna().all()


def test_equally_contested_use_cases_keep_their_order() -> None:
    table = disagreement([(3, 3), (1, 1)] * 20, [(3, 3), (5, 5)] * 20)
    contested = [f"U{i}" for i in range(2, 41, 2)]
    assert table["use_case_id"].tolist() == contested + [f"U{i}" for i in range(1, 40, 2)]


@pytest.mark.parametrize(
    ("p_value", "words", "tone"),
    [
        (
            0.0001,
            "The 7 who voted on everything agree on the order more than by chance"
            " (Kendall's W 0.62, p under 0.001; W is 1 when all"
            " give the same order, 0 when there is no agreement).",
            Tone.RESULT,
        ),
        (
            0.2,
            "The 7 who voted on everything order the use cases no more alike than people who order"
            " at random may (Kendall's W 0.62, p 0.200): talk before deciding.",
            Tone.CAUTION,
        ),
    ],
)
def test_how_alike_voters_order_is_held_against_chance(
    p_value: float, words: str, tone: Tone
) -> None:
    measures = ["krippendorff_alpha", "kendall_w"]
    table = pd.DataFrame(
        {"measure": measures, "coefficient": [0.1, 0.62], "p_value": [np.nan, p_value], "voters": 7}
    )
    assert said(voters.say_concordance(table)) == (words, tone)
    assert voters.say_concordance(table.head(1)) is None


def test_who_disagrees_with_whom_is_said_where_voters_fall_into_camps() -> None:
    likes, dislikes = (5.0, 5.0), (1.0, 1.0)
    one = [likes, likes, dislikes, dislikes, (3.0, 3.0), (2.0, 3.0)]
    other = [dislikes, dislikes, likes, likes, (3.0, 3.0), (3.0, 2.0)]
    votes = laid_out(*[one] * 4, *[other] * 4)
    titles = {f"U{n}": f"Case {n}" for n in range(1, 7)}
    found = voters.camps(votes, (1, 1), 1)
    text = said(voters.say_camps(found, votes, titles, {"P1": "Ann"}, anonymous=False))[0]
    assert text.startswith("The voters fall into two camps: Ann, P2, P3 and P4 against P5, P6, P7")
    assert "furthest apart on “Case 1” and “Case 2”" in text
    assert voters.say_camps(found, votes, titles, {}, anonymous=True) is None
    for settled, ending, tone in (
        ({"U1"}, "neither: let both explain their votes.", Tone.DECIDE),
        ({"U1", "U2"}, "neither; both are decided on.", Tone.RESULT),
    ):
        camps = voters.say_camps(found, votes, titles, {}, anonymous=False, settled=settled)
        words, told = said(camps)
        assert words.endswith(ending)
        assert told is tone
    assert voters.camps(laid_out(*[one] * 5), (1, 1), 1) is None


def contested(*split: bool) -> pd.DataFrame:
    rows = [(f"U{i}", f"Case {i}", s, 0.6 if s else 0.1) for i, s in enumerate(split, 1)]
    columns = ["use_case_id", "title", "talk_again", "value_disagreement"]
    return pd.DataFrame(rows, columns=columns)


def test_what_is_decided_on_is_not_to_be_talked_about_again() -> None:
    split = contested(True, True)
    assert said(voters.say_talk_again(split, {"U1"})) == (
        "“Case 2” splits the voters: talk about it again before deciding.",
        Tone.DECIDE,
    )
    assert said(voters.say_talk_again(split, {"U1", "U2"})) == (
        "“Case 1” and “Case 2” split the voters, and are decided on.",
        Tone.RESULT,
    )


def test_contested_use_cases_are_named() -> None:
    def again(*split: bool) -> tuple[str, Tone]:
        return said(voters.say_talk_again(contested(*split)))

    assert again(False) == ("No use case splits the voters.", Tone.RESULT)
    assert again(True, False) == (
        "“Case 1” splits the voters: talk about it again before deciding.",
        Tone.DECIDE,
    )
    assert again(True, True)[0] == (
        "“Case 1” and “Case 2” split the voters: talk about them again before deciding."
    )


def test_use_cases_with_too_few_votes_are_not_said_to_be_agreed_on() -> None:
    def again(*ballots: Ballot) -> Finding | None:
        votes = laid_out(*ballots)
        cases = use_cases(len(votes.items))
        table = voters.disagreement(votes, cases, (1, 5), 0.5)
        return voters.say_talk_again(table)

    assert again() is again([(5, 1), (1, 5)]) is None
    assert said(again([(3, 3), (3, None)], [(3, 3), (3, 3)])) == (
        "No use case splits the voters as far as can be told: 1 has too few votes.",
        Tone.CAUTION,
    )
    two = said(again([(3, 3), (3, None), (None, None)], [(3, 3), (3, 3), (None, None)]))[0]
    assert two.endswith(": 2 have too few votes.")


def votes_drawn(*ballots: Ballot) -> Chart | None:
    votes = laid_out(*ballots)
    table = voters.disagreement(votes, use_cases(len(votes.items)), SCALE, 0.5)
    return voters.draw_votes(votes, table, SCALE)


def test_every_open_vote_is_a_dot() -> None:
    chart = drawn(votes_drawn([(5, 3), (3, None)], [(1, 3), (3, 3)]))
    assert chart.alt == "1 use case splits the voters. Most contested first: Case 1, Case 2."
    dots = re.findall(r'<use [^>]*style="fill: #(0072b2|9aa5b1)', chart.svg)
    assert sorted(dots) == ["0072b2"] * 4 + ["9aa5b1"] * 3


DOT = r'<use [^>]*x="([0-9.]+)" y="([0-9.]+)" style="fill: #(0072b2|9aa5b1)'


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
    assert column[: 2 * voters] == ["0072b2"] * voters + ["9aa5b1"] * voters


def test_rows_are_as_high_as_their_votes_need_within_reason() -> None:
    def height(voters: int) -> float:
        split = [[(1, 1)]] * voters + [[(5, 5)]] * voters
        return float(re.search(r'viewBox="0 \S+ \S+ (\S+)"', drawn(votes_drawn(*split)).svg)[1])  # type: ignore[index]

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
        for colour in ("0072b2", "9aa5b1")
    )
    assert max(value) < max(feasibility)


def test_without_votes_nothing_is_drawn() -> None:
    assert votes_drawn() is None
    assert votes_drawn([(None, None)]) is None
    drawn(votes_drawn([(3, 3)], [(3, 3)]))


@pytest.mark.parametrize("equal", [True, False])
def test_the_votes_on_five_hundred_use_cases_are_a_small_figure(equal: bool) -> None:
    given = np.random.default_rng(3).integers(1, 6, (6, 500, 2))
    drawn(votes_drawn(*(np.full_like(given, 3) if equal else given).tolist()))


def test_nothing_is_contested_without_votes() -> None:
    assert disagreement().empty


def test_five_hundred_use_cases_are_listed_by_disagreement() -> None:
    votes = np.random.default_rng(1).integers(1, 6, (6, 500, 2)).tolist()
    assert len(disagreement(*votes)) == 500
