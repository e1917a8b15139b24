"""How the plan gets into people's calendars: as a file (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

import pandas as pd
from icalendar import Calendar, Event, vText

from playbook.language import _, labelled, language, ngettext
from playbook.show.findings import Finding
from playbook.show.plain import plain_text
from playbook.tables.deployment import COMMUNICATION_STATUSES, COMMUNICATIONS, LEVELS

NAMESPACE = UUID("6b1d3c58-6f2e-5a0b-9c35-2f6a6c1f9d11")
"""Under which the identifiers of events are made; it must never change."""


def plan_calendar(actions: pd.DataFrame, campaign: str, title: str, as_of: date) -> bytes | None:
    """Write the plan as a calendar; None without an action (a calendar may not be empty).

    Each action is an event of one whole day that leaves the day free. Its UID is made from the
    campaign and the action's identifier alone and its DTSTAMP from the day of the report, so that
    the same data give the same bytes, and a later file moves or cancels the events of an earlier
    one: between two versions of a UID, calendar programs keep the one with the later DTSTAMP
    (RFC 5546, 2.1.5). An action without a status is TENTATIVE.

    Parameters
    ----------
    actions : DataFrame
        From `plan_actions`.
    campaign, title : str
        The campaign's name, and what the calendar is called.
    as_of : date
        The day the report speaks at.
    """
    if actions.empty:
        return None
    calendar = Calendar()
    calendar.add("PRODID", f"-//AI playbook kit//Communication plan//{language().upper()}")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    # icalendar escapes the texts of properties that it knows, and these are not among them.
    calendar.add("NAME", vText(_one_line(title)))
    calendar.add("X-WR-CALNAME", vText(_one_line(title)))
    stamp = datetime.combine(as_of, time(), UTC)
    for action in actions.to_dict("records"):
        calendar.add_component(_event(action, campaign, stamp))
    return calendar.to_ical()


def _event(action: Mapping[Hashable, Any], campaign: str, stamp: datetime) -> Event:
    """One action as an event."""
    day = action["date"].date()
    event = Event()
    event.add("UID", str(uuid5(NAMESPACE, f"{campaign}\n{action['communication_id']}")))
    event.add("DTSTAMP", stamp)
    event.add("DTSTART", day)
    event.add("DTEND", day + timedelta(days=1))
    event.add("SUMMARY", plain_text(labelled(action["target"], action["message"])))
    event.add("DESCRIPTION", plain_text(_description(action)))
    event.add("CATEGORIES", [plain_text(_(LEVELS[action["level"]]))])
    event.add("STATUS", _status(action["status"]))
    event.add("TRANSP", "TRANSPARENT")
    return event


def _status(status: Any) -> str:
    """The status of an event."""
    if pd.isna(status):
        return "TENTATIVE"
    return "CANCELLED" if status == "cancelled" else "CONFIRMED"


def _description(action: Mapping[Hashable, Any]) -> str:
    """What else is known of an action, one line each."""
    codes = {"level": LEVELS, "status": COMMUNICATION_STATUSES}
    lines = []
    for name in ("level", "channel", "support", "owner", "status", "communication_id"):
        value = action[name]
        if not pd.isna(value):
            word = _(codes[name][value]) if name in codes else str(value)
            lines.append(labelled(_(COMMUNICATIONS.column(name).label), word))
    return "\n".join(lines)


def _one_line(text: str) -> str:
    """A text as a name, without what iCalendar forbids."""
    return " ".join(plain_text(text).split())


def say_file(place: str, actions: pd.DataFrame) -> Finding:
    """Say where the calendar is, and what to do with it."""
    text = ngettext(
        "The plan's {count} action is in {place}, for Outlook, Google or Apple calendars. A later"
        " file updates the events of this one.",
        "The plan's {count} actions are in {place}, for Outlook, Google or Apple calendars. A later"
        " file updates the events of this one.",
        len(actions),
    )
    said = text.format(count=len(actions), place=place)
    cancelled = int(actions["status"].eq("cancelled").sum())
    if cancelled:
        text = ngettext(
            "{count} of them is cancelled, and marked so.",
            "{count} of them are cancelled, and marked so.",
            cancelled,
        )
        said += " " + text.format(count=cancelled)
    return Finding(said)
