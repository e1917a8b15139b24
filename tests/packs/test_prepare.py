"""The pack of a workshop: made from people, steps and dates alone, escaped, in both languages."""

from __future__ import annotations

import html
import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from icalendar import Calendar
from support.checking import Check
from support.printed import printed_object

from playbook.content.booklet import open_booklet
from playbook.errors import PlaybookError
from playbook.kit import Kit
from playbook.packs.prepare import prepare_workshop

PEOPLE = (
    "participant_id,name,department,role,job\n"
    "P1,Ada,IT,facilitator,\nP2,<b>Bo</b>,A,business_expert,Clerk\nP3,Cy,A,business_expert,Clerk\n"
    "P4,Di,B,hr,Nurse\nP5,Ed,B,it_data,Nurse\nP6,Fu,C,business_expert,Clerk\n"
    "P7,Gi,C,business_expert,Nurse\nP8,Ho,C,business_expert,Clerk\nP9,Iv,C,business_expert,Nurse\n"
)
STEPS = "step_id,position,label\nS2,2,Answer it\nS1,1,It arrives\n"
WORKSHOPS = (
    "workshop_id,stage,job,starts_at,place,announced_minutes\n"
    "W1,ideation,,2026-12-03 14:00,Room 2,180\n"
    "W2,culture_workshop,Clerk,,,\nW3,culture_workshop,Nurse,2027-01-05 09:30,,\n"
)
TABLES = {"participants": PEOPLE, "process_steps": STEPS, "workshops": WORKSHOPS}
STAGES = (
    "ideation", "prioritisation", "solution_selection", "impact_study", "culture_workshop",
    "training_primer",
)  # fmt: skip


