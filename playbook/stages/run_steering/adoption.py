"""Who uses the solutions, and where does the use stall? The share of eligible people."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from playbook.language import (
    N_,
    _,
    cut_apart,
    enumerate_words,
    format_date,
    format_number,
    format_percent,
    format_share,
    listed,
    ngettext,
    shorten,
    some,
    within,
)
from playbook.show.axes import month_ticks, name_lines
from playbook.show.chart import BLUE, GREEN, ORANGE, SOFT, Chart, titled
from playbook.show.findings import Finding, Tone
from playbook.show.key_figures import KeyFigure
from playbook.show.labels import Format, Label
from playbook.show.names import more_solutions, name_solutions
from playbook.show.panels import panels

KEYS = ["solution_id", "solution", "department"]
SHOWN = ["solution", "department", "rate", "best_before", "best_recent", "standing"]
NAMED = 4
DRAWN = 12  # curves that are said in words
DRAWN_SOLUTIONS = 4
DRAWN_DEPARTMENTS = 6
STANDINGS = {
    "stalled": N_("Stalled"),
    "fell_back": N_("Fell back below the target"),
    "growing": N_("Growing"),
    "too_short": N_("Too few measurements"),
    "reached": N_("Target reached"),
}
STANDING_COLOURS = {
    "stalled": ORANGE,
    "fell_back": ORANGE,
    "growing": BLUE,
    "too_short": SOFT,
    "reached": GREEN,
}
LABELS = {
    "solution": Label(N_("Solution")),
    "measurements": Label(N_("Measurements"), Format.WHOLE),
    "latest_on": Label(N_("Latest measurement"), Format.DATE),
    "rate": Label(N_("Adoption"), Format.PERCENT),
    "best_before": Label(N_("Best before"), Format.PERCENT),
    "best_recent": Label(N_("Best of the last ones"), Format.PERCENT),
    "standing": Label(N_("Where it stands"), codes=STANDINGS),
}


def adoption_rates(usage: pd.DataFrame, solutions: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The share of eligible people who use each solution, measurement by measurement.

    Returns
    -------
    DataFrame
        One row a measurement up to `as_of`, in order: date, solution_id, solution, department,
        active_users, eligible_users and rate (missing where nobody is eligible).
    """
    table = name_solutions(usage[usage["date"] <= pd.Timestamp(as_of)], solutions)
    eligible = table["eligible_users"].astype(float)
    table["rate"] = table["active_users"].astype(float) / eligible.where(eligible > 0)
    columns = ["date", *KEYS, "active_users", "eligible_users", "rate"]
    return table[columns].sort_values([*KEYS, "date"]).reset_index(drop=True)


