"""What axes have in common: shares in percent, months, and lines named where they end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import matplotlib.dates as mdates
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from playbook.language import format_percent, locale
from playbook.show.chart import LETTERS

MOST_MONTHS = 5


def percent_axis(axes: Axes, which: str = "y") -> None:
    """Write an axis in percent."""
    axis = axes.yaxis if which == "y" else axes.xaxis
    axis.set_major_formatter(FuncFormatter(lambda value, _place: format_percent(value)))


def month_ticks(axes: Axes) -> None:
    """Write few months under an axis of dates, in the language being spoken."""
    from babel.dates import format_date

    locator: Any = mdates.AutoDateLocator  # matplotlib does not say its types here
    day_of: Any = mdates.num2date

    axes.xaxis.set_major_locator(locator(minticks=2, maxticks=MOST_MONTHS))
    axes.xaxis.set_major_formatter(
        FuncFormatter(lambda x, _p: format_date(day_of(x).date(), "MMM y", locale=locale()))
    )
    axes.tick_params(axis="x", pad=6)


def name_lines(axes: Axes, ends: Sequence[tuple[float, str, str]]) -> None:
    """Name each line at its right end, moving names apart where lines end close together.

    Call it when the axes have their limits.

    Parameters
    ----------
    ends : sequence of (float, str, str)
        The height at which each line ends, what it is called (in as many lines as it has), and
        its colour.
    """
    low, high = axes.get_ylim()
    line = 1.25 * LETTERS * (high - low) / axes.bbox.height
    named = sorted(ends, key=lambda end: -end[0])
    tall = [line * (1 + name.count("\n")) for _height, name, _colour in named]
    apart = [(above + below) / 2 for above, below in pairwise(tall)]
    places = [height for height, _name, _colour in named]
    for position, gap in enumerate(apart, start=1):
        places[position] = min(places[position], places[position - 1] - gap)
    places[-1:] = [max(place, low) for place in places[-1:]]
    for position in range(len(apart) - 1, -1, -1):
        places[position] = max(places[position], places[position + 1] + apart[position])
    for place, (_height, name, colour) in zip(places, named, strict=True):
        axes.annotate(
            name, (1.02, place), xycoords=("axes fraction", "data"),
            color=colour, va="center", annotation_clip=False, linespacing=1.05,
        )  # fmt: skip
