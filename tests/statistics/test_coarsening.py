"""What a blurred ranking still says, and what it does not."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.statistics import coarsened, rank_robustness

THREE = [[[5.0], [4.0], [1.0]], [[4.0], [4.0], [2.0]], [[5.0], [3.0], [2.0]]]
VOTES = np.array(THREE + THREE)


def exact():
    return rank_robustness(VOTES, [1.0], items=list("abc"), top_n=1, resamples=997, seed=4)


def test_scores_ranks_and_tiers_stay() -> None:
    kept = ["item", "score", "rank", "tied", "tier", "rank_low", "rank_high"]
    pd.testing.assert_frame_equal(coarsened(exact(), 0.5).table[kept], exact().table[kept])


def test_intervals_are_given_in_steps() -> None:
    table = coarsened(exact(), 0.5).table
    assert (table[["score_low", "score_high"]] * 2 % 1 == 0).all(axis=None)
    assert (abs(table["score_low"] - exact().table["score_low"]) <= 0.25).all()


def test_probabilities_are_whole_per_cents_and_doubt_stays_doubt() -> None:
    before = exact().acceptability.to_numpy()
    after = coarsened(exact(), 0.5).acceptability.to_numpy()
    certain = np.isin(before, [0, 1])
    assert (np.isin(after, [0, 1]) == certain).all()
    blurred = 100 * after[~certain & (after >= 0.01) & (after <= 0.99)]
    assert len(blurred)
    assert np.allclose(blurred, blurred.round())
    assert not np.allclose(100 * before, (100 * before).round())
