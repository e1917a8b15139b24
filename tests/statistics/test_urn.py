"""The hot deck that stands in for missing votes."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from playbook.statistics.urn import VoteUrns

nan = np.nan
VOTES = np.array([[5.0, 1.0], [5.0, 2.0], [2.0, nan], [nan, 1.0]])
WAYS = ["draw_one_by_one", "draw_by_value"]
DRAWS = 60_000


def urns(votes: np.ndarray = VOTES) -> VoteUrns:
    return VoteUrns.from_votes(votes, np.arange(votes.shape[1]))


def draw(way: str, missing: int, votes: np.ndarray = VOTES) -> np.ndarray:
    counts = np.full((DRAWS, votes.shape[1]), missing)
    return getattr(urns(votes), way)(counts, np.random.default_rng(3))


def exact_law_of_the_sum(own: list[float], pool: list[float], missing: int) -> dict[float, float]:
    """Follow every path of the urn: each ball drawn goes back with a copy."""
    law: Counter[float] = Counter()

    def step(drawn: tuple[float, ...], probability: float) -> None:
        if len(drawn) == missing:
            law[sum(drawn)] += probability
            return
        size = len(own) + 1 + len(drawn)
        for vote in (*own, *drawn):
            step((*drawn, vote), probability / size)
        for vote in pool:
            step((*drawn, vote), probability / size / len(pool))

    step((), 1.0)
    return law


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("missing", [1, 2, 3])
def test_sums_follow_the_exact_law_of_the_urn(way: str, missing: int) -> None:
    sums = draw(way, missing)
    pool = VOTES[~np.isnan(VOTES)].tolist()
    for item in range(2):
        own = VOTES[~np.isnan(VOTES[:, item]), item].tolist()
        law = exact_law_of_the_sum(own, pool, missing)
        seen = Counter(sums[:, item].tolist())
        assert set(seen) <= set(law)
        for total, probability in law.items():
            assert seen[total] / DRAWS == pytest.approx(probability, abs=0.008)


@pytest.mark.parametrize("way", WAYS)
def test_one_missing_vote_is_from_elsewhere_with_probability_one_in_n_plus_one(way: str) -> None:
    lonely = np.array([[5.0, 1.0], [nan, 1.0], [nan, 1.0]])
    drawn = draw(way, 1, lonely)[:, 0]
    # The pool holds one 5 and three 1: half of 3/4 of the draws are a 1.
    assert (drawn == 1.0).mean() == pytest.approx(0.5 * 0.75, abs=0.01)


@pytest.mark.parametrize("way", WAYS)
def test_missing_votes_of_one_item_resemble_each_other(way: str) -> None:
    lonely = np.array([[5.0, 1.0], [nan, 1.0]])
    size, missing = 2, 10
    # The pool is 5, 1, 1: a missing vote is a 5 with probability 1/2 + 1/6.
    variance = 2 / 3 * 1 / 3 * 4**2
    expected = missing * variance * (size + missing) / (size + 1)
    assert draw(way, missing, lonely)[:, 0].var() == pytest.approx(expected, rel=0.03)


@pytest.mark.parametrize("way", WAYS)
def test_each_resample_draws_as_many_as_it_lacks(way: str) -> None:
    same = np.array([[1.0, 1.0, 1.0], [nan, 1.0, nan]])
    missing = np.array([[0, 3, 1], [7, 0, 2]])
    drawn = getattr(urns(same), way)(missing, np.random.default_rng(0))
    np.testing.assert_allclose(drawn, missing)


def test_the_cheaper_way_is_taken_and_none_missing_is_fine() -> None:
    rng = np.random.default_rng(0)
    assert urns().draw_sums(np.zeros((4, 2), dtype=int), rng).sum() == 0
    assert urns().draw_sums(np.full((4, 2), 50), rng).shape == (4, 2)


def test_an_item_without_votes_has_no_urn() -> None:
    with pytest.raises(ValueError, match="without any vote"):
        urns(np.array([[1.0, nan]]))
