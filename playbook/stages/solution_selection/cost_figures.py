"""The figures of the costs: categories and years."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from playbook.language import (
    _,
    format_number,
    labelled,
    listed,
    quote,
)
from playbook.show.chart import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    SKY,
    SOFT,
    Chart,
    drawing,
    titled,
    wrapped,
)
from playbook.show.names import format_money
from playbook.stages.solution_selection.cut import not_drawn, told_apart
from playbook.stages.solution_selection.matrix import DRAWN_SOLUTIONS, draw_matrix
from playbook.stages.solution_selection.money import money_scale
from playbook.tables.feasibility import COST_CATEGORIES, PHASES

LINES = [BLUE, ORANGE, GREEN, PURPLE, SKY, GREY]


def draw_categories(table: pd.DataFrame, currency: str) -> Chart | None:
    """Draw what each solution costs by phase and category; None without costs.

    Parameters
    ----------
    table : DataFrame
        From `by_category`.
    """
    if table.empty:
        return None
    _divisor, unit, write = money_scale(table["value"], currency)
    wide = table.set_index(["phase", "category", "solution_id"])["value"].unstack("solution_id")
    everyone = list(table["solution_id"].drop_duplicates())
    columns = everyone[:DRAWN_SOLUTIONS]
    codes = list(COST_CATEGORIES)
    keys = sorted(wide.index, key=lambda key: (list(PHASES).index(key[0]), codes.index(key[1])))
    wide = wide.loc[keys, columns]
    names = dict(zip(table["solution_id"], table["name"], strict=True))
    rows = [f"{_(PHASES[phase])} – {_(COST_CATEGORIES[category])}" for phase, category in keys]
    words = wide.map(lambda value: "–" if np.isnan(value) else write(value))
    place = table.loc[table["value"].idxmax()]
    title = _("The largest item: {category} of {name}, {amount}").format(
        category=f"{_(PHASES[place['phase']])} – {_(COST_CATEGORIES[place['category']])}",
        name=quote(place["name"], 40), amount=format_money(place["value"], currency),
    )  # fmt: skip
    largest = int((table["value"].round(2) == round(place["value"], 2)).sum())
    if largest > 1:
        title = _("The {count} largest items: {amount} each").format(
            count=largest, amount=format_money(place["value"], currency)
        )
    more = not_drawn(solutions=len(everyone) - len(columns))
    highest = float(wide.max(axis=None)) or 1.0
    with drawing(1.75 + 0.36 * len(wide)) as (figure, axes):
        shown = wide.set_axis(rows).rename(columns=names)
        draw_matrix(axes, shown, words.set_axis(rows), (0.0, highest))
        edge = sum(phase == "build" for phase, _category in keys)
        if 0 < edge < len(keys):
            axes.axhline(edge, color=SOFT, linewidth=1.2)
        reading = _(
            "In {unit}, all years, as paid. A dash: the grid has no such line, which is not the"
            " same as 0."
        )
        titled(axes, title, reading.format(unit=unit) + more)
        cells = [
            labelled(row, ", ".join(
                f"{names[column]} {word}" for column, word in zip(columns, line, strict=True)
            ))
            for row, line in zip(rows, words.to_numpy(), strict=True)
        ]  # fmt: skip
        return Chart(figure, f"{title}. {listed(cells)}.")


def draw_cumulative(
    years: pd.DataFrame, crossings: pd.DataFrame, running: Sequence[str], currency: str
) -> Chart | None:
    """Draw how the discounted costs add up; None without costs.

    Parameters
    ----------
    years, crossings : DataFrame
        From `by_year` and `break_even`.
    running : sequence of str
        The solutions that no minimum eliminates; the others are drawn dashed.
    """
    if years.empty:
        return None
    last = int(years["year"].max())
    ends = years[years["year"] == last].sort_values("cumulative", kind="stable")
    more = not_drawn(solutions=len(ends) - DRAWN_SOLUTIONS)
    held = {*crossings["dearer_id"], *crossings["cheaper_id"]}
    apart = set(ends["solution_id"]) - held
    ends = ends.head(DRAWN_SOLUTIONS)
    called = told_apart(list(ends["name"]), lambda name: wrapped(name, 16, 1))
    divisor, unit, _write = money_scale(years["cumulative"], currency)
    paid = int((crossings["verdict"] == "pays_off").sum())
    title = _("No dearer BUILD pays for itself within the years that are planned")
    if apart:
        title = _(
            "Of those in the running with complete costs, no dearer BUILD pays for itself within"
            " the years that are planned"
        )
    if paid:
        first = crossings[crossings["verdict"] == "pays_off"].sort_values("break_even_year").iloc[0]
        title = _("{dearer} pays its dearer BUILD back against {cheaper} in year {year}").format(
            dearer=quote(first["dearer"], 30), cheaper=quote(first["cheaper"], 30),
            year=first["break_even_year"],
        )  # fmt: skip
    elif crossings.empty:
        title = _("How the costs add up")
    with drawing(3.9) as (figure, axes):
        high = float(years["cumulative"].max()) / divisor or 1.0
        place = -np.inf
        for (_i, end), own_colour, name in zip(ends.iterrows(), LINES, called, strict=False):
            inside = end["solution_id"] in running
            colour = own_colour if inside else SOFT
            own = years[years["solution_id"] == end["solution_id"]]
            axes.plot(
                own["year"],
                own["cumulative"] / divisor,
                color=colour,
                linewidth=2,
                linestyle="-" if inside else (0, (3, 2)),
                marker="o",
                markersize=4,
            )
            place = max(end["cumulative"] / divisor, place + high * 0.085)
            axes.annotate(
                name, (last, place), xytext=(8, 0),
                textcoords="offset points", va="center", fontsize=9, color=colour,
                fontweight="bold", annotation_clip=False,
            )  # fmt: skip
        axes.set_ylim(0, high * 1.08)
        axes.set_xlim(0, max(last, 1) * 1.36)
        axes.set_xticks(range(last + 1))
        axes.set_xlabel(_("Year (0 is BUILD)"))
        axes.set_ylabel(unit)
        axes.yaxis.set_major_locator(MaxNLocator(6))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _p: format_number(y)))
        axes.grid(axis="y")
        reading = _("Costs added up from year 0, discounted. Dashed: eliminated solutions.")
        titled(axes, title, reading + more)
        words = [
            labelled(row["name"], format_money(row["cumulative"], currency))
            for row in ends.to_dict("records")
        ]
        reached = _("After year {year}: {costs}.").format(year=last, costs=listed(words))
        return Chart(figure, f"{title}. {reached}")
