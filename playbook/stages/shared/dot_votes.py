"""Votes with dots: what comes first, and how sure that is.

Each stage lays its own ballots out: a row for each voter, a column for each item that got a dot. A
voter without a dot on an item gave it none: that is a zero, not a missing vote.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from playbook.show.findings import Finding
from playbook.show.ranking import say_order, say_voters
from playbook.statistics import RankRobustness, leave_one_ballot_out, rank_ballots

HOW_SURE = [
    "tied",
    "tier",
    "rank_low",
    "rank_high",
    "first_low",
    "first_high",
    "top_low",
    "top_high",
]


def rank_dots(
    ballots: pd.DataFrame, top_n: int, resamples: int, seed: int, *, anonymous: bool = False
) -> RankRobustness | None:
    """Rank what got dots, and say how sure the ranking is; None without any dot.

    The score is the mean number of dots a voter gave.

    Parameters
    ----------
    ballots : DataFrame
        How many dots each voter (a row) gave each item (a column).
    top_n, resamples, seed : int
        As in `rank_robustness`.
    anonymous : bool
        Whether the ballots stand in for anonymous ones, told in twos.
    """
    return rank_ballots(ballots, top_n, resamples, seed, in_twos=anonymous)


def dot_ranking(robustness: RankRobustness | None, items: pd.DataFrame, key: str) -> pd.DataFrame:
    """The ranking by dots as a table that can be read.

    Parameters
    ----------
    robustness : RankRobustness or None
        From `rank_dots`.
    items : DataFrame
        What to say of each item.
    key : str
        The column of `items` that holds their identifiers.

    Returns
    -------
    DataFrame
        One row for each item that got dots, in rank order: rank, the columns of `items`, tied,
        tier, rank_low, rank_high, first_low, first_high, top_low and top_high.
    """
    columns = ["rank", *items.columns, *HOW_SURE]
    if robustness is None:
        return pd.DataFrame(columns=columns)
    table = robustness.table.rename(columns={"item": key})
    return table.merge(items, on=key, how="left")[columns]


def shown_columns(ranking: pd.DataFrame, columns: Sequence[str]) -> list[str]:
    """The columns of a ranking that are shown: none of chances where no chance is given."""
    empty = [name for name in HOW_SURE if name not in ranking or ranking[name].isna().all()]
    return [name for name in columns if name not in empty]


def say_how_sure(
    robustness: RankRobustness | None,
    ballots: pd.DataFrame,
    ranking: pd.DataFrame,
    key: str,
    *,
    anonymous: bool = False,
) -> list[Finding | None]:
    """Say how much of the order the dots support; nothing when nobody voted.

    Parameters
    ----------
    robustness : RankRobustness or None
        From `rank_dots`.
    ballots : DataFrame
        What was ranked.
    ranking : DataFrame
        From `dot_ranking`: items are called by its column text.
    key : str
        Its column of identifiers.
    anonymous : bool
        Whether the ballots stand in for anonymous ones: nothing is then said of a single voter.
    """
    if robustness is None:
        return []
    names = dict(zip(ranking[key], ranking["text"], strict=True))
    order = say_order(robustness, names)
    if anonymous:
        return [order]
    return [order, say_voters(leave_one_ballot_out(ballots, robustness.top_n))]
