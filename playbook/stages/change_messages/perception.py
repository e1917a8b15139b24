"""Which phase each department is in, and how sure that is.

How sure the phase is: the survey is held again many times with as many respondents drawn from
these, with replacement (bootstrap), and the share of surveys that give the same phase is counted.

References
----------
Efron, B. & Tibshirani, R. (1993). An Introduction to the Bootstrap. Chapman & Hall.
"""

from __future__ import annotations

import datetime
from zlib import crc32

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.colors import ListedColormap
from numpy.typing import NDArray

from playbook.language import (
    N_,
    _,
    format_date,
    format_number,
    format_percent,
    format_short_date,
    listed,
    ngettext,
    shorten,
    some,
)
from playbook.show.chart import Chart, drawing, titled, wrapped
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.change_messages.anonymity import ANSWERS, names_of
from playbook.stages.change_messages.rule import CODES, PHASES, phase_numbers

SURE = 0.8
DRAWN_DEPARTMENTS = 12
DRAWN_SURVEYS = 5
NAMED = 4
MARKS = {
    "phase_1": "1", "between_1_2": "1–2", "phase_2": "2", "between_2_3": "2–3", "phase_3": "3",
}  # fmt: skip
SHADES = ["#f2b48c", "#f7d7b5", "#f6e3a1", "#b9dcf0", "#7fbde3"]
"""From orange to blue, light enough for dark letters: colour-blind readers tell the ends apart."""
LABELS = {
    "department": Label(N_("Department")),
    "respondents": Label(N_("Respondents"), Format.WHOLE),
    "phase": Label(N_("Phase"), codes=PHASES),
    "chance": Label(N_("Chance of this phase"), Format.PERCENT),
}


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


def latest(phases: pd.DataFrame) -> pd.DataFrame:
    """Each department's last survey that is shown.

    Parameters
    ----------
    phases : DataFrame
        With the columns department and date, from `publish` or `phases_by_survey`.
    """
    last = phases.sort_values("date").groupby("department").tail(1)
    return last.sort_values("department").reset_index(drop=True)


def say_phases(now: pd.DataFrame) -> Finding:
    """Say which phase each department is in.

    Parameters
    ----------
    now : DataFrame
        Each department's last survey, from `latest`.
    """
    if now.empty:
        return Finding(_("No department has enough respondents to be shown."), Tone.CAUTION)
    return Finding(phases_in_words(now) + ".")


def phases_in_words(now: pd.DataFrame) -> str:
    """The departments of each phase, the last phase first, without the last full stop."""
    words = []
    for code in reversed(PHASES):
        there = now.loc[now["phase"] == code, "department"]
        if len(there):
            words.append(_in_phase(code, len(there)).format(departments=names_of(there)))
    return ". ".join(words)


def _in_phase(code: str, count: int) -> str:
    """The words for some departments that are in a phase."""
    return {
        "phase_1": ngettext("{departments} is in phase 1", "{departments} are in phase 1", count),
        "between_1_2": ngettext(
            "{departments} is between phases 1 and 2",
            "{departments} are between phases 1 and 2",
            count,
        ),
        "phase_2": ngettext("{departments} is in phase 2", "{departments} are in phase 2", count),
        "between_2_3": ngettext(
            "{departments} is between phases 2 and 3",
            "{departments} are between phases 2 and 3",
            count,
        ),
        "phase_3": ngettext("{departments} is in phase 3", "{departments} are in phase 3", count),
    }[code]


def say_unsure(now: pd.DataFrame) -> Finding | None:
    """Name the departments whose phase is not sure; nothing when all are."""
    unsure = now[now["chance"] < SURE]
    if unsure.empty:
        return None if now.empty else Finding(_("Each of these phases is sure enough to act on."))
    words = [
        f"{shorten(str(department), 40)} ({format_percent(chance)})"
        for department, chance in zip(unsure["department"], unsure["chance"], strict=True)
    ]
    text = ngettext(
        "The phase of {departments} is unsure: with people like these, it would often come out"
        " differently.",
        "The phases of {departments} are unsure: with people like these, they would often come out"
        " differently.",
        len(unsure),
    )
    return Finding(text.format(departments=some(words)), Tone.CAUTION)


