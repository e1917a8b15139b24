"""The method of equal shares: everybody has the same say in which items are chosen."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from playbook.statistics.ranking import rounded
from playbook.statistics.votes import FloatArray


def equal_shares(ballots: ArrayLike, places: int) -> list[int]:
    """Choose items so that each voter pays for as much as the others.

    Every voter has an equal share of the places to give. An item costs one place, paid by those
    who gave it dots, in proportion to their dots as far as their share goes. The item whose payers
    pay least for each of their dots is taken first; then again with what is left, until nobody can
    pay for another. Equal items are taken by their dots, then in the order given.

    Parameters
    ----------
    ballots : array_like, shape (voters, items)
        Dots, 0 for none.
    places : int
        How many items are to be chosen.

    Returns
    -------
    list of int
        The positions of the chosen items in the order in which they are taken: at most `places`,
        and fewer where dots are spread so thin that nobody can pay for more.

    Raises
    ------
    ValueError
        If `ballots` is not two-dimensional or holds a negative or missing number, or `places` is
        below 1.

    References
    ----------
    Peters, D., Pierczyński, G. & Skowron, P. (2021). Proportional participatory budgeting with
    additive utilities. NeurIPS 34.

    Examples
    --------
    Four give a dot to each of the first three items, three to each of the last three: with three
    places, each camp has one that it can pay for.

    >>> equal_shares([[1, 1, 1, 0, 0, 0]] * 4 + [[0, 0, 0, 1, 1, 1]] * 3, 3)
    [0, 3]
    """
    dots = np.asarray(ballots, dtype=float)
    if dots.ndim != 2 or not (dots >= 0).all():
        raise ValueError("ballots must have two dimensions (voters, items) and no number below 0")
    if places < 1:
        raise ValueError(f"places must be at least 1, not {places}")
    voters, items = dots.shape
    purse = np.full(voters, places / max(voters, 1))
    chosen: list[int] = []
    while len(chosen) < min(places, items):
        open_items = [item for item in range(items) if item not in chosen]
        prices = {item: _price(purse, dots[:, item]) for item in open_items}
        payable = {item: price for item, price in prices.items() if np.isfinite(price)}
        if not payable:
            break
        best = min(
            payable,
            key=lambda item: (float(rounded(payable[item])), -float(dots[:, item].sum()), item),
        )
        purse = np.maximum(purse - np.minimum(purse, payable[best] * dots[:, best]), 0.0)
        chosen.append(best)
    return chosen


def _price(purse: FloatArray, dots: FloatArray) -> float:
    """What the payers of an item pay for each of their dots; infinite where they cannot."""
    payers = np.flatnonzero(dots > 0)
    if rounded(purse[payers].sum()) < 1:
        return np.inf
    # Those who are spent first pay all they have; the others share the rest by their dots.
    order = payers[np.argsort(purse[payers] / dots[payers], kind="stable")]
    rest, weight = 1.0, float(dots[order].sum())
    for payer in order:
        if rest / weight * dots[payer] <= purse[payer] + 1e-12:
            return rest / weight
        rest -= float(purse[payer])
        weight -= float(dots[payer])
    return float((purse[payers] / dots[payers]).max())
