"""Rows and people that a file speaks of: each is found, new, or nobody, and none is guessed."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.frames import frame
from support.imports import (
    NOTES,
    VOTES,
    VOTES_HEADER,
    add_mapping,
    content_of,
    hostile_words,
    make_campaign,
    reasons,
    rows,
    take,
    text_of_rows,
)

from playbook.campaign.checked import load_campaign
from playbook.imports.lookup import KnownRows
from playbook.imports.mapping_file import read_mapping
from playbook.imports.plan import plan_import
from playbook.kit import Kit
from playbook.tables.cells import CellError

VOTE = st.tuples(
    st.integers(1, 5).map(str),
    st.sampled_from(["ann@example.org", "bob@example.org", "anonymous", "", "not one"]),
    st.sampled_from(["Ann", "Bob", "", "Ann Lee"]),
    st.sampled_from(["", "P1", "P9"]),
    hostile_words(),
    st.sampled_from(["", "1", "1;2", "3", "2;2", "1;;2"]),
)


@settings(max_examples=20)
@given(st.lists(VOTE, max_size=6))
def test_people_and_votes_come_once_and_no_address_is_kept(lines: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        kit = make_campaign(Path(folder), {"participants": "participant_id,name\nP1,Ann\n"})
        mapping = add_mapping(kit, VOTES)
        take(kit, NOTES, "mural")
        text = text_of_rows(VOTES_HEADER, lines)
        take(kit, text, mapping)
        once = content_of(kit)
        take(kit, text, mapping)
        assert content_of(kit) == once
        assert not any(b"@example" in content for content in once.values())


def test_a_person_of_whom_nothing_is_taken_is_not_added(campaign: Kit) -> None:
    mapping = add_mapping(campaign, VOTES)
    lines = [("1", "ann@example.org", "Ann", "", "", "99")]
    text = text_of_rows(VOTES_HEADER, lines)
    assert take(campaign, text, mapping).frames == {}


def test_two_people_of_one_name_are_never_taken_for_one(tmp_path: Path) -> None:
    kit = make_campaign(tmp_path, {"participants": "participant_id,name\nP1,Ann\n"})
    mapping = add_mapping(kit, VOTES)
    lines = [("1", "a@example.org", "Ann", "", "x", ""), ("2", "b@example.org", "Ann", "", "y", "")]
    plan = take(kit, text_of_rows(VOTES_HEADER, lines), mapping)
    assert [idea["participant_id"] for idea in rows(kit, "ideas")] == ["P1"]
    assert reasons(plan)[3] == "two people of the file have the name of one participant."


def test_one_address_is_one_person_whatever_the_name_beside_it(tmp_path: Path) -> None:
    kit = make_campaign(tmp_path, {"participants": "participant_id,name\nP1,Ann\n"})
    mapping = add_mapping(kit, VOTES)
    lines = [(str(i), "a@example.org", name, "", "x", "") for i, name in enumerate(["Ann", "Bob"])]
    take(kit, text_of_rows(VOTES_HEADER, lines), mapping)
    assert [idea["participant_id"] for idea in rows(kit, "ideas")] == ["P1", "P1"]


def test_who_has_no_secret_cannot_find_an_address(campaign: Kit) -> None:
    mapping = add_mapping(campaign, VOTES)
    lines = [("1", "ann@example.org", "", "", "x", "")]
    text = text_of_rows(VOTES_HEADER, lines)
    one = take(campaign, text, mapping, dry_run=True)
    file = campaign.root / "export.csv"
    loaded = load_campaign(campaign, "test")
    other = plan_import(loaded, [file], read_mapping(mapping, "m"), b"another secret")
    made = [plan.changes["participants"].new[0].values["participant_id"] for plan in (one, other)]
    assert made[0] != made[1]


def test_a_name_that_two_rows_have_is_not_guessed(tmp_path: Path) -> None:
    cases = "use_case_id,title\nU1,Chatbot\nU2,Chatbot\nU3,Mail\n"
    kit = make_campaign(tmp_path, {"use_cases": cases})
    text = (
        "Timestamp,Your name,Value [Chatbot],Value [mail],Value [Mali],Value [U1]\nx,Ann,1,2,3,4\n"
    )
    plan = take(kit, text, "google-forms")
    assert [(r["use_case_id"], r["value"]) for r in rows(kit, "ratings")] == [
        ("U3", "2.0"), ("U1", "4.0"),
    ]  # fmt: skip
    said = [remark.reason for remark in plan.rejected_parts]
    assert ["several of this name (U1, U2)" in said[0], "Did you mean U3?" in said[1]] == [
        True,
        True,
    ]


def test_a_name_means_what_the_file_calls_so_before_what_others_do() -> None:
    known = KnownRows({"use_cases": frame("use_cases", "use_case_id title", [("U1", "Chatbot")])})
    known.begin_file()
    known.add("use_cases", frame("use_cases", "use_case_id title", [("U2", "CHATBOT")]))
    assert known.find("use_cases", "chatbot", or_empty=False) == "U2"
    known.begin_file()
    with pytest.raises(CellError, match=r"several of this name \(U1, U2\)"):
        known.find("use_cases", "chatbot", or_empty=False)
