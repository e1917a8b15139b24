"""A new campaign: made whole, checked without a problem, never over another."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from support.unprivileged import without_privileges

from playbook.campaign.checked import check_campaign
from playbook.campaign.new import new_campaign
from playbook.content.booklet import open_booklet
from playbook.content.proposals import proposed_tables
from playbook.errors import PlaybookError
from playbook.kit import Kit
from playbook.parameters.declared import Scales

FRAMING = {
    "participants",
    "workshops",
    "attendance",
    "process_steps",
    "examples",
    "ideas",
    "dot_votes",
    "ranked_votes",
    "first_ratings",
    "use_cases",
    "ratings",
    "decisions",
}


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_new_campaign_has_a_workbook_without_rows_yet(kit: Kit, language: str) -> None:
    made = new_campaign(kit, "autumn", language)
    checked = check_campaign(kit, "autumn")
    assert checked.problems == ()
    assert checked.language == language
    (notice,) = checked.notices
    assert notice.where == made.data == "data/autumn.xlsx"
    assert set(files(kit.root)) == {
        "parameters/autumn.yml",
        "parameters/autumn.secret",
        "data/autumn.xlsx",
    }


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_new_campaign_may_have_a_folder_of_tables(kit: Kit, language: str) -> None:
    made = new_campaign(kit, "autumn", language, "folder")
    checked = check_campaign(kit, "autumn")
    assert checked.problems == ()
    assert made.data == "data/autumn"
    assert len(checked.notices) == len(FRAMING)
    assert set(files(kit.root)) == {
        "parameters/autumn.yml",
        "parameters/autumn.secret",
        *(f"data/autumn/{table}.csv" for table in FRAMING),
    }


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_parameter_is_explained_on_the_line_above(kit: Kit, language: str) -> None:
    new_campaign(kit, "autumn", language, "folder")
    lines = kit.parameters_of("autumn").read_text(encoding="utf-8").splitlines()
    keys = [number for number, line in enumerate(lines) if re.match(r"\w+:", line)]
    assert len(keys) > 10
    assert all(lines[number - 1].startswith("# ") for number in keys)


def test_the_words_are_in_the_language_of_the_campaign(kit: Kit) -> None:
    new_campaign(kit, "autumn", "en", "folder")
    new_campaign(kit, "automne", "fr", "folder")
    made = files(kit.root)
    assert b"# The heading of the reports" in made["parameters/autumn.yml"]
    assert b"# The heading" not in made["parameters/automne.yml"]
    assert made["data/automne/use_cases.csv"].decode("utf-8-sig").startswith("Cas d’usage;Titre;")
    assert made["data/autumn/use_cases.csv"].decode("utf-8-sig").startswith("use_case_id,title,")


@pytest.mark.parametrize(
    "there", ["parameters/autumn.yml", "data/autumn/mine.csv", "data/autumn.xlsx"]
)
def test_nothing_is_written_over(kit: Kit, there: str) -> None:
    path = kit.root / there
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine")
    with pytest.raises(PlaybookError, match="exists already"):
        new_campaign(kit, "autumn", "en")
    assert files(kit.root) == {there: b"mine"}


@pytest.mark.parametrize(
    "name", ["", "..", "a/b", "../a", "a b", "été", "-a", ".a", "a.yml", "a" * 65, "a\n"]
)
def test_names_that_are_no_file_names_are_refused(kit: Kit, name: str) -> None:
    with pytest.raises(PlaybookError, match="cannot name a campaign"):
        new_campaign(kit, name, "en")
    assert files(kit.root) == {}


@pytest.mark.parametrize("name", ["a", "2026-autumn_B", "a" * 64])
def test_plain_names_are_taken(kit: Kit, name: str) -> None:
    assert new_campaign(kit, name, "en", "folder").parameters == f"parameters/{name}.yml"


def test_a_language_without_a_catalogue_is_refused(kit: Kit) -> None:
    with pytest.raises(PlaybookError, match="there are: en, de, fr"):
        new_campaign(kit, "autumn", "it")
    assert files(kit.root) == {}


def test_a_form_of_data_that_there_is_not_is_refused(kit: Kit) -> None:
    with pytest.raises(PlaybookError, match="there are: workbook, folder"):
        new_campaign(kit, "autumn", "en", "cloud")
    assert files(kit.root) == {}


@pytest.mark.parametrize("form", ["workbook", "folder", "database"])
def test_a_new_campaign_begins_with_the_proposals_it_is_given(kit: Kit, form: str) -> None:
    tables = proposed_tables(open_booklet(kit.root, "en"), Scales().bounds())
    new_campaign(kit, "autumn", "en", form, tables)
    campaign = check_campaign(kit, "autumn").sound()
    assert {name: len(frame) for name, frame in campaign.tables.items()} == {
        name: len(frame) for name, frame in tables.items()
    }
    assert campaign.own().tables == {}


def test_a_new_database_is_there_to_be_voted_into(kit: Kit) -> None:
    made = new_campaign(kit, "autumn", "en", "database")
    assert made.data == "data/autumn.db"
    assert check_campaign(kit, "autumn").problems == ()


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
@pytest.mark.parametrize("form", ["workbook", "folder", "database"])
def test_nothing_is_left_behind_where_parameters_cannot_be_written(kit: Kit, form: str) -> None:
    kit.parameters.chmod(0o555)
    with without_privileges(), pytest.raises((PlaybookError, OSError)):
        new_campaign(kit, "spring", "en", form)
    kit.parameters.chmod(0o755)
    assert list((kit.root / "data").iterdir()) == []
    new_campaign(kit, "spring", "en", form)
