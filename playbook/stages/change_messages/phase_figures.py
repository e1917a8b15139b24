"""The figure of the phase of each department at each survey."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import seaborn as sns
from babel.dates import format_date as babel_date
from matplotlib.colors import ListedColormap

from playbook.language import (
    _,
    format_date,
    format_number,
    format_percent,
    language,
    listed,
    ngettext,
    shorten,
)
from playbook.show.chart import (
    Chart,
    drawing,
    titled,
    wrapped,
)
from playbook.stages.change_messages.evolution import latest
from playbook.stages.change_messages.findings import phases_in_words
from playbook.stages.change_messages.phases import CODES, PHASES

DRAWN_DEPARTMENTS = 12
DRAWN_SURVEYS = 5
NAMED = 4
MARKS = {
    "phase_1": "1", "between_1_2": "1–2", "phase_2": "2", "between_2_3": "2–3", "phase_3": "3",
}  # fmt: skip
SHADES = ["#f2b48c", "#f7d7b5", "#f6e3a1", "#b9dcf0", "#7fbde3"]
"""From orange to blue, light enough for dark letters: colour-blind readers tell the ends apart."""


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


def day_of(day: date) -> str:
    """A date as short as it can be, on two lines."""
    short = babel_date(day, format="d MMM y", locale=language())
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
