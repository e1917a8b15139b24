"""The figure of the matrix of value and feasibility, and what its quarters are called."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MultipleLocator

from playbook.language import N_, _, format_number, listed, ngettext, shorten
from playbook.show.chart import BLUE, GREY, GRID, SOFT, Chart, drawing, titled
from playbook.show.points import label_points

QUADRANTS = {
    "start": N_("Start"),
    "prepare": N_("Prepare"),
    "convenient": N_("If convenient"),
    "set_aside": N_("Set aside"),
}
NAMED_POINTS = 12
FEW_POINTS = 100


def draw_matrix(matrix: pd.DataFrame, scale: tuple[float, float], top: set[str]) -> Chart | None:
    """Draw the matrix of value and feasibility; None without a rated use case.

    Parameters
    ----------
    matrix : DataFrame
        From `quadrants`; the spread is drawn where it has one, unless the points are many.
    scale : (float, float)
        The ends of the rating scale.
    top : set of str
        The use cases of the first ranks, which are set off.
    """
    rated = matrix[matrix["quadrant"].notna()]
    if rated.empty:
        return None
    start = int((rated["quadrant"] == "start").sum())
    title = ngettext(
        "{count} of {rated} use cases is valuable and feasible",
        "{count} of {rated} use cases are valuable and feasible",
        start,
    ).format(count=start, rated=len(rated))
    low, high = scale
    margin = (high - low) * 0.06
    many = len(rated) > FEW_POINTS
    show_spread = "value_spread" in rated and not many
    with drawing(5.8) as (figure, axes):
        _draw_quadrants(axes, scale)
        if show_spread:
            axes.errorbar(
                rated["feasibility"], rated["value"], xerr=rated["feasibility_spread"],
                yerr=rated["value_spread"], fmt="none", ecolor=GRID, elinewidth=1.1,
            )  # fmt: skip
        first = rated["use_case_id"].isin(top)
        axes.scatter(
            rated["feasibility"], rated["value"], s=16 if many else 64, zorder=3,
            color=np.where(first, BLUE, GREY), edgecolor="none" if many else "white",
        )  # fmt: skip
        axes.set(xlim=(low - margin, high + margin), ylim=(low - margin, high + margin))
        axes.set_xlabel(_("Feasibility (mean)"))
        axes.set_ylabel(_("Value (mean)"))
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_locator(
                MultipleLocator(1 if high - low <= 10 else round((high - low) / 5))
            )
            axis.set_major_formatter(FuncFormatter(lambda x, _p: format_number(x)))
        reading = _("The first by the votes are blue.")
        if show_spread:
            reading += " " + _("Lines: one standard deviation of the votes either way.")
        titled(axes, title, reading)
        named = first.sort_values(ascending=False, kind="stable").index[:NAMED_POINTS]
        shown = rated.loc[named].sort_values("use_case_id")
        label_points(axes, shown["feasibility"], shown["value"], shown["title"])
        return Chart(figure, f"{title}. {_matrix_in_words(rated)}")


def _draw_quadrants(axes: Axes, scale: tuple[float, float]) -> None:
    """Cut the matrix at the middle of the scale and name its quarters."""
    middle = sum(scale) / 2
    axes.axhline(middle, color=SOFT, linewidth=0.8)
    axes.axvline(middle, color=SOFT, linewidth=0.8)
    corners = {
        "start": (True, True), "prepare": (False, True), "convenient": (True, False),
        "set_aside": (False, False),
    }  # fmt: skip
    for name, (right, top) in corners.items():
        axes.text(
            0.985 if right else 0.015, 0.985 if top else 0.015, _(QUADRANTS[name]).upper(),
            transform=axes.transAxes, ha="right" if right else "left",
            va="top" if top else "bottom", fontsize=8.5, fontweight="bold", color=SOFT,
        )  # fmt: skip


def _matrix_in_words(rated: pd.DataFrame) -> str:
    """The figures of the matrix, for its alternative text."""
    text = _("{title}: value {value}, feasibility {feasibility}, {quadrant}")
    quarters = rated["quadrant"].map(QUADRANTS)
    words = [
        text.format(
            title=shorten(row["title"]),
            value=format_number(row["value"], 1),
            feasibility=format_number(row["feasibility"], 1),
            quadrant=_(quarter),
        )
        for quarter, row in zip(quarters, rated.to_dict("records"), strict=True)
    ]
    return listed(words) + "."
