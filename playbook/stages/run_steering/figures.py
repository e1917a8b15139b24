"""The figures about the checklist, the use, the benefits and the costs."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from playbook.language import (
    _,
    format_date,
    format_number,
    format_percent,
    labelled,
    listed,
    ngettext,
    shorten,
)
from playbook.show.chart import (
    BLUE,
    GREEN,
    GREY,
    GRID,
    INK,
    ORANGE,
    SKY,
    SOFT,
    YELLOW,
    Chart,
    drawing,
    titled,
    wrapped,
)
from playbook.show.names import format_money, format_month
from playbook.show.panels import month_ticks, name_lines, panels
from playbook.show.stacked import draw_parts
from playbook.stages.run_steering.findings_value import CLOSE, stream_name
from playbook.stages.run_steering.labels import STANDINGS
from playbook.tables.operation import AREAS, CHECKLIST_STATUSES

DRAWN = 12
DRAWN_SOLUTIONS = 4
DRAWN_DEPARTMENTS = 6
STATUS_PARTS = {
    "done": (CHECKLIST_STATUSES["done"], BLUE),
    "in_progress": (CHECKLIST_STATUSES["in_progress"], SKY),
    "todo": (CHECKLIST_STATUSES["todo"], YELLOW),
    "not_applicable": (CHECKLIST_STATUSES["not_applicable"], GREY),
}
STANDING_COLOURS = {
    "stalled": ORANGE,
    "fell_back": ORANGE,
    "growing": BLUE,
    "too_short": SOFT,
    "reached": GREEN,
}


def draw_checklist(progress: pd.DataFrame) -> Chart | None:
    """Draw where the items of each area stand."""
    applicable, done = int(progress["applicable"].sum()), int(progress["done"].sum())
    if progress.empty:
        return None
    title = ngettext(
        "{done} of {applicable} applicable items is done",
        "{done} of {applicable} applicable items are done",
        done,
    )
    names = [_(AREAS[area]) for area in progress["area"]]
    parts = {name: part for name, part in STATUS_PARTS.items() if progress[name].any()}
    return draw_parts(progress, names, parts, title.format(done=done, applicable=applicable))


def draw_adoption(rates: pd.DataFrame, standing: pd.DataFrame, target: float) -> Chart | None:
    """Draw the share of eligible people who use each solution, department by department."""
    if standing.empty:
        return None
    title = _adoption_title(standing[standing["standing"].isin(["stalled", "fell_back"])])
    solutions = list(dict.fromkeys(standing.sort_values("solution_id")["solution_id"]))
    solutions = solutions[:DRAWN_SOLUTIONS]
    with panels(len(solutions), 1.3 + 2.15 * len(solutions)) as (figure, all_axes):
        for axes, solution in zip(all_axes, solutions, strict=True):
            own = standing[standing["solution_id"] == solution].head(DRAWN_DEPARTMENTS)
            axes.axhline(target, color=SOFT, linewidth=0.9, linestyle=(0, (4, 3)))
            ends = []
            for row in own.to_dict("records"):
                line = rates[
                    (rates["solution_id"] == solution) & (rates["department"] == row["department"])
                ]
                colour = STANDING_COLOURS[row["standing"]]
                width = 2.2 if row["standing"] in ("stalled", "fell_back") else 1.4
                axes.plot(
                    line["date"], line["rate"], color=colour, linewidth=width,
                    marker="o" if len(line) == 1 else None,
                )  # fmt: skip
                name = f"{format_percent(row['rate'])} {shorten(row['department'], 22)}"
                ends.append((row["rate"], name, colour))
            axes.set_ylim(0, max(1.0, float(rates["rate"].max())))
            axes.yaxis.set_major_locator(MaxNLocator(2))
            axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _p: format_percent(y)))
            axes.set_title(own["solution"].iloc[0], loc="left", fontsize=10.5, color=INK)
            month_ticks(axes)
            name_lines(axes, ends, gap=0.13)
        reading = _(
            "Share of eligible people who use it. Dashed: the target. Orange: stalled; blue:"
            " growing; green: target reached; grey: too few measurements."
        )
        titled(all_axes[0], title, reading)
        words = [
            _("{department} with {solution}: {share}, {standing}").format(
                department=row["department"], solution=row["solution"],
                share=format_percent(row["rate"]), standing=_(STANDINGS[row["standing"]]).lower(),
            )
            for row in standing.head(DRAWN).to_dict("records")
        ]  # fmt: skip
        return Chart(figure, f"{title}. {listed(words)}.")


def _adoption_title(stalled: pd.DataFrame) -> str:
    """What the figure of the use says."""
    if stalled.empty:
        return _("The use stalls nowhere")
    lowest, rest = stalled.iloc[0], len(stalled) - 1
    text = _("{department} stalls at {share} with {solution}")
    if rest:
        text = ngettext(
            "{department} stalls at {share} with {solution}, and {rest} more line stalls",
            "{department} stalls at {share} with {solution}, and {rest} more lines stall",
            rest,
        )
    return text.format(
        department=shorten(lowest["department"], 30),
        solution=shorten(lowest["solution"], 30),
        share=format_percent(lowest["rate"]),
        rest=rest,
    )


def draw_expectation(table: pd.DataFrame) -> Chart | None:
    """Draw what was obtained as a share of what was expected, over all and lately."""
    compared = table[table["ratio"].notna()].head(DRAWN)
    if compared.empty:
        return None
    short = int((compared["ratio"] < CLOSE).sum())
    title = ngettext(
        "{count} of {all} benefits falls short of what was expected",
        "{count} of {all} benefits fall short of what was expected",
        short,
    ).format(count=short, all=len(compared))
    if not short:
        title = _("The benefits are what was expected, or close to it")
    places = np.arange(len(compared))
    with drawing(1.5 + 0.5 * len(compared)) as (figure, axes):
        axes.axvline(1, color=SOFT, linewidth=1)
        axes.hlines(places, compared["ratio"], compared["recent_ratio"], color=GRID, linewidth=3)
        colours = [ORANGE if ratio < CLOSE else BLUE for ratio in compared["ratio"]]
        axes.scatter(
            compared["ratio"], places, s=70, facecolor="white", edgecolor=colours, linewidth=1.8,
            zorder=3,
        )  # fmt: skip
        axes.scatter(compared["recent_ratio"], places, s=46, color=colours, zorder=4)
        for place, row in zip(places, compared.to_dict("records"), strict=True):
            right = np.nanmax([row["ratio"], row["recent_ratio"]])
            axes.annotate(
                format_percent(row["ratio"]), (right, place), xytext=(9, 0),
                textcoords="offset points", va="center", fontsize=9,
            )  # fmt: skip
        names = [wrapped(stream_name(row), 22) for row in compared.to_dict("records")]
        names = [name[:1].upper() + name[1:] for name in names]
        axes.set_yticks(places, names, fontsize=9.5)
        axes.set_ylim(len(compared) - 0.5, -0.5)
        axes.set_xlim(
            0, max(1.25, float(compared[["ratio", "recent_ratio"]].max(axis=None)) * 1.15)
        )
        axes.xaxis.set_major_locator(MaxNLocator(5))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _p: format_percent(x)))
        axes.grid(axis="x")
        reading = _(
            "Obtained for what was expected. Ring and figure: all measurements; dot: the last"
            " three. Orange: below {close}."
        ).format(close=format_percent(CLOSE))
        titled(axes, title, reading)
        words = [
            labelled(stream_name(row), format_percent(row["ratio"]))
            for row in compared.to_dict("records")
        ]
        return Chart(figure, f"{title}. {listed(words)}.")


def draw_payback(balance: pd.DataFrame, table: pd.DataFrame, currency: str) -> Chart | None:
    """Draw how each solution's benefits in money catch up with its costs, month by month."""
    drawn = table[table["outcome"].isin(["paid_back", "ahead", "beyond"])].head(DRAWN_SOLUTIONS)
    if drawn.empty:
        return None
    title = _payback_title(drawn)
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
            ends.append((float(own["cumulative"].iloc[-1]), row["solution"], colour))
        axes.margins(y=0.16)
        axes.yaxis.set_major_locator(MaxNLocator(5))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _p: format_money(y, currency)))
        axes.grid(axis="y")
        month_ticks(axes)
        name_lines(axes, ends)
        reading = _(
            "Benefits in money less costs, added up from BUILD on. Dotted: the costs that are known"
            " and the pace of the last three months; a projection, not a promise."
        )
        titled(axes, title, reading)
        text = _("{solution}: {balance} to date")
        words = [
            text.format(solution=row["solution"], balance=format_money(row["balance"], currency))
            for row in drawn.to_dict("records")
        ]
        return Chart(figure, f"{title}. {listed(words)}.")


