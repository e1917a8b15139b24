"""What is shown of anonymous votes: bands of the mean, and stand-ins to calculate with.

`statistics.anonymity` says why that gives no vote away. Whatever a stage computes of anonymous
votes, it computes from `protected` tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle, islice

import numpy as np
import pandas as pd

from playbook.language import _, format_number
from playbook.show.findings import Finding, Tone
from playbook.statistics.anonymity import band_of, dots_told, fewest_voters, stand_ins

BANDS = ["votes", "low", "middle", "high", "far_apart"]


def protected(
    table: pd.DataFrame,
    by: Sequence[str],
    grades: Sequence[str],
    scale: tuple[float, float],
    threshold: int,
) -> pd.DataFrame:
    """Put stand-ins in place of anonymous votes.

    Parameters
    ----------
    table : DataFrame
        A row for each person and thing voted on.
    by : sequence of str
        The columns that say what was voted on.
    grades : sequence of str
        The columns of votes, each on `scale`; NaN is a vote that was not cast.
    threshold : int
        The fewest votes of which anything is told.

    Returns
    -------
    DataFrame
        The same rows. Votes are missing where there are too few of them.
    """
    result = table.copy()
    result[list(grades)] = np.nan
    for thing, rows in table.groupby(list(by), observed=True):
        for grade in grades:
            votes = rows[grade].dropna()
            if len(votes) >= threshold:
                given = stand_ins(votes.to_numpy(float), scale, f"{thing} {grade}", str(thing[0]))
                result.loc[votes.index, grade] = np.nan if given is None else given
    return result


def mean_bands(
    table: pd.DataFrame,
    by: Sequence[str],
    grade: str,
    scale: tuple[float, float],
    threshold: int,
) -> pd.DataFrame:
    """The bands that the means of anonymous votes lie in.

    Returns
    -------
    DataFrame
        Indexed by `by`, a row for each thing that was voted on: votes (how many), low, middle and
        high (of the band, on the scale) and far_apart (whether the voters are); missing where that
        is not told.
    """
    rows = {}
    for thing, votes in table.dropna(subset=[grade]).groupby(list(by), observed=True)[grade]:
        band = band_of(votes.to_numpy(float), scale) if len(votes) >= threshold else None
        low, high = (np.nan, np.nan) if band is None else band.ends(scale)
        far = None if band is None else band.far_apart
        rows[thing] = (len(votes), low, (low + high) / 2, high, far)
    index = pd.MultiIndex.from_tuples(rows, names=list(by))
    made = pd.DataFrame(list(rows.values()), index=index, columns=BANDS)
    return made if len(by) > 1 else made.set_axis(index.get_level_values(0))


def protected_dots(
    dots: pd.DataFrame, by: Sequence[str], things: int, most_each: int, threshold: int
) -> pd.DataFrame:
    """Put stand-ins in place of anonymous dots: as many on each thing, rounded down to twos.

    Parameters
    ----------
    dots : DataFrame
        A row for each person and thing with a dot, how many in a column dots; a table without
        that column has one a row.
    by : sequence of str
        The columns that say what the dots lie on.
    things : int
        How many things there are, those without a dot among them.
    most_each : int
        How many dots one person can put on one thing.
    threshold : int
        The fewest voters of whom anything is told.

    Returns
    -------
    DataFrame
        With the columns of `dots`, one dot a row; without a row for too few voters, or for a thing
        with fewer than two dots. Who is said to have placed one has nothing to do with who did.
    """
    people = sorted(dots["participant_id"].unique())
    if len(people) < threshold:
        return dots.iloc[:0]
    counts = dots.groupby(list(by), observed=True)
    totals = counts["dots"].sum() if "dots" in dots else counts.size()
    told = dots_told(totals.astype(int).tolist(), most_each * len(people), things)
    rows = [
        thing if isinstance(thing, tuple) else (thing,)
        for thing, shown in zip(totals.index, told, strict=True)
        for _dot in range(shown)
    ]
    made = pd.DataFrame(rows, columns=list(by), dtype=object)
    made["participant_id"] = list(islice(cycle(people), len(made)))
    made["dots"] = 1
    made = made.reindex(columns=dots.columns)
    return made.astype(dots.dtypes.to_dict())


def idea_dots(
    dot_votes: pd.DataFrame,
    ideas: pd.DataFrame,
    anonymous: bool,
    quota: int,
    most_on_one: int | None,
    threshold: int,
) -> pd.DataFrame:
    """The dots on ideas: stand-ins in place of anonymous ones, or none where too few people voted.

    Parameters
    ----------
    dot_votes, ideas : DataFrame
        The tables of that name.
    anonymous : bool
        Whether the votes were promised to stay anonymous; if not, they stay as they are.
    quota, most_on_one : int
        How many dots each participant has, and may put on one idea (None: all of them).
    threshold : int
        The fewest voters of whom anything is told.
    """
    if not anonymous:
        return dot_votes
    most = min(most_on_one or quota, quota)
    return protected_dots(dot_votes, ["idea_id"], len(ideas), most, threshold)


def say_bands(threshold: int, *bands: pd.DataFrame) -> Finding | None:
    """Say that means of anonymous votes are given in bands, and how wide; nothing without any.

    Parameters
    ----------
    threshold : int
        The fewest votes of which anything is told.
    *bands : DataFrame
        From `mean_bands`.
    """
    together = pd.concat(bands)
    widths = (together["high"] - together["low"]).dropna()
    if widths.empty:
        return None
    text = _(
        "Votes are anonymous: in place of a mean stands the middle of the band that it lies in, so"
        " that nobody's vote or answer can be worked out. These bands are up to {width} wide."
        " All figures are computed from them: smaller differences are not told."
    ).format(width=format_number(widths.max(), 1))
    if together["low"].isna().any():
        few = _("What fewer than {threshold} people voted on is left out.")
        text = f"{text} {few.format(threshold=format_number(threshold))}"
    return Finding(text, Tone.CAUTION)


def say_twos(anonymous: bool) -> Finding | None:
    """Say that anonymous dots are counted in twos; nothing where they are not anonymous."""
    if not anonymous:
        return None
    text = _(
        "Votes are anonymous: dots are rounded down, to 2, 4, 6 and so on, and what got fewer than"
        " 2 is not listed."
    )
    return Finding(text, Tone.CAUTION)


__all__ = [
    "fewest_voters",
    "idea_dots",
    "mean_bands",
    "protected",
    "protected_dots",
    "say_bands",
    "say_twos",
]
