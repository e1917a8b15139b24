"""What was down in each month, in true minutes, against what the targets allow."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from playbook.language import N_, _, format_number, listed, ngettext
from playbook.show.chart import BLUE, INK, ORANGE, SOFT, Chart, titled
from playbook.show.labels import Format, Label
from playbook.show.names import format_month, format_short_month, name_solutions
from playbook.show.panels import panels
from playbook.stages.provider_steering.clock import minutes_of, overlap, struck_minutes, world_times
from playbook.stages.provider_steering.promises import allowed_minutes
from playbook.stages.provider_steering.register import begun

MINUTE_COLUMNS = [
    "minutes", "outage", "degraded", "down", "allowed", "left", "availability",
    "availability_percent",
]  # fmt: skip
DRAWN_SOLUTIONS = 4
DRAWN_MONTHS = 12
SHOWN = [
    "solution", "starts_on", "minutes", "outage", "degraded", "allowed", "left",
    "availability_percent",
]  # fmt: skip
LABELS = {
    "starts_on": Label(N_("Month from"), Format.DATE),
    "minutes": Label(N_("Minutes"), Format.WHOLE),
    "outage": Label(N_("Outage (min)"), Format.WHOLE),
    "degraded": Label(N_("Degraded (min)"), Format.WHOLE),
    "down": Label(N_("Counted (min)"), Format.WHOLE),
    "left": Label(N_("Left (min)"), Format.WHOLE),
    "availability_percent": Label(N_("Obtained (%)"), Format.DECIMAL),
}


def first_days(
    service_levels: pd.DataFrame, as_of: date, *tables: tuple[pd.DataFrame, str]
) -> pd.Series:
    """The first day on which each solution is known to run: the earliest trace of it.

    Parameters
    ----------
    service_levels : DataFrame
        The table of that name: its solutions are looked for.
    as_of : date
        Later traces do not count.
    *tables : (DataFrame, str)
        Tables with a solution_id, each with its column of days or moments.

    Returns
    -------
    Series of datetime
        By solution_id; a solution without a trace is not there.
    """
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    traces = pd.concat(
        [
            frame.rename(columns={column: "seen"})[["solution_id", "seen"]]
            for frame, column in tables
        ]
    )
    known = traces["solution_id"].isin(service_levels["solution_id"]) & (traces["seen"] < end)
    return traces[known].groupby("solution_id")["seen"].min().dt.normalize()


def monthly_availability(
    incidents: pd.DataFrame,
    service_levels: pd.DataFrame,
    starts: pd.Series,
    as_of: date,
    time_zone: str,
    degraded_share: float,
) -> pd.DataFrame:
    """How available each solution was in each calendar month.

    Incidents of one solution that overlap are merged, so that no minute counts twice; where an
    outage overlaps a degraded service, it is an outage. An incident without an end lasts to the
    end of the day `as_of`. Day and night count alike. Where no incident at all is on record,
    nothing is computed: a register that nobody keeps does not mean that nothing broke.

    Parameters
    ----------
    incidents, service_levels : DataFrame
        The tables of that name.
    starts : Series of datetime
        From `first_days`: what is before is not counted.
    as_of : date
        The last day that counts, whole.
    time_zone : str
        The IANA time zone of the times in `incidents`.
    degraded_share : float
        How much a minute of degraded service counts, 0 to 1.

    Returns
    -------
    DataFrame
        One row for each solution with a start and month: solution_id, month (its first day),
        starts_on (the first day that counts), whole (whether all its days count), target, minutes
        (in it, that count), outage, degraded (minutes, without those of an outage), down (outage,
        and the share of degraded), allowed (by the target), left (allowed less down: negative
        when spent), availability (0 to 1) and availability_percent (points, to be read).
    """
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    frames = []
    for row in service_levels.to_dict("records") if len(begun(incidents, as_of)) else []:
        solution = row["solution_id"]
        if solution not in starts.index:
            continue
        months = pd.period_range(starts[solution], pd.Timestamp(as_of), freq="M")
        edges = pd.Series([*months.start_time, end]).clip(lower=starts[solution])
        moments = minutes_of(world_times(edges, time_zone))
        own = incidents[incidents["solution_id"] == solution]
        struck = struck_minutes(own, time_zone, end)
        outages = struck_minutes(own[own["impact"] == "outage"], time_zone, end)
        outage = overlap(outages, moments[:-1], moments[1:])
        frame = pd.DataFrame(
            {
                "solution_id": solution,
                "month": months.start_time,
                "starts_on": edges[:-1].to_numpy(),
                "whole": (edges[:-1].to_numpy() == months.start_time)
                & (edges[1:].to_numpy() == (months + 1).start_time),
                "minutes": np.diff(moments),
                "outage": outage,
                "degraded": overlap(struck, moments[:-1], moments[1:]) - outage,
            }
        )
        frame["target"] = row["availability_target"]
        frames.append(frame)
    columns = ["solution_id", "month", "starts_on", "whole", "target", *MINUTE_COLUMNS]
    if not frames:
        return pd.DataFrame(columns=columns)
    return with_budget(pd.concat(frames, ignore_index=True), degraded_share)[columns]


def with_budget(table: pd.DataFrame, degraded_share: float) -> pd.DataFrame:
    """Add what was down, what the target allows, what is left of it and the availability.

    Parameters
    ----------
    table : DataFrame
        With minutes, outage and degraded (in minutes) and target (0 to 1).
    """
    down = table["outage"] + degraded_share * table["degraded"]
    allowed = allowed_minutes(table["target"], table["minutes"])
    available = 1 - down / table["minutes"]
    return table.assign(
        down=down, allowed=allowed, left=allowed - down, availability=available,
        availability_percent=100 * available,
    )  # fmt: skip


def over_allowance(table: pd.DataFrame) -> pd.Series:
    """Which rows were down longer than allowed, by their minutes left, whatever the rounding."""
    return table["left"] < -1e-9


def draw_down(months: pd.DataFrame, solutions: pd.DataFrame) -> Chart | None:
    """Draw how long each solution was down, month by month, against what its target allows.

    The four solutions with least minutes left are drawn, and the last twelve months.
    """
    if months.empty:
        return None
    table = name_solutions(months, solutions)
    table[["down", "allowed"]] /= 60  # the figure speaks of hours
    over = table[over_allowance(table)]
    title = _("Every month is within what the target allows")
    if len(over):
        title = ngettext(
            "{count} month went over what the target allows",
            "{count} months went over what the target allows",
            over["month"].nunique(),
        ).format(count=over["month"].nunique())
    worst = list(table.groupby("solution_id")["left"].sum().sort_values().index[:DRAWN_SOLUTIONS])
    shown = sorted(table.loc[table["solution_id"].isin(worst), "month"].unique())[-DRAWN_MONTHS:]
    drawn = table["solution_id"].isin(worst) & table["month"].isin(shown)
    with panels(len(worst), 0.55 + 1.9 * len(worst)) as (figure, all_axes):
        for axes, solution in zip(all_axes, worst, strict=True):
            own = table[drawn & table["solution_id"].eq(solution)]
            _draw_one(axes, own, shown)
        reading = _(
            "Hours down, with the counted share of degraded service. Line: what the target allows"
            " in that month. Orange: over it."
        )
        cut = ""
        if not drawn.all():
            text = " " + _("{count} of {all} rows are drawn; the table holds them all.")
            cut = text.format(count=format_number(drawn.sum()), all=format_number(len(drawn)))
        titled(all_axes[0], title, reading + cut)
        text = _("{solution} in {month}: {down} hours of {allowed} allowed")
        words = [
            text.format(
                solution=row["solution"], month=format_month(row["month"]),
                down=_hours(row["down"], row["allowed"]),
                allowed=_hours(row["allowed"], row["down"]),
            )
            for row in over[drawn[over.index]].to_dict("records")
        ]  # fmt: skip
        return Chart(figure, f"{title}. {listed(words)}.{cut}" if words else f"{title}.{cut}")


def _draw_one(axes: Axes, own: pd.DataFrame, shown: list[date]) -> None:
    """Draw the months of one solution."""
    places = np.array([shown.index(month) for month in own["month"]])
    top = float(own[["down", "allowed"]].to_numpy().max()) * 1.25
    colours = np.where(over_allowance(own), ORANGE, BLUE)
    axes.bar(places, own["down"], width=0.62, color=colours)
    axes.hlines(own["allowed"], places - 0.42, places + 0.42, color=INK, linewidth=1.6)
    for place, height, limit in zip(places, own["down"], own["allowed"], strict=True):
        if height > 0:
            # Just below its line, a bar would have the line drawn through its number.
            clear = max(height, limit) if limit - height < 0.15 * top else height
            axes.annotate(
                _hours(height, limit), (place, clear), xytext=(0, 3), textcoords="offset points",
                ha="center",
            )  # fmt: skip
    axes.set_ylim(0, top or 1)
    axes.set_xlim(-0.6, len(shown) - 0.4)
    axes.set_xticks(range(len(shown)), [_short(month) for month in shown])
    axes.yaxis.set_major_locator(MaxNLocator(3))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _p: _tick(y)))
    axes.tick_params(axis="y", colors=SOFT)
    axes.set_title(own["solution"].iloc[0], loc="left")


def _hours(hours: float, other: float) -> str:
    """Write hours, which read as none, or as some other hours, only when they are."""
    digits = 1
    for unlike in (0.0, other):
        while abs(hours - unlike) > 1e-6 and format_number(hours, digits) == format_number(
            unlike, digits
        ):
            digits += 1
    return format_number(hours, digits)


def _tick(hours: float) -> str:
    """Write a tick with the decimals that it has."""
    return format_number(hours, len(f"{hours:.6f}".rstrip("0").partition(".")[2]))


def _short(month: date) -> str:
    """A month in few letters, with its year under January."""
    day = pd.Timestamp(month)
    name = format_short_month(day)
    return f"{name}\n{day.year}" if day.month == 1 else name
