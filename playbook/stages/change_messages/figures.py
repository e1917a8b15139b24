"""The figures of the change messages."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import seaborn as sns
from babel.dates import format_date as babel_date
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from playbook.language import (
    N_,
    _,
    enumerate_words,
    format_date,
    format_number,
    format_percent,
    labelled,
    language,
    listed,
    ngettext,
    shorten,
)
from playbook.show.chart import (
    BLUE,
    GREEN,
    GRID,
    ORANGE,
    PURPLE,
    SOFT,
    Chart,
    drawing,
    titled,
    wrapped,
)
from playbook.stages.change_messages.evolution import latest
from playbook.stages.change_messages.findings import NAMED, phases_in_words
from playbook.stages.change_messages.phases import CODES, MIDDLE, PHASES

DRAWN_DEPARTMENTS = 12
DRAWN_SURVEYS = 5
MARKS = {
    "phase_1": "1", "between_1_2": "1–2", "phase_2": "2", "between_2_3": "2–3", "phase_3": "3",
}  # fmt: skip
SHADES = ["#f2b48c", "#f7d7b5", "#f6e3a1", "#b9dcf0", "#7fbde3"]
"""From orange to blue, light enough for dark letters: colour-blind readers tell the ends apart."""
LINES = {
    "fear": (N_("fear"), ORANGE, "o"),
    "understanding": (N_("understanding"), BLUE, "s"),
    "disappointment": (N_("disappointment"), PURPLE, "v"),
    "daily_use": (N_("daily use"), GREEN, "D"),
}


def draw_phases(phases: pd.DataFrame) -> Chart | None:
    """Draw the phase of each department at each survey; None without any.

    Parameters
    ----------
    phases : DataFrame
        From `publish`; the first `DRAWN_DEPARTMENTS` by name, the last `DRAWN_SURVEYS` surveys.
    """
    drawn = _drawn(phases, DRAWN_SURVEYS)
    if drawn.empty:
        return None
    numbers = drawn.assign(number=[CODES.index(phase) for phase in drawn["phase"]])
    cells = numbers.pivot_table(index="department", columns="date", values="number")
    chances = drawn.pivot_table(index="department", columns="date", values="chance")
    marks = drawn.pivot(index="department", columns="date", values="phase").map(MARKS.get)
    chances = chances.reindex(index=cells.index, columns=cells.columns)
    words = [
        [_cell(mark, chance) for mark, chance in zip(*row, strict=True)]
        for row in zip(marks.to_numpy(), chances.to_numpy(), strict=True)
    ]
    title = _phases_title(latest(phases))
    with drawing(1.9 + 0.5 * len(cells)) as (figure, axes):
        sns.heatmap(
            cells, annot=np.array(words), fmt="", cmap=ListedColormap(SHADES), vmin=-0.5, vmax=4.5,
            cbar=False, linewidths=2, linecolor="white", ax=axes,
            annot_kws={"fontsize": 9.5, "color": "black", "linespacing": 1.15},
        )  # fmt: skip
        axes.set_xticks(
            [place + 0.5 for place in range(len(cells.columns))],
            [_day(day) for day in cells.columns],
            fontsize=9,
            rotation=0,
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


def _day(day: date) -> str:
    """A date as short as it can be, on two lines."""
    short = babel_date(day, format="d MMM y", locale=language())
    return "\n".join(short.rsplit(" ", 1))


def _drawn(phases: pd.DataFrame, surveys: int) -> pd.DataFrame:
    """The departments and surveys that a figure holds."""
    names = sorted(phases["department"].unique())[:DRAWN_DEPARTMENTS]
    dates = sorted(phases["date"].unique())[-surveys:]
    return phases[phases["department"].isin(names) & phases["date"].isin(dates)]


def _cell(mark: str | float, chance: float) -> str:
    """What a cell of the map of phases says."""
    return f"{mark}\n{format_percent(chance)}" if isinstance(mark, str) else ""


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


def draw_answers(phases: pd.DataFrame) -> Chart | None:
    """Draw the mean answers of each department over the surveys; None without two surveys.

    Without any measure of spread: with the means of few people, it would give answers away.

    Parameters
    ----------
    phases : DataFrame
        From `publish`.
    """
    several = phases.groupby("department")["date"].transform("size") >= 2
    drawn = _drawn(phases[several], len(phases))
    if drawn.empty:
        return None
    names = list(drawn["department"].unique())
    title = _answers_title(drawn)
    rows = -(-len(names) // 2)
    with drawing(1.6 + 1.75 * rows) as (figure, axes):
        axes.remove()
        panels = figure.subplots(rows, 2, sharex=True, sharey=True, squeeze=False).flat
        for panel, name in zip(panels, names, strict=False):
            _draw_panel(panel, str(name), drawn[drawn["department"] == name])
        for empty in figure.axes[len(names) :]:
            empty.set_visible(False)
        reading = _("Mean answers, from 1 to 5; the line marks the middle, 3.")
        if drawn[list(LINES)].isna().any(axis=None):
            reading += " " + _("A mean is left out where all gave the same answer.")
        titled(figure.axes[0], title, reading)
        _name_lines(figure)
        return Chart(figure, f"{title}. {_answers_in_words(drawn)}")


def _draw_panel(axes: Axes, name: str, surveys: pd.DataFrame) -> None:
    """Draw one department."""
    dates = [pd.Timestamp(day).toordinal() for day in surveys["date"]]
    axes.axhline(MIDDLE, color=GRID, linewidth=1)
    for answer, (_word, colour, marker) in LINES.items():
        axes.plot(
            dates, surveys[answer], color=colour, marker=marker, markersize=4.5, linewidth=1.8,
            markeredgecolor="white", markeredgewidth=0.5,
        )  # fmt: skip
    axes.set_title(wrapped(name, 30, 1), fontsize=10, loc="left")
    axes.set_ylim(0.8, 5.2)
    axes.set_yticks([1, 3, 5], [format_number(mark) for mark in (1, 3, 5)], color=SOFT)
    ends = [min(dates), max(dates)]
    axes.set_xticks(ends, [_day(date.fromordinal(end)) for end in ends])
    axes.tick_params(axis="x", labelsize=8.5, labelbottom=True)
    axes.margins(x=0.2)


def _name_lines(figure: Figure) -> None:
    """Name the lines in one row between the title and the panels."""
    title = figure.get_suptitle()
    figure.suptitle(f"{title}\n", x=0.01, ha="left", fontsize=12, fontweight="bold")
    below = 0.98 - 0.205 * (title.count("\n") + 1) / figure.get_figheight()
    handles = [
        Line2D([], [], color=colour, marker=marker, markersize=4.5, linewidth=1.8, label=_(word))
        for word, colour, marker in LINES.values()
    ]
    figure.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(0, below), ncols=4, frameon=False,
        fontsize=9, handlelength=1.3, columnspacing=0.9, handletextpad=0.4, borderpad=0,
        borderaxespad=0.3,
    )  # fmt: skip


def _answers_title(drawn: pd.DataFrame) -> str:
    """What the figure of the answers says: where fear fell, or where it did not."""
    ordered = drawn.sort_values("date")
    ends = ordered.groupby("department")["fear"].agg(["first", "last"])
    known = ordered.groupby("department")["fear"].agg(lambda column: column.notna().all())
    ends = ends[known]
    fallen = list(ends.index[ends["last"] < ends["first"]])
    if not len(ends):
        return _("What each department answered")
    if len(fallen) == len(ends):
        return _("Fear has fallen in every department shown")
    if not fallen:
        return _("Fear has fallen nowhere")
    return _("Fear has fallen in {departments}").format(
        departments=enumerate_words([shorten(str(name), 30) for name in fallen[:3]])
    )


def _answers_in_words(drawn: pd.DataFrame) -> str:
    """The first and last answers of each department, for the alternative text."""
    words = []
    for name, surveys in drawn.sort_values("date").groupby("department"):
        ends = [
            f"{_(word)} {_mean(surveys[answer].iloc[0])} → {_mean(surveys[answer].iloc[-1])}"
            for answer, (word, _colour, _marker) in LINES.items()
        ]
        words.append(labelled(shorten(str(name)), ", ".join(ends)))
    return listed(words) + "."


def _mean(value: float) -> str:
    """A mean in words; a dash where it is not shown."""
    return "–" if np.isnan(value) else format_number(value, 1)
