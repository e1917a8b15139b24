"""Tiers: groups of items that the votes cannot tell apart."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from playbook.statistics.ranking import rounded
from playbook.statistics.studentized_range import studentized_range
from playbook.statistics.votes import FloatArray, IntArray

MANY = 1000.0
"""Degrees of freedom from which on more make no difference."""


def tiers(
    scores: ArrayLike,
    errors: Callable[[IntArray], FloatArray],
    dof: float,
    *,
    step: float = 0.0,
    confidence: float = 0.97,
    alone: float = 0.95,
) -> FloatArray:
    """Group items that the votes cannot tell apart.

    Items are taken by falling score. A tier opens with its leader; every following item from which
    the leader is not told apart is in the leader's tier, the first one that is opens the next tier
    and leads it. Told apart are two items whose gap is one that chance seldom makes between any
    two of so many (Tukey and Kramer). One item at the top is also told from all others when its
    gap to the runner-up is one that chance seldom makes between two (Gutmann and Maymin). Items of
    equal score always share a tier.

    To be indistinguishable is not transitive: A and B may be too close to tell, B and C as well,
    and A and C not. So no grouping is right in every respect. What a tier claims is that its leader
    is better than all below it; the last of a tier and the leader of the next one may be close.

    Parameters
    ----------
    scores : array_like, shape (items,)
        The stated scores, more is better; NaN is an item that is not ranked.
    errors : callable
        Gives for the positions of some items the standard errors of their differences from every
        item, shape (some, items): only those of the leaders are asked for.
    dof : float
        Degrees of freedom of the errors.
    step : float, default 0
        Of counts, the smallest change: a gap is taken to be smaller by it.
    confidence : float, default 0.97
        How sure it is, were all items equal, that none is told from another. 0.97 leaves room for
        items on which voters differ to very unequal degrees: in all, 1 jury in 20 is told wrong.
    alone : float, default 0.95
        The same for the first against the runner-up.

    Returns
    -------
    ndarray of float, shape (items,)
        Whole numbers from 1, the best, as floats; NaN for an item that is not ranked.

    Raises
    ------
    ValueError
        If a confidence is not above 0.5 and below 1.

    References
    ----------
    Kramer, C. Y. (1956). Extension of multiple range tests to group means with unequal numbers of
    replications. Biometrics 12(3). Gutmann, S. & Maymin, Z. (1987). Is the selected population the
    best? Annals of Statistics 15(1).
    """
    values = rounded(scores)
    if not (0.5 < confidence < 1 and 0.5 < alone < 1):
        raise ValueError(f"confidence must be above 0.5 and below 1, not {confidence}, {alone}")
    result = np.full(values.shape, np.nan)
    ranked = np.flatnonzero(~np.isnan(values))
    if ranked.size == 0:
        return result
    freedom = min(float(np.round(dof)), MANY)
    any_two = np.inf
    if ranked.size > 1:
        any_two = studentized_range(confidence, ranked.size, freedom) / np.sqrt(2)
    only_two = float(stdtrit(freedom, (1 + alone) / 2))
    leaders: IntArray | None = None
    apart = np.empty((0, values.size))
    tier = 0
    for score in np.unique(values[ranked])[::-1]:
        group = ranked[values[ranked] == score]
        below = ranked[values[ranked] <= score]
        if leaders is not None:
            error = np.maximum(apart[:, below], 1e-9)
            gap = float(((values[leaders, np.newaxis] - values[below] - step) / error).min())
            first = tier == 1 and leaders.size == 1 and below.size == ranked.size - 1
        if leaders is None or gap >= any_two or (first and gap >= only_two):
            leaders, apart = group, errors(group)
            tier += 1
        result[group] = tier
    return result
