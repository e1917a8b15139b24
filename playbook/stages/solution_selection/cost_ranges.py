"""How likely each solution is to be the cheapest, where cost lines are given as ranges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from playbook.language import N_, _, format_chance, quote, some
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.show.names import format_money
from playbook.stages.solution_selection.costs import complete

DRAWS = 20_000
SETTLED, RARE = 0.9, 0.05
LABELS = {
    "cost_low": Label(N_("Discounted, at least and at most"), Format.WHOLE, until="cost_high"),
    "cheapest_low": Label(N_("Chance of being cheapest"), Format.PERCENT, until="cheapest_high"),
}


def cost_ranges(
    costs: pd.DataFrame,
    lines: pd.DataFrame,
    totals: pd.DataFrame,
    among: Sequence[str],
    rate: float,
    seed: int,
) -> pd.DataFrame:
    """Draw what the lines may come to, and count how often each solution is the cheapest.

    A line lies between its ends, most likely at its amount (a triangle); one without ends is what
    it is. Nobody knows whether the lines of an offer go wrong together: the chance is worked out
    for lines that have nothing to do with each other, and for lines of one solution that all rise
    or fall alike, and lies between the two.

    Parameters
    ----------
    costs : DataFrame
        The table of that name, for the ends of the lines.
    lines, totals : DataFrame
        From `costs.cost_lines` and `costs.solution_totals`.
    among : sequence of str
        The solutions to compare; of these, those whose costs are complete.
    rate : float
        The discount rate; year 0 is not discounted.

    Returns
    -------
    DataFrame
        One row a solution, the cheapest by its amounts first: solution_id, name, total_cost,
        cost_low, cost_high (all lines at their ends), cheapest_low and cheapest_high (shares of
        the draws, rounded outwards to twentieths; ties share). Without a row where fewer than two
        can be compared, or none of their lines has ends.
    """
    columns = [
        "solution_id", "name", "total_cost", "cost_low", "cost_high", "cheapest_low",
        "cheapest_high",
    ]  # fmt: skip
    ids = complete(totals, among)
    own = _with_ends(costs, lines[lines["solution_id"].isin(ids)], rate)
    if len(ids) < 2 or own["given"].eq(False).all():
        return pd.DataFrame(columns=columns)
    low, value, high = (own[name].to_numpy() for name in ("low", "worth", "high"))
    place = pd.Index(ids).get_indexer(own["solution_id"])
    rng = np.random.default_rng(seed)
    shares = []
    for together in (False, True):
        totalled = np.zeros((DRAWS, len(ids)))
        at = rng.random((DRAWS, len(ids)))
        for line, solution in enumerate(place):
            where = at[:, solution] if together else rng.random(DRAWS)
            totalled[:, solution] += _triangle(where, low[line], value[line], high[line])
        first = totalled <= totalled.min(axis=1, keepdims=True) + 0.005
        shares.append((first / first.sum(axis=1, keepdims=True)).mean(axis=0))
    table = totals.set_index("solution_id").loc[ids, ["name", "total_cost"]].reset_index()
    table["cost_low"] = np.bincount(place, low, len(ids))
    table["cost_high"] = np.bincount(place, high, len(ids))
    table["cheapest_low"] = np.floor(20 * np.min(shares, axis=0) + 1e-9) / 20
    table["cheapest_high"] = np.ceil(20 * np.max(shares, axis=0) - 1e-9) / 20
    return table[columns]


def total_ends(costs: pd.DataFrame, lines: pd.DataFrame, rate: float) -> pd.DataFrame:
    """What each solution costs at least and at most, all its lines at their ends.

    Parameters
    ----------
    costs, lines, rate
        As for `cost_ranges`.

    Returns
    -------
    DataFrame
        Indexed by solution_id: low and high, discounted; the same where no line has ends.
    """
    return _with_ends(costs, lines, rate).groupby("solution_id")[["low", "high"]].sum()


def _with_ends(costs: pd.DataFrame, lines: pd.DataFrame, rate: float) -> pd.DataFrame:
    """The lines, discounted, with their ends, and whether any of these was given."""
    own = lines.merge(costs[["cost_id", "amount_low", "amount_high"]], on="cost_id")
    worth = (1 + rate) ** -own["year"].astype(float)
    value, ends = own["value"] * worth, own[["amount_low", "amount_high"]]
    return own.assign(
        worth=value,
        low=np.fmin(value, ends["amount_low"] * worth),
        high=np.fmax(value, ends["amount_high"] * worth),
        given=ends.notna().any(axis=1),
    )


def _triangle(share: np.ndarray, low: float, likely: float, high: float) -> np.ndarray:
    """What stands at a share of a triangle's area; the one value where it has no width."""
    width = high - low
    if width <= 0:
        return np.full(share.shape, likely)
    rise = (likely - low) / width
    below: np.ndarray = low + np.sqrt(share * width * (likely - low))
    above: np.ndarray = high - np.sqrt((1 - share) * width * (high - likely))
    return np.where(share < rise, below, above)


def say_cheapest(table: pd.DataFrame, chosen: str | None, currency: str) -> Finding | None:
    """Say how far the ranges of the costs leave open which is the cheapest; nothing without any.

    Parameters
    ----------
    table : DataFrame
        From `cost_ranges`.
    chosen : str, optional
        The solution that is recommended for its price; otherwise the cheapest is spoken of.
    """
    if table.empty:
        return None
    row = table[table["solution_id"] == chosen].iloc[0] if chosen else table.iloc[0]
    low, high = float(row["cheapest_low"]), float(row["cheapest_high"])
    others = table[table["solution_id"] != row["solution_id"]]
    if row["cost_high"] < others["cost_low"].min():
        text = _("Wherever the costs lie within their ranges, {name} is the cheapest.")
        return Finding(text.format(name=quote(row["name"])))
    text = _("If each cost falls within its range, {name} is the cheapest in {chance} of cases.")
    said = text.format(name=quote(row["name"]), chance=format_chance(low, high))
    if low >= SETTLED:
        return Finding(said)
    rivals = others[others["cheapest_high"] > RARE]
    named = [
        _("{cost} for {name}").format(name=quote(one["name"]), cost=_span(one, currency))
        for one in [row, *rivals.to_dict("records")]
    ]
    more = _("Totals: {costs}.").format(costs=some(named))
    return Finding(f"{said} {more}", Tone.CAUTION)


def _span(row: Mapping[Any, Any], currency: str) -> str:
    """What a solution costs at least and at most."""
    low, high = (format_money(row[end], currency) for end in ("cost_low", "cost_high"))
    return low if low == high else _("{low} to {high}").format(low=low, high=high)
