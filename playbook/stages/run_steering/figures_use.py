"""The figures about the checklist and the use of the solutions."""

from __future__ import annotations

import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from playbook.language import (
    _,
    format_number,
    format_percent,
    format_share,
    listed,
    ngettext,
    shorten,
    shorten_apart,
    some,
)
from playbook.show.chart import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    SKY,
    SOFT,
    YELLOW,
    Chart,
    titled,
)
from playbook.show.panels import month_ticks, name_lines, panels
from playbook.show.stacked import draw_parts
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
    if not applicable:
        title = _("No item of the checklist is applicable")
    names = [_(AREAS[area]) for area in progress["area"]]
    parts = {name: part for name, part in STATUS_PARTS.items() if progress[name].any()}
    return draw_parts(progress, names, parts, title.format(done=done, applicable=applicable))


def draw_adoption(rates: pd.DataFrame, standing: pd.DataFrame, target: float) -> Chart | None:
    """Draw the share of eligible people who use each solution, department by department."""
    if standing.empty:
        return None
    title = _adoption_title(standing)
    solutions = sorted(standing["solution_id"].unique()[:DRAWN_SOLUTIONS])
    places = standing["solution_id"].isin(solutions)
    places &= standing.groupby("solution_id").cumcount() < DRAWN_DEPARTMENTS
    with panels(len(solutions), 1.3 + 2.15 * len(solutions)) as (figure, all_axes):
        for axes, solution in zip(all_axes, solutions, strict=True):
            own = standing[places & standing["solution_id"].eq(solution)]
            axes.axhline(target, color=SOFT, linewidth=0.9, linestyle=(0, (4, 3)))
            ends = []
            names = shorten_apart(list(own["department"]), 21)
            for department, row in zip(names, own.to_dict("records"), strict=True):
                line = rates[
                    (rates["solution_id"] == solution) & (rates["department"] == row["department"])
                ].dropna(subset=["rate"])
                colour = STANDING_COLOURS[row["standing"]]
                width = 2.2 if row["standing"] in ("stalled", "fell_back") else 1.4
                axes.plot(
                    line["date"], line["rate"], color=colour, linewidth=width,
                    marker="o" if len(line) == 1 else None,
                )  # fmt: skip
                name = f"{format_share(row['rate'], target)} {department}"
                ends.append((row["rate"], name, colour))
            axes.set_ylim(0, max(1.0, float(rates["rate"].max())))
            axes.yaxis.set_major_locator(MaxNLocator(2))
            axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _p: format_percent(y)))
            axes.set_title(own["solution"].iloc[0], loc="left", fontsize=10.5)
            month_ticks(axes)
            name_lines(axes, ends, gap=0.13)
        reading = _(
            "Share of eligible people who use it. Dashed: the target. Orange: stalled or fallen"
            " back; blue: growing; green: target reached; grey: too few measurements."
        )
        if not places.all():
            text = _("{count} of {all} curves are drawn; the table holds them all.")
            counts = {"count": format_number(places.sum()), "all": format_number(len(places))}
            reading += " " + text.format(**counts)
        titled(all_axes[0], title, reading)
        words = [
            _("{department} with {solution}: {share}, {standing}").format(
                department=row["department"], solution=row["solution"],
                share=format_share(row["rate"], target),
                standing=_(STANDINGS[row["standing"]]).lower(),
            )
            for row in standing.to_dict("records")
        ]  # fmt: skip
        return Chart(figure, f"{title}. {some(words, DRAWN, join=listed)}.")


def _adoption_title(standing: pd.DataFrame) -> str:
    """What the figure of the use says."""
    stalled = standing[standing["standing"] == "stalled"]
    fallen = int(standing["standing"].eq("fell_back").sum())
    if fallen:
        text = ngettext(
            "{count} curve stalls or has fallen back below the target",
            "{count} curves stall or have fallen back below the target",
            len(stalled) + fallen,
        )
        return text.format(count=format_number(len(stalled) + fallen))
    if stalled.empty:
        if standing["standing"].eq("too_short").any():
            return _("Who uses the solutions, in each department")
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
        share=format_share(lowest["rate"], lowest["target"]),
        rest=rest,
    )
