"""The figures about the age of open requests and the time to settle them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.ticker import FixedLocator, FuncFormatter

from playbook.language import _, format_number, labelled, listed, ngettext
from playbook.show.chart import BLUE, GREY, ORANGE, SKY, SOFT, YELLOW, Chart, drawing, titled
from playbook.show.stacked import draw_parts
from playbook.stages.run_steering.labels import KINDS

TICKS = (0, 1, 3, 7, 14, 30, 90, 180, 365, 730)


def draw_ages(ages: pd.DataFrame, limits: Sequence[int]) -> Chart | None:
    """Draw how many requests of each kind are open, by age."""
    if ages.empty:
        return None
    old = int(ages["old"].sum())
    title = _("No open request has waited for {days} days").format(days=limits[1])
    if old:
        title = ngettext(
            "{old} open request has waited for {days} days or more",
            "{old} open requests have waited for {days} days or more",
            old,
        ).format(old=old, days=limits[1])
    recent, old_from = min(limits[0], limits[1] - 1), limits[1]
    parts = {
        "recent": (_("{ages} d").format(ages=f"0–{recent}"), SKY),
        "waiting": (_("{ages} d").format(ages=f"{recent + 1}–{old_from - 1}"), YELLOW),
        "old": (_("{ages} d").format(ages=f"{old_from}+"), ORANGE),
    }
    if recent + 1 == old_from:
        del parts["waiting"]
    names = [_(KINDS[kind]) for kind in ages["kind"]]
    return draw_parts(ages, names, parts, title)


def draw_time_to_close(table: pd.DataFrame, longest: float) -> Chart | None:
    """Draw the median time to settle a request of each kind, with its interval.

    Parameters
    ----------
    table : DataFrame
        From `time_to_close`.
    longest : float
        How many days the oldest request goes back: nothing later can be known.
    """
    if table.empty:
        return None
    never = table[table["median"].isna()]
    kinds = never[never["kind"] != "all"]
    if len(kinds):
        title = ngettext(
            "{count} kind of request is not settled by half yet",
            "{count} kinds of request are not settled by half yet",
            len(kinds),
        ).format(count=len(kinds))
    else:
        title = _medians_title(table.loc[table["kind"] != "all", "median"])
    end = max(float(longest), 7.0) * 1.25
    places = np.arange(len(table))
    with drawing(1.4 + 0.42 * len(table)) as (figure, axes):
        axes.set_xscale("function", functions=(np.log1p, np.expm1))
        for place, row in zip(places, table.to_dict("records"), strict=True):
            colour = BLUE if row["kind"] != "all" else SOFT
            low, high = row["median_low"], row["median_high"]
            if pd.notna(low):
                axes.hlines(
                    place,
                    low,
                    end if pd.isna(high) else high,
                    color=colour,
                    alpha=0.35,
                    linewidth=5,
                )
            if pd.isna(row["median"]):
                axes.annotate(
                    _("half not settled yet"), (longest, place), ha="right", va="center",
                    xytext=(-5, 0), textcoords="offset points", fontsize=9,
                    color=ORANGE,
                )  # fmt: skip
                continue
            axes.plot(row["median"], place, "o", color=colour, markersize=8)
            axes.annotate(
                format_number(row["median"]), (row["median"], place), xytext=(0, 8),
                textcoords="offset points", ha="center", fontsize=9,
            )  # fmt: skip
        names = [
            f"{_(KINDS[row['kind']])} ({format_number(row['requests'])})"
            for row in table.to_dict("records")
        ]
        axes.set_yticks(places, names, fontsize=9.5)
        axes.set_ylim(len(table) - 0.5, -0.6)
        axes.set_xlim(0, end)
        axes.xaxis.set_major_locator(FixedLocator([tick for tick in TICKS if tick <= end]))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _p: format_number(x)))
        axes.grid(axis="x")
        axes.axvline(longest, color=GREY, linewidth=0.9, linestyle=(0, (4, 3)))
        reading = _(
            "Days until half are settled; the scale is narrower on the right. Bars: likely values;"
            " a bar up to the edge has no known end. Dashed: the age of the oldest request."
        )
        titled(axes, title, reading)
        words = [
            labelled(
                _(KINDS[row["kind"]]),
                _("half not settled yet")
                if pd.isna(row["median"])
                else ngettext("{days} day", "{days} days", row["median"]).format(
                    days=format_number(row["median"])
                ),
            )
            for row in table.to_dict("records")
        ]
        return Chart(figure, f"{title}. {listed(words)}.")


def _medians_title(medians: pd.Series) -> str:
    """What the figure of the times says when half of each kind are settled."""
    low, high = medians.min(), medians.max()
    text = _("Half are settled within {low} to {high} days, by kind of request")
    if low == high:
        text = ngettext(
            "Half of the requests of each kind are settled within {high} day",
            "Half of the requests of each kind are settled within {high} days",
            high,
        )
    return text.format(low=format_number(low), high=format_number(high))
