"""One voter less, another weight."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import ArrayLike

from playbook.statistics import (
    competition_rank,
    leave_one_voter_out,
    smallest_weight_change,
    weighted_mean,
)

nan = np.nan
quick = settings(deadline=None, max_examples=50)
ITEMS = ["a", "b", "c", "d"]
sparse_votes = arrays(
    float, (4, 4, 2), elements=st.one_of(st.integers(1, 4).map(float), st.just(nan))
)
means_3d = arrays(float, (4, 3), elements=st.integers(0, 6).map(float))
some_weights = st.lists(st.integers(0, 4), min_size=3, max_size=3).filter(any)


def leave_out(votes: np.ndarray, weights: list[float], top_n: int = 2) -> pd.DataFrame:
    voters = [f"v{number}" for number in range(len(votes))]
    return leave_one_voter_out(votes, weights, voters=voters, items=ITEMS, top_n=top_n)


@quick
@given(sparse_votes)
def test_leaving_out_is_ranking_without_the_row(votes: np.ndarray) -> None:
    result = leave_out(votes, [2, 1])
    full = weighted_mean(votes, [2, 1])
    for position, row in enumerate(result.itertuples()):
        scores = weighted_mean(np.delete(votes, position, axis=0), [2, 1])
        rank, stated = competition_rank(scores), competition_rank(full)
        assert row.voter == f"v{position}"
        assert row.winners == tuple(i for i, r in zip(ITEMS, rank, strict=True) if r == 1)
        first, stated_first = np.flatnonzero(rank == 1), np.flatnonzero(stated == 1)
        assert row.winner_changes == (set(first) != set(stated_first))
        top, stated_top = np.flatnonzero(rank <= 2), np.flatnonzero(stated <= 2)
        assert row.top_changes == (set(top) != set(stated_top))


def test_ties_of_winners_are_kept() -> None:
    votes = np.array([[5.0, 4, 1, 1], [4, 5, 1, 1], [1, 1, 2, 1]])[:, :, np.newaxis]
    result = leave_out(votes, [1])
    assert result["winners"].tolist() == [("b",), ("a",), ("a", "b")]
    assert result["winner_changes"].tolist() == [True, True, False]


def test_an_item_that_one_voter_alone_rated_falls_out_without_them() -> None:
    votes = np.array([[nan, 3.0, 2, 1], [5, 3, 2, 1]])[:, :, np.newaxis]
    result = leave_out(votes, [1])
    assert result["winners"].tolist() == [("a",), ("b",)]
    assert leave_out(votes[1:], [1])["winners"].tolist() == [()]


# Triantaphyllou & Sánchez (1997), Decision Sciences 28(1), the example of the weighted sum model.
MATRIX = np.array(
    [
        [0.3088, 0.2897, 0.3867, 0.1922],
        [0.2163, 0.3458, 0.1755, 0.6288],
        [0.4509, 0.2473, 0.1194, 0.0575],
        [0.0240, 0.1172, 0.3184, 0.1215],
    ]
)
WEIGHTS = np.array([0.3277, 0.3058, 0.2876, 0.0790])


def change(means: np.ndarray, weights: ArrayLike, criteria: int) -> pd.DataFrame:
    names = [f"C{number}" for number in range(1, criteria + 1)]
    return smallest_weight_change(means, weights, items=ITEMS, criteria=names)


def test_published_example_agrees_with_the_formula_of_its_paper() -> None:
    scores = weighted_mean([MATRIX], WEIGHTS)
    np.testing.assert_allclose(scores, [0.3162, 0.2768, 0.2621, 0.1449], atol=2e-4)
    result = change(MATRIX, WEIGHTS, 4)
    weights = WEIGHTS / WEIGHTS.sum()
    for criterion, row in enumerate(result.itertuples()):
        # Theorem 1: the weight less delta, then all rescaled to sum to 1, where the two tie.
        candidates = []
        for rival in range(1, 4):
            delta = (scores[rival] - scores[0]) / (MATRIX[rival, criterion] - MATRIX[0, criterion])
            if delta <= weights[criterion]:
                moved = (weights[criterion] - delta) / (1 - delta)
                candidates.append((abs(moved - weights[criterion]), moved, ITEMS[rival]))
        if not candidates:
            assert np.isnan(row.changed_weight)
            continue
        _, moved, winner = min(candidates)
        assert row.changed_weight == pytest.approx(moved)
        assert row.change == pytest.approx(moved - weights[criterion])
        assert row.new_winner == (winner,)
    assert result["new_winner"].map(len).sum() >= 3


def moved_scores(
    means: np.ndarray, weights: np.ndarray, criterion: int, weight: float
) -> np.ndarray:
    others = np.delete(np.arange(weights.size), criterion)
    moved = np.empty_like(weights)
    moved[criterion] = weight
    moved[others] = weights[others] / weights[others].sum() * (1 - weight)
    return np.round(means @ moved, 9)


def reached(scores: np.ndarray, winners: np.ndarray) -> np.ndarray:
    return np.flatnonzero((scores == scores.max()) & ~winners)


@quick
@given(means_3d, some_weights)
def test_the_change_really_is_the_crossing(means: np.ndarray, weights: list[int]) -> None:
    normalised = np.array(weights) / sum(weights)
    stated = np.round(means @ normalised, 9)
    winners = stated == stated.max()
    for criterion, row in enumerate(change(means, weights, 3).itertuples()):
        own = normalised[criterion]
        if own == 1:
            assert np.isnan(row.change)
            continue
        distance = 1.0 if np.isnan(row.change) else abs(row.change)
        nearer = np.linspace(max(0, own - distance), min(1, own + distance), 203)
        nearer = nearer[np.abs(nearer - own) < distance - 1e-6]
        for step, staying in ((1e-6, row.first_with_more), (-1e-6, row.first_with_less)):
            scores = np.round(moved_scores(means, normalised, criterion, own + step), 8)
            still = {ITEMS[item] for item in np.flatnonzero(scores == scores[winners].max())}
            if 0 <= own + step <= 1 and still < {ITEMS[i] for i in np.flatnonzero(winners)}:
                assert set(staying) == still
            else:
                assert staying == ()
        for weight in nearer:
            assert reached(moved_scores(means, normalised, criterion, weight), winners).size == 0
        if np.isnan(row.change):
            assert row.new_winner == ()
            continue
        assert row.weight + row.change == pytest.approx(row.changed_weight)
        at_tie = moved_scores(means, normalised, criterion, row.changed_weight)
        expected = np.flatnonzero(np.isclose(at_tie, at_tie.max(), atol=1e-7) & ~winners)
        assert row.new_winner == tuple(ITEMS[item] for item in expected)


def test_tied_winners_are_both_in_the_way_of_a_new_one() -> None:
    # a and b tie; on more weight for C1, a leads and c reaches a, not b.
    means = np.array([[4.0, 2], [2, 4], [5, 0.5], [0, 0]])
    row = change(means, [1, 1], 2).iloc[0]
    assert row["new_winner"] == ("c",)
    assert row["changed_weight"] == pytest.approx(0.6)


def test_equally_small_changes_give_the_increase() -> None:
    means = np.array([[3.0, 3], [5, 0], [0, 5], [0, 0]])
    row = change(means, [1, 1], 2).iloc[0]
    assert (row["change"], row["new_winner"]) == (pytest.approx(0.1), ("b",))


def test_a_dominating_winner_cannot_be_displaced() -> None:
    result = change(np.array([[5.0, 5], [4, 4], [3, 4], [nan, 4]]), [1, 1], 2)
    assert result["changed_weight"].isna().all()
    assert result["new_winner"].tolist() == [(), ()]


def test_an_item_without_a_mean_on_the_new_criterion_is_no_rival() -> None:
    means = np.array([[5.0, 1, 1], [1, 5, nan], [1, 1, 3], [0, 0, 0]])
    result = change(means, [2, 1, 0], 3)
    assert result["new_winner"].tolist() == [("b",), ("b",), ("c",)]
    means[0, 2] = nan
    assert change(means, [2, 1, 0], 3)["new_winner"].tolist() == [("b",), ("b",), ()]


def test_votes_give_the_same_as_their_means() -> None:
    votes = np.random.default_rng(1).integers(1, 6, (3, 4, 3)).astype(float)
    assert change(votes, [3, 2, 1], 3).equals(change(votes.mean(axis=0), [3, 2, 1], 3))


def test_a_single_criterion_has_no_weight_to_change() -> None:
    result = change(np.ones((4, 1)), [1], 1)
    assert result.empty
    assert "new_winner" in result


def test_nothing_ranked_changes_nothing() -> None:
    assert change(np.full((4, 2), nan), [1, 1], 2)["new_winner"].tolist() == [(), ()]


def test_labels_are_checked() -> None:
    with pytest.raises(ValueError, match="3 criteria"):
        smallest_weight_change(np.ones((4, 3)), [1, 1, 1], items=ITEMS, criteria=["x"])
    with pytest.raises(ValueError, match="2 voters"):
        leave_one_voter_out(np.ones((2, 4, 1)), [1], voters=["x"], items=ITEMS, top_n=1)
    with pytest.raises(ValueError, match="top_n"):
        leave_out(np.ones((2, 4, 1)), [1], top_n=0)
