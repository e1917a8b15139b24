"""The ranking and how sure it is, in frames."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import playbook.statistics.chances
import playbook.statistics.robustness
from playbook.statistics import RankRobustness, rank_robustness
from playbook.statistics.ordering import order_items
from playbook.statistics.robustness import same_top

nan = np.nan
ITEMS = ["alpha", "beta", "gamma", "delta"]
UNCERTAIN = ["tier", "rank_low", "rank_high", "score_low", "score_high"]
UNCERTAIN += ["first_low", "first_high", "top_low", "top_high"]


def jury() -> np.ndarray:
    votes = np.random.default_rng(2).integers(1, 6, (7, 4, 2)).astype(float)
    votes[0, 1] = nan
    return votes


def robustness(votes: np.ndarray, weights: list[float], **options: object) -> RankRobustness:
    settings_ = {"items": ITEMS, "top_n": 2, "resamples": 400, "seed": 1, **options}
    return rank_robustness(votes, weights, **settings_)  # type: ignore[arg-type]


def test_table_is_in_rank_order_and_complete() -> None:
    result = robustness(jury(), [2, 1])
    table = result.table
    assert list(table.columns) == [
        "item",
        "score",
        "votes",
        "ordered_by",
        "rank",
        "tied",
        *UNCERTAIN,
    ]
    assert table["ordered_by"].is_monotonic_decreasing
    assert table.notna().all().all()
    assert str(table["rank"].dtype) == str(table["rank_low"].dtype) == "Int64"
    assert (table["rank_low"] <= table["rank_high"]).all()
    assert (table["score_low"] <= table["score_high"]).all()
    assert table["first_low"].sum() <= 1 <= table["first_high"].sum()
    assert table["top_low"].sum() <= 2 <= table["top_high"].sum()
    assert (table["first_low"] <= table["top_low"]).all()
    assert list(result.sources.index) == ["voters", "weights"]
    assert result.sources.loc["voters", "winner_low"] == table["first_low"].iloc[0]
    assert result.n_voters == 7


def test_a_single_criterion_leaves_no_weights_to_vary() -> None:
    sources = robustness(jury(), [1, 0]).sources
    assert list(sources.index) == ["voters"]


@pytest.mark.parametrize("kept", [slice(0, 1), slice(0, 0)])
def test_too_few_voters_give_scores_and_ranks_but_nothing_invented(kept: slice) -> None:
    votes = jury()[1:][kept] if kept.stop else np.full((2, 4, 2), nan)
    result = robustness(votes, [1, 1])
    assert result.table[UNCERTAIN].isna().all().all()
    assert result.table["rank"].notna().all() == bool(kept.stop)
    assert result.sources.empty
    assert list(result.sources.columns) == [
        "winner_low", "winner_high", "top_stay_low", "top_stay_high",
    ]  # fmt: skip
    assert result.n_voters == kept.stop


def test_a_single_ranked_item_cannot_be_compared() -> None:
    votes = jury()
    votes[:, 1:, 0] = nan
    result = robustness(votes, [1, 1])
    assert result.table["rank"].tolist() == [1, pd.NA, pd.NA, pd.NA]
    assert result.table[UNCERTAIN].isna().all().all()
    assert result.sources.empty


def test_unranked_items_come_last_without_numbers() -> None:
    votes = jury()
    votes[:, 0, 1] = nan
    table = robustness(votes, [1, 1]).table
    assert table["item"].iloc[-1] == "alpha"
    assert table.iloc[-1][["score", "rank", *UNCERTAIN]].isna().all()
    assert not table["tied"].iloc[-1]


def test_a_tie_stays_a_tie() -> None:
    votes = jury()[1:]
    votes[:, 2] = votes[:, 0]
    table = robustness(votes, [2, 1]).table.set_index("item")
    assert table.loc[["alpha", "gamma"], "tied"].all()
    columns = ["score", "rank", *UNCERTAIN]
    pd.testing.assert_series_equal(
        table.loc["alpha", columns], table.loc["gamma", columns], check_names=False
    )


@settings(deadline=None, max_examples=20)
@given(arrays(float, (5, 4, 2), elements=st.integers(1, 5).map(float)), st.permutations(range(4)))
def test_the_order_of_items_changes_nothing(votes: np.ndarray, order: list[int]) -> None:
    one = robustness(votes, [2, 1], resamples=50)
    items = [ITEMS[position] for position in order]
    other = robustness(votes[:, order], [2, 1], resamples=50, items=items)
    pd.testing.assert_frame_equal(
        one.table.set_index("item").sort_index(), other.table.set_index("item").sort_index()
    )
    pd.testing.assert_frame_equal(one.sources, other.sources)


def top_by_hand(simulated: np.ndarray, top: set[int]) -> float:
    """Break the ties of each resample in every possible order."""
    kept = []
    for row in simulated.tolist():
        for order in permutations(range(len(row))):
            ranked = sorted(order, key=lambda item: -row[item])
            kept.append(set(ranked[: len(top)]) == top)
    return float(np.mean(kept))


@settings(deadline=None, max_examples=40)
@given(
    arrays(float, (5, 4), elements=st.integers(0, 3).map(float)),
    st.sets(st.integers(0, 3), min_size=1),
)
def test_same_top_shares_ties_over_all_ways_to_break_them(
    simulated: np.ndarray, top: set[int]
) -> None:
    mask = np.isin(np.arange(4), list(top))
    # Breaking ties by a random order of items gives each set of tied items equal chances.
    kept = same_top(simulated, mask)
    assert kept.mean() == pytest.approx(top_by_hand(simulated, top))


def test_labels_and_top_are_checked() -> None:
    with pytest.raises(ValueError, match="4 different labels"):
        robustness(jury(), [1, 1], items=["a", "a", "b", "c"])
    with pytest.raises(ValueError, match="top_n"):
        robustness(jury(), [1, 1], top_n=0)


def test_each_weighting_is_tried_with_the_votes_as_they_are() -> None:
    votes = np.tile([[5.0, 1.0], [1.0, 4.9], [1.0, 1.0], [1.0, 1.0]], (6, 1, 1))
    votes[::2, 3] += 1
    sources = robustness(votes, [1, 1], top_n=1, resamples=4000).sources
    # The first item leads while its weight is above 3.9 / 7.9: Beta(10, 10).
    assert sources.loc["weights", "winner_low"] == pytest.approx(0.5228, abs=0.02)
    assert sources.loc["weights", "winner_high"] == sources.loc["weights", "winner_low"]
    same = votes.copy()
    same[:, :, 1] = same[:, :, 0]
    assert robustness(same, [1, 1]).sources.loc["weights"].tolist() == [1] * 4


def test_a_unanimous_vote_is_said_to_be_one_and_not_certain() -> None:
    result = robustness(np.tile([[5.0], [4.0], [3.0], [2.0]], (8, 1, 1)), [1])
    assert result.silence == "unanimous"
    assert result.sources.empty
    assert result.table[UNCERTAIN].isna().all().all()
    dots = robustness(np.tile([[2.0], [1.0], [0.0], [0.0]], (20, 1, 1)), [1], dots=True)
    assert dots.silence == "unanimous"


@pytest.mark.parametrize(
    ("voters", "dots", "silence"),
    [
        (4, False, "few_voters"),
        (5, False, ""),
        (11, True, "few_dots"),
        (12, True, ""),
    ],
)
def test_chances_are_said_from_as_many_voters_as_make_them_true(
    voters: int, dots: bool, silence: str
) -> None:
    votes = np.random.default_rng(4).permuted(np.tile([2.0, 1, 0, 0], (voters, 1)), axis=1)
    result = robustness(votes[:, :, np.newaxis], [1], dots=dots)
    assert result.silence == silence
    assert result.table["first_low"].notna().all() == (not silence)
    assert result.table["score_low"].notna().all()


def few_and_many_votes(criteria: int = 1) -> np.ndarray:
    """Three items that all twenty rated, and one whose only vote lies above the others' means."""
    votes = np.random.default_rng(6).normal(3, 1, (20, 4, 1))
    votes[:, 1] += 1.0
    votes[1:, 3] = nan
    votes[0, 3] = votes[:, 1].mean() + 0.2
    return np.repeat(votes, criteria, axis=2)


