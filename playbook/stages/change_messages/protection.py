"""Which answers may be shown: none of a group that is too small, and nothing that gives one away.

- A department with fewer respondents than the threshold at a survey does not appear for it.
- No figure is computed over departments together: the difference between a total and the
  departments shown would give the answers of those left out.
- What is published is coarse: means to one decimal, chances to the nearest 5 % and never above
  95 %, no deviation. A mean is left out where all respondents gave the same answer, since it would
  be the answer of each.
"""

from __future__ import annotations

import datetime

import pandas as pd

from playbook.stages.change_messages.phases import ANSWERS, DECIMALS

GROUP = ["date", "department"]
CHANCE_STEP = 0.05


def until(pulse: pd.DataFrame, as_of: datetime.date) -> pd.DataFrame:
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
        Columns department, date, respondents, phase, chance, fear, understanding, disappointment
        and daily_use. A mean is missing where all respondents gave the same answer.
    """
    table = exact[["department", "date", "respondents", "phase", "chance", *ANSWERS]].copy()
    table["chance"] = coarse(exact["chance"])
    for answer in ANSWERS:
        table[answer] = exact[answer].round(DECIMALS).round(1).mask(exact[f"{answer}_alike"])
    return table


def coarse(chance: pd.Series) -> pd.Series:
    """Round chances to the nearest 5 %, and claim neither certainty nor impossibility."""
    steps = (chance.astype(float) / CHANCE_STEP).round(DECIMALS).round() * CHANCE_STEP
    return steps.clip(CHANCE_STEP, 1 - CHANCE_STEP).round(2)
