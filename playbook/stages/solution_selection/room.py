"""What fits into a figure: coloured cells, and how many are left out."""

from __future__ import annotations

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from playbook.language import cut_apart, format_number, ngettext
from playbook.show.chart import INK, SKY, wrapped

DRAWN_SOLUTIONS = 6
DRAWN_ROWS = 14


def not_drawn(*, solutions: int = 0, criteria: int = 0, jurors: int = 0) -> str:
    """Say how many a figure leaves out, to be added to how it is read; nothing if none."""
    notes = (
        (
            solutions,
            ngettext(
                "{more} more solution is not drawn.",
                "{more} more solutions are not drawn.",
                solutions,
            ),
        ),
        (
            criteria,
            ngettext(
                "{more} more criterion is not drawn.",
                "{more} more criteria are not drawn.",
                criteria,
            ),
        ),
        (
            jurors,
            ngettext(
                "{more} more juror is not drawn.", "{more} more jurors are not drawn.", jurors
            ),
        ),
    )
    return "".join(f" {text.format(more=format_number(more))}" for more, text in notes if more > 0)


def telling(table: pd.DataFrame, scale: tuple[float, float]) -> tuple[float, float]:
    """The values between which colours run: those there are, over a third of the scale at least."""
    low, high = float(table.min(axis=None)), float(table.max(axis=None))
    spare = max((scale[1] - scale[0]) / 3 - (high - low), 0) / 2
    return low - spare, high + spare


def draw_cells(
    axes: Axes,
    table: pd.DataFrame,
    words: pd.DataFrame,
    scale: tuple[float, float],
    bold: pd.DataFrame | None = None,
) -> None:
    """Draw a table as coloured cells with their figures in them, the columns named on top.

    Parameters
    ----------
    table, words : DataFrame
        The values, which colour the cells, and what is written in them; rows and columns are
        named by their labels.
    scale : (float, float)
        The values of the palest and the strongest colour.
    bold : DataFrame of bool, optional
        Which cells to set in bold.
    """
    sns.heatmap(
        table.astype(float), ax=axes, cbar=False, cmap=sns.light_palette(SKY, as_cmap=True),
        vmin=scale[0], vmax=scale[1], linewidths=1.5,
    )  # fmt: skip
    for row, line in enumerate(words.to_numpy()):
        for column, word in enumerate(line):
            heavy = bold is not None and bool(bold.iloc[row, column])
            axes.text(
                column + 0.5, row + 0.5, word, ha="center", va="center",
                fontweight="bold" if heavy else "normal",
            )  # fmt: skip
    axes.set_facecolor("none")
    width = max(7, 40 // table.shape[1])
    axes.xaxis.tick_top()
    axes.set_xticks(
        [place + 0.5 for place in range(table.shape[1])],
        cut_apart(list(map(str, table.columns)), lambda name: wrapped(name, width, 3)), color=INK,
    )  # fmt: skip
    axes.set_yticks([place + 0.5 for place in range(len(table))], list(table.index), rotation=0)
    axes.set_xlabel("")
