"""What each solution costs, own staff's time valued, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from playbook.language import (
    N_,
    _,
    enumerate_words,
    format_percent,
    labelled,
    listed,
    ngettext,
    quote,
)
from playbook.show.chart import SOFT, Chart, drawing, titled
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.show.names import format_money
from playbook.stages.solution_selection.money import money_scale
from playbook.stages.solution_selection.room import DRAWN_SOLUTIONS, draw_cells, not_drawn
from playbook.tables.feasibility import COST_CATEGORIES, PHASES

GAP_NAMES = {
    "no_costs": N_("no cost at all"),
    "no_build": N_("no BUILD"),
    "no_run": N_("no RUN"),
    "year_missing": N_("a year without costs"),
    "no_own_time": N_("no estimate of own staff's time"),
}

LABELS = {
    "build": Label(N_("BUILD"), Format.WHOLE),
    "run": Label(N_("RUN"), Format.WHOLE),
    "total": Label(N_("As paid"), Format.WHOLE),
    "own_time": Label(N_("Own staff's time"), Format.WHOLE, missing=N_("not estimated")),
    "own_share": Label(N_("Its share"), Format.PERCENT),
    "own_days": Label(N_("Days"), Format.WHOLE),
    "total_cost": Label(N_("Discounted"), Format.WHOLE),
    "gaps": Label(N_("What is missing"), codes=GAP_NAMES),
}


def cost_lines(costs: pd.DataFrame, scoped: pd.DataFrame) -> pd.DataFrame:
    """Value every cost line of the compared solutions.

    Parameters
    ----------
    costs : DataFrame
        The table of that name.
    scoped : DataFrame
        From `scope.eligibility`.

    Returns
    -------
    DataFrame
        One row a line: cost_id, solution_id, name, phase, category, year, value (in the campaign's
        currency: the amount, or person-days times day rate where there is none), own_time
        (whether it is own staff's time: said by the category, or given in days) and person_days.
    """
    compared = scoped.loc[scoped["status"] == "compared", ["solution_id", "name"]]
    lines = compared.merge(costs, on="solution_id")
    valued = lines["person_days"] * lines["day_rate"]
    lines["value"] = lines["amount"].fillna(valued)
    in_days = lines["amount"].isna() & valued.notna()
    lines["own_time"] = in_days | lines["category"].eq("internal_time")
    columns = [
        "cost_id",
        "solution_id",
        "name",
        "phase",
        "category",
        "year",
        "value",
        "own_time",
        "person_days",
    ]
    return lines[columns]


def by_category(lines: pd.DataFrame) -> pd.DataFrame:
    """Add up each solution's costs by phase and category, all years together.

    Returns
    -------
    DataFrame
        One row for each phase and category that any solution has: phase, category, solution_id,
        name and value (missing where the solution has no such line: not the same as 0).
    """
    if lines.empty:
        return pd.DataFrame(columns=["phase", "category", "solution_id", "name", "value"])
    sums = lines.groupby(["phase", "category", "solution_id"])["value"]
    wide = sums.sum().unstack("solution_id")
    order = list(lines["solution_id"].drop_duplicates())
    long = wide[order].stack(future_stack=True).rename("value").reset_index()
    long.insert(3, "name", long["solution_id"].map(names_in(lines)))
    return long


def names_in(lines: pd.DataFrame) -> dict[str, str]:
    """What each solution is called."""
    return dict(zip(lines["solution_id"], lines["name"], strict=True))


def cost_gaps(lines: pd.DataFrame, scoped: pd.DataFrame) -> pd.DataFrame:
    """Say where a solution's costs cannot be whole.

    Returns
    -------
    DataFrame
        One row a gap: solution_id, name, gap (no_costs: not one line; no_build, no_run: no line of
        that phase; year_missing: no line in some years that others have; no_own_time: own staff's
        time is not estimated) and years (which, for year_missing).
    """
    columns = ["solution_id", "name", "gap", "years"]
    rows: list[tuple[str, str, str, str | None]] = []
    compared = scoped[scoped["status"] == "compared"]
    for solution, name in zip(compared["solution_id"], compared["name"], strict=True):
        own = lines[lines["solution_id"] == solution]
        if own.empty:
            rows.append((solution, name, "no_costs", None))
            continue
        phases = set(own["phase"])
        rows += [(solution, name, f"no_{p}", None) for p in ("build", "run") if p not in phases]
        absent = [
            str(year)
            for year in range(1, int(lines["year"].max()) + 1)
            if year not in set(own["year"])
        ]
        if absent and "run" in phases:
            rows.append((solution, name, "year_missing", ", ".join(absent)))
        if not own["own_time"].any():
            rows.append((solution, name, "no_own_time", None))
    return pd.DataFrame(rows, columns=columns)


def solution_totals(
    lines: pd.DataFrame, years: pd.DataFrame, gaps: pd.DataFrame, scoped: pd.DataFrame
) -> pd.DataFrame:
    """What each solution costs in all.

    Parameters
    ----------
    lines, years, gaps : DataFrame
        From `cost_lines`, `cost_years.by_year` and `cost_gaps`.

    Returns
    -------
    DataFrame
        One row a compared solution, the cheapest first: solution_id, name, build and run (as
        paid), total (both), own_time (value of own staff's time, in both phases), own_share (of
        total), own_days, total_cost (discounted: the total cost of ownership) and gaps (codes
        separated by semicolons; missing when the costs are complete). Figures are missing without
        any line; a solution with gaps costs at least what is shown.
    """
    table = scoped.loc[scoped["status"] == "compared", ["solution_id", "name"]]
    sums = years.groupby("solution_id")[["build", "run", "cost", "discounted"]].sum()
    sums = sums.rename(columns={"cost": "total", "discounted": "total_cost"}).astype(float)
    own = lines[lines["own_time"]].groupby("solution_id")[["value", "person_days"]].sum(min_count=1)
    own = own.rename(columns={"value": "own_time", "person_days": "own_days"}).astype(float)
    table = table.merge(sums.join(own).reset_index(), on="solution_id", how="left")
    table["own_share"] = table["own_time"] / table["total"]  # 0 / 0 is missing
    table["gaps"] = table["solution_id"].map(gaps.groupby("solution_id")["gap"].agg(";".join))
    columns = [
        "solution_id",
        "name",
        "build",
        "run",
        "total",
        "own_time",
        "own_share",
        "own_days",
        "total_cost",
        "gaps",
    ]
    return table.sort_values("total_cost", kind="stable", ignore_index=True)[columns]


def shown_columns(totals: pd.DataFrame) -> list[str]:
    """The columns of the totals to show: what is missing, only where something is."""
    columns = ["name", "build", "run", "total", "own_time", "own_share", "total_cost", "gaps"]
    return columns if totals["gaps"].notna().any() else columns[:-1]


def complete(totals: pd.DataFrame, among: Sequence[str] | None = None) -> list[str]:
    """The solutions whose costs have no gap, cheapest first.

    Parameters
    ----------
    totals : DataFrame
        From `solution_totals`.
    among : sequence of str, optional
        Only these solutions, such as those in the running.
    """
    whole = totals.loc[totals["gaps"].isna() & totals["total_cost"].notna(), "solution_id"]
    return [solution for solution in whole if among is None or solution in among]


def say_total(
    totals: pd.DataFrame, years: pd.DataFrame, running: Sequence[str], currency: str, rate: float
) -> Finding | None:
    """Say what the solutions in the running cost over the years; nothing when there is none.

    Parameters
    ----------
    running : sequence of str
        The solutions that no minimum eliminates.
    """
    if not running:
        return None
    known = totals[totals["total_cost"].notna()]
    inside = known[known["solution_id"].isin(running)]
    if inside.empty:
        text = _(
            "No solution in the running has costs yet: ask the providers to fill in the cost grid."
        )
        return Finding(text, Tone.DECIDE)
    horizon = int(years["year"].max())
    span = _("in BUILD")
    if horizon:
        span = ngettext(
            "over BUILD and {count} year of RUN", "over BUILD and {count} years of RUN", horizon
        ).format(count=horizon)
    low, high = inside.iloc[0], inside.iloc[-1]
    shown = {
        "span": span, "rate": format_rate(rate), "cheapest": quote(low["name"]),
        "low": format_money(low["total_cost"], currency), "dearest": quote(high["name"]),
        "high": format_money(high["total_cost"], currency),
    }  # fmt: skip
    text = _("Total cost of ownership {span}, discounted at {rate}: {cheapest}, {low}.")
    if len(inside) > 1:
        text = _(
            "Total cost of ownership {span}, discounted at {rate}: from {low} ({cheapest}) to"
            " {high} ({dearest}) for those in the running."
        )
        if shown["low"] == shown["high"]:
            text = _(
                "Total cost of ownership {span}, discounted at {rate}: {low} for each of those in"
                " the running."
            )
    return Finding(text.format(**shown))


def format_rate(rate: float) -> str:
    """Write a rate without useless decimals."""
    percent = round(rate * 100, 6)
    return format_percent(rate, next(d for d in range(7) if round(percent, d) == percent))


def say_cost_gaps(gaps: pd.DataFrame, totals: pd.DataFrame) -> Finding | None:
    """Say whose costs are incomplete; nothing when all are complete, or nobody has any."""
    if gaps.empty or totals["total_cost"].isna().all():
        return None
    words = [
        labelled(quote(name), enumerate_words([_(GAP_NAMES[gap]) for gap in rows["gap"]]))
        for name, rows in gaps.groupby("name", sort=False)
    ]
    text = _(
        "Ask for the costs that are missing ({which}): the real total is higher than what is shown."
    )
    return Finding(text.format(which=enumerate_words(words)), Tone.DECIDE)


def say_price_of_minimums(
    totals: pd.DataFrame, running: Sequence[str], currency: str
) -> Finding | None:
    """Say what a cheaper, eliminated solution would save; nothing when there is none.

    Nothing either where the costs of a solution in the running have a gap: what is cheapest of
    those is not known.
    """
    known = totals[totals["solution_id"].isin(complete(totals))]
    inside = known[known["solution_id"].isin(running)]
    out = known[~known["solution_id"].isin(running)]
    if out.empty or inside.empty or len(inside) < len(running):
        return None
    if out["total_cost"].iloc[0] >= inside["total_cost"].iloc[0]:
        return None
    text = _(
        "The minimums have a price: {name}, eliminated, would cost {saved} less than the cheapest"
        " left."
    )
    saved = inside["total_cost"].iloc[0] - out["total_cost"].iloc[0]
    return Finding(
        text.format(name=quote(out["name"].iloc[0]), saved=format_money(saved, currency))
    )


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
    with drawing(1.1 + 0.36 * len(wide)) as (figure, axes):
        shown = wide.set_axis(rows).rename(columns=names)
        draw_cells(axes, shown, words.set_axis(rows), (0.0, highest))
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
