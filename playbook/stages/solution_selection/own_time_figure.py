"""The figure of what is bought, and of what own staff's time is worth."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from playbook.language import N_, _, format_likelihood, labelled, listed
from playbook.show.chart import BLUE, INK, ORANGE, SKY, YELLOW, Chart, drawing, titled, wrapped
from playbook.stages.solution_selection.cut import not_drawn, told_apart
from playbook.stages.solution_selection.money import money_scale

PARTS = {
    "build_bought": (N_("BUILD, bought"), BLUE),
    "build_own": (N_("BUILD, own time"), SKY),
    "run_bought": (N_("RUN, bought"), ORANGE),
    "run_own": (N_("RUN, own time"), YELLOW),
}
DRAWN_BARS = 12


def draw_split(table: pd.DataFrame, currency: str) -> Chart | None:
    """Draw what is bought and what own staff's time is worth; None without costs.

    Parameters
    ----------
    table : DataFrame
        From `own_time_split`.
    """
    if table.empty or not table[list(PARTS)].sum(axis=None):
        return None
    total = table[list(PARTS)].sum(axis=1)
    own = table["build_own"] + table["run_own"]
    share = (own / total.where(total > 0)).round(9)
    divisor, unit, write = money_scale(total, currency)
    low, high = (format_likelihood(end) for end in (share.min(), share.max()))
    title = _("Own staff's time makes up {low} to {high} of the cost").format(low=low, high=high)
    if low == high:
        title = _("Own staff's time makes up {share} of the cost").format(share=low)
    if own.isna().any():
        title = _("Where it is estimated, own staff's time makes up {low} to {high} of the cost")
        if low == high:
            title = _("Where it is estimated, own staff's time makes up {share} of the cost")
        title = title.format(low=low, high=high, share=low)
    if share.isna().all():
        title = _("What is bought, and what own staff's time is worth")
    more = len(table) - DRAWN_BARS
    table, total, own, share = (rows.head(DRAWN_BARS) for rows in (table, total, own, share))
    with drawing(1.75 + 0.5 * len(table)) as (figure, axes):
        left = np.zeros(len(table))
        widest = float(total.max())
        for part, (word, colour) in PARTS.items():
            values = table[part].fillna(0.0).to_numpy(float)
            axes.barh(
                range(len(table)), values / divisor, left=left / divisor, color=colour,
                height=0.66, label=_(word),
            )  # fmt: skip
            for place, value in enumerate(values):
                if value > widest * 0.075:
                    ink = "white" if part == "build_bought" else "black"
                    axes.text(
                        (left[place] + value / 2) / divisor, place, write(value), ha="center",
                        va="center", fontsize=8.5, color=ink,
                    )  # fmt: skip
            left += values
        for place, (value, part_own) in enumerate(zip(total, share, strict=True)):
            words = _("{total} ({share} own)").format(
                total=write(value),
                share="–" if np.isnan(part_own) else format_likelihood(part_own),
            )
            if not value:
                words = write(value)
            axes.annotate(
                words, (value / divisor, place), xytext=(5, 0), textcoords="offset points",
                va="center", fontsize=9, color=INK,
            )  # fmt: skip
        axes.set_yticks(
            range(len(table)),
            told_apart(list(table["name"]), lambda name: wrapped(name, 16)),
            fontsize=9.5,
        )
        axes.set_ylim(len(table) - 0.4, -0.6)
        axes.set_xlim(0, widest / divisor * 1.38)
        axes.xaxis.set_visible(False)
        axes.spines[["left", "bottom"]].set_visible(False)
        reading = _("In {unit}, all years, as paid (not discounted).").format(unit=unit)
        if own.isna().any():
            reading += " " + _("A dash: own staff's time is not estimated.")
        titled(axes, title, reading + not_drawn(solutions=more))
        axes.legend(
            loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2, frameon=False, fontsize=9,
            handlelength=0.9, handleheight=0.9, columnspacing=1.2, borderpad=0,
        )  # fmt: skip
        return Chart(figure, f"{title}. {_split_in_words(table, write)}")


def _split_in_words(table: pd.DataFrame, write: Callable[[float], str]) -> str:
    """The parts of each solution's cost, for the alternative text."""
    rows = [
        labelled(
            row["name"],
            ", ".join(
                f"{_(word)} {'–' if np.isnan(row[part]) else write(row[part])}"
                for part, (word, _c) in PARTS.items()
            ),
        )
        for row in table.to_dict("records")
    ]
    return listed(rows) + "."
