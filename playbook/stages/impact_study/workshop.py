"""What time is left over, and into which groups people can be split."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, _, enumerate_words, format_duration, format_number
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label

LABELS = {
    "people": Label(N_("People"), Format.WHOLE),
    "groups": Label(N_("Groups"), Format.WHOLE),
    "sizes": Label(N_("People in each group"), missing=N_("none of the right size")),
}


def groupings(people: tuple[int, int], group: tuple[int, int]) -> pd.DataFrame:
    """The groups that each number of people can be split into.

    Parameters
    ----------
    people, group : (int, int)
        The fewest and the most people of the workshop, and of a group.

    Returns
    -------
    DataFrame
        One row for each number of people: people, groups (the most groups of the right size; 0
        when none can be made) and sizes (such as "4 + 5"; empty when none can be made).
    """
    rows = []
    for count in range(people[0], people[1] + 1):
        groups = next((n for n in range(count, 0, -1) if group[0] * n <= count <= group[1] * n), 0)
        rows.append((count, groups, _sizes(count, groups)))
    return pd.DataFrame(rows, columns=["people", "groups", "sizes"])


def _sizes(people: int, groups: int) -> str:
    """How many people each group has, the groups as equal as can be."""
    if not groups:
        return ""
    small, larger = divmod(people, groups)
    return " + ".join([str(small)] * (groups - larger) + [str(small + 1)] * larger)


def say_slack(sheet: pd.DataFrame, announced: int) -> Finding | None:
    """Say how little time is left over; nothing when the times do not fit."""
    left = announced - int(sheet["minutes"].sum())
    if left < 0 or left > 15:
        return None
    text = _(
        "Time left over, break included: {left}. It does not cover a late start: begin on the"
        " minute, or announce more."
    )
    return Finding(text.format(left=format_duration(left)), Tone.CAUTION)


def say_splits(table: pd.DataFrame, group: tuple[int, int]) -> Finding:
    """Say which numbers of people can be split.

    Parameters
    ----------
    table : DataFrame
        From `groupings`.
    group : (int, int)
        The fewest and the most people of a group.
    """
    splits = [format_number(n) for n in table.loc[table["groups"] >= 2, "people"]]
    fewest, most = int(table["people"].min()), int(table["people"].max())
    text = _("No number of people from {fewest} to {most} makes two groups of {low} to {high}.")
    if splits:
        text = _(
            "Of {fewest} to {most} people, only {splits} make two groups of {low} to {high}, which"
            " the groups need to question each other: invite that many."
        )
    low, high = group
    return Finding(
        text.format(fewest=fewest, most=most, low=low, high=high, splits=enumerate_words(splits))
    )


def say_groups(table: pd.DataFrame, groups: int, group: tuple[int, int]) -> Finding | None:
    """Say that the gaps come from more groups than the people make; nothing when they fit.

    Parameters
    ----------
    groups : int
        How many groups the gaps of a solution name.
    """
    low, most = group[0], int(table["people"].max())
    if groups * low <= most:
        return None
    text = _(
        "The gaps come from {groups} groups, which makes {need} people or more with {low} in"
        " each, against {most} at most: either the groups were smaller, or more people came."
    )
    return Finding(text.format(groups=groups, need=groups * low, low=low, most=most), Tone.CAUTION)
