"""The run sheet of a workshop: its activities, their times, and whether they fit."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from playbook.content.booklet import Time
from playbook.language import _, format_duration
from playbook.show.findings import Finding, Tone


def run_sheet(times: Sequence[Time]) -> pd.DataFrame:
    """Lay the times of a workshop out one after the other; a pause without minutes is left out.

    Parameters
    ----------
    times : sequence of Time
        As the booklet has them.

    Returns
    -------
    DataFrame
        Columns starts (minutes after the beginning), activity, minutes_low and minutes (the
        shortest and the planned time) and material.
    """
    planned = [time for time in times if time.minutes or not time.pause]
    minutes = [time.minutes for time in planned]
    return pd.DataFrame(
        {
            "starts": [sum(minutes[:position]) for position in range(len(minutes))],
            "activity": [time.activity for time in planned],
            "minutes_low": [t.minutes if t.shortest is None else t.shortest for t in planned],
            "minutes": minutes,
            "material": [time.material for time in planned],
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
    fact = _("The activities take {length}, {over} more than the {announced} announced.")
    told = {"length": length, "over": over, "announced": format_duration(announced)}
    return Finding(text.format(**told), Tone.DECIDE, fact=fact.format(**told))
