"""How long each solution was down, in true minutes, against what its target allows."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from playbook.show.names import name_solutions
from playbook.stages.provider_steering.clock import minutes_of, overlap, struck_minutes, world_times

MINUTE_COLUMNS = [
    "minutes", "outage", "degraded", "down", "allowed", "left", "availability",
    "availability_percent",
]  # fmt: skip


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


def whole_period(months: pd.DataFrame, degraded_share: float) -> pd.DataFrame:
    """Add the months of each solution up.

    Returns
    -------
    DataFrame
        One row a solution: solution_id, target, since (the first day), missed (months below
        the target), months (how many), then as in `monthly_availability` over all of them.
    """
    table = months.assign(missed=over_allowance(months), since=months["starts_on"], months=1)
    totals = table.groupby("solution_id", as_index=False).agg(
        target=("target", "first"),
        since=("since", "min"),
        missed=("missed", "sum"),
        months=("months", "sum"),
        minutes=("minutes", "sum"),
        outage=("outage", "sum"),
        degraded=("degraded", "sum"),
    )
    return with_budget(totals, degraded_share)


def budget_left(months: pd.DataFrame, as_of: date, time_zone: str) -> pd.DataFrame:
    """How many minutes each solution may still be down until the end of the month.

    Parameters
    ----------
    months : DataFrame
        From `monthly_availability`.

    Returns
    -------
    DataFrame
        One row a solution: solution_id, target, minutes (of the whole month of `as_of`), allowed
        (of those), down (so far) and left (negative when more than all is spent).
    """
    month = pd.Timestamp(as_of).to_period("M")
    edges = pd.Series([month.start_time, (month + 1).start_time])
    minutes = float(np.diff(minutes_of(world_times(edges, time_zone)))[0])
    table = months[months["month"] == month.start_time][["solution_id", "target", "down"]]
    table = table.assign(minutes=minutes, allowed=allowed_minutes(table["target"], minutes))
    table["left"] = table["allowed"] - table["down"]
    return table[["solution_id", "target", "minutes", "allowed", "down", "left"]].reset_index(
        drop=True
    )


def begun(incidents: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The incidents that had begun by the end of a day."""
    return incidents[incidents["started_at"] < pd.Timestamp(as_of) + pd.Timedelta(days=1)]


def open_incidents(incidents: pd.DataFrame, solutions: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """List the incidents that were not over at the end of a day, the oldest first.

    Returns
    -------
    DataFrame
        Columns incident_id, solution_id, solution, started_at and impact.
    """
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    known = begun(incidents, as_of)
    table = name_solutions(known[~(known["ended_at"] < end)], solutions)
    columns = ["incident_id", "solution_id", "solution", "started_at", "impact"]
    return table.sort_values(["started_at", "incident_id"])[columns].reset_index(drop=True)


def allowed_minutes(target: pd.Series | float, minutes: pd.Series | float) -> pd.Series | float:
    """How long a solution may be down in a period: 43.2 minutes for 99.9 % of 30 days.

    The period is given in minutes: 30 days, a month of 31 days and a twelfth of a year give
    different allowances for the same target.
    """
    return (1 - target) * minutes


def over_allowance(table: pd.DataFrame) -> pd.Series:
    """Which rows were down longer than allowed, by their minutes left, whatever the rounding."""
    return table["left"] < -1e-9


def chain_availability(targets: pd.Series) -> float:
    """The availability of work that needs several solutions at once: the product of theirs.

    It holds if they fail independently of each other.
    """
    return float(targets.prod())
