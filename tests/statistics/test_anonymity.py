"""Bands that give no vote away: every set of votes is tried; stand-ins depend on the band alone."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.vote_attack import attack, attack_dots, ballots_of, sets_of, steps

from playbook.statistics.anonymity import (
    BOUND,
    FEWEST_SETS,
    band_of,
    bands_of,
    coarse,
    dots_told,
    fewest_voters,
    in_twos,
    stand_ins,
)

Scale = tuple[float, float]
SCALES = [(1.0, 5.0), (0.0, 5.0), (1.0, 4.0), (1.0, 3.0)]


@pytest.mark.parametrize("scale", [*SCALES, (1.0, 7.0), (0.0, 10.0)])
@pytest.mark.parametrize("voters", [5, 6, 7])
def test_a_band_never_tells_a_set_nor_lets_it_be_guessed(scale: Scale, voters: int) -> None:
    found = attack(lambda votes: band_of(np.array(votes), scale), steps(scale), voters)
    assert found.unique == found.insider_unique == 0
    assert found.fewest >= FEWEST_SETS
    assert found.right_by_sets <= BOUND
    # Where one band holds all, nothing is told: as likely as for whoever sees nothing.
    assert found.right_by_voters <= (BOUND if found.shown > 1 else found.unseen)


@pytest.mark.parametrize(("scale", "voters"), [((1.0, 5.0), n) for n in range(8, 13)])
def test_so_it_is_for_up_to_twelve_voters(scale: Scale, voters: int) -> None:
    found = attack(lambda votes: band_of(np.array(votes), scale), steps(scale), voters)
    assert found.unique == found.insider_unique == 0
    assert max(found.right_by_sets, found.right_by_voters) <= BOUND
    assert found.single < 0.7


def test_the_attack_finds_what_an_exact_mean_tells() -> None:
    found = attack(sum, steps((1.0, 5.0)), 5)
    assert found.unique == 4 / 126  # sums of 5, 6, 24 and 25
    assert found.right_by_sets == 21 / 126


def test_bands_go_from_end_to_end_and_are_the_same_from_above_as_from_below() -> None:
    bands = bands_of(8, 5)
    assert bands is not None
    assert (bands[0].low, bands[-1].high) == (0, 1)
    assert all(low.high < high.low for low, high in pairwise(bands))
    mirrored = [(round(1 - band.high, 9), round(1 - band.low, 9)) for band in reversed(bands)]
    assert [(round(band.low, 9), round(band.high, 9)) for band in bands] == mirrored


@pytest.mark.parametrize(
    ("scale", "fewest"), [((1, 5), 6), ((0, 5), 5), ((1, 4), 9), ((0, 10), 5), ((1, 3), 16)]
)
def test_short_scales_take_more_voters(scale: Scale, fewest: int) -> None:
    assert fewest_voters(scale, 5) == fewest
    assert fewest_voters(scale, 12) == max(12, fewest)
    assert band_of(np.full(fewest - 1, scale[0]), scale) is None
    assert all(bands_of(n, int(scale[1] - scale[0]) + 1) for n in range(fewest, 40))


@pytest.mark.parametrize(("scale", "fewest"), [((1, 5), 8), ((0, 5), 6), ((0, 10), 6)])
def test_a_chance_takes_more_bands_than_three(scale: Scale, fewest: int) -> None:
    assert [coarse(voters, scale) for voters in (2, fewest - 1, fewest, 40)] == [
        True,
        True,
        False,
        False,
    ]
    assert coarse(40, (1, 3))


def test_stand_ins_for_one_thing_go_together_from_criterion_to_criterion() -> None:
    votes = np.tile([2.0, 3, 4, 3, 2, 4], 5)

    def correlation(one: str, other: str, thing: str) -> float:
        pair = [stand_ins(votes, (1, 5), key, thing) for key in (one, other)]
        return float(np.corrcoef(np.array(pair))[0, 1])

    same = [correlation(f"{n} a", f"{n} b", str(n)) for n in range(80)]
    apart = [correlation(f"{n} a", f"{n} b", "") for n in range(80)]
    assert np.mean(same) == pytest.approx(0.51, abs=0.06)  # of .7, in whole grades
    assert np.mean(apart) == pytest.approx(0, abs=0.06)


def test_stand_ins_of_things_go_together_as_far_as_people_are_lenient() -> None:
    votes = np.tile([2.0, 3, 4, 3, 2, 4], 5)
    given_ = np.array([stand_ins(votes, (1, 5), f"{n}", str(n)) for n in range(80)])
    between = np.corrcoef(given_)[np.triu_indices(80, 1)]
    assert between.mean() == pytest.approx(0.1, abs=0.05)  # of .15, in whole grades


def test_stand_ins_are_as_far_apart_as_people_usually_are() -> None:
    middle = band_of(np.full(8, 3.0), (1, 5))
    assert middle is not None
    assert np.std(middle.stand_in, ddof=1) == pytest.approx(0.3, abs=0.03)


def test_more_voters_get_finer_bands() -> None:
    counts = [len({band.low for band in bands_of(n, 5) or ()}) for n in (5, 6, 8, 10, 12, 16)]
    assert counts == [0, 3, 7, 9, 17, 27]


@given(st.lists(st.integers(1, 5), min_size=6, max_size=40))
def test_a_mean_lies_in_its_band_and_stand_ins_have_its_middle(votes: list[int]) -> None:
    given_ = np.array(votes, float)
    band, own = band_of(given_, (1, 5)), stand_ins(given_, (1, 5), "U1")
    assert band is not None
    assert own is not None
    low, high = band.ends((1, 5))
    rounding = 0 if len(votes) <= 16 else 1 / 32  # above, means are told in sixteenths
    assert low - rounding - 1e-9 <= given_.mean() <= high + rounding + 1e-9
    assert own.mean() == pytest.approx((low + high) / 2)
    assert 1 <= own.min() <= own.max() <= 5


@given(st.data())
def test_stand_ins_are_the_same_for_all_sets_of_a_band(data: st.DataObject) -> None:
    first, second = (np.array(data.draw(st.sampled_from(SETS))) for _ in range(2))
    if band_of(first, (1, 5)) == band_of(second, (1, 5)):
        shuffled = second[data.draw(st.permutations(range(8)))]
        own, other = (stand_ins(votes, (1, 5), "U1") for votes in (first, shuffled))
        np.testing.assert_array_equal(own, other)


SETS = sets_of(steps((1.0, 5.0)), 8)


def test_far_apart_is_told_of_ten_but_not_of_six() -> None:
    split, alike = np.array([1.0, 5] * 5), np.array([3.0] * 10)
    told = [band_of(votes, (1, 5)) for votes in (split, alike, split[:6], alike[:6])]
    assert [band.far_apart for band in told if band] == [True, False, None, None]


def test_counts_are_told_in_twos_and_the_last_step_has_two_at_least() -> None:
    assert [in_twos(n, 5) for n in range(6)] == [0, 0, 2, 2, 4, 4]
    assert [in_twos(n, 6) for n in range(7)] == [0, 0, 2, 2, 4, 4, 4]
    assert [in_twos(n, 1) for n in range(2)] == [0, 0]


def test_dots_are_told_less_where_their_sum_would_make_them_exact() -> None:
    assert dots_told([5, 4, 3, 1], 9, 10) == [4, 4, 2, 0]
    assert dots_told([4, 4, 2], 9, 10) == [4, 4, 0]  # 10 of 10 would be told
    assert dots_told([3, 3, 3, 3], 9, 4) == [0, 0, 0, 0]  # 12 is the most that 2s can stand for
    assert dots_told([], 9, 10) == []


@pytest.mark.parametrize(
    ("ideas", "quota", "limit", "voters"), [(6, 3, 1, 5), (7, 2, 1, 5), (6, 2, 2, 5), (4, 3, 3, 6)]
)
def test_no_set_of_ballots_is_told_by_dots(ideas: int, quota: int, limit: int, voters: int) -> None:
    def shown(room: tuple[tuple[int, ...], ...]) -> tuple[int, ...]:
        return tuple(dots_told(np.array(room).sum(axis=0).tolist(), limit * voters, ideas))

    found = attack_dots(shown, ballots_of(ideas, quota, limit), voters)
    assert found.unique == 0
    assert max(found.right_by_sets, found.right_by_voters) <= BOUND
