"""Orders made of ranked ballots: Condorcet's winner, Borda, Copeland and Schulze."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from playbook.statistics.ranked_ballots import (
    borda,
    condorcet_winner,
    copeland,
    schulze,
    voters_above,
)


def cast(items: str, orders: dict[str, int]) -> np.ndarray:
    """Ballots from orders such as ACB, best first, each with how many cast it."""
    rows = [
        [order.index(item) + 1 if item in order else np.nan for item in items]
        for order, count in orders.items()
        for _voter in range(count)
    ]
    return np.array(rows, dtype=float)


def order_of(items: str, ranks: np.ndarray) -> str:
    assert len(set(ranks.tolist())) == len(items)
    return "".join(items[place] for place in np.argsort(ranks))


SCHULZE = {
    "ACBED": 5, "ADECB": 5, "BEDAC": 8, "CABED": 3,
    "CAEBD": 7, "CBADE": 2, "DCEBA": 7, "EBADC": 8,
}  # fmt: skip
TENNESSEE = {"MNCK": 42, "NCKM": 26, "CKNM": 15, "KCNM": 17}


def test_schulze_ranks_his_own_example_of_45_voters() -> None:
    # Schulze (2011), the example of 45 voters and 5 candidates: pairs and order are printed.
    above = voters_above(cast("ABCDE", SCHULZE))
    assert above.tolist() == [
        [0, 20, 26, 30, 22],
        [25, 0, 16, 33, 18],
        [19, 29, 0, 17, 24],
        [15, 12, 28, 0, 14],
        [23, 27, 21, 31, 0],
    ]
    assert order_of("ABCDE", schulze(above)) == "EACBD"
    assert condorcet_winner(above) is None


def test_the_capital_of_tennessee_is_nashville_by_every_method() -> None:
    # Of 100 voters as on Wikipedia's pages of Borda's count and of Condorcet's method: Nashville
    # beats all, Chattanooga all but it, Knoxville Memphis only; Borda's points are printed.
    above = voters_above(cast("MNCK", TENNESSEE))
    assert condorcet_winner(above) == 1
    assert above[1].tolist() == [58, 0, 68, 68]
    assert copeland(above).tolist() == [0, 3, 2, 1]
    assert (100 * borda(above, 100)).tolist() == pytest.approx([126, 194, 173, 107])
    assert order_of("MNCK", schulze(above)) == "NCKM"


def test_a_circle_has_no_winner_and_stays_a_tie() -> None:
    # Condorcet's paradox (1785): A before B, B before C, C before A, each by two of three.
    above = voters_above(cast("ABC", {"ABC": 1, "BCA": 1, "CAB": 1}))
    assert condorcet_winner(above) is None
    assert schulze(above).tolist() == [1, 1, 1]
    assert copeland(above).tolist() == [1, 1, 1]
    assert borda(above, 3).tolist() == [1, 1, 1]


def test_borda_may_pass_over_the_item_that_beats_every_other() -> None:
    # Three of five put A first, but two put it last: B has 2 + 2 + 2 and thrice 1, A thrice 2.
    above = voters_above(cast("ABC", {"ABC": 3, "BCA": 2}))
    assert condorcet_winner(above) == 0
    assert schulze(above).tolist() == [1, 2, 3]
    assert (5 * borda(above, 5)).tolist() == pytest.approx([6, 7, 2])


def test_what_was_not_ranked_is_below_and_shares_the_rest_of_the_points() -> None:
    ballots = np.array([[1, np.nan, np.nan, 7]])
    above = voters_above(ballots)
    assert above.tolist() == [[0, 1, 1, 1], [0, 0, 0, 0], [0, 0, 0, 0], [0, 1, 1, 0]]
    # 3 and 2 points, and half a point for each of the two that share the last places.
    assert borda(above, 1).tolist() == [3, 0.5, 0.5, 2]
    assert copeland(above).tolist() == [3, 0.5, 0.5, 2]
    assert schulze(above).tolist() == [1, 3, 3, 2]


def test_a_duel_is_as_strong_as_the_votes_of_its_winner() -> None:
    # C beats B by 6 to 3, A beats C by 5 to 4, B beats A by 4 to 2 with three ties. The weakest
    # duel is that of B by winning votes (4), that of A by margins (1), which would give CBA.
    ballots = [[1, 1, 2]] * 3 + [[1, 3, 2]] * 2 + [[3, 2, 1]] * 4
    above = voters_above(ballots)
    assert above.tolist() == [[0, 2, 5], [4, 0, 3], [4, 6, 0]]
    assert order_of("ABC", schulze(above)) == "ACB"


def test_nothing_ranked_is_no_order() -> None:
    above = voters_above(np.empty((0, 2)))
    assert above.tolist() == [[0, 0], [0, 0]]
    assert np.isnan(borda(above, 0)).all()
    assert condorcet_winner(voters_above(np.empty((0, 0)))) is None
    assert voters_above(np.empty((0, 0))).shape == (0, 0)


def test_what_are_no_ballots_is_refused() -> None:
    with pytest.raises(ValueError, match="two dimensions"):
        voters_above([1.0, 2.0])
    with pytest.raises(ValueError, match="finite"):
        voters_above([[1.0, np.inf]])


POSITIONS = st.one_of(st.integers(1, 4).map(float), st.just(np.nan))
BALLOTS = st.integers(1, 7).flatmap(lambda voters: arrays(float, (voters, 4), elements=POSITIONS))


@settings(deadline=None)
@given(BALLOTS)
def test_what_beats_every_other_is_first_alone_by_schulze_and_copeland_and_not_last_by_borda(
    ballots: np.ndarray,
) -> None:
    above = voters_above(ballots)
    winner = condorcet_winner(above)
    if winner is not None:
        assert np.flatnonzero(schulze(above) == 1).tolist() == [winner]
        assert np.flatnonzero(copeland(above) == copeland(above).max()).tolist() == [winner]
        points = borda(above, len(ballots))
        assert points[winner] > points.min()  # Smith (1973)


@settings(deadline=None)
@given(BALLOTS, st.permutations(range(4)))
def test_no_item_and_no_voter_is_favoured(ballots: np.ndarray, order: list[int]) -> None:
    above, other = voters_above(ballots), voters_above(ballots[::-1][:, order])
    assert (other == above[np.ix_(order, order)]).all()
    assert (schulze(other) == schulze(above)[order]).all()
    assert (copeland(other) == copeland(above)[order]).all()
    assert borda(other, len(ballots)) == pytest.approx(borda(above, len(ballots))[order])


@settings(deadline=None)
@given(BALLOTS)
def test_ballots_turned_round_turn_the_order_round(ballots: np.ndarray) -> None:
    last = np.where(np.isnan(ballots), 5, ballots)
    above, turned = voters_above(last), voters_above(-last)
    assert copeland(turned) == pytest.approx(3 - copeland(above))
    assert borda(turned, len(ballots)) == pytest.approx(3 - borda(above, len(ballots)))
    alone = np.flatnonzero(schulze(above) == 1)
    if alone.size == 1:  # Schulze (2011), reversal symmetry
        assert schulze(turned)[alone[0]] > 1


@settings(deadline=None)
@given(BALLOTS)
def test_every_ballot_gives_as_many_points(ballots: np.ndarray) -> None:
    assert borda(voters_above(ballots), len(ballots)).sum() == pytest.approx(6)
