"""The figures about the benefits and the costs."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from playbook.language import (
    _,
    format_number,
    format_percent,
    format_share,
    labelled,
    listed,
    ngettext,
)
from playbook.show.chart import (
    BLUE,
    GREEN,
    GRID,
    ORANGE,
    SKY,
    SOFT,
    Chart,
    drawing,
    titled,
    wrapped,
)
from playbook.show.names import format_money, format_month
from playbook.show.panels import month_ticks, name_lines
from playbook.stages.run_steering.figures_use import DRAWN, DRAWN_SOLUTIONS
from playbook.stages.run_steering.findings_value import CLOSE, falls_short, stream_name


def draw_expectation(table: pd.DataFrame) -> Chart | None:
    """Draw what was obtained as a share of what was expected, over all and lately."""
    compared = table[table["ratio"].notna()]
    if compared.empty:
        return None
    short, rows = int(falls_short(compared["ratio"]).sum()), len(compared)
    title = ngettext(
        "{count} of {all} benefits compared is below {close} of what was expected",
        "{count} of {all} benefits compared are below {close} of what was expected",
        short,
    )
    if not short:
        title = _("Every benefit compared is at least {close} of what was expected")
    title = title.format(count=short, all=rows, close=format_percent(CLOSE))
    compared = compared.head(DRAWN)
    places = np.arange(len(compared))
    with drawing(1.5 + 0.5 * len(compared)) as (figure, axes):
        axes.axvline(1, color=SOFT, linewidth=1)
        axes.hlines(places, compared["ratio"], compared["recent_ratio"], color=GRID, linewidth=3)
        colours = np.where(falls_short(compared["ratio"]), ORANGE, BLUE)
        axes.scatter(
            compared["ratio"], places, s=70, facecolor="white", edgecolor=colours, linewidth=1.8,
            zorder=3,
        )  # fmt: skip
        axes.scatter(compared["recent_ratio"], places, s=46, color=colours, zorder=4)
        for place, row in zip(places, compared.to_dict("records"), strict=True):
            right = np.nanmax([row["ratio"], row["recent_ratio"]])
            axes.annotate(
                format_share(row["ratio"], CLOSE), (right, place), xytext=(9, 0),
                textcoords="offset points", va="center", fontsize=9,
            )  # fmt: skip
        names = [wrapped(stream_name(row), 22) for row in compared.to_dict("records")]
        names = [name[:1].upper() + name[1:] for name in names]
        axes.set_yticks(places, names, fontsize=9.5)
        axes.set_ylim(len(compared) - 0.5, -0.5)
        ratios = compared[["ratio", "recent_ratio"]]
        low, high = float(ratios.min(axis=None)), float(ratios.max(axis=None))
        axes.set_xlim(min(0.0, low * 1.15), max(1.25, high * 1.15))
        axes.xaxis.set_major_locator(MaxNLocator(5))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _p: format_percent(x)))
        axes.grid(axis="x")
        reading = _(
            "Obtained for what was expected. Ring and figure: all measurements; dot: the last"
            " three. Orange: below {close}."
        ).format(close=format_percent(CLOSE))
        if rows > len(compared):
            text = _("{count} of {all} rows are drawn; the table holds them all.")
            reading += " " + text.format(count=len(compared), all=format_number(rows))
        titled(axes, title, reading)
        words = [
            labelled(stream_name(row), format_share(row["ratio"], CLOSE))
            for row in compared.to_dict("records")
        ]
        return Chart(figure, f"{title}. {listed(words)}.")


def draw_payback(balance: pd.DataFrame, table: pd.DataFrame, currency: str) -> Chart | None:
    """Draw how each solution's benefits in money catch up with its costs, month by month."""
    known = table[table["outcome"].isin(["paid_back", "ahead", "beyond"])]
    if known.empty:
        return None
    title, drawn = _payback_title(known), known.head(DRAWN_SOLUTIONS)
    with drawing(3.9) as (figure, axes):
        axes.axhline(0, color=SOFT, linewidth=1)
        ends = []
        for row, colour in zip(drawn.to_dict("records"), (BLUE, ORANGE, GREEN, SKY), strict=False):
            own = balance[balance["solution_id"] == row["solution_id"]]
            ends_of_month = own["month"] + pd.offsets.MonthEnd(0)
            past = ~own["projected"].astype(bool)
            last = int(past.sum()) - 1
            axes.plot(ends_of_month[past], own["cumulative"][past], color=colour, linewidth=2.2)
            axes.plot(
                ends_of_month.iloc[last:], own["cumulative"].iloc[last:], color=colour,
                linewidth=1.5, linestyle=(0, (2, 2)),
            )  # fmt: skip
            axes.plot(ends_of_month.iloc[last], own["cumulative"].iloc[last], "o", color=colour)
            axes.annotate(
                format_money(row["balance"], currency), xytext=(9, -4), textcoords="offset points",
                xy=(ends_of_month.iloc[last], own["cumulative"].iloc[last]), fontsize=9,
                color=colour,
                va="center",
            )  # fmt: skip
            ends.append((float(own["cumulative"].dropna().iloc[-1]), row["solution"], colour))
        axes.margins(y=0.16)
        axes.yaxis.set_major_locator(MaxNLocator(5))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _p: format_money(y, currency)))
        axes.grid(axis="y")
        month_ticks(axes)
        name_lines(axes, ends)
        reading = _(
            "Benefits in money less costs, added up from BUILD on. Dotted: the costs that are known"
            " and the pace of the latest months on record, three at most; a projection, not a"
            " promise."
        )
        if len(known) > len(drawn):
            text = _("{count} of {all} curves are drawn; the table holds them all.")
            reading += " " + text.format(count=len(drawn), all=format_number(len(known)))
        titled(axes, title, reading)
        text = _("{solution}: {balance} to date")
        words = [
            text.format(solution=row["solution"], balance=format_money(row["balance"], currency))
            for row in drawn.to_dict("records")
        ]
        return Chart(figure, f"{title}. {listed(words)}.")


def _payback_title(known: pd.DataFrame) -> str:
    """What the figure of the balances says."""
    if len(known) > 1:
        done = int((known["outcome"] == "paid_back").sum())
        return ngettext(
            "{done} of {all} solutions with a known balance has paid for itself",
            "{done} of {all} solutions with a known balance have paid for themselves",
            done,
        ).format(done=done, all=len(known))
    row = known.iloc[0]
    texts = {
        "paid_back": _("{solution} has paid for itself"),
        "ahead": _("At its latest pace on record, {solution} pays for itself by {month}"),
        "beyond": _(
            "At its latest pace on record, {solution} does not pay for itself within the years"
            " whose costs are known"
        ),
    }
    month = "" if pd.isna(row["break_even"]) else format_month(row["break_even"])
    return texts[row["outcome"]].format(solution=row["solution"], month=month)
