"""Another jury: the scores that as many people like these would give.

Both models read the same way. The score that all such people would give an item, its true score,
is scattered around a common mean, and a jury adds noise. How much of the scatter of the observed
scores is noise is not known, so every share is weighed by how well it explains them. True scores
have two scales: beside the ordinary scatter, which may be none at all, about one item may stand
far out, so that a runaway favourite is not drawn in by a field of equals. Another jury's scores
are true scores drawn from what the votes leave possible, with noise of their own. Many juries are
drawn from each set of true scores: how likely something is depends on which of them holds, so a
chance is known between two ends only.

Ratings are normal around true scores; dots are counts whose variance grows with their mean, and
that come in heaps. docs/certainty.md holds both against what happens.

References
----------
Morris, C. N. (1983). Parametric empirical Bayes inference. JASA 78(381). Daniels, M. J. (1999). A
prior for the variance in hierarchical models. Canadian Journal of Statistics 27(3) (the share of
noise, uniform). Box, G. E. P. & Tiao, G. C. (1968). A Bayesian approach to some outlier problems.
Biometrika 55(1) (two scales). Srivastava, M. S. (2005). Some tests concerning the covariance matrix
in high dimensional data. Journal of the Japan Statistical Society 35(2) (how far noise goes
together, from few voters).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtri, gammaln

from playbook.statistics.settling import COMPUTED, settled
from playbook.statistics.votes import BoolArray, FloatArray, IntArray

SHARES = np.append((np.arange(20) + 0.5) / 20, 0.9999)
"""The share of noise in the scatter of ordinary items, in steps; the last is nothing but noise."""
EQUALS = 0.5
"""How much is laid, before seeing ratings, on ordinary items being equals."""
EQUALS_DOTS = 0.3
FAR = np.array([1.0, 2.0])
"""How far an item may stand out, in standard deviations of a vote."""
FAR_DOTS = np.array([3.0, 8.0])
"""How many times the dots of the others an item that stands out may get."""
OWN_VOTES = 12.0
"""How many votes the common variance counts for against an item's own."""
LEAST_HEAP = 0.3
MOST_TOGETHER = 0.9
EACH = 25
"""How many juries are drawn from one set of true scores, to see how likely something is with it."""
NO_NOISE = 1e-9
MOST_AHEAD = 300.0
"""Of how much more likely something is, as a logarithm: far beyond doubt, and no overflow."""


@dataclass(frozen=True)
class Fit:
    """What votes say about scores, before anything is drawn.

    Attributes
    ----------
    score : ndarray, shape (items,)
        The stated scores.
    dof : float
        Degrees of freedom of the errors; infinite for counts.
    step : float
        By how much the smallest change of one vote moves a score that is a count, else 0.
    """

    score: FloatArray
    dof: float
    step: float

    def errors(self, of: IntArray) -> FloatArray:
        """The standard error of the difference of the scores of some items, by their positions,
        from each score, shape (some, items).
        """
        raise NotImplementedError


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


@dataclass(frozen=True)
class DotFit(Fit):
    """Dots: the counts of the items, in dots that fall independently of each other.

    Attributes
    ----------
    counts : ndarray, shape (items,)
    total : float
        Dots of a voter over all items.
    variance : ndarray, shape (items,)
        Of each score.
    """

    counts: FloatArray
    total: float
    variance: FloatArray

    def errors(self, of: IntArray) -> FloatArray:
        """From the variances of both scores."""
        return settled(np.sqrt(self.variance[of, np.newaxis] + self.variance), COMPUTED)


