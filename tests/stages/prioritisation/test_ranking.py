"""Prioritisation: which use cases come first, and how sure that is."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.charts import drawn
from support.juries import Ballot, laid_out, ratings, use_cases
from support.sentences import plain, said, texts

from playbook.language import speaking
from playbook.show.chart import Chart
from playbook.show.findings import Finding, Tone
from playbook.stages.prioritisation import ballots, matrix, ranking, sensitivity
from playbook.statistics import RankRobustness

SCALE = (1.0, 5.0)
Weights = tuple[float, float]
UNSURE = ["tier", "rank_low", "rank_high", "score_low", "score_high"]
UNSURE += ["first_low", "top_low"]
TITLES = {f"U{i}": f"Case {i}" for i in range(1, 10)}


def sure(*ballots: Ballot, weights: Weights = (1, 1)) -> RankRobustness:
    return ranking.use_case_robustness(laid_out(*ballots), weights, 2, 100, 1)


def ranked(*ballots: Ballot, weights: Weights = (1, 1)) -> pd.DataFrame:
    votes = laid_out(*ballots)
    cases = use_cases(len(votes.items))
    placed = matrix.quadrants(votes, cases, SCALE, spread=False)
    return ranking.use_case_ranking(sure(*ballots, weights=weights).table, placed)


def test_use_cases_are_ranked_by_the_weighted_mean() -> None:
    ballots: list[Ballot] = [[(5, 1), (3, 4), (2, 2)], [(5, 2), (3, 4), (None, None)]]
    table = ranked(*ballots, weights=(3, 1))
    assert table[["rank", "use_case_id", "title", "value", "feasibility"]].to_numpy().tolist() == [
        [1, "U1", "Case 1", 5, 1.5],
        [2, "U2", "Case 2", 3, 4],
        [3, "U3", "Case 3", 2, 2],
    ]
    assert table["score"].tolist() == pytest.approx([4.125, 3.25, 2])
    swapped = ranked(*ballots, weights=(1, 3))
    assert swapped["use_case_id"].tolist() == ["U2", "U1", "U3"]


SPLIT: list[Ballot] = [
    [(5, 2), (4, 3)],
    [(2, 1), (4, 4)],
    [(1, 5), (3, 2)],
    [(3, 4), (5, 3)],
    [(4, 3), (3, 4)],
]


AGREED: list[Ballot] = [[(5, 5 - j % 2), (1 + j % 2, 1), (2, 1)] for j in range(6)]
"""Six voters who agree, but not quite."""


def test_tied_use_cases_share_rank_and_tier() -> None:
    table = ranked(*[[(5, 1 + j % 2), (1 + j % 2, 5), (1, 1)] for j in range(6)])
    assert table["rank"].tolist() == [1, 1, 3]
    assert table["tied"].tolist() == [True, True, False]
    assert table["tier"].iloc[0] == table["tier"].iloc[1]


def test_a_use_case_without_votes_comes_last_and_unranked() -> None:
    table = ranked([(None, 5), (1, 1), (2, 2)], [(None, 5), (1, 1), (2, 2)])
    assert table["use_case_id"].tolist() == ["U3", "U2", "U1"]
    assert table.loc[2, ["rank", "score", *UNSURE]].isna().all()


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_use_cases_are_ranked_without_inventing_doubt(count: int) -> None:
    ballots: list[Ballot] = [[(3, 3)] * count] * 2
    table = ranked(*ballots)
    assert table["rank"].tolist() == [1] * count
    assert table[UNSURE].isna().all(axis=None)
    assert sensitivity.sources_of_doubt(sure(*ballots)).empty


VOTES = st.integers(1, 5)
JURY = st.lists(st.lists(st.tuples(VOTES, VOTES), min_size=4, max_size=4), min_size=1, max_size=6)


@settings(max_examples=15)
@given(JURY, st.randoms())
def test_ranks_do_not_depend_on_the_order_of_rows(room: list[Ballot], random: object) -> None:
    table = ratings(*room)
    seed = random.getrandbits(32)  # type: ignore[attr-defined]
    shuffled = table.sample(frac=1, random_state=seed)
    ranks = []
    for rows in (table, shuffled):
        votes = ballots.use_case_votes(rows, use_cases(4))
        result = ranking.use_case_robustness(votes, (2, 1), 2, 5, 1).table
        ranks.append(result[["item", "rank", "tied"]].to_numpy().tolist())
    assert ranks[0] == ranks[1]
    means = np.mean(room, axis=0) @ [2, 1]
    beaten = {f"U{i + 1}": 1 + int((means > own + 1e-9).sum()) for i, own in enumerate(means)}
    assert {item: rank for item, rank, _tied in ranks[0]} == beaten


def test_taking_one_voter_away_names_the_new_winners() -> None:
    votes = laid_out([(5, 5), (1, 1)], [(2, 2), (3, 3)], [(2, 2), (3, 3)])
    table = ranking.without_each_voter(votes, (1, 1), 1, TITLES, anonymous=False)
    # Means without P1: 2 and 3; without P2 or P3: 3.5 and 2.
    assert table.to_numpy().tolist() == [
        ["P1", ("Case 2",), True, True],
        ["P2", ("Case 1",), False, False],
        ["P3", ("Case 1",), False, False],
    ]


def test_winners_that_tie_without_a_voter_are_both_named() -> None:
    votes = laid_out([(4, 4), (1, 1)], [(2, 2), (2, 2)])
    table = ranking.without_each_voter(votes, (1, 1), 1, TITLES, anonymous=False)
    assert table["winners"].tolist() == [("Case 1", "Case 2"), ("Case 1",)]
    assert list(table) == ["participant_id", "winners", "winner_changes", "top_changes"]


@pytest.mark.parametrize(("voters", "anonymous"), [(3, True), (1, False), (0, False)])
def test_nobody_is_taken_away_from_anonymous_votes_or_from_a_single_one(
    voters: int, anonymous: bool
) -> None:
    votes = laid_out(*[[(3, 3), (2, 2)]] * voters)
    table = ranking.without_each_voter(votes, (1, 1), 1, TITLES, anonymous=anonymous)
    assert table.empty
    assert list(table) == ["participant_id", "winners", "winner_changes", "top_changes"]


def test_five_hundred_use_cases_without_any_difference_are_all_first() -> None:
    ballots: list[Ballot] = [[(3, 3)] * 500] * 3
    result = ranking.use_case_robustness(laid_out(*ballots), (1, 1), 3, 20, 1)
    assert result.table["rank"].eq(1).all()
    assert result.silence == "unanimous"


def ranked_and_doubted(*ballots: Ballot, top: int = 2) -> tuple[pd.DataFrame, list[Finding | None]]:
    """The ranking and what is said of its doubt."""
    votes = laid_out(*ballots)
    cases = use_cases(len(votes.items))
    placed = matrix.quadrants(votes, cases, (1, 5), spread=False)
    sure = ranking.use_case_robustness(votes, (1, 1), top, 200, 1)
    table = ranking.use_case_ranking(sure.table, placed)
    titles = dict(zip(cases["use_case_id"], cases["title"], strict=True))
    without = ranking.without_each_voter(votes, (1, 1), top, titles, anonymous=False)
    return table, ranking.say_how_sure(sure, table, without)


def test_what_comes_first_is_said_and_a_tie_is_a_tie() -> None:
    first = ranking.say_first_use_cases(ranked_and_doubted([(5, 4), (1, 1)])[0])
    assert said(first) == (
        "“Case 1” leads with a score of 4.50; how sure that is, the votes do not tell.",
        Tone.CAUTION,
    )
    tie = ranking.say_first_use_cases(ranked_and_doubted([(5, 1), (1, 5), (1, 1)])[0])
    assert said(tie)[0] == (
        "“Case 1” and “Case 2” lead together with a score of 3.00; how sure that is, the votes do"
        " not tell."
    )
    left = ranking.say_first_use_cases(ranked_and_doubted([(5, 4), (1, 1), (3, None)])[0])
    assert said(left)[0].endswith("do not tell. 1 use case has too few votes to be ranked.")
    left = ranking.say_first_use_cases(ranked_and_doubted([(5, 4), (None, 1), (3, None)])[0])
    assert said(left)[0].endswith("4.50. 2 use cases have too few votes to be ranked.")
    for none in (ranked_and_doubted([(None, 3)]), ranked_and_doubted()):
        assert said(ranking.say_first_use_cases(none[0])) == (
            "No use case can be ranked yet: there are too few votes.",
            Tone.DECIDE,
        )


def test_doubt_is_said_by_the_titles() -> None:
    _table, doubt = ranked_and_doubted([(5, 5), (1, 1)], [(5, 5), (1, 2)], [(5, 4), (1, 1)], top=1)
    assert texts(doubt)[1:] == [
        "No single voter decides the first places.",
    ]
    assert texts(ranked_and_doubted()[1]) == ["Too few votes to say how sure this order is."]


def figure(*ballots: Ballot, top: int = 2) -> Chart | None:
    """The figure of the ranking."""
    votes = laid_out(*ballots)
    placed = matrix.quadrants(votes, use_cases(len(votes.items)), SCALE, spread=False)
    sure = ranking.use_case_robustness(votes, (1, 1), top, 100, 1)
    table = ranking.use_case_ranking(sure.table, placed)
    return ranking.draw_use_case_ranking(table, sure)


def test_the_figure_of_the_ranking_says_a_tie() -> None:
    assert drawn(figure(*AGREED, top=1)).alt.startswith("“Case 1” comes first. ")
    tie = figure(*[[(5, 1 + j % 2), (1 + j % 2, 5), (1, 1)] for j in range(6)])
    assert drawn(tie).alt.startswith("2 share the first place. ")
    left = figure([(5, 4), (1, None)], [(5, 5), (1, None)])
    assert drawn(left).alt.startswith("“Case 1” comes first (1 of 2 are ranked). ")
    assert figure() is None
    assert figure([(None, None)]) is None


def test_what_comes_first_is_said_in_french() -> None:
    tied = ranked_and_doubted([(5, 1), (1, 5), (1, 1)])[0]
    with speaking("fr"):
        assert plain(said(ranking.say_first_use_cases(tied))[0]) == (
            "« Case 1 » et « Case 2 » sont ensemble en tête avec un score de 3,00 ; si c’est sûr,"
            " les votes ne le disent pas."
        )


def test_the_figure_of_five_hundred_use_cases_stays_small() -> None:
    given = np.random.default_rng(3).integers(1, 6, (6, 500, 2))
    drawn(figure(*given.tolist()))
    drawn(figure(*np.full_like(given, 3).tolist()))


def test_a_first_place_of_few_votes_says_of_how_many() -> None:
    few = ranked_and_doubted([(5, 5), (3, 3)], *[[(None, None), (3, 2)]] * 4)[0]
    words = said(ranking.say_first_use_cases(few))[0]
    assert words.startswith("“Case 1” leads with a score of 5.00 from 1 vote (others have up to 5)")
