"""Imports that come again: nothing twice, nothing lost, the campaign's words before the file's."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.imports import SECRET, make_campaign, reasons, rows, taken

from playbook.campaign.checked import load_campaign
from playbook.errors import CampaignError
from playbook.imports.mapping_file import preset_path, read_mapping
from playbook.imports.plan import apply_plan, plan_import
from playbook.kit import Kit

NOTES = "ID,Text,Tags\n1,Sort mail,Mail\n2,Answer,\n"
MAPPING = """title: Votes
verified: made up
people: {email: Email, name: Name, participant: Number, response: Row}
tables:
  - table: ideas
    columns:
      idea_id: {made_from: [Row, Idea], prefix: i-}
      participant_id: {person: true}
      text: Idea
      round: {value: follow_up}
  - table: dot_votes
    columns:
      participant_id: {person: true}
      idea_id: {column: For, each: ";", prefix: mural-}
      dots: {value: 1}
"""


@pytest.fixture
def campaign(tmp_path: Path) -> Kit:
    return make_campaign(tmp_path)


def bytes_of(kit: Kit) -> dict[str, bytes]:
    folder = kit.root / "data/test"
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def export(header: list[str], lines: list[tuple[str, ...]]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written).writerows([header, *lines])
    return written.getvalue()


def words() -> st.SearchStrategy[str]:
    nasty = [
        "=1+1",
        "a;b",
        "x@y.org",
        "é",
        "<b>",
        "&amp;",
        "  ",
        "",
        "NA",
        "a\nb",
        "'=x",
        "{label}",
    ]
    signs = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    return st.sampled_from(nasty) | st.text(signs, max_size=6)


NOTE = st.tuples(st.integers(1, 9).map(str) | words(), words(), words())


@settings(max_examples=15)
@given(st.lists(NOTE, max_size=6))
def test_importing_twice_is_importing_once(lines: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        kit = make_campaign(Path(folder))
        text = export(["ID", "Text", "Tags"], lines)
        taken(kit, text, "mural")
        once = bytes_of(kit)
        plan = taken(kit, text, "mural")
        assert bytes_of(kit) == once
        assert not plan.frames


@settings(max_examples=15)
@given(st.lists(NOTE, max_size=6, unique_by=lambda note: note[0].strip()), st.integers(0, 6))
def test_a_later_export_adds_what_is_new_to_the_earlier_one(
    lines: list[tuple[str, ...]], cut: int
) -> None:
    header = ["ID", "Text", "Tags"]
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        piecewise, whole = make_campaign(Path(one)), make_campaign(Path(two))
        taken(piecewise, export(header, lines[:cut]), "mural")
        taken(piecewise, export(header, lines), "mural")
        taken(whole, export(header, lines), "mural")
        assert rows(piecewise, "ideas") == rows(whole, "ideas")


VOTE = st.tuples(
    st.integers(1, 5).map(str),
    st.sampled_from(["ann@example.org", "bob@example.org", "anonymous", "", "not one"]),
    st.sampled_from(["Ann", "Bob", "", "Ann Lee"]),
    st.sampled_from(["", "P1", "P9"]),
    words(),
    st.sampled_from(["", "1", "1;2", "3", "2;2", "1;;2"]),
)


@settings(max_examples=20)
@given(st.lists(VOTE, max_size=6))
def test_people_and_votes_come_once_and_no_address_is_kept(lines: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        kit = make_campaign(Path(folder), {"participants": "participant_id,name\nP1,Ann\n"})
        mapping = kit.root / "votes.yml"
        mapping.write_text(MAPPING, encoding="utf-8")
        taken(kit, NOTES, "mural")
        text = export(["Row", "Email", "Name", "Number", "Idea", "For"], lines)
        taken(kit, text, mapping)
        once = bytes_of(kit)
        taken(kit, text, mapping)
        assert bytes_of(kit) == once
        assert not any(b"@example" in content for content in once.values())


def test_a_dry_run_writes_nothing(campaign: Kit) -> None:
    taken(campaign, NOTES, "mural")
    before = bytes_of(campaign)
    plan = taken(campaign, NOTES + "3,New,\n", "mural", dry_run=True)
    assert len(plan.changes["ideas"].new) == 1
    assert bytes_of(campaign) == before


def test_where_the_campaign_says_another_thing_its_words_stay(campaign: Kit) -> None:
    taken(campaign, NOTES, "mural")
    file = campaign.root / "data/test/ideas.csv"
    file.write_text(file.read_text("utf-8-sig").replace("Sort mail", "Sort it"), "utf-8")
    before = file.read_bytes()
    (difference,) = taken(campaign, NOTES, "mural").changes["ideas"].differences
    assert (difference.ours, difference.theirs) == ("Sort it", "Sort mail")
    assert file.read_bytes() == before
    taken(campaign, NOTES, "mural", replace=True)
    assert rows(campaign, "ideas")[0]["text"] == "Sort mail"


def test_an_empty_cell_and_a_fixed_word_of_the_mapping_change_nothing(campaign: Kit) -> None:
    taken(campaign, NOTES, "mural")
    file = campaign.root / "data/test/ideas.csv"
    edited = file.read_text("utf-8-sig").replace("Answer,first_reflection,", "Answer,follow_up,")
    file.write_text(edited.replace("follow_up,,", "follow_up,,Speed"), "utf-8")
    before = file.read_bytes()
    plan = taken(campaign, NOTES, "mural", replace=True)
    assert plan.changes["ideas"].differences == []
    assert file.read_bytes() == before


def test_only_the_tables_that_change_are_written(tmp_path: Path) -> None:
    people = "name;participant_id\nAnn;P1\n"
    kit = make_campaign(tmp_path, {"participants": people, "process_steps": "x"})
    (tmp_path / "data/test/process_steps.csv").unlink()
    taken(kit, NOTES, "mural")
    assert bytes_of(kit)["participants.csv"] == people.encode()
    assert set(bytes_of(kit)) == {"participants.csv", "ideas.csv"}


def test_an_unsound_campaign_takes_nothing(campaign: Kit) -> None:
    (campaign.root / "data/test/ideas.csv").write_text("idea_id,text,round\n1,,x\n")
    before = bytes_of(campaign)
    with pytest.raises(CampaignError):
        taken(campaign, NOTES, "mural")
    assert bytes_of(campaign) == before


def test_an_import_that_would_break_the_campaign_is_refused_whole(campaign: Kit) -> None:
    mapping = campaign.root / "costs.yml"
    mapping.write_text(
        "title: Costs\nverified: made up\ntables:\n- table: solutions\n  columns:\n"
        "    solution_id: Solution\n    name: Solution\n- table: costs\n  columns:\n"
        "    cost_id: Solution\n    solution_id: Solution\n    phase: {value: build}\n"
        "    category: {value: other}\n    year: {value: 0}\n    person_days: Days\n"
    )
    with pytest.raises(CampaignError, match="amount or person_days"):
        taken(campaign, "Solution,Days\nS1,3\n", mapping)
    assert bytes_of(campaign) == {}


def test_a_person_of_whom_nothing_is_taken_is_not_added(campaign: Kit) -> None:
    mapping = campaign.root / "votes.yml"
    mapping.write_text(MAPPING, encoding="utf-8")
    lines = [("1", "ann@example.org", "Ann", "", "", "99")]
    text = export(["Row", "Email", "Name", "Number", "Idea", "For"], lines)
    assert taken(campaign, text, mapping).frames == {}


def test_two_people_of_one_name_are_never_taken_for_one(tmp_path: Path) -> None:
    kit = make_campaign(tmp_path, {"participants": "participant_id,name\nP1,Ann\n"})
    mapping = kit.root / "votes.yml"
    mapping.write_text(MAPPING, encoding="utf-8")
    lines = [("1", "a@example.org", "Ann", "", "x", ""), ("2", "b@example.org", "Ann", "", "y", "")]
    plan = taken(kit, export(["Row", "Email", "Name", "Number", "Idea", "For"], lines), mapping)
    assert [idea["participant_id"] for idea in rows(kit, "ideas")] == ["P1"]
    assert reasons(plan)[3] == "two people of the file have the name of one participant."


def test_one_address_is_one_person_whatever_the_name_beside_it(tmp_path: Path) -> None:
    kit = make_campaign(tmp_path, {"participants": "participant_id,name\nP1,Ann\n"})
    mapping = kit.root / "votes.yml"
    mapping.write_text(MAPPING, encoding="utf-8")
    lines = [(str(i), "a@example.org", name, "", "x", "") for i, name in enumerate(["Ann", "Bob"])]
    taken(kit, export(["Row", "Email", "Name", "Number", "Idea", "For"], lines), mapping)
    assert [idea["participant_id"] for idea in rows(kit, "ideas")] == ["P1", "P1"]


def test_several_files_are_taken_in_their_order(campaign: Kit) -> None:
    files = [campaign.root / "a.csv", campaign.root / "b.csv"]
    files[0].write_text(NOTES)
    files[1].write_text("ID,Text,Tags\n2,Answer now,\n3,New,\n")
    mapping = read_mapping(preset_path("mural"), "mural")
    plan = plan_import(load_campaign(campaign, "test"), files, mapping, SECRET)
    apply_plan(campaign, plan)
    assert [idea["text"] for idea in rows(campaign, "ideas")] == ["Sort mail", "Answer", "New"]
    assert reasons(plan)[2].startswith("row 3 of a.csv says another thing")


def test_a_workbook_is_written_whole_and_the_former_one_kept(tmp_path: Path) -> None:
    from playbook.campaign.copying import copy_campaign, use_data

    kit = make_campaign(tmp_path, {"participants": "participant_id,name\nP1,Ann\n"})
    copy_campaign(kit, "test", "data/test.xlsx", replace=False)
    use_data(kit, "test", "data/test.xlsx")
    before = (tmp_path / "data/test.xlsx").read_bytes()
    taken(kit, NOTES, "mural")
    assert [idea["text"] for idea in rows(kit, "ideas")] == ["Sort mail", "Answer"]
    assert [person["name"] for person in rows(kit, "participants")] == ["Ann"]
    assert (tmp_path / "data/test.before-import-1.xlsx").read_bytes() == before
    assert taken(kit, NOTES, "mural").frames == {}
    assert not (tmp_path / "data/test.before-import-2.xlsx").exists()


def test_who_has_no_secret_cannot_find_an_address(campaign: Kit) -> None:
    mapping = campaign.root / "votes.yml"
    mapping.write_text(MAPPING, encoding="utf-8")
    lines = [("1", "ann@example.org", "", "", "x", "")]
    text = export(["Row", "Email", "Name", "Number", "Idea", "For"], lines)
    one = taken(campaign, text, mapping, dry_run=True)
    file = campaign.root / "export.csv"
    loaded = load_campaign(campaign, "test")
    other = plan_import(loaded, [file], read_mapping(mapping, "m"), b"another secret")
    made = [plan.changes["participants"].new[0].values["participant_id"] for plan in (one, other)]
    assert made[0] != made[1]


def test_the_table_of_a_database_gets_the_new_rows(tmp_path: Path) -> None:
    from playbook.campaign.copying import copy_campaign, use_data

    kit = make_campaign(tmp_path, {"participants": "participant_id,name\nP1,Ann\n"})
    copy_campaign(kit, "test", "data/test.db", replace=False)
    use_data(kit, "test", "data/test.db")
    taken(kit, NOTES, "mural")
    plan = taken(kit, NOTES, "mural")
    assert [idea["text"] for idea in rows(kit, "ideas")] == ["Sort mail", "Answer"]
    assert (plan.changes["ideas"].same, len(rows(kit, "participants"))) == (2, 1)
