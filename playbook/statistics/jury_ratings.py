"""Another jury's ratings: normal around true scores, with noise that goes together.

References
----------
Srivastava, M. S. (2005). Some tests concerning the covariance matrix in high dimensional data.
Journal of the Japan Statistical Society 35(2) (how far noise goes together, from few voters).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import chdtri

from playbook.statistics.another_jury import SHARES, Fit, Truths, draw_hidden, how_many
from playbook.statistics.ranking import rounded
from playbook.statistics.settling import COMPUTED, settled
from playbook.statistics.votes import BoolArray, FloatArray, IntArray

EQUALS = 0.5
"""How much is laid, before seeing ratings, on ordinary items being equals."""
FAR = np.array([1.0, 2.0])
"""How far an item may stand out, in standard deviations of a vote."""
OWN_VOTES = 12.0
"""How many votes the common variance counts for against an item's own."""
MOST_TOGETHER = 0.9
NO_NOISE = 1e-9


@dataclass(frozen=True)
class RatingFit(Fit):
    """Ratings: the noise of each score, and the scatter of true scores.

    Attributes
    ----------
    noise : ndarray, shape (items,)
        The variance of each score's noise in units of `vote`, items alike but for their votes.
    vote : float
        The variance of one vote, voter and item taken out.
    own : ndarray, shape (items,)
        How many times as large each item's own variance is taken to be.
    leniency : float
        The variance between voters, over all items.
    voters : int
        How many there are.
    left : ndarray, shape (voters, items)
        What is left of each vote without item and voter; 0 where none was cast.
    cast : ndarray of bool, shape (voters, items)
        Whether one was cast.
    together : float
        How far the noise of items goes together as what is left of the votes does: 0, each has its
        own, to `MOST_TOGETHER`.
    """

    noise: FloatArray
    vote: float
    own: FloatArray
    leniency: float
    voters: int
    left: FloatArray
    cast: BoolArray
    together: float

    def errors(self, of: IntArray) -> FloatArray:
        """As for all items, or the pair's own if larger."""
        present, left = self.cast.astype(float), self.left
        here, rest = present[:, of].T, left[:, of].T
        pairs = np.maximum(here @ present, 2.0)
        squares = rest**2 @ present + here @ left**2
        sums = rest @ present - here @ left
        apart = squares - 2 * rest @ left - sums**2 / pairs
        own = np.maximum(apart, 0.0) / (pairs - 1) / (2 * self.vote or 1.0)
        variance = self.noise * self.vote
        alike = variance[of, np.newaxis] + variance
        return settled(np.sqrt(alike * np.maximum(own, 1.0)), COMPUTED)

    def truths(self, draws: int, rng: np.random.Generator) -> RatingTruths:
        """For ratings with noise."""
        score, items = self.score, self.score.size
        number, each = how_many(draws)
        noise = self.noise * self.own
        evidence = 1 - self.together**2
        freedom = self.dof * evidence
        vote = freedom * self.vote / chdtri(freedom, (np.arange(7) + 0.5) / 7)
        reach = 3.25 * np.sqrt((self.noise.mean() * self.vote + score.var()) / items)
        centre = np.median(score) + np.linspace(-reach, reach, 15)
        ordinary = noise.mean() * (1 - SHARES) / SHARES

        def fits(scatter: FloatArray) -> FloatArray:
            variance = (scatter[..., None, None, None] + noise) * vote[:, None, None]
            found: FloatArray = (score - centre[:, None]) ** 2 / (-2 * variance)
            found -= 0.5 * np.log(variance)
            return found

        def one(share: int) -> tuple[FloatArray, FloatArray]:
            near = fits(ordinary[share])
            return near, fits(ordinary[share] + FAR**2) - near

        (share, far, which, where), out = draw_hidden(one, items, EQUALS, number, rng, evidence)
        scatter = ordinary[share, np.newaxis] + out * FAR[far, np.newaxis] ** 2
        typical = float(scatter.mean())
        return RatingTruths(
            number,
            each,
            kept=typical / (typical + self.noise),
            centre=float(centre[where].mean()),
            fit=self,
            scatter=scatter,
            votes=vote[which],
            centres=centre[where],
        )

    def in_common(self) -> FloatArray:
        """What of each item's noise, of variance 1, goes together with that of others.

        Returns
        -------
        ndarray, shape (voters, items)
            By how much independent normal numbers, one for each voter, move the items.
        """
        shape = self.left / np.maximum(np.sqrt((self.left**2).sum(axis=0)), NO_NOISE)
        # In an order of their own: what voters are called must not change what is drawn.
        shape = shape[np.lexsort(rounded(shape).T)]
        common: FloatArray = np.sqrt(self.together) * shape
        return common