@dataclass(frozen=True)
class JuryDraws:
    """Another jury, drawn again and again.

    Attributes
    ----------
    scores : ndarray, shape (draws, items)
        Its scores. Draws from the same true scores stand together.
    truths : int
        From how many true scores, equally often.
    kept, centre : ndarray, shape (items,), and float
        What of a score's distance from the centre is not noise, on average: a score that few
        people gave is drawn in more.
    """

    scores: FloatArray
    truths: int
    kept: FloatArray
    centre: float

    def shrunken(self, scores: FloatArray) -> FloatArray:
        """Draw scores in towards the centre; equal numbers of votes keep their order."""
        drawn_in: FloatArray = self.centre + self.kept * (scores - self.centre)
        return drawn_in


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
    means = given.sum(axis=0) / by_item
    item = means
    for _round in range(1 if cast.all() else 20):
        voter = np.where(cast, given - item, 0.0).sum(axis=1) / by_voter
        voter -= voter.mean(axis=0)
        item = np.where(cast, given - voter[:, np.newaxis], 0.0).sum(axis=0) / by_item
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


def draw_ratings(fit: RatingFit, draws: int, rng: np.random.Generator) -> JuryDraws:
    """Draw another jury's ratings.

    Parameters
    ----------
    fit : RatingFit
        With noise.
    draws : int
    rng : numpy.random.Generator
    """
    score, items = fit.score, fit.score.size
    truths, each = _truths(draws)
    noise = fit.noise * fit.own
    evidence = 1 - fit.together**2
    freedom = fit.dof * evidence
    vote = freedom * fit.vote / chdtri(freedom, (np.arange(7) + 0.5) / 7)
    reach = 3.25 * np.sqrt((fit.noise.mean() * fit.vote + score.var()) / items)
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

    (share, far, which, where), out = _draw_hidden(one, items, EQUALS, truths, rng, evidence)
    scatter = ordinary[share, np.newaxis] + out * FAR[far, np.newaxis] ** 2
    kept = scatter / (scatter + noise)
    spread = np.sqrt(noise * vote[which, np.newaxis])
    middle = centre[where, np.newaxis]
    true = middle + kept * (score - middle)
    root = _root(fit) if fit.together else None

    def standard(rows: int) -> FloatArray:
        own = rng.standard_normal((rows, items))
        return own if root is None else own @ root

    true += np.sqrt(kept) * spread * standard(truths)
    draws = truths * each
    fresh = np.repeat(spread, each, axis=0) * standard(draws)
    fresh += np.repeat(true, each, axis=0)
    # Two juries of as many voters: each has a mean leniency of its own.
    others = fit.voters - 1
    lenient = np.sqrt(2 * fit.leniency * others / fit.voters / rng.chisquare(others, draws))
    fresh += (lenient * rng.standard_normal(draws))[:, np.newaxis]
    typical = float(scatter.mean())
    return JuryDraws(fresh, truths, typical / (typical + fit.noise), float(centre[where].mean()))


def _root(fit: RatingFit) -> FloatArray:
    """What makes independent noise go together, each item's as large as before."""
    shape = fit.left / np.maximum(np.sqrt((fit.left**2).sum(axis=0)), NO_NOISE)
    covariance = fit.together * (shape.T @ shape)
    np.fill_diagonal(covariance, 1.0)
    root: FloatArray = np.linalg.cholesky(covariance).T
    return root


def fit_dots(ballots: FloatArray) -> DotFit | None:
    """Count dots, and how far they come in heaps.

    Parameters
    ----------
    ballots : ndarray, shape (voters, items)
        Complete: no dot is 0.

    Returns
    -------
    DotFit or None
        None without two voters, two items and a dot.
    """
    voters, items = ballots.shape
    mean = ballots.mean(axis=0)
    total = float(mean.sum())
    if voters < 2 or items < 2 or total <= 0:
        return None
    heap = float(ballots.var(axis=0, ddof=1).sum()) / (total * (1 - 1 / items))
    heap = float(settled(np.array([max(heap, LEAST_HEAP)]), COMPUTED)[0])
    return DotFit(
        score=settled(mean, COMPUTED),
        dof=np.inf,
        step=heap / voters,
        counts=settled(ballots.sum(axis=0) / heap, COMPUTED),
        total=total,
        variance=heap * mean / voters,
    )


