"""Scores as they could have been: another jury, other weights, the missing votes filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from playbook.statistics.ranking import criterion_means, weights_for
from playbook.statistics.urn import ONE_BY_ONE_PER_VALUE, VoteUrns
from playbook.statistics.votes import FloatArray, IntArray, as_votes, has_voted

#: The most numbers that one array of a chunk of resamples may hold (32 MB of floats).
_CHUNK_NUMBERS = 4_000_000


def simulate_scores(
    scores: ArrayLike,
    weights: ArrayLike,
    *,
    resamples: int = 10_000,
    seed: int,
    vary_voters: bool = True,
    vary_weights: bool = True,
    weight_concentration: float = 20.0,
) -> FloatArray:
    """Draw the items' scores again and again, varying the voters, the weights, or both.

    - Voters: the jury is the unit. Whole voters are drawn with replacement (the bootstrap), so
      that what ties one person's votes together is kept. Votes that a drawn voter did not cast
      are drawn from the item's Pólya urn (a hot deck, see `VoteUrns`): with probability n/(n+1)
      one of the item's n votes on this criterion, with probability 1/(n+1) one of all votes on
      it over all items. An item that one person of six rated high must not look certain, so
      its scores spread, and lean towards the mean of all votes.
    - Weights: drawn from a Dirichlet distribution whose mean is the stated weights. A weight of
      0 stays 0.

    With ``vary_voters=False`` the observed votes are taken as they are and nothing is filled in.
    The draws of voters, missing votes and weights come from three separate streams, so that
    for one seed the voters drawn are the same with and without varying weights.

    Parameters
    ----------
    scores : array_like, shape (voters, items, criteria)
        Votes, all criteria on one scale where more is better; NaN is a vote that was not cast.
        Voters without any vote on a criterion that counts are not part of the jury.
    weights : array_like, shape (criteria,)
        Weights on any positive scale; they are normalised.
    resamples : int, default 10000
        How many times to draw.
    seed : int
        The same seed gives the same draws.
    vary_voters, vary_weights : bool, default True
        What varies.
    weight_concentration : float, default 20
        How close drawn weights stay to the stated ones. The standard deviation of a weight w is
        sqrt(w (1 - w) / (concentration + 1)): with 20, a weight of 0.5 varies by about 0.11.

    Returns
    -------
    ndarray of float, shape (resamples, items)
        On the scale of the votes. A column of NaN for an item without any vote on a criterion
        that counts: it is never ranked.

    Raises
    ------
    ValueError
        If fewer than two people voted, the shapes do not fit, the weights cannot be normalised,
        or `resamples` or `weight_concentration` is not positive.

    References
    ----------
    Efron, B. & Tibshirani, R. (1993). An Introduction to the Bootstrap. Efron, B. (1994). Missing
    data, imputation, and the bootstrap. JASA 89(426). Rubin, D. B. (1987). Multiple Imputation for
    Nonresponse in Surveys. Lahdelma, R., Hokkanen, J. & Salminen, P. (1998). SMAA - stochastic
    multiobjective acceptability analysis. EJOR 106(1) (weights as a distribution).
    """
    if resamples < 1:
        raise ValueError(f"resamples must be at least 1, not {resamples}")
    if not weight_concentration > 0:
        raise ValueError(f"weight_concentration must be above 0, not {weight_concentration}")
    votes, stated = counted_votes(scores, weights)
    if len(votes) < 2:
        raise ValueError(
            f"at least two voters are needed to say how sure a ranking is, not {len(votes)}"
        )
    voter_rng, missing_rng, weight_rng = np.random.default_rng(seed).spawn(3)
    drawn_weights = _draw_weights(
        stated, resamples, weight_concentration if vary_weights else None, weight_rng
    )
    means = criterion_means(votes)
    simulated = np.full((resamples, means.shape[0]), np.nan)
    ranked = np.flatnonzero(~np.isnan(means).any(axis=1))
    if not vary_voters:
        simulated[:, ranked] = drawn_weights @ means[ranked].T
        return simulated
    jury = _Jury.from_votes(votes, ranked)
    for rows in _chunks(resamples, jury.numbers_per_resample()):
        counts = _draw_juries(rows.stop - rows.start, len(votes), voter_rng)
        simulated[rows, ranked] = jury.scores(counts, drawn_weights[rows], missing_rng)
    return simulated


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


@dataclass(frozen=True)
class _Jury:
    """The votes of the ranked items, ready for products with how often each voter is drawn."""

    votes: FloatArray  # (criteria, voters, items), 0 where missing
    cast: FloatArray  # (criteria, voters, items), 1 where a vote was cast
    gaps: list[IntArray]  # for each criterion, the items with missing votes
    urns: list[VoteUrns]  # for each criterion, the urns of these items

    @classmethod
    def from_votes(cls, votes: FloatArray, ranked: IntArray) -> _Jury:
        by_criterion = np.ascontiguousarray(votes.transpose(2, 0, 1))
        kept = by_criterion[:, :, ranked]
        cast = ~np.isnan(kept)
        gaps = [np.flatnonzero(~of_criterion.all(axis=0)) for of_criterion in cast]
        # The urns see the votes on all items, ranked or not: all belong to the pool.
        urns = [
            VoteUrns.from_votes(of_criterion, ranked[items])
            for of_criterion, items in zip(by_criterion, gaps, strict=True)
        ]
        return cls(np.where(cast, kept, 0.0), cast.astype(float), gaps, urns)

    def numbers_per_resample(self) -> int:
        _, voters, items = self.votes.shape
        most = [min(ONE_BY_ONE_PER_VALUE * urn.values.size, voters) for urn in self.urns]
        drawn = [per_item * urn.sizes.size for per_item, urn in zip(most, self.urns, strict=True)]
        return int(max(voters, items, *drawn))

    def scores(
        self, counts: FloatArray, weights: FloatArray, rng: np.random.Generator
    ) -> FloatArray:
        """Score the ranked items for each drawn jury (resamples, voters) and its weights."""
        voters = self.votes.shape[1]
        result = np.zeros((len(counts), self.votes.shape[2]))
        for criterion, (items, urns) in enumerate(zip(self.gaps, self.urns, strict=True)):
            sums = counts @ self.votes[criterion]
            if items.size:
                present = counts @ self.cast[criterion][:, items]
                missing = voters - np.rint(present).astype(np.int64)
                sums[:, items] += urns.draw_sums(missing, rng)
            result += weights[:, criterion, np.newaxis] * (sums / voters)
        return result


def _draw_weights(
    stated: FloatArray, resamples: int, concentration: float | None, rng: np.random.Generator
) -> FloatArray:
    """Draw weights (resamples, criteria) around the stated ones, or repeat these."""
    if concentration is None or stated.size == 1:
        return np.broadcast_to(stated, (resamples, stated.size))
    return rng.dirichlet(concentration * stated, size=resamples)


def _draw_juries(resamples: int, voters: int, rng: np.random.Generator) -> FloatArray:
    """Draw how often each voter sits in each jury: (resamples, voters), rows sum to `voters`."""
    seats = rng.integers(voters, size=(resamples, voters))
    seats += np.arange(resamples)[:, np.newaxis] * voters
    counts = np.bincount(seats.ravel(), minlength=resamples * voters)
    return counts.reshape(resamples, voters).astype(float)


def _chunks(resamples: int, numbers_per_resample: int) -> Iterator[slice]:
    """Cut the resamples into slices whose arrays stay small."""
    size = max(1, _CHUNK_NUMBERS // numbers_per_resample)
    for start in range(0, resamples, size):
        yield slice(start, min(start + size, resamples))