def adoption_standing(rates: pd.DataFrame, target: float, last: int) -> pd.DataFrame:
    """Say where each department stands with each solution.

    It stalls when it is below the target and none of its last measurements is above the best
    one before them. The best is compared, not the latest: holidays make every curve dip.

    Parameters
    ----------
    rates : DataFrame
        From `adoption_rates`.
    target : float
        The share of eligible people that is aimed at, 0 to 1.
    last : int
        How many measurements without growth make a stall.

    Returns
    -------
    DataFrame
        One row for each solution and department: solution_id, solution, department,
        measurements, latest_on, active_users, eligible_users and rate (the latest), target,
        best_before and best_recent (before the last ones and among them) and standing: reached,
        growing, stalled, fell_back (the target was reached before), or too_short (no more than
        `last` measurements, and the target not reached). What is stalled comes first.
    """
    rows = []
    for keys, group in rates.dropna(subset=["rate"]).groupby(KEYS):
        series, latest = group["rate"].to_numpy(), group.iloc[-1]
        before, recent = series[:-last], series[-last:]
        best_before = before.max() if len(before) else np.nan
        rows.append(
            (
                *keys, len(series), latest["date"], latest["active_users"],
                latest["eligible_users"], latest["rate"], target, best_before, recent.max(),
                _standing(series, best_before, recent.max(), target),
            )
        )  # fmt: skip
    columns = [
        *KEYS, "measurements", "latest_on", "active_users", "eligible_users", "rate",
        "target", "best_before", "best_recent", "standing",
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    order = {"stalled": 0, "fell_back": 1, "growing": 2, "too_short": 3, "reached": 4}
    table["order"] = table["standing"].map(order)
    table = table.sort_values(["order", "rate", *KEYS]).drop(columns="order")
    return table.reset_index(drop=True)


def _standing(series: np.ndarray, best_before: float, best_recent: float, target: float) -> str:
    """Where one department stands with one solution."""
    if series[-1] >= target:
        return "reached"
    if series.max() >= target:
        return "fell_back"
    if np.isnan(best_before):
        return "too_short"
    return "growing" if best_recent > best_before else "stalled"


def reach(standing: pd.DataFrame) -> pd.DataFrame:
    """How many people use each solution, by the latest measurement of each department.

    Returns
    -------
    DataFrame
        One row a solution: solution_id, solution, active_users, eligible_users, latest_on (the
        last day on which any department was measured) and rate.
    """
    table = standing.groupby(["solution_id", "solution"], as_index=False).agg(
        {"active_users": "sum", "eligible_users": "sum", "latest_on": "max"}
    )
    table["rate"] = table["active_users"].astype(float) / table["eligible_users"].astype(float)
    return table


def say_reach(reached: pd.DataFrame, target: float, fresh: date) -> Finding | None:
    """Say how many of those who could use each solution do; nothing without a measurement.

    Parameters
    ----------
    fresh : date
        Figures from before this day are said with their date: they tell how it was.
    """
    if reached.empty:
        return None
    now = _("{solution} by {active} of {eligible} eligible people ({share})")
    then = _("{solution} by {active} of {eligible} eligible people ({share}) on {date}")
    parts = [
        (then if row["latest_on"] < pd.Timestamp(fresh) else now).format(
            solution=row["solution"], active=format_number(row["active_users"]),
            eligible=format_number(row["eligible_users"]), share=format_share(row["rate"], target),
            date=format_date(row["latest_on"]),
        )
        for row in reached.to_dict("records")
    ]  # fmt: skip
    text = _("In use: {parts}; the target is {target}.")
    if reached["latest_on"].ge(pd.Timestamp(fresh)).all():
        if reached["rate"].lt(target).all():
            text = _("In use: {parts}; the target of {target} is not reached.")
        elif reached["rate"].ge(target).all():
            text = _("In use: {parts}; the target of {target} is reached.")
    words = text.format(parts=enumerate_words(parts[:NAMED]), target=format_percent(target))
    return Finding(f"{words} {more_solutions(len(parts) - NAMED)}".rstrip())


def figure_adoption(reached: pd.DataFrame, target: float, fresh: date) -> KeyFigure | None:
    """How many of all who could use a solution do; nothing without a measurement.

    Parameters
    ----------
    fresh : date
        As in `say_reach`.
    """
    active, eligible = int(reached["active_users"].sum()), int(reached["eligible_users"].sum())
    if not eligible:
        return None
    note = _("{active} of {eligible} people, target {target}").format(
        active=format_number(active), eligible=format_number(eligible),
        target=format_percent(target),
    )  # fmt: skip
    first, last = reached["latest_on"].min(), reached["latest_on"].max()
    if first < pd.Timestamp(fresh):
        text = _("{note}, on {date}") if first == last else _("{note}, from {first} to {date}")
        note = text.format(note=note, first=format_date(first), date=format_date(last))
    return KeyFigure(_("Adoption"), format_share(active / eligible, target), note)


def say_stalls(standing: pd.DataFrame, last: int, fresh: date) -> list[Finding | None]:
    """Say where the use stalls, by the rule; nothing without a measurement.

    Parameters
    ----------
    fresh : date
        What was last measured before this day tells how it was.
    """
    if standing.empty:
        return []
    stalled = standing["standing"].isin(["stalled", "fell_back"])
    short = standing["standing"].eq("too_short")
    if short.all():
        text = ngettext(
            "Too early to say whether the use stalls: no department has more than {last}"
            " measurement.",
            "Too early to say whether the use stalls: no department has more than {last}"
            " measurements.",
            last,
        )
        return [Finding(text.format(last=last), Tone.CAUTION)]
    if not stalled.any() and short.any():
        text = ngettext(
            "The measurements show no stall of the use; {count} curve has too few to tell.",
            "The measurements show no stall of the use; {count} curves have too few to tell.",
            int(short.sum()),
        )
        return [Finding(text.format(count=format_number(short.sum())))]
    if not stalled.any():
        return [Finding(_("The measurements show no stall of the use."))]
    old = standing["latest_on"] < pd.Timestamp(fresh)
    return [_stalls_now(standing[stalled & ~old]), _stalls_then(standing[stalled & old])]


def _stalls_now(stalled: pd.DataFrame) -> Finding | None:
    """Where the use stalls by measurements that tell how it is."""
    if stalled.empty:
        return None
    text = _(
        "The use stalls below the target in {places}: ask those who hold back before training more."
    )
    if stalled["standing"].eq("fell_back").any():
        text = _(
            "The use stalls or has fallen back below the target in {places}: ask those who hold"
            " back before training more."
        )
    return Finding(text.format(places=_places(stalled)), Tone.DECIDE)


def _stalls_then(stalled: pd.DataFrame) -> Finding | None:
    """Where the use had stalled when it was last measured, long ago."""
    if stalled.empty:
        return None
    text = _(
        "When last measured, up to {date}, the use had stalled or fallen back below the target in"
        " {places}: measure again, and ask those who hold back before training more."
    )
    day = format_date(stalled["latest_on"].max())
    return Finding(text.format(places=_places(stalled), date=day), Tone.DECIDE)


def _places(stalled: pd.DataFrame) -> str:
    """Departments with their solutions and shares."""
    return some(
        _("{department} with {solution} ({share})").format(
            department=row["department"], solution=row["solution"],
            share=format_share(row["rate"], row["target"]),
        )
        for row in stalled.to_dict("records")
    )  # fmt: skip


def say_odd_usage(rates: pd.DataFrame, standing: pd.DataFrame) -> Finding | None:
    """Say what to check: more users than eligible people, or measurements that stop."""
    more = int((rates["active_users"] > rates["eligible_users"]).sum())
    parts = []
    if more:
        parts.append(
            ngettext(
                "{count} measurement has more users than eligible people",
                "{count} measurements have more users than eligible people",
                more,
            ).format(count=more)
        )
    last = standing.groupby("solution_id")["latest_on"].transform("max")
    stopped = standing.loc[standing["latest_on"] < last, "department"].nunique()
    if stopped:
        parts.append(
            ngettext(
                "{count} department was not measured when others last were",
                "{count} departments were not measured when others last were",
                stopped,
            ).format(count=stopped)
        )
    if not parts:
        return None
    text = _("To check in the figures of use: {parts}.")
    return Finding(text.format(parts=enumerate_words(parts)), Tone.CAUTION)


def draw_adoption(rates: pd.DataFrame, standing: pd.DataFrame, target: float) -> Chart | None:
    """Draw the share of eligible people who use each solution, department by department."""
    if standing.empty:
        return None
    title = _adoption_title(standing)
    solutions = sorted(standing["solution_id"].unique()[:DRAWN_SOLUTIONS])
    places = standing["solution_id"].isin(solutions)
    places &= standing.groupby("solution_id").cumcount() < DRAWN_DEPARTMENTS
    with panels(len(solutions), 0.65 + 2.15 * len(solutions)) as (figure, all_axes):
        for axes, solution in zip(all_axes, solutions, strict=True):
            own = standing[places & standing["solution_id"].eq(solution)]
            axes.axhline(target, color=SOFT, linewidth=0.9, linestyle=(0, (4, 3)))
            ends = []
            names = cut_apart(list(own["department"]), lambda name: shorten(name, 21))
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
            axes.set_title(own["solution"].iloc[0], loc="left")
            month_ticks(axes)
            name_lines(axes, ends)
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
                standing=within(_(STANDINGS[row["standing"]])),
            )
            for row in standing.to_dict("records")
        ]  # fmt: skip
        return Chart(figure, f"{title}. {some(words, DRAWN, join=listed)}.")


def _adoption_title(standing: pd.DataFrame) -> str:
    """What the figure of the use says, of old measurements too: without a verb."""
    stalled = standing[standing["standing"].isin(["stalled", "fell_back"])]
    if stalled["standing"].eq("fell_back").any():
        return _("Stalled or fallen back below the target: {count} of {all} curves").format(
            count=format_number(len(stalled)), all=format_number(len(standing))
        )
    if stalled.empty:
        if standing["standing"].eq("too_short").any():
            return _("Use of the solutions, in each department")
        return _("No curve of the use stalls")
    lowest, rest = stalled.iloc[0], len(stalled) - 1
    text = _("Stalled at {share}: {department} with {solution}")
    if rest:
        text = ngettext(
            "Stalled at {share}: {department} with {solution}, and {rest} more line",
            "Stalled at {share}: {department} with {solution}, and {rest} more lines",
            rest,
        )
    return text.format(
        department=shorten(lowest["department"], 30),
        solution=shorten(lowest["solution"], 30),
        share=format_share(lowest["rate"], lowest["target"]),
        rest=rest,
    )
