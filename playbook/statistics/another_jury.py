"""Another jury: the scores that as many people like these would give.

The score that all such people would give an item, its true score, is scattered around a common
mean, and a jury adds noise. How much of the scatter of the observed scores is noise is not known,
so every share is weighed by how well it explains them. True scores have two scales: beside the
ordinary scatter, which may be none at all, about one item may stand far out, so that a runaway
favourite is not drawn in by a field of equals. Another jury's scores are true scores drawn from
what the votes leave possible, with noise of their own. Many juries are drawn from each set of true
scores: how likely something is depends on which of them holds, so a chance is known between two
ends only.

Here is what ratings (`jury_ratings`) and dots (`jury_dots`) have in common. docs/certainty.md
holds both against what happens.

References
----------
Morris, C. N. (1983). Parametric empirical Bayes inference. JASA 78(381). Daniels, M. J. (1999). A
prior for the variance in hierarchical models. Canadian Journal of Statistics 27(3) (the share of
noise, uniform). Box, G. E. P. & Tiao, G. C. (1968). A Bayesian approach to some outlier problems.
Biometrika 55(1) (two scales).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playbook.statistics.votes import FloatArray, IntArray

SHARES = np.append((np.arange(20) + 0.5) / 20, 0.9999)
"""The share of noise in the scatter of ordinary items, in steps; the last is nothing but noise."""
EACH = 25
"""How many juries are drawn from one set of true scores, to see how likely something is with it."""
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

    def truths(self, draws: int, rng: np.random.Generator) -> Truths:
        """Draw what may be true, for as many juries as asked or somewhat more."""
        raise NotImplementedError


@dataclass(frozen=True)
class Truths:
    """What may be true of the scores, drawn again and again.

    Attributes
    ----------
    number, each : int
        How many there are, and how many juries are drawn from each.
    kept, centre : ndarray, shape (items,), and float
        What of a score's distance from the centre is not noise, on average: a score that few
        people gave is drawn in more.
    """

    number: int
    each: int
    kept: FloatArray
    centre: float

    def shrunken(self, scores: FloatArray) -> FloatArray:
        """Draw scores in towards the centre; equal numbers of votes keep their order."""
        drawn_in: FloatArray = self.centre + self.kept * (scores - self.centre)
        return drawn_in

    def juries(self, rng: np.random.Generator) -> FloatArray:
        """Draw the scores of other juries, shape (number x each, items).

        Those of which the same is true stand together.
        """
        raise NotImplementedError


def how_many(draws: int) -> tuple[int, int]:
    """From how many truths to draw, and how many juries from each: as many as asked, or more."""
    each = min(draws, EACH)
    return -(-draws // each), each


def draw_hidden(
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
