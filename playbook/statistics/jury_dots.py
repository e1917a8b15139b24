"""Another jury's dots: counts whose variance grows with their mean, and that come in heaps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from playbook.statistics.another_jury import SHARES, Fit, Truths, draw_hidden, how_many
from playbook.statistics.settling import COMPUTED, settled
from playbook.statistics.votes import FloatArray, IntArray

EQUALS = 0.3
"""How much is laid, before seeing dots, on ordinary items being equals."""
FAR = np.array([3.0, 8.0])
"""How many times the dots of the others an item that stands out may get."""
LEAST_HEAP = 0.3


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

    def truths(self, draws: int, rng: np.random.Generator) -> DotTruths:
        """For dots of which some items have more than others."""
        counts, items = self.counts, self.counts.size
        number, each = how_many(draws)
        centre = counts.sum() / items * np.linspace(0.3, 1.4, 12)
        shape = centre * np.minimum(SHARES / (1 - SHARES), 200.0)[:, np.newaxis]

        def fits(shape: FloatArray, mean: FloatArray) -> FloatArray:
            shape, mean = shape[..., np.newaxis], mean[..., np.newaxis]
            likely: FloatArray = gammaln(counts + shape) - gammaln(shape)
            likely += shape * np.log(shape / (shape + mean))
            return likely + counts * np.log(mean / (shape + mean))

        far_mean = FAR[:, np.newaxis] * centre
        apart = fits(np.ones(far_mean.shape), far_mean)

        def one(share: int) -> tuple[FloatArray, FloatArray]:
            near = fits(shape[share], centre)
            return near, apart - near

        (share, far, where), out = draw_hidden(one, items, EQUALS, number, rng)
        return DotTruths(
            number,
            each,
            kept=np.ones(items),
            centre=float(self.score.mean()),
            fit=self,
            shapes=np.where(out, 1.0, shape[share, where][:, np.newaxis]),
            means=np.where(out, far_mean[far, where][:, np.newaxis], centre[where, np.newaxis]),
        )


@dataclass(frozen=True)
class DotTruths(Truths):
    """What may be true of dots.

    Attributes
    ----------
    fit : DotFit
        What they said.
    shapes, means : ndarray, shape (number, items)
        Of the gamma distribution that an item's rate comes from.
    """

    fit: DotFit
    shapes: FloatArray
    means: FloatArray

    def juries(self, rng: np.random.Generator) -> FloatArray:
        """The rates of items first, then the dots of juries."""
        counts = self.fit.counts
        rate = rng.standard_gamma(counts + self.shapes) / (1 + self.shapes / self.means)
        rate /= rate.sum(axis=1, keepdims=True)
        dots = max(1, round(float(counts.sum())))
        drawn = rng.multinomial(dots, rate[:, np.newaxis], size=(self.number, self.each))
        return np.asarray(drawn.reshape(-1, counts.size) * (self.fit.total / dots), dtype=float)


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
