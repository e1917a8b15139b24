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

DRAWN_SOLUTIONS = 4
DRAWN_MONTHS = 12


def draw_down(months: pd.DataFrame, solutions: pd.DataFrame) -> Chart | None:
    """Draw how long each solution was down, month by month, against what its target allows.

    The four solutions with least minutes left are drawn, and the last twelve months.
    """
    if months.empty:
        return None
    table = name_solutions(months, solutions)
    over = table[table["left"] < -1e-9]
    title = _("Every month is within what the target allows")
    if len(over):
        title = ngettext(
            "{count} month went over what the target allows",
            "{count} months went over what the target allows",
            len(over),
        ).format(count=len(over))
    worst = list(table.groupby("solution_id")["left"].sum().sort_values().index[:DRAWN_SOLUTIONS])
    shown = sorted(table.loc[table["solution_id"].isin(worst), "month"].unique())[-DRAWN_MONTHS:]
    with panels(len(worst), 1.2 + 1.9 * len(worst)) as (figure, all_axes):
        for axes, solution in zip(all_axes, worst, strict=True):
            own = table[(table["solution_id"] == solution) & table["month"].isin(shown)]
            _draw_one(axes, own, shown)
        reading = _(
            "Hours down, with the counted share of degraded service. Line: what the target allows"
            " in that month. Orange: over it."
        )
        titled(all_axes[0], title, reading)
        text = _("{solution} in {month}: {down} hours of {allowed} allowed")
        words = [
            text.format(
                solution=row["solution"], month=format_month(row["month"]),
                down=format_number(row["down"] / 60, 1),
                allowed=format_number(row["allowed"] / 60, 1),
            )
            for row in over.tail(DRAWN_MONTHS).to_dict("records")
        ]  # fmt: skip
        return Chart(figure, f"{title}. {listed(words)}." if words else f"{title}.")


def _draw_one(axes: Axes, own: pd.DataFrame, shown: list[date]) -> None:
    """Draw the months of one solution."""
    places = np.array([shown.index(month) for month in own["month"]])
    hours, allowed = own["down"].to_numpy() / 60, own["allowed"].to_numpy() / 60
    over = own["left"].to_numpy() < -1e-9
    top = max(float(hours.max()), float(allowed.max())) * 1.25
    axes.bar(places, hours, width=0.62, color=np.where(over, ORANGE, BLUE))
    axes.hlines(allowed, places - 0.42, places + 0.42, color=INK, linewidth=1.6)
    for place, height, limit in zip(places, hours, allowed, strict=True):
        if height > 0:
            clear = limit if 0 <= limit - height < 0.15 * top else height
            axes.annotate(
                format_number(height, 1), (place, clear), xytext=(0, 3),
                textcoords="offset points", ha="center", fontsize=8.5,
            )  # fmt: skip
    axes.set_ylim(0, top or 1)
    axes.set_xlim(-0.6, len(shown) - 0.4)
    axes.set_xticks(range(len(shown)), [_short(month) for month in shown], fontsize=8.5)
    axes.yaxis.set_major_locator(MaxNLocator(3))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _p: format_number(y)))
    axes.tick_params(axis="y", labelsize=9.5, colors=SOFT)
    axes.set_title(own["solution"].iloc[0], loc="left", fontsize=10.5, color=INK)


def _short(month: date) -> str:
    """A month in few letters, with its year under January."""
    day = pd.Timestamp(month)
    name = babel_date(day, "MMM", locale=language())
    return f"{name}\n{day.year}" if day.month == 1 else name
