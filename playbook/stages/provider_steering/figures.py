"""The figure of the provider steering stage."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from babel.dates import format_date as babel_date
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from playbook.language import _, format_number, language, listed, ngettext
from playbook.show.chart import BLUE, INK, ORANGE, SOFT, Chart, titled
from playbook.show.names import format_month, name_solutions
from playbook.show.panels import panels
from playbook.stages.provider_steering.availability import over_allowance

DRAWN_SOLUTIONS = 4
DRAWN_MONTHS = 12


def draw_down(months: pd.DataFrame, solutions: pd.DataFrame) -> Chart | None:
    """Draw how long each solution was down, month by month, against what its target allows.

    The four solutions with least minutes left are drawn, and the last twelve months.
    """
    if months.empty:
        return None
    table = name_solutions(months, solutions)
    table[["down", "allowed"]] /= 60  # the figure speaks of hours
    over = table[over_allowance(table)]
    title = _("Every month is within what the target allows")
    if len(over):
        title = ngettext(
            "{count} month went over what the target allows",
            "{count} months went over what the target allows",
            over["month"].nunique(),
        ).format(count=over["month"].nunique())
    worst = list(table.groupby("solution_id")["left"].sum().sort_values().index[:DRAWN_SOLUTIONS])
    shown = sorted(table.loc[table["solution_id"].isin(worst), "month"].unique())[-DRAWN_MONTHS:]
    drawn = table["solution_id"].isin(worst) & table["month"].isin(shown)
    with panels(len(worst), 1.2 + 1.9 * len(worst)) as (figure, all_axes):
        for axes, solution in zip(all_axes, worst, strict=True):
            own = table[drawn & table["solution_id"].eq(solution)]
            _draw_one(axes, own, shown)
        reading = _(
            "Hours down, with the counted share of degraded service. Line: what the target allows"
            " in that month. Orange: over it."
        )
        cut = ""
        if not drawn.all():
            text = " " + _("{count} of {all} rows are drawn; the table holds them all.")
            cut = text.format(count=format_number(drawn.sum()), all=format_number(len(drawn)))
        titled(all_axes[0], title, reading + cut)
        text = _("{solution} in {month}: {down} hours of {allowed} allowed")
        words = [
            text.format(
                solution=row["solution"], month=format_month(row["month"]),
                down=_hours(row["down"], row["allowed"]),
                allowed=_hours(row["allowed"], row["down"]),
            )
            for row in over[drawn[over.index]].to_dict("records")
        ]  # fmt: skip
        return Chart(figure, f"{title}. {listed(words)}.{cut}" if words else f"{title}.{cut}")


def _draw_one(axes: Axes, own: pd.DataFrame, shown: list[date]) -> None:
    """Draw the months of one solution."""
    places = np.array([shown.index(month) for month in own["month"]])
    top = float(own[["down", "allowed"]].to_numpy().max()) * 1.25
    colours = np.where(over_allowance(own), ORANGE, BLUE)
    axes.bar(places, own["down"], width=0.62, color=colours)
    axes.hlines(own["allowed"], places - 0.42, places + 0.42, color=INK, linewidth=1.6)
    for place, height, limit in zip(places, own["down"], own["allowed"], strict=True):
        if height > 0:
            # Just below its line, a bar would have the line drawn through its number.
            clear = max(height, limit) if limit - height < 0.15 * top else height
            axes.annotate(
                _hours(height, limit), (place, clear), xytext=(0, 3), textcoords="offset points",
                ha="center", fontsize=8.5,
            )  # fmt: skip
    axes.set_ylim(0, top or 1)
    axes.set_xlim(-0.6, len(shown) - 0.4)
    axes.set_xticks(range(len(shown)), [_short(month) for month in shown], fontsize=8.5)
    axes.yaxis.set_major_locator(MaxNLocator(3))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _p: _tick(y)))
    axes.tick_params(axis="y", labelsize=9.5, colors=SOFT)
    axes.set_title(own["solution"].iloc[0], loc="left", fontsize=10.5)


def _hours(hours: float, other: float) -> str:
    """Write hours, which read as none, or as some other hours, only when they are."""
    digits = 1
    for unlike in (0.0, other):
        while abs(hours - unlike) > 1e-6 and format_number(hours, digits) == format_number(
            unlike, digits
        ):
            digits += 1
    return format_number(hours, digits)


def _tick(hours: float) -> str:
    """Write a tick with the decimals that it has."""
    return format_number(hours, len(f"{hours:.6f}".rstrip("0").partition(".")[2]))


def _short(month: date) -> str:
    """A month in few letters, with its year under January."""
    day = pd.Timestamp(month)
    name = babel_date(day, "MMM", locale=language())
    return f"{name}\n{day.year}" if day.month == 1 else name
