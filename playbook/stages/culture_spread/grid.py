"""A grid of cells, as the figures of this stage lay them out: departments, sites, footholds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from playbook.show.chart import GRID, INK, labels_apart, wrapped

DRAWN = 12
"""How many rows or columns are drawn at most."""
FEW_COLUMNS = 6
LETTERS_ACROSS = 62
"""How many letters stand side by side under a grid."""


def lay_grid(axes: Axes, rows: int, columns: int) -> None:
    """Draw an empty grid, the first row on top."""
    axes.set(xlim=(-0.5, columns - 0.5), ylim=(rows - 0.5, -0.5))
    axes.hlines(np.arange(rows + 1) - 0.5, -0.5, columns - 0.5, color=GRID, linewidth=0.6)
    axes.vlines(np.arange(columns + 1) - 0.5, -0.5, rows - 0.5, color=GRID, linewidth=0.6)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)


def fill_cell(axes: Axes, row: int, column: int, colour: str) -> None:
    """Fill one cell of a grid."""
    axes.fill_between([column - 0.46, column + 0.46], row - 0.44, row + 0.44, color=colour, lw=0)


def name_axes(axes: Axes, rows: Sequence[str], columns: Sequence[str]) -> None:
    """Name the rows, and the columns below them: level where the words fit, aslant where they do
    not; where these are many, on one line.
    """
    few = len(columns) <= FEW_COLUMNS
    axes.set_yticks(range(len(rows)), labels_apart(rows, 26 if few else 20))
    names = [wrapped(name, 16) if few else wrapped(name, 22, lines=1) for name in columns]
    width = LETTERS_ACROSS // max(len(columns), 1)
    if all(len(word) <= width for name in columns for word in name.split()):
        names = [wrapped(name, width, lines=3) for name in columns]
        axes.set_xticks(range(len(columns)), names)
        axes.tick_params(axis="x", colors=INK)
        return
    axes.set_xticks(range(len(columns)), names, rotation=48, ha="right", rotation_mode="anchor")
    axes.tick_params(axis="x", colors=INK)
