"""A ranking by weighted mean, and how far what few gave is drawn in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from playbook.statistics.another_jury import Fit, Truths
from playbook.statistics.jury_dots import fit_dots
from playbook.statistics.jury_ratings import fit_ratings
from playbook.statistics.ranking import (
    competition_rank,
    rounded,
    weighted_mean,
    weights_for,
    worst_rank,
)
from playbook.statistics.votes import FloatArray, IntArray, as_votes, has_voted

_WHOLE = ["rank", "votes", "tier", "rank_low", "rank_high"]
FEWEST_VOTERS = 5
"""With fewer voters, a chance that is said to be large comes true too seldom."""
FEWEST_WITH_DOTS = 12
"""The same, where each voter has a few dots only."""

MOST_DRAWN = 2_000_000
"""Numbers that are drawn at the most, one for each item or voter of a jury: memory grows with
them."""
FEWEST_JURIES = 1_000
"""Juries that are drawn of however many items: a chance is then off by 1.6 points (one sigma)."""

Silence: TypeAlias = Literal[
    "", "one_item", "few_votes", "few_voters", "few_dots", "unanimous", "in_twos", "coarse"
]


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
    return in_order(
        order_items(
            scores, weights, items, resamples, seed, fewest_votes, dots=False, untold=""
        ).table
    )


@dataclass(frozen=True)
class Order:
    """A ranking, its items as they were given, and what it came from.

    Attributes
    ----------
    table : DataFrame
        As `RankRobustness.table`; what it says of another jury is missing.
    votes, weights : ndarray
        From `counted_votes`.
    ranked : ndarray of int
        The positions of the items that are ranked, by label.
    fit, truths
        What the votes say, and what may be true; None where nothing can be said of them.
    silence : str
        As in `RankRobustness`.
    jury_rng, weight_rng : Generator
        For juries and for weights that are drawn.
    """

    table: pd.DataFrame
    votes: FloatArray
    weights: FloatArray
    ranked: IntArray
    fit: Fit | None
    silence: Silence
    truths: Truths | None
    jury_rng: np.random.Generator
    weight_rng: np.random.Generator


def order_items(
    scores: ArrayLike,
    weights: ArrayLike,
    items: Sequence[str],
    resamples: int,
    seed: int,
    fewest_votes: int,
    dots: bool,
    untold: Silence,
) -> Order:
    """Rank the items, and draw what may be true: it tells how far what few gave is drawn in.

    Parameters
    ----------
    scores, weights, items, resamples, seed, fewest_votes, dots, untold
        As in `rank_robustness`.
    """
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
    fit, silence = (None, untold) if untold else _fit(votes[:, ranked], counted, dots)
    resamples = min(resamples, max(FEWEST_JURIES, MOST_DRAWN // max(1, ranked.size, len(votes))))
    jury_rng, weight_rng = np.random.default_rng(seed).spawn(2)
    truths = None
    if fit is not None and silence != "unanimous":
        truths = fit.truths(resamples, jury_rng)
    ordered = np.full(stated.shape, np.nan)
    equal_votes = np.unique((~np.isnan(votes[:, ranked])).sum(axis=0)).size <= 1
    ordered[ranked] = stated[ranked]
    if truths is not None and not equal_votes:
        ordered[ranked] = truths.shrunken(stated[ranked])
    table = _stated_table(labels, stated, given, ordered)
    return Order(table, votes, counted, ranked, fit, silence, truths, jury_rng, weight_rng)


def in_order(table: pd.DataFrame) -> pd.DataFrame:
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


def _fit(votes: FloatArray, weights: FloatArray, dots: bool) -> tuple[Fit | None, Silence]:
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