def words(path: Path) -> str:
    """What a page says, without its style and marks."""
    text = re.sub(r"(?s)<style>.*?</style>", "", path.read_text(encoding="utf-8"))
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def cells(path: Path, column: str) -> list[str]:
    return re.findall(f'<td class="{column}">([^<]*)</td>', path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("stage", STAGES)
def test_every_workshop_is_prepared_from_people_steps_and_dates(
    check: Check, kit: Kit, stage: str, language: str
) -> None:
    check(TABLES, language)
    made = prepare_workshop(kit, "test", stage)
    names = {path.name for path in made}
    assert {"run_sheet.html", "invitation.txt"} <= names
    assert ("posters.html" in names) == (stage != "training_primer")
    workshop = open_booklet(kit.root, language).workshop(stage)
    for path in made:
        if path.suffix == ".html":
            page = path.read_text(encoding="utf-8")
            assert f'<html lang="{language}">' in page
            assert printed_object(page) is None
            assert "<script" not in page
            assert "default-src 'none'" in page
    sheet = words(next(path for path in made if path.name == "run_sheet.html"))
    assert all(" ".join(time.activity.split()) in sheet for time in workshop.times)


def test_the_clock_starts_where_the_command_says_and_else_where_the_table_does(
    check: Check, kit: Kit
) -> None:
    check(TABLES)
    sheet = prepare_workshop(kit, "test", "ideation")[0]
    assert cells(sheet, "at") == ["14:00", "14:30", "15:00", "15:00", "16:30", "17:00"]
    prepare_workshop(kit, "test", "ideation", datetime(2026, 12, 4, 9, 15))
    assert cells(sheet, "at")[0] == "09:15"
    untimed = prepare_workshop(kit, "test", "impact_study")[0]
    assert cells(untimed, "at") == ["+0:00", "+0:15", "+0:35", "+0:45", "+0:55", "+1:40", "+2:25"]


def test_the_calendar_entry_lasts_as_long_as_the_longer_of_plan_and_announcement(
    check: Check, kit: Kit
) -> None:
    check(TABLES)
    made = {path.name: path for path in prepare_workshop(kit, "test", "ideation")}
    (event,) = Calendar.from_ical(made["invitation.ics"].read_bytes()).walk("VEVENT")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (
        datetime(2026, 12, 3, 14, 0),
        datetime(2026, 12, 3, 17, 0),
    )
    assert str(event["LOCATION"]) == "Room 2"
    again = made["invitation.ics"].read_bytes()
    prepare_workshop(kit, "test", "ideation")
    assert made["invitation.ics"].read_bytes() == again
    assert "invitation.ics" not in {p.name for p in prepare_workshop(kit, "test", "impact_study")}


def test_names_are_shown_where_the_campaign_shows_them_and_escaped(check: Check, kit: Kit) -> None:
    check(TABLES)
    sheet = prepare_workshop(kit, "test", "impact_study")[0]
    assert "Ada" not in sheet.read_text()
    assert "P2" in words(sheet)
    parameters = kit.parameters_of("test")
    parameters.write_text(parameters.read_text() + "show_names: true\n")
    prepare_workshop(kit, "test", "impact_study")
    assert "&lt;b&gt;Bo&lt;/b&gt;" in sheet.read_text()


def test_groups_of_the_impact_study_mix_jobs_and_leave_the_facilitator_out(
    check: Check, kit: Kit
) -> None:
    check(TABLES)
    sheet = prepare_workshop(kit, "test", "impact_study")[0].read_text()
    rows = re.findall(r"<tr><td>(\d)</td><td>(P\d)</td><td>(\w+)</td></tr>", sheet)
    assert len(rows) == 8
    for group in ("1", "2"):
        jobs = [job for number, _person, job in rows if number == group]
        assert sorted(jobs) == ["Clerk", "Clerk", "Nurse", "Nurse"]
    assert "P1" not in {person for _group, person, _job in rows}


def test_each_job_has_a_culture_workshop_of_its_own(check: Check, kit: Kit) -> None:
    check(TABLES)
    made = prepare_workshop(kit, "test", "culture_workshop")
    folders = sorted({path.parent.name for path in made})
    assert folders == ["1", "2"]
    posters = {path.parent.name: words(path) for path in made if path.name == "posters.html"}
    assert posters["1"].count("Job: Clerk") == 4
    assert "Nurse" not in posters["1"]
    sheet = next(path for path in made if path.name == "run_sheet.html").read_text()
    assert re.findall(r"<td>(P\d)</td>", sheet) == ["P2", "P3", "P6", "P8"]


def test_the_steps_hang_in_their_order(check: Check, kit: Kit) -> None:
    check(TABLES)
    made = {path.name: path for path in prepare_workshop(kit, "test", "ideation")}
    assert "1. It arrives 2. Answer it" in words(made["posters.html"])
    assert "9 people are listed; the workshop is meant for 5 to 7" in words(made["run_sheet.html"])


@pytest.mark.parametrize(("more", "named"), [("", 1), ("anonymous_votes: true\n", 0)])
def test_a_slip_asks_for_a_name_only_where_votes_have_one(
    check: Check, kit: Kit, more: str, named: int
) -> None:
    check(TABLES | {"use_cases": "use_case_id,title\nU1,Sort <mail>\n"}, "en", more)
    made = {path.name: path for path in prepare_workshop(kit, "test", "prioritisation")}
    page = made["slips.html"].read_text()
    assert page.count('<section class="slip">') == 9
    assert page.count('<p class="name">') == 9 * named
    assert "Sort &lt;mail&gt;" in page


def small(people: str, count: int) -> dict[str, str]:
    """The first people of a table, and two use cases."""
    cases = "use_case_id,title\nU1,Sort <mail>\nU2,Drafts\n"
    return {"participants": "".join(people.splitlines(True)[: count + 1]), "use_cases": cases}


def test_few_people_have_the_form_of_a_committee_with_a_column_for_each_vote(
    check: Check, kit: Kit
) -> None:
    check(small(PEOPLE, 3))
    made = {path.name: path for path in prepare_workshop(kit, "test", "prioritisation")}
    page = made["committee.html"].read_text(encoding="utf-8")
    said = words(made["committee.html"])
    assert all(f"☐ P{number}" in said for number in (1, 2, 3))
    assert "☐ P1 Facilitator IT" in said
    assert "stands for: IT, data or AI" in said
    assert page.count('<th class="vote">P2</th>') == 2
    assert "Sort &lt;mail&gt;" in page
    assert page.count('<td class="case">') == 6
    assert page.count("☐&nbsp;Selected") == 6
    assert "size: A4 landscape" in page


@pytest.mark.parametrize("count", [0, 5])
def test_no_committee_is_formed_of_enough_people_or_of_nobody(
    check: Check, kit: Kit, count: int
) -> None:
    check(small(PEOPLE, count))
    names = {path.name for path in prepare_workshop(kit, "test", "prioritisation")}
    assert "committee.html" not in names


def test_few_anonymous_votes_are_not_noted_by_name(check: Check, kit: Kit) -> None:
    check(small(PEOPLE, 2), "en", "anonymous_votes: true\n")
    made = {path.name: path for path in prepare_workshop(kit, "test", "prioritisation")}
    page = made["committee.html"].read_text(encoding="utf-8")
    assert 'class="vote">P' not in page
    assert "write down only what all agree on" in page


def test_the_form_is_a_text_and_a_document_with_the_same_lines(check: Check, kit: Kit) -> None:
    check(TABLES)
    made = {path.name: path for path in prepare_workshop(kit, "test", "ideation")}
    with zipfile.ZipFile(io.BytesIO(made["follow_up.docx"].read_bytes())) as file:
        document = file.read("word/document.xml").decode()
    lines = re.findall(r"<w:t[^>]*>([^<]*)</w:t>", document)
    assert "\n\n".join(lines) + "\n" == made["follow_up.txt"].read_text(encoding="utf-8")
    assert lines[2] == "How?"


def test_a_stage_without_a_workshop_is_refused_with_those_that_have_one(
    check: Check, kit: Kit
) -> None:
    check(TABLES)
    with pytest.raises(PlaybookError, match=r"no workshop overview; there are: ideation, .*"):
        prepare_workshop(kit, "test", "overview")


def test_a_campaign_without_people_says_so(check: Check, kit: Kit) -> None:
    check({"process_steps": STEPS})
    for stage in STAGES:
        sheet = prepare_workshop(kit, "test", stage)[0]
        assert "No participants are listed yet" in words(sheet)
