"""The sentences about availability."""

from __future__ import annotations

from datetime import date

import pandas as pd

from playbook.language import (
    _,
    enumerate_words,
    format_date,
    format_number,
    format_share,
    language,
    ngettext,
    some,
)
from playbook.show.findings import Finding, Tone
from playbook.show.names import format_month, more_solutions, name_solutions
from playbook.stages.provider_steering.availability import begun, over_allowance
from playbook.tables.operation import IMPACTS

NAMED = 3
DIGITS = 2


def format_availability(share: float, *others: float) -> str:
    """Write an availability; it reads as 100 %, or as another, only when it is."""
    return format_share(share, *others, digits=DIGITS)


def say_availability(
    totals: pd.DataFrame, months: pd.DataFrame, solutions: pd.DataFrame
) -> list[Finding | None]:
    """Say how available each solution was against its target."""
    if totals.empty:
        text = _(
            "No incident is on record for a solution that has a service level, which does not mean"
            " that nothing broke: availability cannot be told."
        )
        return [Finding(text, Tone.CAUTION)]
    named = name_solutions(totals, solutions).sort_values(["left", "solution"])
    said: list[Finding | None] = [
        _say_one(row, months) for row in named.head(NAMED).to_dict("records")
    ]
    rest = more_solutions(len(named) - NAMED)
    return [*said, Finding(rest)] if rest else said


def _say_one(row: dict[str, object], months: pd.DataFrame) -> Finding:
    """Say how available one solution was."""
    target, availability = float(str(row["target"])), float(str(row["availability"]))
    own = months[(months["solution_id"] == row["solution_id"]) & over_allowance(months)]
    text = _(
        "{solution} was available {availability} of the time since {since}, for a target of"
        " {target}"
    )
    words = text.format(
        solution=row["solution"],
        availability=format_availability(availability, target),
        since=format_date(pd.Timestamp(str(row["since"]))),
        target=format_availability(target, availability),
    )
    if own.empty:
        words += _("; no month is below it.")
        return Finding(words)
    text = ngettext(
        "; {missed} of {all} months is below it: {names}.",
        "; {missed} of {all} months are below it: {names}.",
        len(own),
    )
    if len(own) > NAMED:
        text = _("; {missed} of {all} months are below it, the last of them {names}.")
    names = enumerate_words([format_month(month) for month in own["month"].tail(NAMED)])
    words += text.format(missed=len(own), all=row["months"], names=names)
    return Finding(words, Tone.DECIDE if availability < target else Tone.CAUTION)


def say_need(
    totals: pd.DataFrame, targets: pd.DataFrame, solutions: pd.DataFrame
) -> Finding | None:
    """Name the solutions that meet their target and still fall short of what is asked for.

    Parameters
    ----------
    targets : DataFrame
        From `targets_against_criticality`.
    """
    both = totals.merge(targets[["solution_id", "wanted"]], on="solution_id")
    short = both[~over_allowance(both) & (both["availability"] < both["wanted"])]
    if short.empty:
        return None
    text = _("{solution} ({availability} for {wanted})")
    parts = [
        text.format(
            solution=row["solution"],
            availability=format_availability(row["availability"], row["wanted"]),
            wanted=format_availability(row["wanted"], row["availability"]),
        )
        for row in name_solutions(short, solutions).to_dict("records")
    ]  # fmt: skip
    text = _(
        "Over the whole time the target is met, and what the criticality asks for is not: {parts}."
    )
    return Finding(text.format(parts=some(parts, NAMED)), Tone.CAUTION)


def say_silent(
    incidents: pd.DataFrame, service_levels: pd.DataFrame, solutions: pd.DataFrame, as_of: date
) -> Finding | None:
    """Name the solutions without an incident on record; nothing when each, or none, has one."""
    known = begun(incidents, as_of)
    silent = service_levels[~service_levels["solution_id"].isin(known["solution_id"])]
    if silent.empty or known.empty:
        return None
    names = some(name_solutions(silent, solutions)["solution"], NAMED)
    text = _("No incident is on record for {names}: nothing broke, or nobody wrote it down.")
    return Finding(text.format(names=names), Tone.CAUTION)


def say_left_out(incidents: pd.DataFrame, totals: pd.DataFrame, as_of: date) -> Finding | None:
    """Say how many incidents struck solutions that have no service level; nothing if none did."""
    left_out = int((~begun(incidents, as_of)["solution_id"].isin(totals["solution_id"])).sum())
    if not left_out or totals.empty:
        return None
    text = ngettext(
        "{count} incident is left out: its solution has no service level.",
        "{count} incidents are left out: their solutions have no service level.",
        left_out,
    )
    return Finding(text.format(count=left_out), Tone.CAUTION)


def say_budget(budget: pd.DataFrame, solutions: pd.DataFrame, as_of: date) -> Finding | None:
    """Say how many minutes are left in the month; nothing when no solution is counted."""
    if budget.empty:
        return None
    parts = []
    named = name_solutions(budget, solutions).assign(is_over=over_allowance(budget))
    named = named.sort_values(["left", "solution"])
    for row in named.to_dict("records"):
        text = _("{solution} has {left} left of the {allowed} minutes that its target allows")
        if row["is_over"]:
            text = _(
                "{solution} has spent {over} more than the {allowed} minutes that its target allows"
            )
        parts.append(
            text.format(
                solution=row["solution"], left=_minutes(row["left"]),
                over=_minutes(-row["left"]), allowed=_minutes(row["allowed"]),
            )
        )  # fmt: skip
    text = _("In {month} ({minutes} minutes), {parts}.")
    words = text.format(
        month=format_month(as_of),
        minutes=format_number(budget["minutes"].iloc[0]),
        parts=enumerate_words(parts[:NAMED]),
    )
    rest = more_solutions(len(parts) - NAMED)
    return Finding(
        f"{words} {rest}".rstrip(), Tone.DECIDE if named["is_over"].any() else Tone.RESULT
    )


def say_unfinished(table: pd.DataFrame, as_of: date) -> Finding | None:
    """Say which incidents are not over; nothing when all are."""
    if table.empty:
        return None
    parts = [
        _("{solution} ({impact}, since {moment})").format(
            solution=row["solution"], impact=_(IMPACTS[row["impact"]]).lower(),
            moment=_moment(row["started_at"]),
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


def _moment(moment: pd.Timestamp) -> str:
    """Write a day and its time."""
    from babel.dates import format_datetime

    pattern = "d MMMM y 'à' H:mm" if language() == "fr" else "d MMMM y, H:mm"
    return format_datetime(moment.to_pydatetime(), pattern, locale=language())