def draw_phases(phases: pd.DataFrame) -> Chart | None:
    """Draw the phase of each department at each survey; None without any.

    Parameters
    ----------
    phases : DataFrame
        From `publish`; the first `DRAWN_DEPARTMENTS` by name, the last `DRAWN_SURVEYS` surveys.
    """
    drawn = drawn_departments(phases, DRAWN_SURVEYS)
    if drawn.empty:
        return None
    numbers = drawn.assign(number=[CODES.index(phase) for phase in drawn["phase"]])
    cells = numbers.pivot(index="department", columns="date", values="number")
    chances = drawn.pivot(index="department", columns="date", values="chance")
    marks = drawn.pivot(index="department", columns="date", values="phase").map(MARKS.get)
    words = [
        [f"{mark}\n{format_percent(chance)}" for mark, chance in zip(*row, strict=True)]
        for row in zip(marks.to_numpy(), chances.to_numpy(), strict=True)
    ]
    title = _phases_title(latest(phases))
    with drawing(1.9 + 0.5 * len(cells)) as (figure, axes):
        sns.heatmap(
            cells, annot=np.array(words), fmt="", cmap=ListedColormap(SHADES), vmin=-0.5, vmax=4.5,
            cbar=False, linewidths=2, ax=axes,
            annot_kws={"fontsize": 9.5, "color": "black", "linespacing": 1.15},
        )  # fmt: skip
        axes.set_xticks(
            [place + 0.5 for place in range(len(cells.columns))],
            [day_of(day) for day in cells.columns],
            fontsize=9,
        )
        axes.xaxis.tick_top()
        axes.set_yticks(
            [place + 0.5 for place in range(len(cells))],
            [wrapped(str(name), 22) for name in cells.index],
            fontsize=9.5,
            rotation=0,
        )
        axes.set(xlabel="", ylabel="")
        reading = _(
            "Phase, and the chance of it if people like these answered again. 1–2 and 2–3:"
            " between two phases. Empty: no survey, or too few respondents."
        )
        titled(axes, title, reading)
        return Chart(figure, f"{title}. {_phases_in_alt(drawn)}")


def _phases_title(now: pd.DataFrame) -> str:
    """What the map of phases says: who is where, or how many have arrived."""
    if len(now) <= NAMED:
        return phases_in_words(now)
    arrived = int((now["phase"] == "phase_3").sum())
    return ngettext(
        "{count} of {all} departments is in phase 3",
        "{count} of {all} departments are in phase 3",
        arrived,
    ).format(count=format_number(arrived), all=format_number(len(now)))


def day_of(day: datetime.date) -> str:
    """A date as short as it can be, on two lines."""
    short = format_short_date(day)
    return "\n".join(short.rsplit(maxsplit=1))


def drawn_departments(phases: pd.DataFrame, surveys: int) -> pd.DataFrame:
    """The departments and surveys that a figure holds."""
    names = sorted(phases["department"].unique())[:DRAWN_DEPARTMENTS]
    dates = sorted(phases["date"].unique())[-surveys:]
    return phases[phases["department"].isin(names) & phases["date"].isin(dates)]


def _phases_in_alt(drawn: pd.DataFrame) -> str:
    """The phases of the figure, for its alternative text."""
    text = _("{department}, {date}: {phase} ({chance})")
    cells = [
        text.format(
            department=shorten(str(row["department"])),
            date=format_date(row["date"]),
            phase=_(PHASES[row["phase"]]),
            chance=format_percent(row["chance"]),
        )
        for row in drawn.to_dict("records")
    ]
    return listed(cells) + "."
