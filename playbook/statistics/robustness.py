"""How sure a ranking is: ranks, intervals, tiers and what the doubt comes from, in frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import comb

from playbook.statistics.another_jury import Fit, Truths
from playbook.statistics.chances import (
    Ranks,
    chances_between,
    places_in_top,
    rank_intervals,
    score_intervals,
)
from playbook.statistics.jury_ratings import RatingFit
from playbook.statistics.ordering import Silence, in_order, order_items
from playbook.statistics.ranking import (
    RANKED_AT_ONCE,
    criterion_means,
    divide,
    rank_span,
    rounded,
)
from playbook.statistics.tiers import tiers
from playbook.statistics.votes import BoolArray, FloatArray, IntArray

_ENDS = ["winner_low", "winner_high", "top_stay_low", "top_stay_high"]


@dataclass(frozen=True)
class RankRobustness:
    """A ranking and how sure it is.

    Attributes
    ----------
    table : DataFrame
        One row for each item, in rank order (ties in the order given, unranked items last), with
        the columns item, score, votes (how many people gave it), ordered_by, rank, tied, tier,
        rank_low, rank_high, score_low, score_high, first_low, first_high, top_low, top_high.
        Ranks, votes and tiers are ``Int64``, with ``<NA>`` where missing; the other numbers are
        floats. `ordered_by` is the score, drawn in where few people gave it; it is the score itself
        where all items have equally many votes. Intervals are those of another jury of as many
        people, by the stated weights: of ranks, of scores, and between which tenths the chances
        of the first place and of one among the first `top_n` lie.
    sources : DataFrame
        Indexed by source ("voters", "weights"): what varies. Columns winner_low and winner_high,
        the ends of the chance that the stated winner (or one of those tied for it) is first,
        top_stay_low and top_stay_high, those of the chance that the stated top is the same set.
        Ties share.
        For "weights" both ends are the share of weightings near the stated one. There is no row
        "weights" when a single criterion counts. Empty when no chance can be said.
    agreement : tuple of float
        Between which tenths, rounded outwards, the correlation of another jury's scores with these
        lies with the probability of the intervals. NaN where that cannot be said.
    silence : str
        Why no chance is said; empty where one is.
    n_voters : int
        How many people voted on a criterion that counts.
    top_n : int
        How many ranks the top has.
    """

    table: pd.DataFrame
    sources: pd.DataFrame
    agreement: tuple[float, float]
    silence: Silence
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
    fewest_votes: int = 1,
    dots: bool = False,
    untold: Silence = "",
) -> RankRobustness:
    """Rank items by weighted mean and say how sure the ranking is.

    Parameters
    ----------
    scores : array_like, shape (voters, items, criteria)
        Votes, all criteria on one scale where more is better; NaN is a vote that was not cast.
    weights : array_like, shape (criteria,)
        Weights on any positive scale; a criterion of weight 0 is left out.
    items : sequence of str
        The labels of the items, all different.
    top_n : int
        How many ranks are the top. Items tied for the last of them are in the stated top too.
    resamples : int, default 10000
        How many other juries to draw; of hundreds of items or voters fewer are, down to 1000.
    seed : int
        The same seed gives the same draws.
    weight_concentration : float, default 20
        How close drawn weights stay to the stated ones (Dirichlet). The standard deviation of a
        weight w is sqrt(w (1 - w) / (concentration + 1)): with 20, a weight of 0.5 varies by 0.11.
    level : float, default 0.9
        Probability of the intervals.
    fewest_votes : int, default 1
        Items that fewer people rated on a criterion that counts have a score, and no rank.
    dots : bool, default False
        Whether the votes are dots out of a few for each voter: then all are given, 0 for none,
        on one criterion.
    untold : str, optional
        Why nothing may be said of how sure the order is, whatever the votes: they stand in for
        anonymous dots, told in twos ("in_twos"), or for votes told in few bands ("coarse").

    Returns
    -------
    RankRobustness
        What cannot be told is missing, and `silence` says why: scores and ranks are given, but
        nothing is invented.

    Raises
    ------
    ValueError
        If the shapes do not fit, labels repeat, or a parameter is out of range.
    """
    if top_n < 1:
        raise ValueError(f"top_n must be at least 1, not {top_n}")
    if not weight_concentration > 0:
        raise ValueError(f"weight_concentration must be above 0, not {weight_concentration}")
    order = order_items(scores, weights, items, resamples, seed, fewest_votes, dots, untold)
    table, ranked, fit, truths = order.table, order.ranked, order.fit, order.truths
    sources: dict[str, tuple[float, ...]] = {}
    agreement = (np.nan, np.nan)
    if fit is not None and truths is not None:
        table.loc[ranked, "tier"] = tiers(fit.score, fit.errors, fit.dof, step=fit.step)
        score, rank = table.loc[ranked, ["score", "rank"]].to_numpy().T
        juries = truths.juries(order.jury_rng)
        twins = _twins(fit)
        low, high = score_intervals(juries, level)
        table.loc[ranked, "score_low"] = _shared(low, twins)
        table.loc[ranked, "score_high"] = _shared(high, twins)
        agreement = _correlation(score, juries, level)
        placed = _placed(truths, juries, rank, top_n)
        low, high = rank_intervals(placed.best, placed.worst, level)
        table.loc[ranked, "rank_low"] = np.floor(_shared(low, twins))
        table.loc[ranked, "rank_high"] = np.ceil(_shared(high, twins))
        if not order.silence:
            for name, chances in (("first", placed.first), ("top", placed.top)):
                low, high = chances_between(chances, level)
                table.loc[ranked, f"{name}_low"] = _shared(low, twins)
                table.loc[ranked, f"{name}_high"] = _shared(high, twins)
            stay = [chances_between(_by_truth(n, truths), level) for n in placed.stay]
            sources["voters"] = tuple(float(end) for ends in stay for end in ends)
            if order.weights.size > 1:
                draws = order.weight_rng.dirichlet(
                    weight_concentration * order.weights, size=len(juries)
                )
                means = criterion_means(order.votes[:, ranked])
                shares = _stay_by_weights(truths, draws, means, rank, top_n)
                sources["weights"] = tuple(share for share in shares for _end in "lh")
    return RankRobustness(
        table=in_order(table),
        sources=pd.DataFrame(
            list(sources.values()),
            index=pd.Index(list(sources), name="source", dtype=object),
            columns=_ENDS,
            dtype=float,
        ),
        agreement=agreement,
        silence=order.silence,
        n_voters=len(order.votes),
        top_n=top_n,
    )


@dataclass(frozen=True)
class _Placed:
    """Where other juries place items.

    Attributes
    ----------
    best, worst : ndarray of float32, shape (draws, items)
        The ranks that each item spans.
    first, top : ndarray, shape (truths, items)
        What share of the draws from each truth has an item first, and among the first `top_n`.
    stay : list of ndarray, shape (draws,)
        Whether the winner, or one of those that tie, and the top stay.
    """

    best: Ranks
    worst: Ranks
    first: FloatArray
    top: FloatArray
    stay: list[FloatArray]


def _placed(truths: Truths, juries: FloatArray, rank: FloatArray, top_n: int) -> _Placed:
    """Place the items in each draw, the juries of some truths at a time."""
    best, worst = (np.empty(juries.shape, np.float32) for _end in "bw")
    found = []
    for here in _in_parts(juries.shape, truths.each):
        scores = truths.shrunken(juries[here])
        best[here], worst[here] = spans = rank_span(scores)
        first, top = places_in_top(*spans, 1), places_in_top(*spans, top_n)
        found.append(
            (_by_truth(first, truths), _by_truth(top, truths), *_stays(scores, rank, top_n))
        )
    first, top, *stay = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return _Placed(best, worst, first, top, stay)


def _stays(scores: FloatArray, rank: FloatArray, top_n: int) -> tuple[FloatArray, FloatArray]:
    """Tell in each draw whether the winner, or one of those that tie, and the top stay."""
    draws = rounded(scores)
    leads = draws == draws.max(axis=1, keepdims=True)
    winner: FloatArray = leads[:, rank == 1].sum(axis=1) / leads.sum(axis=1)
    return winner, same_top(scores, rank <= top_n)


def _stay_by_weights(
    truths: Truths, weights: FloatArray, means: FloatArray, rank: FloatArray, top_n: int
) -> tuple[float, float]:
    """In what share of other weightings the winner, or one of those that tie, and the top stay."""
    moved = [
        _stays(truths.shrunken(weights[here] @ means.T), rank, top_n)
        for here in _in_parts((len(weights), len(means)))
    ]
    winner, same = (float(np.concatenate(stay).mean()) for stay in zip(*moved, strict=True))
    return winner, same


def _in_parts(shape: tuple[int, ...], each: int = 1) -> Iterator[slice]:
    """The rows of an array, some at a time; `each` of them stay together."""
    rows, items = shape
    step = each * max(1, RANKED_AT_ONCE // (each * items))
    return (slice(start, start + step) for start in range(0, rows, step))


def _by_truth(happens: FloatArray, truths: Truths) -> FloatArray:
    """What share of the draws from each truth has something happen."""
    shares: FloatArray = happens.reshape(-1, truths.each, *happens.shape[1:]).mean(axis=1)
    return shares


def _twins(fit: Fit) -> IntArray:
    """Number the items so that those which the votes put exactly alike have one number."""
    marks = [rounded(fit.score)]
    if isinstance(fit, RatingFit):
        marks += [rounded(fit.noise), rounded(fit.own)]
    numbers: IntArray = np.unique(np.column_stack(marks), axis=0, return_inverse=True)[1].ravel()
    return numbers


def _shared(values: FloatArray, twins: IntArray) -> FloatArray:
    """Average over twins, so that a tie is a tie whatever was drawn."""
    means: FloatArray = np.bincount(twins, values) / np.bincount(twins)
    return means[twins]


def _correlation(stated: FloatArray, drawn: FloatArray, level: float) -> tuple[float, float]:
    """Between which tenths the scores of another jury correlate with the stated ones."""
    here = stated - stated.mean()
    found = []
    for rows in _in_parts(drawn.shape):
        there = drawn[rows] - drawn[rows].mean(axis=1, keepdims=True)
        size = np.sqrt((here**2).sum() * (there**2).sum(axis=1))
        found.append(divide(there @ here, size))
    alike = np.concatenate(found)
    alike = alike[~np.isnan(alike)]
    if alike.size == 0:
        return np.nan, np.nan
    low, high = rounded(10 * np.quantile(alike, [(1 - level) / 2, (1 + level) / 2]))
    return float(np.floor(low)) / 10, float(np.ceil(high)) / 10


def same_top(simulated: FloatArray, top: BoolArray) -> FloatArray:
    """Tell in each draw whether the first items are exactly those of a set.

    Parameters
    ----------
    simulated : ndarray, shape (draws, items)
        NaN columns are items that are not ranked.
    top : ndarray of bool, shape (items,)
        The set, of ranked items.

    Returns
    -------
    ndarray, shape (draws,)
        1 where they are. Where items of the set tie with others for its last places, each way to
        break the tie counts equally: of t tied items of which s are in the set, 1 in "t choose s"
        keeps it.
    """
    draws = rounded(simulated)
    inside = draws[:, top]
    outside = draws[:, ~top & ~np.isnan(draws).any(axis=0)]
    if outside.shape[1] == 0:
        return np.ones(len(draws))
    last, rival = inside.min(axis=1), outside.max(axis=1)
    from_set = (inside == last[:, np.newaxis]).sum(axis=1)
    tied = from_set + (outside == last[:, np.newaxis]).sum(axis=1)
    kept: FloatArray = np.where(
        last > rival, 1.0, np.where(last == rival, 1.0 / comb(tied, from_set), 0.0)
    )
    return kept
