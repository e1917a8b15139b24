"""The same people before and after: how large the change is, and whether chance would give it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import ArrayLike

from playbook.statistics.votes import FloatArray

ALL_SIGNS = 15
"""Up to so many people every way of turning the signs is tried; beyond, `DRAWN` of them."""
DRAWN = 20_000
LEVEL = 0.05
FEWEST = 6
"""With fewer people even a change that all share is no rarer by chance than 1 in 20."""


@dataclass(frozen=True)
class PairedChange:
    """A mean change.

    Attributes
    ----------
    mean, low, high : float
        The mean of the changes, and the ends of its interval of 95%.
    chance : float
        How often signs turned at random give a mean at least as far from 0, 0 to 1.
    people : int
        How many changes it rests on.
    """

    mean: float
    low: float
    high: float
    chance: float
    people: int


def paired_change(changes: ArrayLike, seed: int) -> PairedChange | None:
    """The mean change of people who were measured twice, by turning signs.

    Without any effect, each change is as likely to be upwards as downwards: turning the signs at
    random gives what chance alone would give. The interval holds the effects which, taken off each
    change, leave nothing that this test would call an effect. It is exact up to `ALL_SIGNS` people.

    Parameters
    ----------
    changes : array_like, shape (people,)
        After less before, for each person.
    seed : int
        What the signs are drawn from where there are too many people to try all.

    Returns
    -------
    PairedChange or None
        None for fewer than `FEWEST` people, of whom no interval of 95% can be had.

    References
    ----------
    Fisher, R. A. (1935). The Design of Experiments, section 21. Ernst, M. D. (2004). Permutation
    methods: a basis for exact inference. Statistical Science 19, 676-685 (the interval).
    """
    given = np.asarray(changes, dtype=float)
    if given.size < FEWEST:
        return None
    signs = _signs(given.size, seed)
    mean = float(given.mean())
    spread = float(np.ptp(given)) + 1.0
    low, high = (_end(given, signs, mean, way * spread) for way in (-1, 1))
    return PairedChange(mean, low, high, _chance(given, signs), given.size)


def _signs(people: int, seed: int) -> FloatArray:
    """Ways of turning the signs of all: the first leaves them as they are."""
    if people <= ALL_SIGNS:
        return np.array(list(product((1.0, -1.0), repeat=people)))
    drawn = np.random.default_rng(seed).choice((1.0, -1.0), size=(DRAWN, people))
    drawn[0] = 1.0
    return drawn


def _chance(changes: FloatArray, signs: FloatArray) -> float:
    """How often turned signs give a sum at least as far from 0 as the one that was found."""
    sums = np.abs(signs @ changes)
    return float((sums >= sums[0] - 1e-9).mean())


def _end(changes: FloatArray, signs: FloatArray, mean: float, beyond: float) -> float:
    """The furthest effect on one side that the test does not refuse, to a thousandth."""
    kept, refused = 0.0, beyond
    if _chance(changes - mean - refused, signs) > LEVEL:
        return mean + refused
    while abs(refused - kept) > 0.001:
        middle = (kept + refused) / 2
        if _chance(changes - mean - middle, signs) > LEVEL:
            kept = middle
        else:
            refused = middle
    return mean + kept