def test_a_score_by_few_is_drawn_in_and_equal_numbers_keep_their_order() -> None:
    votes = few_and_many_votes()
    table = robustness(votes, [1]).table.set_index("item")
    assert table["score"].idxmax() == "delta"
    assert table["rank"].idxmin() == "beta"
    assert table.loc["delta", "votes"] == 1
    complete = table.drop(index="delta")
    assert complete["score"].is_monotonic_decreasing
    least = robustness(votes, [1], fewest_votes=2).table.set_index("item")
    assert pd.isna(least.loc["delta", "rank"])
    assert least.loc["delta", "score"] == table.loc["delta", "score"]


def test_other_juries_and_weightings_are_placed_by_scores_that_are_drawn_in() -> None:
    order = order_items(few_and_many_votes(), [1], ITEMS, 400, 1, 1, dots=False, untold="")
    assert order.truths is not None
    juries, truths = order.truths.juries(order.jury_rng), order.truths
    drawn_in = truths.centre + truths.kept * (juries - truths.centre)
    ranks = 1 + (-drawn_in).argsort(axis=1).argsort(axis=1)
    table = robustness(few_and_many_votes(), [1]).table.set_index("item")
    table = table.loc[[ITEMS[position] for position in order.ranked]]
    low = np.quantile(ranks, 0.05, axis=0, method="lower")
    high = np.quantile(ranks, 0.95, axis=0, method="higher")
    np.testing.assert_array_equal(table[["rank_low", "rank_high"]].astype(float).T, [low, high])
    # Both criteria have the same votes: whatever they weigh, the order is that of drawn-in scores.
    both = robustness(few_and_many_votes(criteria=2), [1, 1]).sources.loc["weights"]
    assert both.tolist() == [1] * 4


