"""Voters who fall into camps, and voters who do not."""

from __future__ import annotations

import numpy as np
import pytest

from playbook.statistics import find_camps
from playbook.statistics.camps import deal_again, stacks_of

nan = np.nan


def room(voters: int, apart: float, seed: int) -> np.ndarray:
    """Votes on 8 items by two halves that see them the other way round, and noise."""
    rng = np.random.default_rng(seed)
    side = np.where(np.arange(voters) % 2 == 0, 1.0, -1.0)
    views = apart * rng.permutation(np.linspace(-1, 1, 8))
    return side[:, np.newaxis] * views + rng.normal(size=(voters, 8)) + rng.normal(size=(voters, 1))


def test_camps_are_found_with_who_is_in_them_and_what_they_part_over() -> None:
    votes = room(12, 2.0, 1)
    found = find_camps(votes, seed=1)
    assert found is not None
    assert found.first.tolist() == [True, False] * 6
    assert found.p_value <= 0.05
    by_hand = votes[::2].mean(axis=0) - votes[1::2].mean(axis=0)
    assert np.corrcoef(found.apart, by_hand)[0, 1] == pytest.approx(1)


def test_chance_is_seldom_taken_for_camps_and_camps_often_found() -> None:
    noise = sum(find_camps(room(8, 0.0, s), seed=s, draws=99) is not None for s in range(60))
    camps = sum(find_camps(room(8, 2.0, s), seed=s, draws=99) is not None for s in range(60))
    assert noise <= 8
    assert camps >= 40


def test_strictness_and_few_voters_make_no_camps() -> None:
    lenient = np.arange(8.0)[:, np.newaxis] + np.arange(5.0)
    assert find_camps(lenient, seed=1) is None
    assert find_camps(room(5, 5.0, 1), seed=1) is None
    assert find_camps(np.full((8, 4), nan), seed=1) is None
    with pytest.raises(ValueError, match="two dimensions"):
        find_camps([1.0], seed=1)


def test_an_item_that_one_rated_parts_nobody() -> None:
    votes = room(12, 2.0, 1)
    votes[1:, 3] = nan
    found = find_camps(votes, seed=1)
    assert found is not None
    assert np.isnan(found.apart).tolist() == [False] * 3 + [True] + [False] * 4


def test_what_voters_are_called_does_not_change_their_camps() -> None:
    votes = room(6, 1.2, 3)
    orders = [np.random.default_rng(seed).permutation(6) for seed in range(8)]
    found = [find_camps(votes[order], seed=7) for order in orders]
    told = {None if camps is None else round(camps.p_value, 6) for camps in found}
    assert len(told) == 1


def test_votes_are_dealt_out_among_those_who_voted_on_an_item_and_to_each_as_often() -> None:
    votes = np.arange(24.0).reshape(6, 4) + 1
    cast = np.ones(votes.shape, dtype=bool)
    cast[2:, 1] = cast[0, 3] = False
    rng = np.random.default_rng(1)
    deals = np.array([deal_again(votes * cast, stacks_of(cast), rng) for _deal in range(3000)])
    assert (np.sort(deals, axis=1) == np.sort(votes * cast, axis=0)).all()
    assert ((deals > 0) == cast).all()
    for item in range(4):
        on_it = votes[cast[:, item], item]
        shares = [(deals[:, cast[:, item], item] == vote).mean(axis=0) for vote in on_it]
        np.testing.assert_allclose(shares, 1 / on_it.size, atol=0.04)
    # Each item by itself: two items are seldom dealt alike.
    alike = (np.argsort(deals[:, :, 0]) == np.argsort(deals[:, :, 2])).all(axis=1)
    assert alike.mean() < 0.01
