"""Imports that come again: nothing twice, nothing lost, the campaign's words before the file's."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from support.imports import (
    NOTES,
    content_of,
    hostile_words,
    make_campaign,
    reasons,
    rows,
    take,
    text_of_rows,
)

from playbook.kit import Kit

NOTE = st.tuples(st.integers(1, 9).map(str) | hostile_words(), hostile_words(), hostile_words())


@settings(max_examples=15)
@given(st.lists(NOTE, max_size=6))
def test_importing_twice_is_importing_once(lines: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        kit = make_campaign(Path(folder))
        text = text_of_rows(["ID", "Text", "Tags"], lines)
        take(kit, text, "mural")
        once = content_of(kit)
        plan = take(kit, text, "mural")
        assert content_of(kit) == once
        assert not plan.frames


@settings(max_examples=15)
@given(st.lists(NOTE, max_size=6, unique_by=lambda note: note[0].strip()), st.integers(0, 6))
def test_a_later_export_adds_what_is_new_to_the_earlier_one(
    lines: list[tuple[str, ...]], cut: int
) -> None:
    header = ["ID", "Text", "Tags"]
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        piecewise, whole = make_campaign(Path(one)), make_campaign(Path(two))
        take(piecewise, text_of_rows(header, lines[:cut]), "mural")
        take(piecewise, text_of_rows(header, lines), "mural")
        take(whole, text_of_rows(header, lines), "mural")
        assert rows(piecewise, "ideas") == rows(whole, "ideas")


def test_where_the_campaign_says_another_thing_its_words_stay(campaign: Kit) -> None:
    take(campaign, NOTES, "mural")
    file = campaign.root / "data/test/ideas.csv"
    file.write_text(file.read_text("utf-8-sig").replace("Sort mail", "Sort it"), "utf-8")
    before = file.read_bytes()
    (difference,) = take(campaign, NOTES, "mural").changes["ideas"].differences
    assert (difference.ours, difference.theirs) == ("Sort it", "Sort mail")
    assert file.read_bytes() == before
    take(campaign, NOTES, "mural", replace=True)
    assert rows(campaign, "ideas")[0]["text"] == "Sort mail"


def test_an_empty_cell_and_a_fixed_word_of_the_mapping_change_nothing(campaign: Kit) -> None:
    take(campaign, NOTES, "mural")
    file = campaign.root / "data/test/ideas.csv"
    edited = file.read_text("utf-8-sig").replace("Answer,first_reflection,", "Answer,follow_up,")
    file.write_text(edited.replace("follow_up,,", "follow_up,,Speed"), "utf-8")
    before = file.read_bytes()
    plan = take(campaign, NOTES, "mural", replace=True)
    assert plan.changes["ideas"].differences == []
    assert file.read_bytes() == before


def test_a_column_that_would_keep_an_address_is_refused(tmp_path: Path) -> None:
    kit = make_campaign(tmp_path)
    mapping = tmp_path / "people.yml"
    mapping.write_text(
        "title: x\nverified: x\ntables:\n- table: participants\n  columns:\n"
        "    participant_id: Email\n    name: Name\n"
    )
    text = "Email,Name\nann@example.org,Ann\nP2,bob@example.org\nx ann@example.org,C\nP3,Dan\n"
    plan = take(kit, text, mapping)
    assert [person["name"] for person in rows(kit, "participants")] == ["Dan"]
    assert len(plan.rejected) == 3
    assert all("e-mail" in reason for reason in reasons(plan).values())