def _payback_title(drawn: pd.DataFrame) -> str:
    """What the figure of the balances says."""
    if len(drawn) > 1:
        done = int((drawn["outcome"] == "paid_back").sum())
        return ngettext(
            "{done} of {all} solutions has paid for itself",
            "{done} of {all} solutions have paid for themselves",
            done,
        ).format(done=done, all=len(drawn))
    row = drawn.iloc[0]
    texts = {
        "paid_back": _("{solution} has paid for itself"),
        "ahead": _("At its present pace, {solution} pays for itself by {month}"),
        "beyond": _("At its present pace, {solution} does not pay for itself"),
    }
    month = "" if pd.isna(row["break_even"]) else format_month(row["break_even"])
    return texts[row["outcome"]].format(solution=row["solution"], month=month)


def draw_backlog(days: pd.DataFrame) -> Chart | None:
    """Draw how many requests were open at the end of each day."""
    if len(days) < 2:
        return None
    now, before = days["open"].iloc[-1], days["open"].iloc[max(len(days) - 91, 0)]
    count = format_number(now)
    title = _("The backlog stands at {count} and is not growing")
    if now > before:
        title = _("The backlog grew from {before} to {count} in the last {days} days")
    title = title.format(count=count, before=format_number(before), days=min(len(days) - 1, 90))
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
