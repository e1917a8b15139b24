"""How far chance spreads the means of equals: Tukey's studentised range.

`scipy.stats` has this distribution too; decision 200 says why it is computed here.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from scipy.special import ndtr, stdtrit

STEP = 0.05
NORMAL = np.arange(-8, 8, STEP)
DENSITY = np.exp(-(NORMAL**2) / 2) * STEP / np.sqrt(2 * np.pi)
BELOW = ndtr(NORMAL)


@lru_cache(maxsize=256)
def studentized_range(probability: float, items: int, dof: float) -> float:
    """The range of some means, in their standard errors, that chance exceeds so seldom.

    The range of standard normal values is integrated over the standard deviation that is
    estimated. Both integrands vanish fast at both ends, so that sums over
    equal steps are as exact as need be (held against `scipy.stats`: the same to 8 digits).

    Parameters
    ----------
    probability : float
        With which the range is smaller, 0 to 1.
    items : int
        How many means there are, all equal in truth; 2 or more.
    dof : float
        Degrees of freedom of the estimated standard deviation, 1 or more.

    References
    ----------
    Lund, R. E. & Lund, J. R. (1983). Algorithm AS 190: Probabilities and upper quantiles for the
    studentized range. Applied Statistics 32(2).
    """
    error = 1 / np.sqrt(2 * dof)  # of the logarithm of an estimated standard deviation
    logs = np.arange(-40 * error, 9 * error, min(0.2 * error, 0.06))
    weights = np.exp(dof * (logs + (1 - np.exp(2 * logs)) / 2))
    matter = weights > 1e-17 * weights.max()
    spreads, weights = np.exp(logs[matter]), weights[matter] / weights[matter].sum()
    # The range of two, which is a difference, and Bonferroni's bound on that of any two.
    pairs = np.array([1, items * (items - 1) / 2])
    low, high = np.log(np.sqrt(2) * stdtrit(dof, 1 - (1 - probability) / (2 * pairs)))
    while high - low > 1e-10:
        middle = (low + high) / 2
        reach = np.exp(middle) * spreads[:, np.newaxis]
        smaller = items * (BELOW - ndtr(NORMAL - reach)) ** (items - 1) @ DENSITY
        low, high = (middle, high) if weights @ smaller < probability else (low, middle)
    return float(np.exp(low))
