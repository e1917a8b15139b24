"""The run sheet of a workshop: its activities, their times, and whether they fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from playbook.language import _, format_duration
from playbook.show.findings import Finding, Tone


@dataclass(frozen=True)
class Activity:
    """One activity of a workshop.

    Attributes
    ----------
    name, material : str
        Messages of the catalogue: what is done, and what it needs.
    minutes : int
        How long it is planned to take.
    shortest : int, optional
        The shortest time that the playbook gives it elsewhere; None when it gives one time.
    """

    name: str
    minutes: int
    material: str = ""
    shortest: int | None = None


def run_sheet(activities: Sequence[Activity]) -> pd.DataFrame:
    """Lay the activities out one after the other.

    Returns
    -------
    DataFrame
        Columns starts (minutes after the beginning), activity, minutes_low and minutes (the
        shortest and the planned time) and material.
    """
    minutes = [activity.minutes for activity in activities]
    return pd.DataFrame(
        {
            "starts": [sum(minutes[:position]) for position in range(len(minutes))],
            "activity": [_(activity.name) for activity in activities],
            "minutes_low": [a.minutes if a.shortest is None else a.shortest for a in activities],
            "minutes": minutes,
            "material": [_(activity.material) for activity in activities],
        }
    )


def say_times(sheet: pd.DataFrame, announced: int) -> Finding:
    """Say whether the times of a run sheet fit the duration that is announced.

    Parameters
    ----------
    sheet : DataFrame
        From `run_sheet`.
    announced : int
        In minutes.
    """
    low, high = int(sheet["minutes_low"].sum()), int(sheet["minutes"].sum())
    length = format_duration(high)
    if low != high:
        length = _("{low} to {high}").format(low=format_duration(low), high=length)
    if high <= announced:
        text = _("The activities take {length} of the {announced} announced: they fit.")
        return Finding(text.format(length=length, announced=format_duration(announced)))
    if low <= announced:
        text = _(
            "The activities take {length}, against {announced} announced: they fit only if each"
            " keeps to its shortest time."
        )
        return Finding(
            text.format(length=length, announced=format_duration(announced)), Tone.CAUTION
        )
    over = format_duration(high - announced)
    if low != high:
        over = _("{low} to {high}").format(low=format_duration(low - announced), high=over)
    text = _(
        "The activities take {length}, {over} more than the {announced} announced: announce the"
        " longer time, or say beforehand what is cut."
    )
    return Finding(
        text.format(length=length, over=over, announced=format_duration(announced)), Tone.DECIDE
    )
