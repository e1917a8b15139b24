"""How sure a ranking is: ranks, intervals, tiers and what the doubt comes from, in frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import comb

from playbook.statistics.another_jury import (
    ALIKE,
    DotFit,
    JuryDraws,
    RatingFit,
    draw_dots,
    draw_ratings,
    fit_dots,
    fit_ratings,
)
from playbook.statistics.chances import (
    chances_between,
    places_in_top,
    rank_intervals,
    score_intervals,
)
from playbook.statistics.ranking import (
    competition_rank,
    criterion_means,
    divide,
    rounded,
    weighted_mean,
    weights_for,
    worst_rank,
)
from playbook.statistics.tiers import tiers
from playbook.statistics.votes import BoolArray, FloatArray, IntArray, as_votes, has_voted

_WHOLE = ["rank", "votes", "tier", "rank_low", "rank_high"]
_ENDS = ["winner_low", "winner_high", "top_stay_low", "top_stay_high"]
FEWEST_VOTERS = 5
"""With fewer voters, a chance that is said to be large comes true too seldom."""
FEWEST_WITH_DOTS = 12
"""The same, where each voter has a few dots only."""

MOST_DRAWN = 2_000_000
"""Scores that are drawn at the most, whatever is asked for: memory grows with them."""
FEWEST_JURIES = 1_000
"""Juries that are drawn of however many items: a chance is then off by 1.6 points (one sigma)."""

Silence: TypeAlias = Literal[
    "", "one_item", "few_votes", "few_voters", "few_dots", "unanimous", "in_twos"
]


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
        How the scores of another jury would correlate with these: the mean, and the ends of an
        interval of 90 %. NaN where that cannot be said.
    silence : str
        Why no chance is said; empty where one is.
    n_voters : int
        How many people voted on a criterion that counts.
    top_n : int
        How many ranks the top has.
    """

    table: pd.DataFrame
    sources: pd.DataFrame
    agreement: tuple[float, float, float]
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
    in_twos: bool = False,
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
        How many other juries to draw; of hundreds of items fewer are, down to 1000.
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
    in_twos : bool, default False
        Whether the votes stand in for anonymous dots, told in twos: nothing is said of how sure
        their order is.

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
    order = _order(scores, weights, items, resamples, seed, fewest_votes, dots, in_twos)
    votes, counted, table, ranked = order.votes, order.weights, order.table, order.ranked
    fit, silence, drawn, resamples = order.fit, order.silence, order.drawn, order.resamples
    sources: dict[str, tuple[float, ...]] = {}
    agreement = (np.nan, np.nan, np.nan)
    if fit is not None and drawn is not None:
        table.loc[ranked, "tier"] = tiers(fit.score, fit.errors(), fit.dof, step=fit.step)
        others = drawn.shrunken(drawn.scores)
        twins = _twins(fit)
        low, high = score_intervals(drawn.scores, level)
        table.loc[ranked, "score_low"] = _shared(low, twins)
        table.loc[ranked, "score_high"] = _shared(high, twins)
        low, high = rank_intervals(others, level)
        table.loc[ranked, "rank_low"] = np.floor(_shared(low, twins))
        table.loc[ranked, "rank_high"] = np.ceil(_shared(high, twins))
        alike = drawn.scores
        if isinstance(fit, RatingFit):
            alike = draw_ratings(fit, min(resamples, 2_000), order.agree_rng, ALIKE).scores
        agreement = _correlation(table["score"].to_numpy()[ranked], alike, level)
        if not silence:
            for name, places in (("first", 1), ("top", top_n)):
                happens = places_in_top(others, places)
                low, high = chances_between(happens, drawn.truths, level)
                table.loc[ranked, f"{name}_low"] = _shared(low, twins)
                table.loc[ranked, f"{name}_high"] = _shared(high, twins)
            rank = table["rank"].to_numpy()[ranked]
            stays = _stays(others, rank, top_n)
            ends = [chances_between(happens, drawn.truths, level) for happens in stays]
            sources["voters"] = tuple(float(end) for both in ends for end in both)
            if counted.size > 1:
                means = criterion_means(votes[:, ranked])
                other = order.weight_rng.dirichlet(weight_concentration * counted, size=resamples)
                moved = _stays(drawn.shrunken(other @ means.T), rank, top_n)
                sources["weights"] = tuple(float(n.mean()) for n in moved for _end in "lh")
    return RankRobustness(
        table=_in_order(table),
        sources=pd.DataFrame(
            list(sources.values()),
            index=pd.Index(list(sources), name="source", dtype=object),
            columns=_ENDS,
            dtype=float,
        ),
        agreement=agreement,
        silence=silence,
        n_voters=len(votes),
        top_n=top_n,
    )


