"""How sure a ranking is: ranks, intervals, tiers and what the doubt comes from, in frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import comb

from playbook.statistics.acceptability import (
    probability_in_top,
    rank_acceptability,
    rank_intervals,
    score_intervals,
)
from playbook.statistics.ranking import competition_rank, rounded, weighted_mean, worst_rank
from playbook.statistics.resampling import counted_votes, simulate_scores
from playbook.statistics.tiers import tiers
from playbook.statistics.votes import BoolArray, FloatArray

_WHOLE = ["rank", "tier", "rank_low", "rank_high"]


@dataclass(frozen=True)
class RankRobustness:
    """A ranking and how sure it is.

    Attributes
    ----------
    table : DataFrame
        One row for each item, in rank order (ties in the order given, unranked items last), with
        the columns item, score, rank, tied, tier, rank_low, rank_high, score_low, score_high,
        probability_top, probability_first. Ranks and tiers are ``Int64``, with ``<NA>`` where
        missing; the other numbers are floats. The uncertainty is that of voters and weights
        together.
    acceptability : DataFrame
        The probability of each rank: index item (order of `table`), columns rank 1, 2, …, as
        many as ranked items.
    sources : DataFrame
        Indexed by source ("voters", "weights", "both"): what varies. Columns winner_stays, the
        probability that the stated winner (or one of those tied for it) is first, and top_stays,
        the probability that the stated top is the same set. Ties share. There is no row
        "weights" when a single criterion counts. Empty when nothing can be said, or was asked for.
    n_voters : int
        How many people voted on a criterion that counts.
    top_n : int
        How many ranks the top has.
    """

    table: pd.DataFrame
    acceptability: pd.DataFrame
    sources: pd.DataFrame
    n_voters: int
    top_n: int


def rank_robustness(
    scores: ArrayLike,
    weights: ArrayLike,
    *,
    items: Sequence[str],
    top_n: int,
    resamples: int = 10_000,
    seed: int,
    weight_concentration: float = 20.0,
    level: float = 0.9,
    confidence: float = 0.95,
    by_source: bool = True,
) -> RankRobustness:
    """Rank items by weighted mean and say how sure the ranking is.

    Parameters
    ----------
    scores : array_like, shape (voters, items, criteria)
        Votes, all criteria on one scale where more is better; NaN is a vote that was not cast.
    weights : array_like, shape (criteria,)
        Weights on any positive scale.
    items : sequence of str
        The labels of the items, all different.
    top_n : int
        How many ranks are the top. Items tied for the last of them are in the stated top too.
    resamples, seed, weight_concentration
        As in `simulate_scores`.
    level : float, default 0.9
        Probability of the intervals.
    confidence : float, default 0.95
        As in `tiers`.
    by_source : bool, default True
        Whether to say what the doubt comes from, which takes twice as many draws again; else
        `sources` is empty.

    Returns
    -------
    RankRobustness
        With fewer than two voters or two items that can be ranked, the columns of uncertainty
        are missing and `sources` is empty: scores and ranks are given, but nothing is invented.

    Raises
    ------
    ValueError
        If the shapes do not fit, labels repeat, or a parameter is out of range.
    """
    votes, counted = counted_votes(scores, weights)
    labels = list(items)
    if len(labels) != votes.shape[1] or len(set(labels)) != len(labels):
        raise ValueError(
            f"items must give {votes.shape[1]} different labels, not {len(set(labels))}"
        )
    if top_n < 1:
        raise ValueError(f"top_n must be at least 1, not {top_n}")
    stated = weighted_mean(votes, counted)
    tellable = len(votes) >= 2 and int((~np.isnan(stated)).sum()) >= 2

    def draw(vary_voters: bool, vary_weights: bool) -> FloatArray:
        return simulate_scores(
            votes,
            counted,
            resamples=resamples,
            seed=seed,
            vary_voters=vary_voters,
            vary_weights=vary_weights,
            weight_concentration=weight_concentration,
        )

    table = _stated_table(labels, stated)
    sources: dict[str, tuple[float, float]] = {}
    if tellable:
        both = draw(True, True)
        acceptability = rank_acceptability(both)
        _add_uncertainty(table, stated, both, acceptability, top_n, level, confidence)
        if by_source:
            sources["voters"] = _stability(stated, draw(True, False), top_n)
            if counted.size > 1:
                sources["weights"] = _stability(stated, draw(False, True), top_n)
            sources["both"] = _stability(stated, both, top_n)
    else:
        acceptability = np.full((len(labels), int((~np.isnan(stated)).sum())), np.nan)
    order = np.argsort(-rounded(stated), kind="stable")
    return RankRobustness(
        table=table.iloc[order].reset_index(drop=True).astype(dict.fromkeys(_WHOLE, "Int64")),
        acceptability=_acceptability_frame(labels, acceptability).iloc[order],
        sources=pd.DataFrame(
            list(sources.values()),
            index=pd.Index(list(sources), name="source", dtype=object),
            columns=["winner_stays", "top_stays"],
            dtype=float,
        ),
        n_voters=len(votes),
        top_n=top_n,
    )


def _stated_table(labels: list[str], stated: FloatArray) -> pd.DataFrame:
    """Lay out the ranking, with the columns of uncertainty still missing."""
    rank = competition_rank(stated)
    return pd.DataFrame(
        {
            "item": labels,
            "score": stated,
            "rank": rank,
            "tied": worst_rank(stated) > rank,
            "tier": np.nan,
            "rank_low": np.nan,
            "rank_high": np.nan,
            "score_low": np.nan,
            "score_high": np.nan,
            "probability_top": np.nan,
            "probability_first": np.nan,
        }
    )


def _add_uncertainty(
    table: pd.DataFrame,
    stated: FloatArray,
    simulated: FloatArray,
    acceptability: FloatArray,
    top_n: int,
    level: float,
    confidence: float,
) -> None:
    table["tier"] = tiers(stated, simulated, confidence)
    table["rank_low"], table["rank_high"] = rank_intervals(simulated, level)
    table["score_low"], table["score_high"] = score_intervals(simulated, level)
    table["probability_top"] = probability_in_top(acceptability, top_n)
    table["probability_first"] = probability_in_top(acceptability, 1)


def _acceptability_frame(labels: list[str], acceptability: FloatArray) -> pd.DataFrame:
    return pd.DataFrame(
        acceptability,
        index=pd.Index(labels, name="item"),
        columns=pd.RangeIndex(1, acceptability.shape[1] + 1, name="rank"),
    )


def _stability(stated: FloatArray, simulated: FloatArray, top_n: int) -> tuple[float, float]:
    """Give the probabilities that the stated winner, and the stated top, stay."""
    rank = competition_rank(stated)
    first = probability_in_top(rank_acceptability(simulated), 1)
    winner_stays = min(1.0, float(first[rank == 1].sum()))
    return winner_stays, same_top_probability(simulated, rank <= top_n)


def same_top_probability(simulated: FloatArray, top: BoolArray) -> float:
    """Give the probability that the first items are exactly those of a set.

    Parameters
    ----------
    simulated : ndarray, shape (resamples, items)
        NaN columns are items that are not ranked.
    top : ndarray of bool, shape (items,)
        The set, of ranked items.

    Returns
    -------
    float
        Where items of the set tie with others for its last places, each way to break the tie
        counts equally: of t tied items of which s are in the set, 1 in "t choose s" keeps it.
    """
    draws = rounded(simulated)
    inside = draws[:, top]
    outside = draws[:, ~top & ~np.isnan(draws).any(axis=0)]
    if outside.shape[1] == 0:
        return 1.0
    last, rival = inside.min(axis=1), outside.max(axis=1)
    from_set = (inside == last[:, np.newaxis]).sum(axis=1)
    tied = from_set + (outside == last[:, np.newaxis]).sum(axis=1)
    kept = np.where(last > rival, 1.0, np.where(last == rival, 1.0 / comb(tied, from_set), 0.0))
    return float(kept.mean())