def draw_dots(fit: DotFit, draws: int, rng: np.random.Generator) -> JuryDraws:
    """Draw another jury's dots.

    Parameters
    ----------
    fit : DotFit
    draws : int
    rng : numpy.random.Generator
    """
    counts, items = fit.counts, fit.counts.size
    truths, each = _truths(draws)
    size = float(counts.sum())
    centre = size / items * np.linspace(0.3, 1.4, 12)
    shape = centre * np.minimum(SHARES / (1 - SHARES), 200.0)[:, np.newaxis]

    def fits(shape: FloatArray, mean: FloatArray) -> FloatArray:
        shape, mean = shape[..., np.newaxis], mean[..., np.newaxis]
        likely: FloatArray = gammaln(counts + shape) - gammaln(shape)
        likely += shape * np.log(shape / (shape + mean))
        return likely + counts * np.log(mean / (shape + mean))

    far_mean = FAR_DOTS[:, np.newaxis] * centre
    apart = fits(np.ones(far_mean.shape), far_mean)

    def one(share: int) -> tuple[FloatArray, FloatArray]:
        near = fits(shape[share], centre)
        return near, apart - near

    (share, far, where), out = _draw_hidden(one, items, EQUALS_DOTS, truths, rng)
    alpha = np.where(out, 1.0, shape[share, where][:, np.newaxis])
    mean = np.where(out, far_mean[far, where][:, np.newaxis], centre[where, np.newaxis])
    rate = rng.standard_gamma(counts + alpha) / (1 + alpha / mean)
    rate /= rate.sum(axis=1, keepdims=True)
    dots = max(1, round(size))
    drawn = rng.multinomial(dots, np.repeat(rate, each, axis=0))
    fresh = drawn.astype(float) * (fit.total / dots)
    return JuryDraws(fresh, truths, np.ones(items), float(fit.score.mean()))


def _truths(draws: int) -> tuple[int, int]:
    """From how many true scores to draw, and how often from each: as often as asked, or more."""
    each = min(draws, EACH)
    return -(-draws // each), each


def _draw_hidden(
    fits: Callable[[int], tuple[FloatArray, FloatArray]],
    items: int,
    equals: float,
    draws: int,
    rng: np.random.Generator,
    evidence: float = 1.0,
) -> tuple[tuple[IntArray, ...], np.ndarray]:
    """Draw what is not seen: a point of the grid, and which items stand out.

    Parameters
    ----------
    fits : callable
        Gives for the number of a share how likely each score is, as logarithms: for an ordinary
        item, shape (..., items), and how much more for one that stands out, shape (distances,
        ..., items). It is asked share by share: of thousands of items, all at once would take
        hundreds of megabytes.
    items : int
    equals : float
        The weight of the last share.
    evidence : float, optional
        As how much of an item each counts.
    """
    rare = min(1.0 / items, 0.4)
    weight = np.full(SHARES.size, (1 - equals) / (SHARES.size - 1))
    weight[-1] = equals
    of_shares = []
    for share in range(SHARES.size):
        ordinary, ahead = fits(share)
        more = rare * np.expm1(np.minimum(ahead, MOST_AHEAD))
        seen = evidence * (ordinary + np.log1p(more)).sum(axis=-1)
        of_shares.append(seen + np.log(weight[share]))
    likely = np.stack(of_shares)
    chance = np.exp(likely - likely.max()).ravel()
    # Rounded: processors differ in the last bits.
    until = np.round(np.cumsum(chance / chance.sum()), 12)
    point = np.minimum(np.searchsorted(until, rng.random(draws)), until.size - 1)
    shares, *rest = place = np.unravel_index(point, likely.shape)
    drawn = np.empty((draws, items))
    for share in np.unique(shares):
        here = shares == share
        drawn[here] = fits(share)[1][tuple(axis[here] for axis in rest)]
    odds = rare / (1 - rare) * np.exp(np.minimum(drawn, MOST_AHEAD))
    return place, rng.random((draws, items)) < odds / (1 + odds)