@dataclass(frozen=True)
class RatingTruths(Truths):
    """What may be true of ratings.

    Attributes
    ----------
    fit : RatingFit
        What they said.
    scatter : ndarray, shape (number, items)
        The variance of true scores, in units of a vote's.
    votes, centres : ndarray, shape (number,)
        The variance of a vote, and the mean of true scores.
    """

    fit: RatingFit
    scatter: FloatArray
    votes: FloatArray
    centres: FloatArray

    def juries(self, rng: np.random.Generator) -> FloatArray:
        """True scores first, then juries with noise of their own."""
        score, noise = self.fit.score, self.fit.noise * self.fit.own
        common = self.fit.in_common()
        alone = np.sqrt(1 - (common**2).sum(axis=0))

        def standard(rows: int) -> FloatArray:
            drawn = rng.standard_normal((rows, score.size))
            drawn *= alone
            drawn += rng.standard_normal((rows, len(common))) @ common
            return drawn

        kept = self.scatter / (self.scatter + noise)
        spread = np.sqrt(noise * self.votes[:, np.newaxis])
        middle = self.centres[:, np.newaxis]
        true = middle + kept * (score - middle)
        true += np.sqrt(kept) * spread * standard(self.number)
        draws = self.number * self.each
        drawn = standard(draws)
        # In place: of thousands of items, an array is 16 MB.
        of_truths = drawn.reshape(self.number, self.each, score.size)
        of_truths *= spread[:, np.newaxis]
        of_truths += true[:, np.newaxis]
        # Two juries of as many voters: each has a mean leniency of its own.
        voters, others = self.fit.voters, self.fit.voters - 1
        lenient = np.sqrt(2 * self.fit.leniency * others / voters / rng.chisquare(others, draws))
        drawn += (lenient * rng.standard_normal(draws))[:, np.newaxis]
        return drawn


def fit_ratings(votes: FloatArray, weights: FloatArray) -> RatingFit | None:
    """Separate items, voters and noise.

    Parameters
    ----------
    votes : ndarray, shape (voters, items, criteria)
        NaN is a vote that was not cast; every item and criterion has one.
    weights : ndarray, shape (criteria,)
        They sum to 1.

    Returns
    -------
    RatingFit or None
        None when too few votes are left to tell voters from items.
    """
    voters, items, _criteria = votes.shape
    cast = ~np.isnan(votes)
    given = np.where(cast, votes, 0.0)
    by_item, by_voter = cast.sum(axis=0), np.maximum(cast.sum(axis=1), 1)
    freedom = cast.sum(axis=(0, 1)) - voters - items + 1.0
    if voters < 2 or freedom.min() < 1:
        return None
    of_item, of_voter, present = given.sum(axis=0), given.sum(axis=1), cast.astype(float)
    means = of_item / by_item
    item = means
    for _round in range(1 if cast.all() else 20):
        voter = (of_voter - np.einsum("vic,ic->vc", present, item)) / by_voter
        voter -= voter.mean(axis=0)
        item = (of_item - np.einsum("vic,vc->ic", present, voter)) / by_item
    left = np.where(cast, given - item - voter[:, np.newaxis], 0.0)
    flat = left.reshape(voters * items, -1)
    noise = flat.T @ flat / np.sqrt(np.outer(freedom, freedom))
    people = voter.T @ voter / (voters - 1)
    # Voters who did not rate an item leave its mean with their leniency missing.
    absent = np.sqrt(1 - by_item / voters)
    of_item = noise + people * absent[:, :, np.newaxis] * absent[:, np.newaxis, :]
    both = np.sqrt(by_item)[:, :, np.newaxis] * np.sqrt(by_item)[:, np.newaxis, :]
    variance = np.einsum("c,d,jcd->j", weights, weights, of_item / both)
    weighed = left @ weights
    vote = float(weights @ noise @ weights)
    if vote < NO_NOISE:
        variance, vote = np.zeros(items), 0.0
    # The scatter of voters' means holds the noise of their votes, which is counted already.
    leniency = max(float(weights @ people @ weights) - vote / items, 0.0)
    share = float(freedom.mean()) / items
    squares = (weighed**2).sum(axis=0) / (vote or 1.0)
    own = (OWN_VOTES + squares) / (OWN_VOTES + share)
    return RatingFit(
        score=settled(means @ weights, COMPUTED),
        dof=float(freedom.mean()),
        step=0.0,
        noise=settled(variance / (vote or 1.0), COMPUTED),
        vote=float(settled(np.array([vote]), COMPUTED)[0]),
        own=settled(own / own.mean(), COMPUTED),
        leniency=float(settled(np.array([leniency]), COMPUTED)[0]),
        voters=voters,
        left=weighed,
        cast=np.asarray(cast.any(axis=2)),
        together=_together(weighed),
    )


def _together(left: FloatArray) -> float:
    """How far noise goes together, beyond what it would by chance among so few voters.

    Mixed so, the covariance of what is left and none have the sum of squares that is estimated for
    the covariance in all such people.
    """
    voters, items = left.shape
    freedom, room = voters - 1, items - 1
    small = left.T @ left if items < voters else left @ left.T
    total = float(np.trace(small))
    if min(freedom, room) < 2 or total < NO_NOISE:
        return 0.0
    squares = float((small**2).sum()) / total**2
    expected = (squares - 1 / freedom) * freedom**2 / ((freedom - 1) * (freedom + 2))
    none = 1 / room
    share = max(expected - none, 0.0) / max(squares - none, NO_NOISE)
    return float(settled(np.array([min(np.sqrt(share), MOST_TOGETHER)]), COMPUTED)[0])
