"""A folder of CSV files."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from playbook.errors import Problem
from playbook.language import _, speaking
from playbook.sources.folder import Folder, write_templates
from playbook.tables import TABLES
from playbook.tables.raw import RawTable

PEOPLE = "participant_id\np1\n"


def read(folder: Path) -> tuple[dict[str, RawTable], list[Problem]]:
    return Folder(folder, "data/x").read(None)


def test_an_empty_folder_has_no_table_and_no_problem(tmp_path: Path) -> None:
    assert read(tmp_path) == ({}, [])


@pytest.mark.parametrize("name", ["dot_votes.csv", "Dot_Votes.CSV", "dot votes.csv"])
def test_a_file_is_known_by_its_name_in_any_case(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("participant_id,idea_id,dots\n")
    tables, problems = read(tmp_path)
    assert (list(tables), problems) == (["dot_votes"], [])
    assert tables["dot_votes"].where == f"data/x/{name}"


@pytest.mark.parametrize(
    ("name", "meant"),
    [("participant.csv", "participants.csv"), ("ratings.xlsx", "ratings.csv"), ("zzz.csv", "")],
)
def test_an_unknown_file_is_refused_with_the_nearest_table(
    tmp_path: Path, name: str, meant: str
) -> None:
    (tmp_path / name).write_text(PEOPLE)
    tables, (problem,) = read(tmp_path)
    assert (tables, problem.where) == ({}, f"data/x/{name}")
    assert problem.expected.partition("Did you mean ")[2] == (f"{meant}?" if meant else "")


@pytest.mark.parametrize("name", [".DS_Store", ".~lock.ideas.csv#", "~$ideas.csv"])
def test_what_programs_leave_behind_is_passed_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("?")
    assert read(tmp_path) == ({}, [])


def test_the_same_table_in_two_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dot_votes.csv").write_text("participant_id,idea_id,dots\n")
    (tmp_path / "dot votes.csv").write_text("participant_id,idea_id,dots\n")
    tables, (problem,) = read(tmp_path)
    assert len(tables) == 1
    assert "twice" in problem.expected


def test_one_bad_file_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "ideas.csv").write_bytes(b"")
    (tmp_path / "participants.csv").write_text(PEOPLE)
    tables, problems = read(tmp_path)
    assert list(tables) == ["participants"]
    assert [problem.where for problem in problems] == ["data/x/ideas.csv"]


def test_english_templates_have_the_names_of_the_contract(tmp_path: Path) -> None:
    write_templates(Folder(tmp_path / "made", "made"), [TABLES["referents"]])
    written = (tmp_path / "made" / "referents.csv").read_bytes()
    assert written == b"\xef\xbb\xbfdepartment,referent,management_pair\n"


def test_french_templates_have_french_headers_and_semicolons(tmp_path: Path) -> None:
    with speaking("fr"):
        write_templates(Folder(tmp_path, "x"), [TABLES["use_cases"]])
    header = (tmp_path / "use_cases.csv").read_text(encoding="utf-8-sig").strip().split(";")
    assert header[:2] == ["Cas d’usage", "Titre"]
    assert len(header) == 8


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "2026-09-30,s,revenue,1234.5,"), ("fr", "30/09/2026;s;{};1234,5;")],
)
def test_numbers_and_dates_are_written_as_spreadsheets_of_the_language_do(
    tmp_path: Path, language: str, line: str
) -> None:
    row = {"date": [pd.Timestamp(2026, 9, 30)], "solution_id": ["s"], "kind": ["revenue"]}
    frame = pd.DataFrame(row | {"amount": [1234.5], "expected": [None]})
    with speaking(language):
        Folder(tmp_path, "x").write({"benefits": frame})
        expected = line.format(_("Revenue"))
    written = (tmp_path / "benefits.csv").read_text(encoding="utf-8-sig")
    assert written.splitlines()[1:] == [expected]


@pytest.mark.parametrize("name", ["README.md", "notes.txt", "Thumbs.db", "desktop.ini"])
def test_other_files_beside_tables_are_a_notice(tmp_path: Path, name: str) -> None:
    (tmp_path / "participants.csv").write_text("participant_id\nP1\n")
    (tmp_path / name).write_text("x")
    tables, problems = Folder(tmp_path, "data").read(None)
    assert problems == []
    (notice,) = tables["participants"].notices
    assert str(notice) == f"data: files that are no tables are not read: {name}."
