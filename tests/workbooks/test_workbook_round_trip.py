"""A campaign that goes from a folder through a workbook and a database comes back the same."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.drawn_tables import campaigns
from support.frames import assert_same_frames, source_frames
from support.made_campaigns import frame

from playbook.campaign.checked import load_campaign
from playbook.errors import PlaybookError
from playbook.kit import Kit
from playbook.language import speaking
from playbook.sources.database import Database
from playbook.sources.folder import Folder
from playbook.workbooks.source import Workbook

ROOT = Path(__file__).parents[2]
HOSTILE = [
    "=1+1", "+33 6", "-", "@x", "'=1", "''", '"', "_x0041_", "_x005F_", "a\x01b\x1fc", "a\rb",
    "a\r\nb", "two\nlines", "x\ty", "<r>x</r>", "\ufffe\uffff",
 "<r><t>&amp;</t></r>", "&lt;", "01", "1,5", "1e5", "TRUE",
    "2026-09-30", "http://example.org", "mailto:a@b", "😀", "\ufeffx", "–",
    "playbook:ratings", "a" * 32_767,
]  # fmt: skip


@settings(max_examples=4, deadline=None, suppress_health_check=[*HealthCheck])
@given(campaign=campaigns(), language=st.sampled_from(["en", "fr"]))
def test_folder_workbook_database_folder_gives_the_same_tables(
    campaign: dict[str, pd.DataFrame], language: str
) -> None:
    comma = True if language == "fr" else None
    with tempfile.TemporaryDirectory() as name, speaking(language):
        places = [
            Folder(Path(name) / "first", "x"),
            Workbook(Path(name) / "x.xlsx", "x.xlsx"),
            Database("sqlite:///x.db", Path(name)),
            Folder(Path(name) / "last", "x"),
        ]
        tables = campaign
        for place in places:
            place.write(tables)
            tables = source_frames(place, comma)
            assert_same_frames(tables, campaign)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_hostile_texts_stay_texts_and_come_back_unchanged(tmp_path: Path, language: str) -> None:
    people = [(f"P{n}", text) for n, text in enumerate(HOSTILE)]
    uses = [(text, text, text) for text in HOSTILE[:-1]]
    tables = {
        "participants": frame("participants", people, "participant_id name"),
        "use_cases": frame("use_cases", uses, "use_case_id title value_comment"),
        "ratings": frame(
            "ratings",
            [("P1", text, 3.5, None) for text in HOSTILE[:-1]] + [("P2", "01", None, None)],
            "participant_id use_case_id value feasibility",
        ),
    }
    with speaking(language):
        book = Workbook(tmp_path / "x.xlsx", "x.xlsx")
        book.write(tables)
        assert_same_frames(source_frames(book, True), tables)


@pytest.mark.parametrize("name", ["demo", "demo_fr"])
def test_the_demo_comes_back_from_a_workbook_row_by_row(name: str, tmp_path: Path) -> None:
    campaign = load_campaign(Kit(ROOT), name)
    language = campaign.parameters.language
    with speaking(language):
        book = Workbook(tmp_path / "x.xlsx", "x.xlsx", campaign.parameters)
        book.write(campaign.tables)
        found = source_frames(book, language == "fr")
    assert found.keys() == campaign.tables.keys()
    for table, rows in found.items():
        pd.testing.assert_frame_equal(rows, campaign.tables[table], rtol=0, atol=0)


def test_tables_that_are_not_written_stay_as_they_are(tmp_path: Path) -> None:
    people = frame("participants", [("P1", "Ada")], "participant_id name")
    uses = frame("use_cases", [("U1", "One")], "use_case_id title")
    votes = frame("ratings", [("P1", "U1", 2, 3)], "participant_id use_case_id value feasibility")
    book = Workbook(tmp_path / "x.xlsx", "x.xlsx")
    book.write({"participants": people, "use_cases": uses})
    book.write({"ratings": votes})
    assert_same_frames(
        source_frames(book, None), {"participants": people, "use_cases": uses, "ratings": votes}
    )
    book.write({"ratings": votes.head(0)})
    assert_same_frames(source_frames(book, None), {"participants": people, "use_cases": uses})


def test_a_workbook_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    book = Workbook(tmp_path / "x.xlsx", "x.xlsx")
    book.path.write_bytes(b"PK mine")
    with pytest.raises(PlaybookError, match="would lose"):
        book.write({})
    assert book.path.read_bytes() == b"PK mine"