def test_a_winner_shares_the_first_place_with_who_ties_in_another_jury() -> None:
    votes = np.random.default_rng(2).multinomial(3, [0.4, 0.3, 0.2, 0.1], size=12).astype(float)
    sure = robustness(votes[:, :, np.newaxis], [1], dots=True, resamples=2000)
    assert sure.table["rank"].tolist().count(1) == 1
    ends = sure.table.loc[0, ["first_low", "first_high"]].tolist()
    assert sure.sources.loc["voters", ["winner_low", "winner_high"]].tolist() == ends


def test_how_many_juries_are_placed_at_a_time_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = robustness(jury(), [2, 1])
    for module in (playbook.statistics.robustness, playbook.statistics.chances):
        monkeypatch.setattr(module, "RANKED_AT_ONCE", 250)
    parts = robustness(jury(), [2, 1])
    pd.testing.assert_frame_equal(whole.table, parts.table)
    pd.testing.assert_frame_equal(whole.sources, parts.sources)
    assert whole.agreement == parts.agreement


def test_last_bits_of_votes_change_nothing() -> None:
    votes = np.random.default_rng(8).integers(1, 6, (7, 4, 2)).astype(float)
    one, other = robustness(votes, [2, 1]), robustness(votes * (1 + 2e-16) + 1e-15, [2, 1])
    pd.testing.assert_frame_equal(one.sources, other.sources, check_exact=True)
    np.testing.assert_allclose(one.table["score_low"], other.table["score_low"], rtol=1e-12)


def test_another_jury_agrees_as_far_as_this_one_agreed() -> None:
    rng = np.random.default_rng(9)
    noise = rng.normal(size=(8, 4, 1))
    apart = np.array([0.0, 3.0, 6.0, 9.0])[:, np.newaxis]
    low, high = robustness(noise + apart, [1]).agreement
    assert 0.9 <= low <= high == 1
    assert robustness(noise, [1]).agreement[0] < 0


def test_nothing_is_said_of_how_sure_an_order_from_few_bands_is() -> None:
    sure = robustness(jury(), [2, 1], untold="coarse")
    assert sure.silence == "coarse"
    assert sure.sources.empty
    assert sure.table[UNCERTAIN].isna().all(axis=None)
    assert sure.table["rank"].notna().all()
