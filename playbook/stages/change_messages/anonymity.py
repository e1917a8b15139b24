"""Who was asked, and what may be shown: nothing that gives an answer away.

- A department with fewer respondents than the threshold at a survey does not appear for it.
- No figure is computed over departments together: the difference between a total and the
  departments shown would give the answers of those left out.
- All is computed from stand-ins for the answers (`shared.anonymity`), so that it tells no more than
  the band that each mean lies in.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import pandas as pd

from playbook.language import _, format_date, format_number, ngettext, shorten, some
from playbook.show.findings import Finding, Tone

ANSWERS = ("fear", "understanding", "disappointment", "daily_use")
DECIMALS = 9
"""Means are compared after rounding to this many decimals, so that float noise decides nothing."""
GROUP = ["date", "department"]
SCALE = (1.0, 5.0)
"""Of every answer."""


def answers_until(pulse: pd.DataFrame, as_of: datetime.date) -> pd.DataFrame:
    """The answers given by the day that the report speaks at."""
    return pulse[pulse["date"] <= pd.Timestamp(as_of)]


def large_enough(pulse: pd.DataFrame, threshold: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Set apart what too few people answered.

    Parameters
    ----------
    pulse : DataFrame
        The table of that name, one row for each respondent of a survey.
    threshold : int
        The fewest respondents of whom figures are shown.

    Returns
    -------
    shown : DataFrame
        The answers of departments with enough respondents at that survey.
    withheld : DataFrame
        Columns date and department: the others, without a figure of theirs.
    """
    respondents = pulse.groupby(GROUP)["respondent"].transform("nunique")
    enough = respondents >= threshold
    withheld = pulse.loc[~enough, GROUP].drop_duplicates()
    return pulse[enough], withheld.sort_values(GROUP, ignore_index=True)


def publish(exact: pd.DataFrame) -> pd.DataFrame:
    """Make the figures of `phases_by_survey` coarse enough to be shown and kept.

    Returns
    -------
    DataFrame
        Columns department, date, respondents, phase, chance_low, chance_high, fear, understanding,
        disappointment and daily_use. A mean is missing where all respondents gave the same answer.
    """
    shown = ["department", "date", "respondents", "phase", "chance_low", "chance_high"]
    table = exact[[*shown, *ANSWERS]].copy()
    for answer in ANSWERS:
        table[answer] = exact[answer].round(DECIMALS).round(1).mask(exact[f"{answer}_alike"])
    return table


def say_surveys(pulse: pd.DataFrame, later: int) -> Finding:
    """Say when people were asked, and what came after the day of the report.

    Parameters
    ----------
    pulse : DataFrame
        The answers by the day that the report speaks at.
    later : int
        How many answers came after it and are left out.
    """
    dates = sorted(pulse["date"].unique())
    if not dates:
        return Finding(_("Nobody has been asked yet: hold the first survey."), Tone.DECIDE)
    text = ngettext(
        "{count} survey, on {last}.",
        "{count} surveys, from {first} to {last}.",
        len(dates),
    ).format(count=len(dates), first=format_date(dates[0]), last=format_date(dates[-1]))
    if later:
        text += " " + ngettext(
            "{later} answer after the day of this report is left out.",
            "{later} answers after the day of this report are left out.",
            later,
        ).format(later=format_number(later))
    return Finding(text, Tone.CAUTION if later else Tone.RESULT)


def say_too_few(withheld: pd.DataFrame, threshold: int) -> Finding | None:
    """Name the departments with too few respondents; nothing when there is none."""
    if withheld.empty:
        return None
    surveys = withheld["date"].nunique()
    text = ngettext(
        "Fewer than {threshold} respondents at {surveys} survey in {departments}: nothing of it is"
        " shown, nor any total that would let it be worked out.",
        "Fewer than {threshold} respondents at {surveys} surveys in {departments}: nothing of it is"
        " shown, nor any total that would let it be worked out.",
        surveys,
    )
    departments = names_of(sorted(withheld["department"].unique()))
    words = {"departments": departments, "threshold": threshold, "surveys": surveys}
    return Finding(text.format(**words), Tone.CAUTION)


def names_of(departments: Iterable[object]) -> str:
    """Some departments as part of a sentence; beyond a few, their number."""
    return some(shorten(str(name), 40) for name in departments)
