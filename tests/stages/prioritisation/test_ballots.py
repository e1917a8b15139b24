"""Prioritisation: votes laid out, protected and missing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.frames import frame
from support.juries import Ballot, laid_out, ratings, use_cases
from support.sentences import plain, said

from playbook.language import speaking
from playbook.show.findings import Tone
from playbook.stages.prioritisation import ballots

VOTE = st.none() | st.integers(1, 5)
ROOMS = st.lists(st.lists(st.tuples(VOTE, VOTE), min_size=3, max_size=3), max_size=7)


def people(*roles: str | None) -> pd.DataFrame:
    rows = [(f"P{i}", role) for i, role in enumerate(roles, 1)]
    return frame("participants", "participant_id role", rows)


def test_votes_are_laid_out_by_voter_and_use_case_and_missing_is_not_zero() -> None:
    votes = laid_out([(5, 1), (None, 2)], [(None, None), (None, None)], [(3, None), (4, 4)])
    assert votes.voters == ["P1", "P3"]
    assert votes.items == ["U1", "U2"]
    np.testing.assert_array_equal(votes.scores, [[[5, 1], [np.nan, 2]], [[3, np.nan], [4, 4]]])


@pytest.mark.parametrize(
    ("weights", "fewest", "kept"),
    [
        ((0.5, 0.5), 1, [True, True]),
        ((0.5, 0.5), 2, [True, False]),
        ((1.0, 0.0), 2, [True, True]),  # feasibility does not count
        ((1.0, 0.0), 3, [False, False]),
    ],
)
def test_votes_on_what_too_few_rated_count_as_missing(
    weights: tuple[float, float], fewest: int, kept: list[bool]
) -> None:
    votes = laid_out([(5, 1), (4, 2)], [(3, 3), (2, None)])
    enough = ballots.rated_enough(votes, weights, fewest)
    expected = np.where(np.array(kept)[:, np.newaxis], votes.scores, np.nan)
    np.testing.assert_array_equal(enough.scores, expected)


def test_votes_stay_with_whoever_cast_them_whatever_the_order_of_rows() -> None:
    table = ratings([(5, 1), (4, 2)], [(1, 5), (2, 4)])
    votes = ballots.use_case_votes(table.iloc[[3, 0, 2, 1]], use_cases(2))
    assert votes.voters == ["P2", "P1"]
    np.testing.assert_array_equal(votes.scores, [[[1, 5], [2, 4]], [[5, 1], [4, 2]]])


def test_a_use_case_that_nobody_rated_has_a_place_and_no_vote() -> None:
    votes = ballots.use_case_votes(ratings([(5, 1)]), use_cases(2))
    assert votes.scores.shape == (1, 2, 2)
    assert np.isnan(votes.scores[:, 1]).all()


@pytest.mark.parametrize("items", [0, 2])
def test_no_vote_is_laid_out_as_no_voter(items: int) -> None:
    votes = ballots.use_case_votes(ratings(), use_cases(items))
    assert votes.scores.shape == (0, items, 2)
    assert votes.voters == []


@settings(max_examples=30)
@given(ROOMS, st.integers(1, 7))
def test_no_use_case_under_the_threshold_passes(room: list[Ballot], threshold: int) -> None:
    table = ratings(*room)
    kept, withheld = ballots.protected_ratings(table, (1, 5), anonymous=True, threshold=threshold)
    enough = set()
    for position in range(3):
        cast = [b[position] for b in room]
        if all(sum(vote[c] is not None for vote in cast) >= threshold for c in (0, 1)):
            enough.add(f"U{position + 1}")
    assert set(kept["use_case_id"]) == (enough if room else set())
    assert set(withheld) == set(table["use_case_id"]) - enough
    assert kept.index.equals(table.index[table["use_case_id"].isin(enough)])


def test_open_votes_are_not_withheld() -> None:
    table = ratings([(5, 1)])
    kept, withheld = ballots.protected_ratings(table, (1, 5), anonymous=False, threshold=5)
    assert len(kept) == 1
    assert withheld == []


def test_missing_votes_are_counted_by_person() -> None:
    table = ratings([(5, 1), (3, 2)], [(5, None), (None, None)])
    missing = ballots.missing_votes(table, use_cases(2), people("hr", "hr", None))
    assert missing.to_numpy().tolist() == [["P2", 1, 2, "U1; U2"], ["P3", 2, 2, "U1; U2"]]


@pytest.mark.parametrize(
    ("ballot", "expected"),
    [([(None, None)] * 2, []), ([(4, 4), (None, 4)], [["P1", 1, 0, "U2"]]), ([(4, 4)] * 2, [])],
)
def test_a_facilitator_is_missing_only_after_a_vote(
    ballot: Ballot, expected: list[list[object]]
) -> None:
    table = ballots.missing_votes(ratings(ballot), use_cases(2), people("facilitator"))
    assert table.to_numpy().tolist() == expected


def test_those_listed_after_a_silent_facilitator_are_asked_for_their_votes() -> None:
    table = ratings([(None, None)], [(4, None)])
    missing = ballots.missing_votes(table, use_cases(1), people("facilitator", "hr", "hr"))
    assert missing.to_numpy().tolist() == [["P2", 0, 1, "U1"], ["P3", 1, 1, "U1"]]


@settings(max_examples=30)
@given(ROOMS)
def test_votes_and_missing_votes_add_up(room: list[Ballot]) -> None:
    roles = ["other"] * len(room)
    missing = ballots.missing_votes(ratings(*room), use_cases(3), people(*roles))
    cast = sum(vote is not None for ballot in room for pair in ballot for vote in pair)
    absent = int(missing[["missing_value", "missing_feasibility"]].sum().sum())
    assert cast + absent == 6 * len(room)


def missing(*counts: tuple[int, int]) -> pd.DataFrame:
    return pd.DataFrame(counts, columns=["missing_value", "missing_feasibility"])


def test_missing_votes_are_said_to_be_missing() -> None:
    voted, silent = ratings([(3, 3)]), ratings([(None, None)])
    nobody = ("Nobody has voted yet: hold the vote.", Tone.DECIDE)
    assert said(ballots.say_missing_votes(missing((1, 1)), silent)) == nobody
    half = ratings([(3, None)])  # who votes on one of the two has voted
    assert said(ballots.say_missing_votes(missing((0, 1)), half))[0].startswith("1 vote is")
    assert said(ballots.say_missing_votes(missing(), ratings())) == nobody
    everybody = ("Everybody voted on everything.", Tone.RESULT)
    assert said(ballots.say_missing_votes(missing(), voted)) == everybody
    assert said(ballots.say_missing_votes(missing((0, 1)), voted)) == (
        "1 vote is missing, from 1 person: it counts as missing, never as zero.",
        Tone.CAUTION,
    )
    assert said(ballots.say_missing_votes(missing((2, 1), (0, 1)), voted))[0] == (
        "4 votes are missing, from 2 people: they count as missing, never as zero."
    )


def test_withheld_use_cases_are_named() -> None:
    assert ballots.say_withheld_use_cases([], use_cases(2), 5) is None
    assert said(ballots.say_withheld_use_cases(["U2"], use_cases(2), 5)) == (
        "Votes are anonymous, and fewer than 5 people voted on “Case 2”: no figure of theirs is"
        " shown.",
        Tone.CAUTION,
    )


def test_no_votes_are_missing_or_withheld_without_use_cases() -> None:
    assert ballots.missing_votes(ratings(), use_cases(0), people("hr")).empty
    for anonymous in (False, True):
        assert ballots.protected_ratings(ratings(), (1, 5), anonymous, 5)[1] == []


def test_missing_and_withheld_votes_are_said_in_french() -> None:
    with speaking("fr"):
        silent = ballots.say_missing_votes(missing((2, 0)), ratings([(3, 3)]))
        assert plain(said(silent)[0]) == (
            "Il manque 2 votes, de 1 personne : ils comptent comme manquants, jamais comme zéro."
        )
        withheld = ballots.say_withheld_use_cases(["U1"], use_cases(1), 5)
        assert plain(said(withheld)[0]) == (
            "Les votes sont anonymes, et moins de 5 personnes ont voté sur « Case 1 » : les"
            " résultats correspondants ne sont pas affichés."
        )


def test_a_criterion_of_weight_zero_was_not_asked_about() -> None:
    assert ballots.asked_about((1, 1)) == ["value", "feasibility"]
    assert ballots.asked_about((2, 0)) == ["value"]
    given = ratings([(5, None), (4, None)], [(None, None), (3, None)])
    table = ballots.missing_votes(given, use_cases(2), people("other", "other"), ["value"])
    assert table[
        ["participant_id", "missing_value", "missing_feasibility"]
    ].to_numpy().tolist() == [["P2", 1, 0]]
    assert said(ballots.say_missing_votes(table, given))[0].startswith("1 vote is missing, from 1")


def test_anonymous_votes_on_what_alone_was_asked_are_not_withheld() -> None:
    table = ratings(*[[(3, None)]] * 6)
    kept, withheld = ballots.protected_ratings(table, (1, 5), True, 6, ["value"])
    assert withheld == []
    assert kept["value"].notna().all()
    assert kept["feasibility"].isna().all()
