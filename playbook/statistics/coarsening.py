"""Blur how sure a ranking is, so that it does not tell single votes."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from playbook.statistics.ranking import DECIMALS
from playbook.statistics.robustness import RankRobustness

INTERVAL = ["ordered_by", "score_low", "score_high"]
SHARES = ["probability_first", "probability_top"]


def coarsened(sure: RankRobustness, step: float) -> RankRobustness:
    """Give scores' intervals in steps, probabilities in whole per cent, agreement in tenths.

    Who knows the seed can draw the same juries: exact figures would single out the one set of
    votes that gives them, even where the votes were promised to stay anonymous.

    Parameters
    ----------
    sure : RankRobustness
        Exact.
    step : float
        In the unit of the scores.

    Returns
    -------
    RankRobustness
        With the same scores, ranks and tiers. What is not certain does not become so: its
        probability stays between 0.005 and 0.995.
    """
    steps = {name: (sure.table[name] / step).round(DECIMALS).round() * step for name in INTERVAL}
    shares = {name: _coarse_shares(sure.table[name]) for name in SHARES}
    mean, low, high = sure.agreement
    return replace(
        sure,
        table=sure.table.assign(**steps, **shares),
        acceptability=sure.acceptability.apply(_coarse_shares),
        sources=sure.sources.apply(_coarse_shares),
        agreement=(round(mean, 1), round(low, 1), round(high, 1)),
    )


def _coarse_shares(shares: pd.Series) -> pd.Series:
    """Probabilities in whole per cent; what is not certain does not become so."""
    certain = shares.isna() | shares.isin([0, 1])
    return shares.where(certain, shares.round(DECIMALS).round(2).clip(0.005, 0.995))
