"""Several pairs of axes one above the other, axes of months, and names at the ends of lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import matplotlib.dates as mdates
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from playbook.language import locale
from playbook.show.chart import INK, drawing, wrapped

MOST_MONTHS = 5


@contextmanager
def panels(
    count: int, height: float, *, share_x: bool = True
) -> Iterator[tuple[Figure, list[Axes]]]:
    """Give a figure with some pairs of axes one above the other, in the kit's style.

    Parameters
    ----------
    count : int
        How many.
    height : float
        Of the whole figure, in inches.
    share_x : bool
        Whether they share what runs across.
    """
    with drawing(height) as (figure, first):
        first.remove()
        yield figure, list(figure.subplots(count, 1, sharex=share_x, squeeze=False)[:, 0])


def month_ticks(axes: Axes) -> None:
    """Write few months under an axis of dates, in the language being spoken."""
    from babel.dates import format_date

    locator: Any = mdates.AutoDateLocator  # matplotlib does not say its types here
    day_of: Any = mdates.num2date

    axes.xaxis.set_major_locator(locator(minticks=2, maxticks=MOST_MONTHS))
    axes.xaxis.set_major_formatter(
        FuncFormatter(lambda x, _p: format_date(day_of(x).date(), "MMM y", locale=locale()))
    )
    axes.tick_params(axis="both", labelsize=9.5)
    axes.tick_params(axis="x", pad=6)


def name_lines(axes: Axes, ends: Sequence[tuple[float, str, str]], gap: float = 0.11) -> None:
    """Name each line at its right end, moving names apart where lines end close together.

    Parameters
    ----------
    ends : sequence of (float, str, str)
        The height at which each line ends, what it is called, and its colour.
    gap : float
        The least distance between names, as a share of the height of the axes.
    """
    low, high = axes.get_ylim()
    step = (high - low) * gap
    order = sorted(ends, key=lambda end: -end[0])
    places = np.array([height for height, _name, _colour in order], dtype=float)
    for position in range(1, len(places)):
        places[position] = min(places[position], places[position - 1] - step)
    sunk = low - places[-1] if len(places) else 0.0
    if sunk > 0:
        places += sunk
    for place, (_height, name, colour) in zip(places, order, strict=True):
        axes.annotate(
            wrapped(name, 28, 1), (1.02, place), xycoords=("axes fraction", "data"),
            color=colour or INK, va="center", fontsize=8.5, annotation_clip=False,
        )  # fmt: skip