def rank_items(
    scores: ArrayLike,
    weights: ArrayLike,
    *,
    items: Sequence[str],
    resamples: int = 10_000,
    seed: int,
    fewest_votes: int = 1,
) -> pd.DataFrame:
    """Rank items as `rank_robustness` does, without saying how sure that is: it costs far less.

    Returns
    -------
    DataFrame
        As `RankRobustness.table`: what it says of another jury is missing.
    """
    return _in_order(
        _order(
            scores, weights, items, resamples, seed, fewest_votes, dots=False, in_twos=False
        ).table
    )


@dataclass(frozen=True)
class _Order:
    """A ranking in the order in which items were given, and what it came from."""

    table: pd.DataFrame
    votes: FloatArray
    weights: FloatArray
    ranked: IntArray
    fit: RatingFit | DotFit | None
    silence: Silence
    drawn: JuryDraws | None
    resamples: int
    weight_rng: np.random.Generator
    agree_rng: np.random.Generator


def _order(
    scores: ArrayLike,
    weights: ArrayLike,
    items: Sequence[str],
    resamples: int,
    seed: int,
    fewest_votes: int,
    dots: bool,
    in_twos: bool,
) -> _Order:
    """Rank the items, and draw other juries: they tell how far what few gave is drawn in."""
    votes, counted = counted_votes(scores, weights)
    labels = list(items)
    if len(labels) != votes.shape[1] or len(set(labels)) != len(labels):
        raise ValueError(
            f"items must give {votes.shape[1]} different labels, not {len(set(labels))}"
        )
    if min(resamples, fewest_votes) < 1:
        raise ValueError(
            f"resamples and fewest_votes must be at least 1, not {resamples}, {fewest_votes}"
        )
    if dots and (votes.shape[2] != 1 or np.isnan(votes).any()):
        raise ValueError("dots are one criterion, and 0 where a voter gave none")
    stated = weighted_mean(votes, counted)
    given = (~np.isnan(votes)).sum(axis=0).min(axis=1)
    ranked = np.flatnonzero(~np.isnan(stated) & (given >= fewest_votes))
    # By label: the order in which items are given must not decide which draws they get.
    ranked = ranked[np.argsort(np.array(labels, dtype=object)[ranked], kind="stable")]
    fit, silence = (None, "in_twos") if in_twos else _fit(votes[:, ranked], counted, dots)
    resamples = min(resamples, max(FEWEST_JURIES, MOST_DRAWN // max(1, ranked.size)))
    jury_rng, weight_rng, agree_rng = np.random.default_rng(seed).spawn(3)
    drawn = None
    if isinstance(fit, RatingFit) and fit.vote > 0:
        drawn = draw_ratings(fit, resamples, jury_rng)
    elif isinstance(fit, DotFit) and silence != "unanimous":
        drawn = draw_dots(fit, resamples, jury_rng)
    ordered = np.full(stated.shape, np.nan)
    equal_votes = np.unique((~np.isnan(votes[:, ranked])).sum(axis=0)).size <= 1
    ordered[ranked] = stated[ranked]
    if drawn is not None and not equal_votes:
        ordered[ranked] = drawn.shrunken(stated[ranked])
    table = _stated_table(labels, stated, given, ordered)
    return _Order(
        table, votes, counted, ranked, fit, silence, drawn, resamples, weight_rng, agree_rng
    )


def _in_order(table: pd.DataFrame) -> pd.DataFrame:
    """A table of items, the first in the ranking first."""
    rows = np.argsort(-rounded(table["ordered_by"].to_numpy()), kind="stable")
    return table.iloc[rows].reset_index(drop=True).astype(dict.fromkeys(_WHOLE, "Int64"))


def counted_votes(scores: ArrayLike, weights: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Keep the criteria of positive weight, and the voters who voted on one of them.

    Parameters
    ----------
    scores : array_like, shape (voters, items, criteria)
        NaN is a vote that was not cast.
    weights : array_like, shape (criteria,)

    Returns
    -------
    votes : ndarray of float, shape (voters who voted, items, criteria that count)
    weights : ndarray of float, shape (criteria that count,)
        Normalised.

    Raises
    ------
    ValueError
        If the shapes do not fit, a vote is infinite, or the weights cannot be normalised.
    """
    votes = as_votes(scores)
    normalised = weights_for(votes.shape[2], weights)
    votes = votes[:, :, normalised > 0]
    return votes[has_voted(votes)], normalised[normalised > 0]


def _fit(
    votes: FloatArray, weights: FloatArray, dots: bool
) -> tuple[RatingFit | DotFit | None, Silence]:
    """Fit the votes on the items that are ranked, and tell why nothing can be said of them."""
    voters, items, _criteria = votes.shape
    if items < 2:
        return None, "one_item"
    if voters < 2:
        return None, "few_voters"
    fit = fit_dots(votes[:, :, 0]) if dots else fit_ratings(votes, weights)
    if fit is None:
        return None, "unanimous" if dots else "few_votes"
    same = (votes == votes[0]).all() if dots else fit.vote == 0  # type: ignore[union-attr]
    if same:
        return fit, "unanimous"
    if dots and voters < FEWEST_WITH_DOTS:
        return fit, "few_dots"
    return fit, "few_voters" if voters < FEWEST_VOTERS else ""


def _twins(fit: RatingFit | DotFit) -> IntArray:
    """Number the items so that those which the votes put exactly alike have one number."""
    marks = [rounded(fit.score)]
    if isinstance(fit, RatingFit):
        marks += [rounded(fit.noise), rounded(fit.own)]
    numbers: IntArray = np.unique(np.column_stack(marks), axis=0, return_inverse=True)[1].ravel()
    return numbers


def _shared(values: FloatArray, twins: IntArray) -> FloatArray:
    """Average over twins, so that a tie is a tie whatever was drawn."""
    return divide(
        np.array([values[twins == twin].sum(axis=0) for twin in twins]),
        np.array([(twins == twin).sum() for twin in twins]).reshape(-1, *[1] * (values.ndim - 1)),
    )


def _correlation(stated: FloatArray, drawn: FloatArray, level: float) -> tuple[float, float, float]:
    """How the scores of another jury correlate with the stated ones."""
    here, there = stated - stated.mean(), drawn - drawn.mean(axis=1, keepdims=True)
    size = np.sqrt((here**2).sum() * (there**2).sum(axis=1))
    alike = divide(there @ here, size)
    alike = alike[~np.isnan(alike)]
    if alike.size == 0:
        return np.nan, np.nan, np.nan
    low, high = np.quantile(alike, [(1 - level) / 2, (1 + level) / 2])
    return float(alike.mean()), float(low), float(high)


def _stated_table(
    labels: list[str], stated: FloatArray, given: IntArray, ordered: FloatArray
) -> pd.DataFrame:
    """Lay out the ranking, with the columns of uncertainty still missing."""
    rank = competition_rank(ordered)
    return pd.DataFrame(
        {
            "item": labels,
            "score": stated,
            "votes": given,
            "ordered_by": ordered,
            "rank": rank,
            "tied": worst_rank(ordered) > rank,
            "tier": np.nan,
            "rank_low": np.nan,
            "rank_high": np.nan,
            "score_low": np.nan,
            "score_high": np.nan,
            "first_low": np.nan,
            "first_high": np.nan,
            "top_low": np.nan,
            "top_high": np.nan,
        }
    )


def _stays(simulated: FloatArray, rank: FloatArray, top_n: int) -> tuple[FloatArray, FloatArray]:
    """Tell in each draw whether the winner, or one of those that tie, and the top stay."""
    first = places_in_top(simulated, 1)[:, rank == 1].sum(axis=1)
    return np.minimum(first, 1.0), same_top(simulated, rank <= top_n)


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
