"""What happens when: the key moments of each level, month by month."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from playbook.language import (
    _,
    enumerate_words,
    format_date,
    format_number,
    labelled,
    listed,
    ngettext,
)
from playbook.show.chart import BLUE, GREY, GRID, ORANGE, SOFT, Chart, drawing, titled, wrapped
from playbook.show.names import format_short_month
from playbook.stages.communication_plan.progress import STATES
from playbook.tables.deployment import LEVELS

DRAWN_MONTHS = 8
LANES = (0, -0.24, 0.24)
MARKS: dict[str, dict[str, Any]] = {
    "done": {"marker": "o", "color": BLUE},
    "to_come": {"marker": "o", "facecolor": "white", "edgecolor": BLUE, "linewidth": 1.6},
    "overdue": {"marker": "D", "color": ORANGE},
    "unsaid": {"marker": "o", "color": GREY},
    "early": {"marker": "^", "color": ORANGE},
    "cancelled": {"marker": "x", "color": GREY, "linewidth": 1.6},
}


def draw_calendar(actions: pd.DataFrame, as_of: date) -> Chart | None:
    """Draw the plan month by month, a row for each level; None without an action.

    Actions that lie too close to be told apart stand above and below each other.

    Parameters
    ----------
    actions : DataFrame
        From `plan_actions`.
    """
    if actions.empty:
        return None
    title = _calendar_title(actions)
    rows = {level: place for place, level in enumerate(LEVELS)}
    first = min(actions["date"].min(), pd.Timestamp(as_of)).to_period("M").to_timestamp()
    last = max(actions["date"].max(), pd.Timestamp(as_of)).to_period("M").to_timestamp(how="end")
    with drawing(3.55) as (figure, axes):
        for edge in range(1, len(rows)):
            axes.axhline(edge - 0.5, color=GRID, linewidth=0.8)
        axes.axvline(pd.Timestamp(as_of), color=SOFT, linewidth=1, linestyle=(0, (3, 3)))
        placed = actions.assign(
            row=actions["level"].astype("str").map(rows) + _lanes(actions, (last - first) / 32)
        )
        for state, mark in MARKS.items():
            chosen = placed[placed["state"] == state]
            if len(chosen):
                axes.scatter(
                    chosen["date"], chosen["row"], s=62, zorder=3, label=_(STATES[state]), **mark
                )
        axes.set_yticks(list(rows.values()), [wrapped(_(LEVELS[level]), 17) for level in rows])
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_xlim(first - (last - first) / 60, last)
        _write_months(axes, first, last)
        axes.spines["left"].set_visible(False)
        axes.legend(
            loc="lower right", bbox_to_anchor=(1.0, 1.0),
            ncols=4 if actions["state"].nunique() <= 4 else 3, handletextpad=0.1,
            columnspacing=1.0, borderpad=0.1,
        )  # fmt: skip
        reading = _("Dashed line: {day}, the day of this report.").format(day=format_date(as_of))
        covered = int(placed.duplicated(["date", "row"]).sum())
        if covered:
            reading += " " + ngettext(
                "{count} mark lies on another of the same day.",
                "{count} marks lie on others of the same day.",
                covered,
            ).format(count=format_number(covered))
        titled(axes, title, reading)
        return Chart(figure, f"{title}. {_calendar_in_words(actions)}")


def _lanes(actions: pd.DataFrame, apart: pd.Timedelta) -> pd.Series:
    """How far above or below its row each action stands, so that close ones do not cover others."""
    offsets = {}
    for _level, group in actions.groupby("level"):
        ends = [pd.Timestamp.min] * len(LANES)
        for place, day in group["date"].sort_values(kind="stable").items():
            free = [lane for lane, end in enumerate(ends) if end <= day - apart]
            lane = free[0] if free else int(np.argmin([end.value for end in ends]))
            offsets[place] = LANES[lane]
            ends[lane] = day
    return pd.Series(offsets)


def _write_months(axes: Axes, first: pd.Timestamp, last: pd.Timestamp) -> None:
    """Write the months under the calendar, with the year under the first and each January."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    every = next((n for n in (1, 2, 3, 6) if months / n <= DRAWN_MONTHS), 12)
    shown = [
        month for month in pd.date_range(first, last, freq="MS") if (month.month - 1) % every == 0
    ]
    words, year = [], None
    for month in shown:
        words.append(format_short_month(month) + (f"\n{month.year}" if month.year != year else ""))
        year = month.year
    axes.set_xticks(shown, words, ha="left")
    axes.set_xticks(pd.date_range(first, last, freq="MS"), minor=True)
    axes.grid(axis="x", which="both")


def _calendar_title(actions: pd.DataFrame) -> str:
    """What the calendar says."""
    coming = set(actions.loc[actions["state"] == "to_come", "level"])
    bare = [_(word) for level, word in LEVELS.items() if level not in coming]
    if not bare:
        return _("Every level has something to come")
    if len(bare) == len(LEVELS):
        return _("Nothing more is to come at any level")
    text = ngettext(
        "Nothing more to come at one level: {levels}",
        "Nothing more to come at {count} levels: {levels}",
        len(bare),
    )
    return text.format(count=len(bare), levels=enumerate_words(bare))


def _calendar_in_words(actions: pd.DataFrame) -> str:
    """The figures of the calendar, for its alternative text."""
    rows = []
    for level, word in LEVELS.items():
        states = actions.loc[actions["level"] == level, "state"]
        counts = [
            f"{format_number(int((states == state).sum()))} {_(name)}"
            for state, name in STATES.items()
            if (states == state).any()
        ]
        rows.append(labelled(_(word), ", ".join(counts) or _("nothing")))
    return listed(rows) + "."
