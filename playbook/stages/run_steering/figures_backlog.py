"""The figure about how many requests were open, day by day."""

from __future__ import annotations

import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from playbook.language import (
    _,
    format_date,
    format_number,
    ngettext,
)
from playbook.show.chart import (
    BLUE,
    SKY,
    Chart,
    drawing,
    titled,
)
from playbook.show.panels import month_ticks, name_lines


def draw_backlog(days: pd.DataFrame) -> Chart | None:
    """Draw how many requests were open at the end of each day."""
    if len(days) < 2:
        return None
    now, before = days["open"].iloc[-1], days["open"].iloc[max(len(days) - 91, 0)]
    count, back = format_number(now), min(len(days) - 1, 90)
    title = ngettext(
        "The backlog stands at {count}, as {days} day before",
        "The backlog stands at {count}, as {days} days before",
        back,
    )
    if now > before:
        title = ngettext(
            "The backlog grew from {before} to {count} in the last {days} day",
            "The backlog grew from {before} to {count} in the last {days} days",
            back,
        )
    elif now < before:
        title = ngettext(
            "The backlog fell from {before} to {count} in the last {days} day",
            "The backlog fell from {before} to {count} in the last {days} days",
            back,
        )
    title = title.format(count=count, before=format_number(before), days=back)
    with drawing(2.9) as (figure, axes):
        axes.fill_between(days["date"], days["open"], step="post", color=SKY, alpha=0.35)
        axes.step(days["date"], days["open"], where="post", color=BLUE, linewidth=1.8)
        axes.set_ylim(0, float(days["open"].max()) * 1.15 + 0.5)
        axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _p: format_number(y)))
        axes.grid(axis="y")
        month_ticks(axes)
        name_lines(axes, [(float(now), count, BLUE)])
        titled(axes, title, _("Requests open at the end of each day."))
        most = days.loc[days["open"].idxmax()]
        text = _("{title}. At the most {most}, on {day}.")
        return Chart(
            figure,
            text.format(
                title=title, most=format_number(most["open"]), day=format_date(most["date"])
            ),
        )
