"""What axes have in common: shares in percent, and lines named where they end."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from playbook.language import format_percent


def percent_axis(axes: Axes, which: str = "y") -> None:
    """Write an axis in percent."""
    axis = axes.yaxis if which == "y" else axes.xaxis
    axis.set_major_formatter(FuncFormatter(lambda value, _place: format_percent(value)))


def name_ends(axes: Axes, ends: list[tuple[float, str, str]], gap: float = 0.09) -> None:
    """Name each line in its colour at its right end; names of close ends are moved apart.

    Parameters
    ----------
    ends : list of (height, name, colour)
        The height in data coordinates.
    gap : float
        The least distance between two names, as a share of the axis.
    """
    low, high = axes.get_ylim()
    place = np.inf
    for height, name, colour in sorted(ends, reverse=True):
        place = min(height, place - gap * (high - low))
        axes.annotate(
            name, (1.02, place), xycoords=("axes fraction", "data"), va="center",
            fontsize=9.5, color=colour, annotation_clip=False,
        )  # fmt: skip
