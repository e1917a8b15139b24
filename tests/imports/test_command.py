"""``playbook import`` as a person meets it."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from support.imports import make_campaign

from playbook.cli import main
from playbook.files import NotWritten
from playbook.kit import Kit


@dataclass
class Done:
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def playbook(
    campaign: Kit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Done]:
    """Run the command in the campaign's kit."""

    def run(*words: str) -> Done:
        monkeypatch.chdir(campaign.root)
        monkeypatch.setattr(sys, "argv", ["playbook", "import", *words])
        with pytest.raises(SystemExit) as left:
            main()
        return Done(int(left.value.code or 0), *capsys.readouterr())

    return run


@pytest.fixture
def campaign(tmp_path: Path) -> Kit:
    kit = make_campaign(tmp_path, language="fr")
    text = "ID,Text,Tags\n1,Trier \x1b[31m[b],Courrier\n2,,\n3,,\n"
    (tmp_path / "mural\x1b.csv").write_text(text, encoding="utf-8")
    return kit


def test_a_dry_run_says_what_would_be_taken_and_why_the_rest_is_not(
    campaign: Kit, playbook: Callable[..., Done]
) -> None:
    done = playbook("mural\x1b.csv", "--into", "test", "--as", "mural", "--dry-run")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    for said in (
        "Idées\u00a0: 1 nouvelle ligne",
        "mural-1 | Trier ?[31m[b]",
        "mural?.csv, lignes 3–4\u00a0: le post-it est vide.",
        "Rien n’a été écrit",
    ):
        assert said in done.stdout
    assert list((campaign.root / "data/test").iterdir()) == []


def test_an_import_writes_and_a_second_one_changes_nothing(
    campaign: Kit, playbook: Callable[..., Done]
) -> None:
    words = ("mural\x1b.csv", "--into", "test", "--as", "mural")
    assert playbook(*words).returncode == 0
    written = (campaign.root / "data/test/ideas.csv").read_text("utf-8-sig")
    assert written.startswith("Idée;Participant;Texte;")
    done = playbook(*words)
    assert done.stdout.rstrip().endswith("Rien ne change.")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("x.csv",), 2, "name files, a campaign and a format"),
        (("x.csv", "--into", "test", "--as", "murals"), 1, "mural"),
        (("x.csv", "--into", "test", "--as", "mural"), 1, "x.csv"),
        (("x.csv", "--into", "test", "--map", "no.yml"), 1, "no.yml"),
        (("x.csv", "--into", "none", "--as", "mural"), 1, "playbook new"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    playbook: Callable[..., Done], words: tuple[str, ...], code: int, said: str
) -> None:
    done = playbook(*words)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_place_that_cannot_be_written_is_said_in_a_line(
    campaign: Kit, playbook: Callable[..., Done], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, content: bytes) -> None:
        raise NotWritten(13, "Permission denied", str(path))

    monkeypatch.setattr("playbook.sources.folder.write_whole", refuse)
    done = playbook("mural\x1b.csv", "--into", "test", "--as", "mural")
    assert done.returncode == 1
    assert "ideas.csv ne peut pas être écrit\u00a0: Permission denied" in done.stderr


def test_all_remarks_are_in_a_file_that_can_be_filtered(
    campaign: Kit, playbook: Callable[..., Done]
) -> None:
    done = playbook("mural\x1b.csv", "--into", "test", "--as", "mural")
    assert "reports/test/import_remarks.csv" in done.stdout
    text = (campaign.reports_of("test") / "import_remarks.csv").read_text("utf-8-sig")
    header, *remarks = csv.reader(io.StringIO(text), delimiter=";")
    assert header[:2] == ["Fichier", "Ligne"]
    assert [(row[1], row[5], row[6]) for row in remarks] == [
        ("3", "non", "le post-it est vide."),
        ("4", "non", "le post-it est vide."),
    ]


def test_remarks_stay_out_of_the_reports_where_votes_are_anonymous(
    campaign: Kit, playbook: Callable[..., Done]
) -> None:
    playbook("mural\x1b.csv", "--into", "test", "--as", "mural")
    kept = campaign.reports_of("test") / "import_remarks.csv"
    assert kept.exists()
    parameters = campaign.parameters_of("test")
    parameters.write_text(parameters.read_text() + "anonymous_votes: true\n")
    playbook("mural\x1b.csv", "--into", "test", "--as", "mural")
    assert not kept.exists()
    playbook("mural\x1b.csv", "--into", "test", "--as", "mural", "--remarks", "mine.csv")
    assert (campaign.root / "mine.csv").exists()


def test_of_several_sheets_that_could_be_meant_one_must_be_named(
    campaign: Kit, playbook: Callable[..., Done]
) -> None:
    book = openpyxl.Workbook()
    for name, text in (("Mars", "Trier"), ("Avril", "Classer")):
        sheet = book.create_sheet(name)
        sheet.append(["ID", "Text"])
        sheet.append([name, text])
    book.create_sheet("Notes").append(["autre chose"])
    book.save(campaign.root / "mural.xlsx")
    words = ("mural.xlsx", "--into", "test", "--as", "mural")
    assert "(Mars\u00a0; Avril)" in playbook(*words).stderr
    done = playbook(*words, "--sheet", "avril", "--dry-run")
    assert (done.returncode, "Classer" in done.stdout, "Trier" in done.stdout) == (0, True, False)
    assert "Marche" in playbook(*words, "--sheet", "Marche").stderr
