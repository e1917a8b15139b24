"""How long the solutions may still be down this month."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from playbook.language import (
    _,
    format_date,
    format_moment,
    format_number,
    listed,
    ngettext,
    some,
    within,
)
from playbook.show.findings import Finding, Tone
from playbook.show.names import format_month, more_solutions, name_solutions
from playbook.stages.provider_steering.clock import minutes_of, world_times
from playbook.stages.provider_steering.downtime import over_allowance
from playbook.stages.provider_steering.promises import NAMED, allowed_minutes
from playbook.stages.provider_steering.register import begun
from playbook.tables.operation import IMPACTS


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


def say_budget(budget: pd.DataFrame, solutions: pd.DataFrame, as_of: date) -> Finding | None:
    """Say how many minutes are left in the month; nothing when no solution is counted."""
    if budget.empty:
        return None
    parts = []
    named = name_solutions(budget, solutions).assign(is_over=over_allowance(budget))
    named = named.sort_values(["left", "solution"])
    for row in named.to_dict("records"):
        text = _("{solution} was down {down} of the {allowed} min that its target allows")
        if row["is_over"]:
            text = _("{solution} was down {down} min, where its target allows {allowed}")
        parts.append(
            text.format(
                solution=row["solution"], down=_minutes(row["down"]),
                allowed=_minutes(row["allowed"]),
            )
        )  # fmt: skip
    words = _("In {month}, {parts}.").format(month=format_month(as_of), parts=listed(parts[:NAMED]))
    rest = more_solutions(len(parts) - NAMED)
    if not named["is_over"].any():
        return Finding(f"{words} {rest}".rstrip())
    ask = _("Ask the provider what will be done about it.")
    return Finding(" ".join(part for part in (words, rest, ask) if part), Tone.DECIDE)


def say_unfinished(table: pd.DataFrame, as_of: date) -> Finding | None:
    """Say which incidents are not over; nothing when all are."""
    if table.empty:
        return None
    parts = [
        _("{solution} ({impact}, since {moment})").format(
            solution=row["solution"], impact=within(_(IMPACTS[row["impact"]])),
            moment=format_moment(row["started_at"].to_pydatetime()),
        )
        for row in table.to_dict("records")
    ]  # fmt: skip
    text = ngettext(
        "{count} incident is not over: {parts}. Time after the end of {day} is not counted.",
        "{count} incidents are not over: {parts}. Time after the end of {day} is not counted.",
        len(table),
    )
    words = text.format(count=len(table), parts=some(parts, NAMED), day=format_date(as_of))
    return Finding(words, Tone.CAUTION)


def _minutes(minutes: float) -> str:
    """Write minutes; a part of one does not read as none."""
    digits = 0
    while minutes > 1e-9 and round(minutes, digits) == 0:
        digits += 1
    return format_number(max(minutes, 0.0), digits)
