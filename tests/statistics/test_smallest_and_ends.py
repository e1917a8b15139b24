"""The smallest data that say something, the ends of the options, and that options are heeded."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtri

from playbook.statistics import (
    item_disagreement,
    kendall_w,
    leave_one_voter_out,
    rank_robustness,
    smallest_weight_change,
)
from playbook.statistics.survival import median_time
from playbook.statistics.votes import enough_voters

nan = np.nan
VOTES = np.array([[[5.0, 2.0], [4.0, 3.0]], [[3.0, 1.0], [4.0, 2.0]], [[5.0, 3.0], [2.0, 3.0]]])


def ranked(votes: np.ndarray = VOTES, **options: float):
    given = {"top_n": 1, "resamples": 500, "seed": 1, **options}
    items = [f"item {number}" for number in range(votes.shape[1])]
    return rank_robustness(votes, [1.0] * votes.shape[2], items=items, **given)


def test_two_voters_and_two_items_are_enough_for_lines_but_not_for_chances() -> None:
    found = ranked(VOTES[:2])
    assert found.table["rank_low"].notna().all()
    assert found.table["first_low"].isna().all()
    assert found.silence == "few_voters"
    assert enough_voters(VOTES[:2])
    assert not enough_voters(VOTES[:1])


def test_one_voter_gives_a_ranking_and_no_likelihood_at_all() -> None:
    found = ranked(np.array([[[1.0], [5.0], [3.0]]]))
    assert list(found.table["item"]) == ["item 1", "item 2", "item 0"]
    assert list(found.table["tied"]) == [False, False, False]
    assert found.table["first_low"].isna().all()
    assert found.sources.empty
    assert found.sources.index.name == "source"


def test_a_ranking_says_what_its_figures_are_about() -> None:
    found = ranked(top_n=2)
    assert found.top_n == 2


def test_a_change_of_weights_has_the_same_columns_with_one_criterion_or_two() -> None:
    found = [
        smallest_weight_change(VOTES[:, :, :n], [1] * n, items="xy", criteria="ab"[:n])
        for n in (1, 2)
    ]
    assert list(found[0]) == list(found[1])


def test_the_options_of_a_ranking_are_heeded() -> None:
    votes = np.array([[[5.0, 1.0], [2.0, 4.5]], [[4.5, 1.0], [2.5, 4.0]]] * 3)
    loose, firm = (ranked(votes, weight_concentration=k).sources for k in (0.5, 500))
    assert loose.loc["weights", "winner_low"] < firm.loc["weights", "winner_low"]
    many = np.random.default_rng(2).integers(1, 6, size=(5, 6, 2)).astype(float)
    narrow, wide = (ranked(many, level=level).table for level in (0.2, 0.99))
    for what in ("score", "rank"):
        low, high = f"{what}_low", f"{what}_high"
        assert (narrow[high] - narrow[low]).sum() < (wide[high] - wide[low]).sum()


def test_ten_thousand_juries_are_drawn_unless_told_and_one_is_enough() -> None:
    votes = np.concatenate([VOTES, VOTES])
    wide = ranked(votes, resamples=10_000).table
    items = ["item 0", "item 1"]
    assert wide.equals(rank_robustness(votes, [1, 1], items=items, top_n=1, seed=1).table)
    assert set(ranked(votes, resamples=1).table["first_high"]) <= {0.1, 1.0}


def test_fewer_juries_are_drawn_of_thousands_of_voters() -> None:
    many = np.tile(VOTES, (1500, 1, 1))
    assert ranked(many, resamples=10_000).table.equals(ranked(many, resamples=1000).table)


def test_the_smallest_juries_that_agree_or_not() -> None:
    assert kendall_w([[1, 2], [1, 2]]).w == 1
    assert kendall_w([[1, 2], [2, 1]]).w == 0
    alone = kendall_w([[1.0, 2.0, 3.0]])
    assert (alone.raters_used, alone.items_used, alone.df) == (1, 3, 2)
    assert np.isnan([alone.w, alone.chi2, alone.p_value]).all()
    assert kendall_w([[nan], [nan]]).df == 0
    assert np.isnan(kendall_w([[3, 3], [3, 3]]).p_value)
    np.testing.assert_array_equal(item_disagreement([[1, 2], [5, nan]], 1, 5), [1, nan])


def test_the_top_may_be_the_first_alone() -> None:
    found = leave_one_voter_out(VOTES, [1, 1], voters="ABC", items="xy", top_n=1)
    assert list(found["top_changes"]) == list(found["winner_changes"])
    with pytest.raises(ValueError, match="top_n must be at least 1"):
        leave_one_voter_out(VOTES, [1, 1], voters="ABC", items="xy", top_n=0)


def test_half_is_reached_when_exactly_half_have_ended() -> None:
    assert median_time([1, 2, 3, 4], [False] * 4).median == 2


def test_what_has_not_ended_is_counted() -> None:
    found = median_time([3, 9], [True, True])
    assert (found.ended, found.running) == (0, 2)
    assert np.isnan([found.low, found.high]).all()


@pytest.mark.parametrize(("values", "confidence"), [(6, 0.95), (3, 0.75)])
def test_an_interval_needs_as_many_values_as_the_sign_test(values: int, confidence: float) -> None:
    """Of n values, the range holds the median with a probability of 1 - 2^(1 - n)."""
    times = list(range(1, values + 1))
    enough = median_time(times, [False] * values, confidence)
    few = median_time(times[1:], [False] * (values - 1), confidence)
    assert not np.isnan(enough.low)
    assert np.isnan([few.low, few.high]).all()


@pytest.mark.parametrize("confidence", [0.6, 0.8, 0.95, 0.99])
def test_the_interval_is_that_of_the_log_of_the_log(confidence: float) -> None:
    """Worked out by Greenwood's formula, for values without ties that have all ended."""
    n = 30
    gone = np.arange(1, n)
    share = (n - gone) / n
    deviation = np.sqrt(np.cumsum(1 / ((n - gone + 1) * (n - gone)))) / np.log(share)
    width = ndtri((1 + confidence) / 2) * deviation
    ends = [share ** np.exp(sign * width) for sign in (-1, 1)]
    low, high = sorted(int(gone[end <= 0.5][0]) for end in ends)
    found = median_time(range(1, n + 1), [False] * n, confidence)
    assert (found.low, found.high) == (low, high)
