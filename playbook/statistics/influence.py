"""What one voter less, or another weight, changes at the top of a ranking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from playbook.statistics.ranking import (
    competition_rank,
    criterion_means,
    divide,
    rounded,
    weigh,
    weights_for,
)
from playbook.statistics.votes import BoolArray, FloatArray, as_votes


def leave_one_voter_out(
    scores: ArrayLike,
    weights: ArrayLike,
    *,
    voters: Sequence[str],
    items: Sequence[str],
    top_n: int,
) -> pd.DataFrame:
    """Rank the items again without each voter in turn.

    Parameters
    ----------
    scores : array_like, shape (voters, items, criteria)
        Votes, all criteria on one scale where more is better; NaN is a vote that was not cast.
    weights : array_like, shape (criteria,)
        Weights on any positive scale.
    voters, items : sequence of str
        Labels.
    top_n : int
        How many ranks are the top; items tied for the last of them are in it.

    Returns
    -------
    DataFrame
        One row for each voter: voter; winners (tuple of labels, ties kept; empty when no item
        can be ranked without them); winner_changes and top_changes (bool: the set of winners,
        or of items with a rank up to `top_n`, differs). An item that only this voter rated is not
        ranked without them.

    Raises
    ------
    ValueError
        If the shapes or labels do not fit, or the weights cannot be normalised.

    References
    ----------
    Efron, B. & Tibshirani, R. (1993). An Introduction to the Bootstrap, chapter 11 (jackknife).
    """
    votes = as_votes(scores)
    normalised = weights_for(votes.shape[2], weights)
    _check_labels(voters, votes.shape[0], "voters")
    _check_labels(items, votes.shape[1], "items")
    if top_n < 1:
        raise ValueError(f"top_n must be at least 1, not {top_n}")
    stated = weigh(criterion_means(votes), normalised)
    without = _scores_without_each(votes, normalised)
    stated_rank, rank = competition_rank(stated), competition_rank(without)
    return pd.DataFrame(
        {
            "voter": list(voters),
            "winners": [_chosen(items, first) for first in rank == 1],
            "winner_changes": ((rank == 1) != (stated_rank == 1)).any(axis=1),
            "top_changes": ((rank <= top_n) != (stated_rank <= top_n)).any(axis=1),
        }
    )


def smallest_weight_change(
    scores: ArrayLike,
    weights: ArrayLike,
    *,
    items: Sequence[str],
    criteria: Sequence[str],
) -> pd.DataFrame:
    """Find, for each criterion, the smallest change of its weight that brings another item first.

    The weight moves between 0 and 1 and the others keep their proportions, so that all still sum
    to 1. Scores are then linear in the weight, so the point where another item first ties with
    the winner has a closed form. Items tied for first already are all winners: another item must
    reach them. An item without a mean on a criterion that would count is left out; the row is
    empty when that item is a winner.

    Parameters
    ----------
    scores : array_like, shape (voters, items, criteria) or (items, criteria)
        Votes, or the means of the items on the criteria; NaN is missing.
    weights : array_like, shape (criteria,)
        Weights on any positive scale.
    items, criteria : sequence of str
        Labels.

    Returns
    -------
    DataFrame
        One row for each criterion: criterion; weight (normalised); changed_weight, the weight at
        which another item ties for first; change, changed_weight minus weight; new_winner, a
        tuple of the labels of those that reach the top. Where no change within 0 and 1 does this,
        or the others have no proportions to keep (the criterion's weight is 1): NaN and an
        empty tuple. When an increase and a decrease are equally small, the increase is given.
        first_with_more and first_with_less: tuples of the labels of those winners that stay first
        when the weight grows, or falls, by however little; empty where none drops out, or the
        weight cannot move that way. No row when there is a single criterion.

    Raises
    ------
    ValueError
        If the shapes or labels do not fit, or the weights cannot be normalised.

    References
    ----------
    Triantaphyllou, E. & Sánchez, A. (1997). A sensitivity analysis approach for some deterministic
    multi-criteria decision-making methods. Decision Sciences 28(1), 151-194.
    """
    values = np.asarray(scores, dtype=float)
    means = values if values.ndim == 2 else criterion_means(values)
    normalised = weights_for(means.shape[1], weights)
    _check_labels(items, means.shape[0], "items")
    _check_labels(criteria, means.shape[1], "criteria")
    columns = ["criterion", "weight", "changed_weight", "change", "new_winner"]
    columns += ["first_with_more", "first_with_less"]
    if means.shape[1] == 1:
        return pd.DataFrame(columns=columns)
    rows = []
    for position, (name, weight) in enumerate(zip(criteria, normalised, strict=True)):
        changed, *groups = _first_tie(means, normalised, position)
        named = [_chosen(items, group) for group in groups]
        rows.append((name, weight, changed, changed - weight, *named))
    return pd.DataFrame(rows, columns=columns)


def _first_tie(
    means: FloatArray, weights: FloatArray, criterion: int
) -> tuple[float, BoolArray, BoolArray, BoolArray]:
    """Find the nearest weight of a criterion at which a loser ties for first, and who does.

    Then the winners that stay first with more of it, and with less, where others drop out.
    """
    weight = float(weights[criterion])
    stated = rounded(weigh(means, weights))
    nobody: BoolArray = np.zeros(len(means), dtype=bool)
    winners: BoolArray = stated == np.nanmax(stated, initial=-np.inf)
    losers: BoolArray = (stated < np.nanmax(stated, initial=-np.inf)) & ~np.isnan(
        means[:, criterion]
    )
    if weight == 1.0 or not winners.any() or np.isnan(means[winners, criterion]).any():
        return np.nan, nobody, nobody, nobody
    others = np.where(np.arange(weights.size) == criterion, 0.0, weights)
    slopes = means[:, criterion] - weigh(means, others)
    exact = weigh(means, weights)
    gaps = exact[winners].max() - exact
    best, best_who, staying = np.inf, nobody, [nobody, nobody]
    # The winners tie here, so the steepest of them leads on the way up, the flattest down.
    for way, (sign, room) in enumerate(((1.0, 1.0 - weight), (-1.0, weight))):
        lead = (sign * slopes[winners]).max()
        closing = sign * slopes - lead
        leading = winners & (rounded(closing) >= 0)
        if room > 0 and leading.sum() < winners.sum():
            staying[way] = leading
        reach = np.where(losers & (rounded(closing) > 0), divide(gaps, closing), np.inf)
        nearest = float(reach.min())
        if rounded(nearest - room) <= 0 and rounded(nearest) < rounded(abs(best)):
            best = sign * nearest
            best_who = losers & (rounded(reach) == rounded(nearest))
    if np.isinf(best):
        best = np.nan
    return float(np.clip(weight + best, 0.0, 1.0)), best_who, staying[0], staying[1]


def _scores_without_each(votes: FloatArray, weights: FloatArray) -> FloatArray:
    """Score the items without each voter: (voters, items)."""
    result = np.zeros(votes.shape[:2])
    for criterion in np.flatnonzero(weights > 0):
        own = votes[:, :, criterion]
        cast = ~np.isnan(own)
        kept = np.where(cast, own, 0.0)
        result += weights[criterion] * divide(kept.sum(axis=0) - kept, cast.sum(axis=0) - cast)
    return result


def _chosen(labels: Sequence[str], mask: Iterable[np.bool_]) -> tuple[str, ...]:
    return tuple(label for label, chosen in zip(labels, mask, strict=True) if chosen)


def _check_labels(labels: Sequence[str], wanted: int, what: str) -> None:
    if len(labels) != wanted:
        raise ValueError(f"{len(labels)} labels were given for {wanted} {what}")
