"""The invitation: a text to paste, and a calendar entry (iCalendar, RFC 5545)."""

from __future__ import annotations

from datetime import UTC, datetime, time
from uuid import UUID, uuid5

from icalendar import Calendar, Event

from playbook.language import _, format_duration, format_moment, labelled, language
from playbook.packs.occasion import Occasion
from playbook.show.plain import plain_text

NAMESPACE = UUID("0f0a3f0e-5f6b-5d43-8a37-2c1b7b9be6aa")
"""Under which the identifiers of invitations are made; it must never change."""


def subject(occasion: Occasion) -> str:
    """What the invitation is called."""
    name = occasion.workshop.name
    return name if occasion.job is None else labelled(name, occasion.job)


def when_words(occasion: Occasion) -> str:
    """When it begins and how long it is announced for."""
    length = format_duration(occasion.announced)
    if occasion.starts is None:
        return _("date to be set ({length})").format(length=length)
    return f"{format_moment(occasion.starts)} ({length})"


def invitation_text(occasion: Occasion) -> str:
    """The text of the invitation, to be pasted into a message and completed."""
    workshop, parameters = occasion.workshop, occasion.campaign.parameters
    lines = [
        subject(occasion),
        "",
        workshop.purpose,
        "",
        labelled(_("Our question"), parameters.challenge),
        labelled(_("When"), when_words(occasion)),
        labelled(_("Where"), occasion.place or _("(place to be set)")),
        labelled(_("Who comes"), workshop.people.invite),
        "",
        labelled(_("How it goes"), ""),
        *(
            f"- {time.activity} ({format_duration(time.minutes)})"
            for time in workshop.times
            if time.minutes
        ),
        "",
        _("Please reply, so that there is a place and what is needed for everybody who comes."),
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def invitation_calendar(occasion: Occasion, campaign: str) -> bytes | None:
    """The invitation as a calendar entry; None while it is not known when the workshop begins.

    Times are those of a clock at the place, without a time zone. The UID is made from the campaign,
    the stage and the number of the workshop alone, so that a later file moves the entry.

    Parameters
    ----------
    occasion : Occasion
        The workshop.
    campaign : str
        The campaign's name.
    """
    if occasion.starts is None:
        return None
    event = Event()
    event.add("UID", str(uuid5(NAMESPACE, f"{campaign}\n{occasion.stage}\n{occasion.number}")))
    event.add("DTSTAMP", datetime.combine(occasion.campaign.parameters.as_of, time(), UTC))
    event.add("DTSTART", occasion.starts)
    event.add("DTEND", occasion.at(max(occasion.announced, occasion.minutes)))
    event.add("SUMMARY", plain_text(subject(occasion)))
    event.add("DESCRIPTION", plain_text(invitation_text(occasion)))
    if occasion.place:
        event.add("LOCATION", plain_text(occasion.place))
    calendar = Calendar()
    calendar.add("PRODID", f"-//AI playbook kit//Invitation//{language().upper()}")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add_component(event)
    return calendar.to_ical()
