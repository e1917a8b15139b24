"""The hot deck that stands in for missing votes: a Pólya urn for each item."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playbook.statistics.votes import FloatArray, IntArray

#: Drawing one by one is the cheaper way up to this many missing votes for each distinct value.
ONE_BY_ONE_PER_VALUE = 2


@dataclass(frozen=True)
class VoteUrns:
    """One urn for each item on one criterion, from which its missing votes are drawn.

    The urn of an item holds its n observed votes and one joker. A missing vote is drawn at random
    from the urn and goes back with a copy; the joker gives one of all the votes observed on this
    criterion, over all items. So a missing vote is one of the item's own votes with probability
    n/(n+1) and a vote on any item with probability 1/(n+1), and missing votes of one item
    resemble each other. Both keep an item that few people rated from looking certain: filling
    the gaps with its mean, or with independent draws, would understate what is not known.

    Attributes
    ----------
    own : ndarray, shape (items, most votes of an item)
        Each item's observed votes, first in its row; what follows them is never read.
    sizes : ndarray of int, shape (items,)
        How many votes each item has, at least 1.
    pool : ndarray, shape (votes,)
        All votes observed on the criterion.
    values : ndarray, shape (distinct values,)
        The distinct values of the pool.
    concentration : ndarray, shape (items, distinct values)
        Each item's count of each value plus the share of this value in the pool: the parameters
        of the Dirichlet distribution to which the urn's proportions converge.

    References
    ----------
    Rubin, D. B. (1987). Multiple Imputation for Nonresponse in Surveys, chapter 4 (approximate
    Bayesian bootstrap, hot deck). Blackwell, D. & MacQueen, J. B. (1973). Ferguson distributions
    via Pólya urn schemes. Annals of Statistics 1(2). Ghosh, M. & Meeden, G. (1997). Bayesian
    Methods for Finite Population Sampling (the Pólya posterior).
    """

    own: FloatArray
    sizes: IntArray
    pool: FloatArray
    values: FloatArray
    concentration: FloatArray

    @classmethod
    def from_votes(cls, votes: FloatArray, items: IntArray) -> VoteUrns:
        """Fill the urns of some items.

        Parameters
        ----------
        votes : ndarray, shape (voters, all items)
            The votes on one criterion; NaN is a vote that was not cast.
        items : ndarray of int
            The items that need an urn; each has at least one vote.

        Raises
        ------
        ValueError
            If one of the items has no vote.
        """
        chosen = votes[:, items]
        cast = ~np.isnan(chosen)
        sizes: IntArray = cast.sum(axis=0, dtype=np.int64)
        if (sizes == 0).any():
            raise ValueError("an item without any vote has nothing to draw from")
        pool = votes[~np.isnan(votes)]
        values, pooled = np.unique(pool, return_counts=True)
        _, columns = np.nonzero(cast)
        codes = np.searchsorted(values, chosen[cast])
        counted = np.bincount(columns * values.size + codes, minlength=items.size * values.size)
        # A stable sort of "missing" brings each item's votes to the front of its column.
        front = np.argsort(~cast, axis=0, kind="stable")
        own = np.take_along_axis(chosen, front, axis=0)[: sizes.max(initial=0)].T
        return cls(
            own=np.ascontiguousarray(own),
            sizes=sizes,
            pool=pool,
            values=values,
            concentration=counted.reshape(items.size, values.size) + pooled / pool.size,
        )

    def draw_sums(self, missing: IntArray, rng: np.random.Generator) -> FloatArray:
        """Draw the missing votes of each resample and add them up.

        Two ways of drawing from the same distribution: one by one, whose time grows with the
        number of missing votes, or all at once by value, whose time grows with the number of
        distinct values. The cheaper one is taken.

        Parameters
        ----------
        missing : ndarray of int, shape (resamples, items)
            How many votes are missing.
        rng : numpy.random.Generator

        Returns
        -------
        ndarray of float, shape (resamples, items)
            The sum of the drawn votes; 0 where none is missing.
        """
        if missing.sum() <= ONE_BY_ONE_PER_VALUE * missing.size * self.values.size:
            return self.draw_one_by_one(missing, rng)
        return self.draw_by_value(missing, rng)

    def draw_one_by_one(self, missing: IntArray, rng: np.random.Generator) -> FloatArray:
        """Draw from the urns vote after vote; see `draw_sums`."""
        # Those who lack most votes first: the ones that still lack a vote are then always a
        # prefix, and slot s of the urn numbered u is found at offsets[s] + u in `drawn`.
        lacking = missing.ravel()
        order = np.argsort(-lacking, kind="stable")
        urns = order % self.sizes.size
        slots = int(lacking.max(initial=0))
        active = np.searchsorted(-lacking[order], -np.arange(slots), side="left")
        offsets = np.concatenate([[0], np.cumsum(active)])
        drawn = np.empty(offsets[-1])
        totals = np.zeros(lacking.size)
        for slot, count in enumerate(active):
            item = urns[:count]
            joker = self.sizes[item]
            ball = (rng.random(count) * (joker + (1 + slot))).astype(np.int64)
            vote = self.own[item, np.minimum(ball, joker - 1)]
            jokers = np.flatnonzero(ball == joker)
            vote[jokers] = self.pool[rng.integers(self.pool.size, size=jokers.size)]
            again = np.flatnonzero(ball > joker)
            vote[again] = drawn[offsets[ball[again] - joker[again] - 1] + again]
            drawn[offsets[slot] : offsets[slot + 1]] = vote
            totals[:count] += vote
        sums = np.empty(lacking.size)
        sums[order] = totals
        return sums.reshape(missing.shape)

    def draw_by_value(self, missing: IntArray, rng: np.random.Generator) -> FloatArray:
        """Draw from the urns how often each value comes up (Dirichlet-multinomial)."""
        gammas = rng.standard_gamma(
            np.broadcast_to(self.concentration, (len(missing), *self.concentration.shape))
        )
        shares = gammas / gammas.sum(axis=-1, keepdims=True)
        sums: FloatArray = rng.multinomial(missing, shares) @ self.values
        return sums
