"""Votes on value and feasibility: laid out, protected, missing, placed, contested."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.frames import frame
from support.juries import Ballot, laid_out, ratings, use_cases

from playbook.stages import prioritisation

SCALE = (1.0, 5.0)
VOTE = st.none() | st.integers(1, 5)
BALLOTS = st.lists(st.lists(st.tuples(VOTE, VOTE), min_size=3, max_size=3), max_size=7)


def people(*roles: str | None) -> pd.DataFrame:
    rows = [(f"P{i}", role) for i, role in enumerate(roles, 1)]
    return frame("participants", "participant_id role", rows)


def test_votes_are_laid_out_by_voter_and_use_case_and_missing_is_not_zero() -> None:
    votes = laid_out([(5, 1), (None, 2)], [(None, None), (None, None)], [(3, None), (4, 4)])
    assert votes.voters == ["P1", "P3"]
    assert votes.items == ["U1", "U2"]
    np.testing.assert_array_equal(votes.scores, [[[5, 1], [np.nan, 2]], [[3, np.nan], [4, 4]]])


def test_votes_stay_with_whoever_cast_them_whatever_the_order_of_rows() -> None:
    table = ratings([(5, 1), (4, 2)], [(1, 5), (2, 4)])
    votes = prioritisation.lay_out(table.iloc[[3, 0, 2, 1]], use_cases(2))
    assert votes.voters == ["P2", "P1"]
    np.testing.assert_array_equal(votes.scores, [[[1, 5], [2, 4]], [[5, 1], [4, 2]]])


def test_a_use_case_that_nobody_rated_has_a_place_and_no_vote() -> None:
    votes = prioritisation.lay_out(ratings([(5, 1)]), use_cases(2))
    assert votes.scores.shape == (1, 2, 2)
    assert np.isnan(votes.scores[:, 1]).all()


@pytest.mark.parametrize("items", [0, 2])
def test_no_vote_is_laid_out_as_no_voter(items: int) -> None:
    votes = prioritisation.lay_out(ratings(), use_cases(items))
    assert votes.scores.shape == (0, items, 2)
    assert votes.voters == []


@settings(max_examples=30)
@given(BALLOTS, st.integers(1, 7))
def test_no_use_case_under_the_threshold_passes(ballots: list[Ballot], threshold: int) -> None:
    table = ratings(*ballots)
    kept, withheld = prioritisation.protect(table, anonymous=True, threshold=threshold)
    enough = set()
    for position in range(3):
        cast = [b[position] for b in ballots]
        if all(sum(vote[c] is not None for vote in cast) >= threshold for c in (0, 1)):
            enough.add(f"U{position + 1}")
    assert set(kept["use_case_id"]) == (enough if ballots else set())
    assert set(withheld) == set(table["use_case_id"]) - enough
    pd.testing.assert_frame_equal(kept, table[table["use_case_id"].isin(enough)])


def test_open_votes_are_not_withheld() -> None:
    table = ratings([(5, 1)])
    kept, withheld = prioritisation.protect(table, anonymous=False, threshold=5)
    assert len(kept) == 1
    assert withheld == []


@pytest.mark.parametrize(
    ("listed", "fitting", "left_over"),
    [(0, [9, 18], [0, 0]), (9, [9, 18], [0, 0]), (10, [9, 18], [1, 0]), (20, [9, 18], [11, 2])],
)
def test_use_cases_that_fit_the_time(listed: int, fitting: list[int], left_over: list[int]) -> None:
    table = prioritisation.capacity(listed, 90, 5, 10)
    assert table["minutes_each"].tolist() == [10, 5]
    assert table["fitting"].tolist() == fitting
    assert table["left_over"].tolist() == left_over


def test_half_a_pace_holds_no_use_case() -> None:
    assert prioritisation.capacity(3, 14, 5, 10)["fitting"].tolist() == [1, 2]


def test_missing_votes_are_counted_by_person() -> None:
    table = ratings([(5, 1), (3, 2)], [(5, None), (None, None)])
    missing = prioritisation.missing_votes(table, use_cases(2), people("hr", "hr", None))
    assert missing.to_numpy().tolist() == [["P2", 1, 2, "U1; U2"], ["P3", 2, 2, "U1; U2"]]


@pytest.mark.parametrize(
    ("ballot", "expected"),
    [([(None, None)] * 2, []), ([(4, 4), (None, 4)], [["P1", 1, 0, "U2"]]), ([(4, 4)] * 2, [])],
)
def test_a_facilitator_is_missing_only_after_a_vote(
    ballot: Ballot, expected: list[list[object]]
) -> None:
    table = prioritisation.missing_votes(ratings(ballot), use_cases(2), people("facilitator"))
    assert table.to_numpy().tolist() == expected


def test_those_listed_after_a_silent_facilitator_are_asked_for_their_votes() -> None:
    table = ratings([(None, None)], [(4, None)])
    missing = prioritisation.missing_votes(table, use_cases(1), people("facilitator", "hr", "hr"))
    assert missing.to_numpy().tolist() == [["P2", 0, 1, "U1"], ["P3", 1, 1, "U1"]]


@settings(max_examples=30)
@given(BALLOTS)
def test_votes_and_missing_votes_add_up(ballots: list[Ballot]) -> None:
    roles = ["other"] * len(ballots)
    missing = prioritisation.missing_votes(ratings(*ballots), use_cases(3), people(*roles))
    cast = sum(vote is not None for ballot in ballots for pair in ballot for vote in pair)
    absent = int(missing[["missing_value", "missing_feasibility"]].sum().sum())
    assert cast + absent == 6 * len(ballots)


def quadrants(*ballots: Ballot, spread: bool = True) -> pd.DataFrame:
    votes = laid_out(*ballots)
    return prioritisation.quadrants(votes, use_cases(len(votes.items)), SCALE, spread=spread)


def test_use_cases_are_placed_by_means_over_those_who_voted() -> None:
    table = quadrants([(5, 4), (2, 1)], [(2, None), (4, 3)], [(None, 5), (None, None)])
    expected = [
        ["U1", "Case 1", 3.5, 2, np.std([5, 2], ddof=1), 4.5, 2, np.std([4, 5], ddof=1)],
        ["U2", "Case 2", 3, 2, np.std([2, 4], ddof=1), 2, 2, np.std([1, 3], ddof=1)],
    ]
    figures = table.drop(columns="quadrant").to_numpy().tolist()
    assert [row[:2] for row in figures] == [row[:2] for row in expected]
    assert [row[2:] for row in figures] == [pytest.approx(row[2:]) for row in expected]
    assert table["quadrant"].tolist() == ["start", "prepare"]


@pytest.mark.parametrize(
    ("vote", "quadrant"),
    [((3, 3), "start"), ((3, 2), "prepare"), ((2, 3), "convenient"), ((2, 2), "set_aside")],
)
def test_the_middle_of_the_scale_counts_as_high(vote: tuple[int, int], quadrant: str) -> None:
    assert quadrants([vote])["quadrant"].tolist() == [quadrant]


@pytest.mark.parametrize(
    ("ends", "vote", "quadrant"),
    [((1, 4), 2, "set_aside"), ((1, 4), 2.5, "start"), ((0, 3), 1, "set_aside")],
)
def test_the_middle_of_a_scale_can_lie_between_two_votes(
    ends: tuple[int, int], vote: float, quadrant: str
) -> None:
    votes = laid_out([(vote, vote)])
    table = prioritisation.quadrants(votes, use_cases(1), ends, spread=False)
    assert table["quadrant"].tolist() == [quadrant]


def test_float_noise_does_not_move_a_mean_off_the_middle() -> None:
    # 4.3 + 4.1 + 1.1 + 2.5 is 12, but its mean in floats is a hair under 3.
    table = quadrants(*[[(vote, vote)] for vote in (4.3, 4.1, 1.1, 2.5)])
    assert table["quadrant"].tolist() == ["start"]


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


def disagreement(*ballots: Ballot, coarse: bool = False, talk_from: float = 0.5) -> pd.DataFrame:
    votes = laid_out(*ballots)
    return prioritisation.disagreement(votes, use_cases(len(votes.items)), SCALE, talk_from, coarse)


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


def test_anonymous_disagreement_comes_in_bands_only() -> None:
    table = disagreement(*APART, coarse=True)
    assert table["value_band"].iloc[:3].tolist() == ["high", "medium", "low"]
    assert table["feasibility_band"].iloc[:3].tolist() == ["low", "high", "low"]
    assert table.iloc[3][["value_band", "feasibility_band"]].isna().all()
    assert not any(pd.api.types.is_float_dtype(dtype) for dtype in table.dtypes)


def test_the_band_is_medium_from_half_the_threshold() -> None:
    # One vote of five beside the others: 0.4 from the mean, of 2 possible, so 0.2.
    ballots: list[Ballot] = [[(4, 3)], *[[(3, 3)]] * 4]
    bands = {limit: disagreement(*ballots, coarse=True, talk_from=limit) for limit in (0.39, 0.41)}
    assert {limit: table["value_band"].item() for limit, table in bands.items()} == {
        0.39: "medium",
        0.41: "low",
    }


@pytest.mark.parametrize(("talk_from", "band"), [(0.0, "high"), (0.01, "low"), (1.0, "low")])
def test_bands_hold_for_any_threshold(talk_from: float, band: str) -> None:
    table = disagreement([(3, 3)], [(3, 3)], coarse=True, talk_from=talk_from)
    assert table["value_band"].tolist() == [band]
    assert table["talk_again"].tolist() == [band == "high"]


@settings(max_examples=30)
@given(BALLOTS.filter(bool), st.sampled_from([0.2, 0.5, 0.7]))
def test_a_high_band_is_what_is_talked_about_again(ballots: list[Ballot], limit: float) -> None:
    bands = disagreement(*ballots, coarse=True, talk_from=limit)
    figures = disagreement(*ballots, talk_from=limit)
    high = bands[["value_band", "feasibility_band"]].eq("high").any(axis=1)
    assert high.tolist() == bands["talk_again"].tolist() == figures["talk_again"].tolist()
    assert bands["use_case_id"].tolist() == figures["use_case_id"].tolist()
    spread = [f"{c}_disagreement" for c in ("value", "feasibility")]
    assert (figures[spread].max(axis=1) >= limit).tolist() == high.tolist()


@pytest.mark.parametrize("coarse", [False, True])
def test_nothing_to_place_or_to_contest(coarse: bool) -> None:
    assert disagreement(coarse=coarse).empty
    assert quadrants(spread=not coarse).empty
    assert prioritisation.missing_votes(ratings(), use_cases(0), people("hr")).empty
    assert prioritisation.protect(ratings(), coarse, 5)[1] == []


def test_five_hundred_use_cases_are_placed() -> None:
    votes = np.random.default_rng(1).integers(1, 6, (6, 500, 2)).tolist()
    table = quadrants(*votes)
    means = np.mean(votes, axis=0)
    np.testing.assert_allclose(table[["value", "feasibility"]], means)
    assert (table["quadrant"] == "start").sum() == (means >= 3).all(axis=1).sum()
    assert len(disagreement(*votes)) == 500
