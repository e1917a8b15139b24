"""Which phase each department is in, and how sure that is.

How sure the phase is: the survey is repeated many times among people like these, and the share
of surveys that give the same phase is counted. docs/certainty.md holds that against what happens.

References
----------
Rubin, D. B. (1981). The Bayesian bootstrap. Annals of Statistics 9(1).
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
    format_chance,
    format_date,
    format_number,
    format_short_date,
    labelled,
    listed,
    ngettext,
    shorten,
    some,
    within,
)
from playbook.show.chart import SHADES, Chart, drawing, titled, wrapped
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.change_messages.anonymity import ANSWERS, names_of
from playbook.stages.change_messages.rule import CODES, PHASES, SHORT_PHASES, phase_numbers
from playbook.statistics.chances import chances_between, is_told

SURE = 0.5
"""The least chance from which a phase is acted on."""
EACH = 25
LEVEL = 0.9
CHANCE = ("chance_low", "chance_high")
DRAWN_DEPARTMENTS = 12
DRAWN_SURVEYS = 5
MOST_IN_A_LINE = 3  # of dates with their years
NAMED = 4
MARKS = {
    "phase_1": "1", "between_1_2": "1–2", "phase_2": "2", "between_2_3": "2–3", "phase_3": "3",
}  # fmt: skip
LABELS = {
    "department": Label(N_("Department")),
    "respondents": Label(N_("Respondents"), Format.WHOLE),
    "phase": Label(N_("Phase"), codes=PHASES),
    "chance_low": Label(N_("Chance of this phase"), Format.PERCENT, until="chance_high"),
}


def phases_again(
    answers: NDArray[np.float64], margin: float, resamples: int, seed: int
) -> NDArray[np.int64]:
    """Which phase comes out when people like these are asked again.

    Who such people are is not known from the few who answered: what share of them answers in each
    way is drawn first (Rubin's Bayesian bootstrap), then surveys of as many people among them.

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
    ndarray of int, shape (surveys,)
        Positions in `CODES`; `EACH` surveys among the same people stand together.
    """
    distinct, counts = np.unique(answers, axis=0, return_counts=True)
    rng = np.random.default_rng(seed)
    like_these = rng.dirichlet(counts.astype(float), size=-(-resamples // EACH))
    drawn = rng.multinomial(len(answers), np.repeat(like_these, EACH, axis=0))
    return phase_numbers(drawn @ distinct / len(answers), margin)


def chance_of(happens: NDArray[np.bool_]) -> tuple[float, float]:
    """The ends between which the chance of something lies in nine of ten, from `phases_again`."""
    low, high = chances_between(happens.reshape(-1, EACH).mean(axis=1), LEVEL)
    return float(low), float(high)


def phases_by_survey(pulse: pd.DataFrame, margin: float, resamples: int, seed: int) -> pd.DataFrame:
    """Read the phase of each department at each survey, exactly: not to be shown as it is.

    Parameters
    ----------
    pulse : DataFrame
        The answers that may be counted, from `large_enough`.
    margin : float
        As in `phase_numbers`.
    resamples, seed : int
        As in `phases_again`. Each department draws on its own, so that its figures do not depend
        on which others there are.

    Returns
    -------
    DataFrame
        One row for each department and survey, by department, then date: department, date,
        respondents, phase (a code of `PHASES`), chance_low and chance_high (of that phase), again
        (an array, from `phases_again`), the mean of each answer, and fear_alike and so on (whether
        all respondents gave the same answer).
    """
    rows = []
    for (department, date), group in pulse.groupby(["department", "date"]):
        answers = group[list(ANSWERS)].to_numpy(float)
        means = answers.mean(axis=0)
        phase = CODES[int(phase_numbers(means, margin))]
        own = crc32(f"{seed} {department} {pd.Timestamp(date).date()}".encode())
        again = phases_again(answers, margin, resamples, own)
        low, high = chance_of(again == CODES.index(phase))
        alike = answers.min(axis=0) == answers.max(axis=0)
        rows.append(
            {"department": department, "date": date, "respondents": len(answers), "phase": phase}
            | {"chance_low": low, "chance_high": high, "again": again}
            | dict(zip(ANSWERS, means, strict=True))
            | {f"{answer}_alike": same for answer, same in zip(ANSWERS, alike, strict=True)}
        )
    columns = ["department", "date", "respondents", "phase", *CHANCE, "again", *ANSWERS]
    return pd.DataFrame(rows, columns=[*columns, *(f"{answer}_alike" for answer in ANSWERS)])


def latest(phases: pd.DataFrame, as_of: datetime.date) -> pd.DataFrame:
    """Each department's last survey that is shown.

    Parameters
    ----------
    phases : DataFrame
        With the columns department and date, from `publish` or `phases_by_survey`.
    as_of : date
        The day the report speaks at.

    Returns
    -------
    DataFrame
        By department, with a column more: days, how old the survey is.
    """
    last = phases.sort_values("date").groupby("department").tail(1)
    age = pd.Timestamp(as_of) - pd.to_datetime(last["date"])
    last = last.assign(days=age.dt.days)
    return last.sort_values("department").reset_index(drop=True)


def say_phases(now: pd.DataFrame, stale_after: int) -> Finding:
    """Say which phase each department is in, or was in where its last survey is old.

    Parameters
    ----------
    now : DataFrame
        Each department's last survey, from `latest`.
    stale_after : int
        From more days than this on, a survey tells how it was.
    """
    if now.empty:
        return Finding(_("No department has enough respondents to be shown."), Tone.CAUTION)
    old = now["days"] > stale_after
    known = phases_in_words(now[~old]) + "."
    unsure = now.loc[~old, "chance_low"] < SURE
    if (unsure & _told(now[~old])).any():
        text = _(
            "Percentages say how often a phase would come out again if people like these answered."
        )
        known = f"{known} {text}"
    if not old.any():
        return Finding(known, Tone.CAUTION if unsure.any() else Tone.RESULT)
    words = {"date": format_date(now.loc[old, "date"].max()), "phases": _phases_then(now[old])}
    if old.all():
        text = _(
            "The last survey of each, up to {date}, showed this. {phases}. It may be otherwise now."
        )
        return Finding(text.format(**words), Tone.CAUTION)
    text = _(
        "{known} The last survey of the others, up to {date}, showed this. {phases}. It may be"
        " otherwise now."
    )
    return Finding(text.format(known=known, **words), Tone.CAUTION)


def phases_in_words(now: pd.DataFrame) -> str:
    """The departments of each phase, the last phase first, without the last full stop.

    Those whose phase is unsure come last, each with its chance, where the answers tell it.
    """
    sure, told, words = now["chance_low"] >= SURE, _told(now), []
    for code in reversed(PHASES):
        there = now.loc[sure & (now["phase"] == code), "department"]
        if len(there):
            words.append(_in_phase(code, len(there)).format(departments=names_of(there)))
    for text, each, there in (
        (_("Unsure: {departments}"), _("{department} ({phase}, {chance})"), ~sure & told),
        (
            _("Too close to tell the phase: {departments}"),
            _("{department} (perhaps {phase})"),
            ~sure & ~told,
        ),
    ):
        if there.any():
            words.append(text.format(departments=_with_phases(now[there], each)))
    return ". ".join(words)


def _told(now: pd.DataFrame) -> pd.Series:
    """Whether the answers tell anything of the chance of each phase."""
    return pd.Series(list(map(is_told, now["chance_low"], now["chance_high"])), now.index, bool)


def _with_phases(now: pd.DataFrame, text: str) -> str:
    """Departments with their phases, and the chances of these where the text has them."""
    return some(
        text.format(
            department=shorten(str(row["department"]), 40),
            phase=within(_(SHORT_PHASES[row["phase"]])),
            chance=format_chance(row["chance_low"], row["chance_high"]),
        )
        for row in now.to_dict("records")
    )


def _phases_then(now: pd.DataFrame) -> str:
    """The same without a verb: of surveys that are too old to tell where anybody is."""
    return listed(
        [
            labelled(_(SHORT_PHASES[code]), names_of(there))
            for code in reversed(PHASES)
            if len(there := now.loc[now["phase"] == code, "department"])
        ]
    )


def _in_phase(code: str, count: int) -> str:
    """The words for some departments that are in a phase."""
    return {
        "phase_1": ngettext(
            "{departments} is in phase 1 (fear and misunderstanding)",
            "{departments} are in phase 1 (fear and misunderstanding)",
            count,
        ),
        "between_1_2": ngettext(
            "{departments} is between phases 1 and 2",
            "{departments} are between phases 1 and 2",
            count,
        ),
        "phase_2": ngettext(
            "{departments} is in phase 2 (better understanding, slight disappointment)",
            "{departments} are in phase 2 (better understanding, slight disappointment)",
            count,
        ),
        "between_2_3": ngettext(
            "{departments} is between phases 2 and 3",
            "{departments} are between phases 2 and 3",
            count,
        ),
        "phase_3": ngettext(
            "{departments} is in phase 3 (part of daily work)",
            "{departments} are in phase 3 (part of daily work)",
            count,
        ),
    }[code]


def draw_phases(phases: pd.DataFrame, now: pd.DataFrame, stale_after: int) -> Chart | None:
    """Draw the phase of each department at each survey; None without any.

    Parameters
    ----------
    phases : DataFrame
        From `publish`; the first `DRAWN_DEPARTMENTS` by name, the last `DRAWN_SURVEYS` surveys.
    now, stale_after
        As in `say_phases`.
    """
    drawn = drawn_departments(phases, DRAWN_SURVEYS)
    if drawn.empty:
        return None
    numbers = drawn.assign(number=[CODES.index(phase) for phase in drawn["phase"]])
    cells = numbers.pivot(index="department", columns="date", values="number")
    chances = drawn.assign(chance=drawn[list(CHANCE)].apply(tuple, axis=1))
    chances = chances.pivot(index="department", columns="date", values="chance")
    marks = drawn.pivot(index="department", columns="date", values="phase").map(MARKS.get)
    words = [
        [
            _mark(mark, *ends) if isinstance(ends, tuple) else ""
            for mark, ends in zip(*row, strict=True)
        ]
        for row in zip(marks.to_numpy(), chances.to_numpy(), strict=True)
    ]
    title = _phases_title(now, stale_after)
    with drawing(1.25 + 0.5 * len(cells)) as (figure, axes):
        sns.heatmap(
            cells, annot=np.array(words), fmt="", cmap=ListedColormap(SHADES), vmin=-0.5, vmax=4.5,
            cbar=False, linewidths=2, ax=axes,
            annot_kws={"color": "black", "linespacing": 1.15},
        )  # fmt: skip
        few = len(cells.columns) <= MOST_IN_A_LINE
        axes.set_xticks(
            [place + 0.5 for place in range(len(cells.columns))],
            [wrapped(format_short_date(day), 15 if few else 9) for day in cells.columns],
        )
        axes.xaxis.tick_top()
        axes.set_yticks(
            [place + 0.5 for place in range(len(cells))],
            [wrapped(str(name), 22) for name in cells.index],
            rotation=0,
        )
        axes.set(xlabel="", ylabel="")
        reading = _(
            "Phase, and the chance of it if people like these answered again (?: too close to"
            " tell). 1–2 and 2–3: between two phases. Empty: no survey, or too few respondents."
        )
        titled(axes, title, reading)
        return Chart(figure, f"{title}. {_phases_in_alt(drawn)}")


def _mark(phase: str, low: float, high: float) -> str:
    """The words in a cell of the map: the phase and its chance, a question mark for none told."""
    return f"{phase}\n{format_chance(low, high)}" if is_told(low, high) else f"{phase} ?"


def _chance(low: float, high: float) -> str:
    """The chance of a phase in words."""
    return format_chance(low, high) if is_told(low, high) else _("too close to tell")


def _phases_title(now: pd.DataFrame, stale_after: int) -> str:
    """What the map of phases says: who is where, or how many have arrived."""
    if (now["days"] > stale_after).any():
        text = _("Phases at the last survey of each, up to {date}")
        return text.format(date=format_date(now["date"].max()))
    if len(now) <= NAMED:
        return phases_in_words(now)
    arrived = int((now["phase"] == "phase_3").sum())
    return ngettext(
        "{count} of {all} departments is in phase 3",
        "{count} of {all} departments are in phase 3",
        arrived,
    ).format(count=format_number(arrived), all=format_number(len(now)))


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
            chance=_chance(row["chance_low"], row["chance_high"]),
        )
        for row in drawn.to_dict("records")
    ]
    return listed(cells) + "."
