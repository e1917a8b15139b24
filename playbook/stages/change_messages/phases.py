"""The phase of perception: how it is read from the answers, and how sure it is.

The playbook describes three phases and no rule to tell them. The kit's rule reads the mean answers
of a department at a survey, on their scale of 1 to 5, with a margin (a quarter of a point unless
set) within which a difference is too small to tell:

1. Fear is stronger than understanding, by more than the margin: phase 1, fear and misunderstanding.
2. Neither is stronger: between phases 1 and 2.
3. Understanding is stronger. Daily use then decides, against the middle of the scale, 3:
   below it by more than the margin, phase 2, better understanding and slight disappointment;
   above it by more than the margin, and disappointment below 3, phase 3, daily work;
   otherwise between phases 2 and 3.

How sure the phase is: the survey is held again many times with as many respondents drawn from
these, with replacement (bootstrap), and the share of surveys that give the same phase is counted.

References
----------
Efron, B. & Tibshirani, R. (1993). An Introduction to the Bootstrap. Chapman & Hall.
"""

from __future__ import annotations

from zlib import crc32

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from playbook.language import N_

ANSWERS = ("fear", "understanding", "disappointment", "daily_use")
PHASES = {
    "phase_1": N_("Phase 1: fear and misunderstanding"),
    "between_1_2": N_("Between phases 1 and 2"),
    "phase_2": N_("Phase 2: better understanding, slight disappointment"),
    "between_2_3": N_("Between phases 2 and 3"),
    "phase_3": N_("Phase 3: part of daily work"),
}
"""In the order in which a department goes through them."""
CODES = tuple(PHASES)
MIDDLE = 3.0
DECIMALS = 9
"""Means are compared after rounding to this many decimals, so that float noise decides nothing."""


def phase_numbers(means: NDArray[np.float64], margin: float) -> NDArray[np.int64]:
    """Apply the rule to means.

    Parameters
    ----------
    means : ndarray, shape (..., 4)
        Mean fear, understanding, disappointment and daily use, each from 1 to 5.
    margin : float
        The difference within which nothing is told, in points of the scale.

    Returns
    -------
    ndarray of int, shape (...)
        Positions in `CODES`.
    """
    fear, understanding, disappointment, daily_use = np.moveaxis(means, -1, 0)
    beyond_fear = np.round(understanding - fear, DECIMALS)
    use = np.round(daily_use - MIDDLE, DECIMALS)
    pleased = np.round(disappointment, DECIMALS) < MIDDLE
    understood = beyond_fear > margin
    conditions = [
        beyond_fear < -margin,
        ~understood,
        use < -margin,
        (use > margin) & pleased,
    ]
    positions = [CODES.index(code) for code in ("phase_1", "between_1_2", "phase_2", "phase_3")]
    return np.select(conditions, positions, CODES.index("between_2_3"))


def phase_chances(
    answers: NDArray[np.float64], margin: float, resamples: int, seed: int
) -> NDArray[np.float64]:
    """How often each phase comes out when the survey is held again with people like these.

    Parameters
    ----------
    answers : ndarray, shape (respondents, 4)
        One department's answers at one survey.
    margin : float
        As in `phase_numbers`.
    resamples, seed : int
        How many surveys are drawn, and what the draws start from.

    Returns
    -------
    ndarray, shape (5,)
        In the order of `CODES`; they sum to 1.
    """
    distinct, counts = np.unique(answers, axis=0, return_counts=True)
    people = int(counts.sum())
    drawn = np.random.default_rng(seed).multinomial(people, counts / people, size=resamples)
    numbers = phase_numbers(drawn @ distinct / people, margin)
    return np.bincount(numbers, minlength=len(CODES)) / resamples


def phases_by_survey(pulse: pd.DataFrame, margin: float, resamples: int, seed: int) -> pd.DataFrame:
    """Read the phase of each department at each survey, exactly: not to be shown as it is.

    Parameters
    ----------
    pulse : DataFrame
        The answers that may be counted, from `large_enough`.
    margin : float
        As in `phase_numbers`.
    resamples, seed : int
        As in `phase_chances`. Each department draws on its own, so that its figures do not depend
        on which others there are.

    Returns
    -------
    DataFrame
        One row for each department and survey, by department, then date: department, date,
        respondents, phase (a code of `PHASES`), chance (of that phase), one column of chances for
        each code, the mean of each answer, and fear_alike and so on (whether all respondents gave
        the same answer).
    """
    rows = []
    for (department, date), group in pulse.groupby(["department", "date"]):
        answers = group[list(ANSWERS)].to_numpy(float)
        means = answers.mean(axis=0)
        phase = CODES[int(phase_numbers(means, margin))]
        own = crc32(f"{seed} {department} {pd.Timestamp(date).date()}".encode())
        chances = dict(zip(CODES, phase_chances(answers, margin, resamples, own), strict=True))
        alike = answers.min(axis=0) == answers.max(axis=0)
        rows.append(
            {"department": department, "date": date, "respondents": len(answers), "phase": phase}
            | {"chance": chances[phase]}
            | chances
            | dict(zip(ANSWERS, means, strict=True))
            | {f"{answer}_alike": same for answer, same in zip(ANSWERS, alike, strict=True)}
        )
    columns = ["department", "date", "respondents", "phase", "chance", *CODES, *ANSWERS]
    return pd.DataFrame(rows, columns=[*columns, *(f"{answer}_alike" for answer in ANSWERS)])
