"""The sentences of the change messages, each computed from a table of the stage."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import pandas as pd

from playbook.language import (
    _,
    format_date,
    format_number,
    format_percent,
    ngettext,
    quoted,
    shorten,
    some,
)
from playbook.show.findings import Finding, Tone
from playbook.stages.change_messages.messages import MESSAGES, needing
from playbook.stages.change_messages.phases import PHASES

SURE = 0.8


def _listed(departments: Iterable[object]) -> str:
    """Some departments as part of a sentence; beyond a few, their number."""
    return some(shorten(str(name), 40) for name in departments)


def say_surveys(pulse: pd.DataFrame, later: int) -> Finding:
    """Say when people were asked, and what came after the day of the report.

    Parameters
    ----------
    pulse : DataFrame
        The answers by the day that the report speaks at.
    later : int
        How many answers came after it and are left out.
    """
    dates = sorted(pulse["date"].unique())
    if not dates:
        return Finding(_("Nobody has been asked yet."), Tone.DECIDE)
    text = ngettext(
        "{count} survey, on {last}.",
        "{count} surveys, from {first} to {last}.",
        len(dates),
    ).format(count=len(dates), first=format_date(dates[0]), last=format_date(dates[-1]))
    if later:
        text += " " + ngettext(
            "{later} answer after the day of this report is left out.",
            "{later} answers after the day of this report are left out.",
            later,
        ).format(later=format_number(later))
    return Finding(text, Tone.CAUTION if later else Tone.RESULT)


def say_age(pulse: pd.DataFrame, as_of: datetime.date, fresh_days: int) -> Finding | None:
    """Say that the last survey is too old to choose messages by; nothing when it is not."""
    if pulse.empty:
        return None
    last = pulse["date"].max()
    days = (pd.Timestamp(as_of) - last).days
    if days <= fresh_days:
        return None
    text = _(
        "The last survey, of {date}, is {days} days old: ask again before choosing messages by it."
    )
    return Finding(text.format(date=format_date(last), days=format_number(days)), Tone.DECIDE)


def say_withheld(withheld: pd.DataFrame, threshold: int) -> Finding | None:
    """Name the departments with too few respondents; nothing when there is none."""
    if withheld.empty:
        return None
    surveys = withheld["date"].nunique()
    text = ngettext(
        "Fewer than {threshold} respondents at {surveys} survey in {departments}: nothing of it is"
        " shown, nor any total that would let it be worked out.",
        "Fewer than {threshold} respondents at {surveys} surveys in {departments}: nothing of it is"
        " shown, nor any total that would let it be worked out.",
        surveys,
    )
    departments = _listed(sorted(withheld["department"].unique()))
    words = {"departments": departments, "threshold": threshold, "surveys": surveys}
    return Finding(text.format(**words), Tone.CAUTION)


def say_phases(now: pd.DataFrame) -> Finding:
    """Say which phase each department is in.

    Parameters
    ----------
    now : DataFrame
        Each department's last survey, from `latest`.
    """
    if now.empty:
        return Finding(_("No department has enough respondents to be shown."), Tone.CAUTION)
    return Finding(phases_in_words(now) + ".")


def phases_in_words(now: pd.DataFrame) -> str:
    """The departments of each phase, the last phase first, without the last full stop."""
    words = []
    for code in reversed(PHASES):
        there = now.loc[now["phase"] == code, "department"]
        if len(there):
            words.append(_in_phase(code, len(there)).format(departments=_listed(there)))
    return ". ".join(words)


def _in_phase(code: str, count: int) -> str:
    """The words for some departments that are in a phase."""
    return {
        "phase_1": ngettext("{departments} is in phase 1", "{departments} are in phase 1", count),
        "between_1_2": ngettext(
            "{departments} is between phases 1 and 2",
            "{departments} are between phases 1 and 2",
            count,
        ),
        "phase_2": ngettext("{departments} is in phase 2", "{departments} are in phase 2", count),
        "between_2_3": ngettext(
            "{departments} is between phases 2 and 3",
            "{departments} are between phases 2 and 3",
            count,
        ),
        "phase_3": ngettext("{departments} is in phase 3", "{departments} are in phase 3", count),
    }[code]


def say_unsure(now: pd.DataFrame) -> Finding | None:
    """Name the departments whose phase is not sure; nothing when all are."""
    unsure = now[now["chance"] < SURE]
    if unsure.empty:
        return None if now.empty else Finding(_("Each of these phases is sure enough to act on."))
    words = [
        f"{shorten(str(department), 40)} ({format_percent(chance)})"
        for department, chance in zip(unsure["department"], unsure["chance"], strict=True)
    ]
    text = ngettext(
        "The phase of {departments} is unsure: with people like these, it would often come out"
        " differently.",
        "The phases of {departments} are unsure: with people like these, they would often come out"
        " differently.",
        len(unsure),
    )
    return Finding(text.format(departments=some(words)), Tone.CAUTION)


def say_moves(table: pd.DataFrame, now: pd.DataFrame) -> list[Finding | None]:
    """Say which departments moved forward since their first survey, stayed, or went back.

    Parameters
    ----------
    table : DataFrame
        From `moves`. A move whose chance is below `SURE` is said to be too close to tell.
    now : DataFrame
        Each department's last survey, from `latest`; without any, nothing is said.
    """
    if now.empty:
        return []
    if table.empty:
        return [Finding(_("One survey a department tells no evolution yet."), Tone.CAUTION)]
    sure = table["move_chance"] >= SURE
    findings: list[Finding | None] = []
    forward = table.loc[sure & table["direction"].eq("forward"), "department"]
    if len(forward):
        text = ngettext(
            "{count} of {all} departments has moved forward since its first survey: {departments}.",
            "{count} of {all} departments have moved forward since their first survey:"
            " {departments}.",
            len(forward),
        )
        if len(forward) == len(table) > 1:
            text = _("All {all} departments have moved forward since their first survey.")
        words = {"count": len(forward), "all": len(table), "departments": _listed(forward)}
        findings.append(Finding(text.format(**words)))
    for direction, text in (
        ("same", _("No move since the first survey: {departments}. Were the messages heard?")),
        ("back", _("Gone back since the first survey: {departments}. Ask why before going on.")),
    ):
        there = table.loc[sure & table["direction"].eq(direction), "department"]
        if len(there):
            findings.append(Finding(text.format(departments=_listed(there)), Tone.DECIDE))
    if not sure.all():
        text = _("Too close to tell whether it has moved: {departments}.")
        unsure = _listed(table.loc[~sure, "department"])
        findings.append(Finding(text.format(departments=unsure), Tone.CAUTION))
    return findings


def say_messages(now: pd.DataFrame) -> list[Finding | None]:
    """Say what to tell whom.

    Parameters
    ----------
    now : DataFrame
        Each department's last survey, from `latest`.
    """
    findings: list[Finding | None] = []
    for code in MESSAGES:
        departments = needing(now, code)
        if departments:
            text = {
                "phase_1": _(
                    "For {departments}: explain what AI is and is not, and let people try."
                ),
                "phase_2": _("For {departments}: set concrete benefits against disappointment."),
                "phase_3": _("For {departments}: keep telling of projects and successes."),
            }[code]
            findings.append(Finding(text.format(departments=_listed(departments)), Tone.DECIDE))
    return findings


def say_stories(table: pd.DataFrame, plan: pd.DataFrame, known: bool) -> Finding | None:
    """Say how much there is to tell; nothing where no initiative is listed, or none is needed.

    Parameters
    ----------
    table : DataFrame
        From `stories`.
    plan : DataFrame
        From `message_plan`.
    known : bool
        Whether the campaign lists initiatives at all.
    """
    needed = plan["message_phase"].isin(["phase_2", "phase_3"]).any()
    if not known or not needed:
        return None
    successes = int(table["outcome"].eq("success").sum())
    if not successes:
        return Finding(
            _("No initiative is recorded as a success: find one to tell of first."), Tone.DECIDE
        )
    text = ngettext(
        "{count} success can be told of: {titles}.",
        "{count} successes can be told of: {titles}.",
        successes,
    )
    titles = quoted(table["title"].head(successes), 3)
    return Finding(text.format(count=successes, titles=titles))
