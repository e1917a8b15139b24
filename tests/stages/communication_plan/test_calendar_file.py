"""The calendar file: what RFC 5545 asks for, byte by byte, and what is read back from it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar, Event
from support.frames import frame

from playbook.language import speaking
from playbook.stages.communication_plan import calendar_file, progress
from playbook.stages.communication_plan.calendar_file import plain_text

AS_OF = date(2026, 9, 30)
COLUMNS = "communication_id stakeholder_id level message channel support date owner status"
STAFF = frame("stakeholders", "stakeholder_id label group", [("S", "Staff; all", "employees")])
ROWS = [
    ("C1", "S", "operational", "Sorting, at last: 50\\50; see", "Intranet", "Video",
     "2026-10-31", "Ann", "planned"),
    ("C2", "S", "social", "é" * 200, "Meeting", None, "2026-12-31", None, "cancelled"),
    ("C3", "S", "hr", "Talk", "E-mail", None, "2026-01-05", None, None),
    ("C4", "S", "hr", "Talk", "E-mail", None, "2026-01-05", None, "done"),
]  # fmt: skip


def actions(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    return progress.plan_actions(frame("communications", COLUMNS, rows), STAFF, AS_OF)


def written(rows: list[tuple[object, ...]] = ROWS, campaign: str = "demo") -> bytes:
    content = calendar_file.plan_calendar(actions(rows), campaign, "Our plan", AS_OF)
    assert content is not None
    return content


def events(content: bytes) -> dict[str, Event]:
    """The events that icalendar reads back, by identifier of the action."""
    found = Calendar.from_ical(content).walk("VEVENT")
    return {str(event["DESCRIPTION"]).rsplit(": ", 1)[1]: event for event in found}


def test_lines_end_with_crlf_and_have_at_most_75_bytes() -> None:
    content = written()
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    for line in lines:
        line.decode("utf-8")  # no character is cut in two


def test_what_the_calendar_must_have_is_there_once() -> None:
    lines = written().decode().replace("\r\n ", "").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert sorted(lines[1 : lines.index("BEGIN:VEVENT")]) == [
        "CALSCALE:GREGORIAN", "NAME:Our plan",
        "PRODID:-//AI playbook kit//Communication plan//EN", "VERSION:2.0",
        "X-WR-CALNAME:Our plan",
    ]  # fmt: skip
    assert not any(line.startswith("METHOD:") for line in lines)  # it would ask for an organiser
    for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS"):
        assert sum(re.match(rf"{name}[;:]", line) is not None for line in lines) == len(ROWS)


def test_an_action_takes_one_whole_day_over_months_and_years() -> None:
    lines = written().decode()
    assert "DTSTART;VALUE=DATE:20261031\r\nDTEND;VALUE=DATE:20261101\r\n" in lines
    assert "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n" in lines
    assert "DTSTAMP:20260930T000000Z" in lines


def test_text_is_escaped_and_read_back_as_it_was() -> None:
    content = written()
    unfolded = content.replace(b"\r\n ", b"").decode()
    assert r"SUMMARY:Staff\; all: Sorting\, at last: 50\\50\; see" in unfolded
    event = events(content)["C1"]
    assert str(event["SUMMARY"]) == "Staff; all: Sorting, at last: 50\\50; see"
    assert str(event["DESCRIPTION"]).split("\n") == [
        "Level: Operational", "Channel: Intranet", "Format: Video", "Owner: Ann",
        "Status: Planned", "Communication: C1",
    ]  # fmt: skip
    assert event["DTSTART"].dt == date(2026, 10, 31)
    assert event["DTSTAMP"].dt == datetime(2026, 9, 30, tzinfo=UTC)
    assert event["CATEGORIES"].cats == ["Operational"]
    assert event["TRANSP"] == "TRANSPARENT"


def test_each_status_has_its_word() -> None:
    found = {name: str(event["STATUS"]) for name, event in events(written()).items()}
    assert found == {"C1": "CONFIRMED", "C2": "CANCELLED", "C3": "TENTATIVE", "C4": "CONFIRMED"}


def test_the_same_data_give_the_same_bytes() -> None:
    assert written() == written()


def test_an_identifier_survives_a_new_date_and_message_and_no_other_does() -> None:
    before = {name: str(event["UID"]) for name, event in events(written()).items()}
    moved = [(*row[:3], "New words", *row[4:6], "2026-11-11", *row[7:]) for row in ROWS]
    after = {name: str(event["UID"]) for name, event in events(written(moved)).items()}
    assert before == after
    assert len(set(before.values())) == len(ROWS)
    other = {str(event["UID"]) for event in events(written(campaign="other")).values()}
    assert not other & set(before.values())


def test_the_identifier_of_an_action_is_this_one_for_ever() -> None:
    assert str(events(written())["C1"]["UID"]) == "c6bbfd7f-8d0a-5c8a-b532-5e1f9325253d"


def test_a_calendar_may_not_be_empty() -> None:
    assert calendar_file.plan_calendar(actions([]), "demo", "Our plan", AS_OF) is None


def test_the_calendar_is_in_the_language_of_the_campaign() -> None:
    with speaking("fr"):
        event = events(written())["C2"]
    assert "Statut\u00a0: Annulé" in str(event["DESCRIPTION"])


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a\r\nb", "a\nb"),
        ("a\rb\x0bc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("a\x00b\x07\tc\x9f", "ab\tc"),
        ("half a pair: \ud83d.", "half a pair: ."),
    ],
)
def test_control_characters_do_not_enter(text: str, plain: str) -> None:
    assert plain_text(text) == plain


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_message_is_read_back(message: str) -> None:
    table = actions([ROWS[3]]).assign(message=message)
    content = calendar_file.plan_calendar(table, "demo", "Our plan", AS_OF)
    assert content is not None
    assert max(map(len, content.split(b"\r\n"))) <= 75
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["SUMMARY"]) == plain_text(f"Staff; all: {message}")
    assert str(event["STATUS"]) == "CONFIRMED"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
@example("Answer sooner;\nmembers, first \\ always")
def test_any_title_is_read_back_on_one_line(title: str) -> None:
    content = calendar_file.plan_calendar(actions(ROWS[:1]), "demo", title, AS_OF)
    assert content is not None
    calendar = Calendar.from_ical(content)
    name = " ".join(plain_text(title).split())
    for key in ("NAME", "X-WR-CALNAME"):
        assert re.sub(r"\\([\\;,])", r"\1", str(calendar[key])) == name  # RFC 5545, 3.3.11
        assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", str(calendar[key]))


def test_the_file_is_announced_with_its_number_of_actions() -> None:
    said = calendar_file.say_file("results/plan.ics", actions(ROWS)).text
    assert said.startswith("The plan's 4 actions are in results/plan.ics")
    one = calendar_file.say_file("results/plan.ics", actions(ROWS[:1])).text
    assert one.startswith("The plan's 1 action is in")
