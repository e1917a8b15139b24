"""Whether the time holds all use cases."""

from __future__ import annotations

import pandas as pd

from playbook.language import N_, _, format_number, ngettext
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label

LABELS = {
    "minutes_each": Label(N_("Minutes for each"), Format.WHOLE),
    "fitting": Label(N_("Use cases that fit"), Format.WHOLE),
    "left_over": Label(N_("Listed ones that do not"), Format.WHOLE),
}


def capacity(use_cases: int, minutes: int, shortest: int, longest: int) -> pd.DataFrame:
    """How many use cases the time for ratings holds.

    Parameters
    ----------
    use_cases : int
        How many are listed.
    minutes : int
        The time there is.
    shortest, longest : int
        What the playbook gives one use case, in minutes.

    Returns
    -------
    DataFrame
        One row for each pace (longest first): minutes_each, fitting (use cases that fit) and
        left_over (listed ones that do not).
    """
    paces = [longest, shortest]
    fitting = [minutes // pace for pace in paces]
    left_over = [max(use_cases - fit, 0) for fit in fitting]
    return pd.DataFrame({"minutes_each": paces, "fitting": fitting, "left_over": left_over})


def say_capacity(table: pd.DataFrame, use_cases: int, minutes: int) -> Finding:
    """Say whether the listed use cases fit the time for ratings."""
    slow, fast = table.iloc[0], table.iloc[1]
    fits = ngettext(
        "{minutes} min are enough for {low} to {high} use cases; {listed} is listed",
        "{minutes} min are enough for {low} to {high} use cases; {listed} are listed",
        use_cases,
    ).format(minutes=minutes, low=slow["fitting"], high=fast["fitting"], listed=use_cases)
    if not slow["left_over"]:
        return Finding(_("{fits}: all fit, even at the slow pace.").format(fits=fits))
    if not fast["left_over"]:
        text = _("{fits}: all fit at {pace} min each or less, no longer.")
        pace = format_number(int(minutes / use_cases))
        return Finding(text.format(fits=fits, pace=pace), Tone.CAUTION)
    text = _("{fits}: {left} are too many even at the fast pace. Choose beforehand, or meet twice.")
    return Finding(text.format(fits=fits, left=fast["left_over"]), Tone.DECIDE)
