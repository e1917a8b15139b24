"""``playbook import`` as a person meets it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.imports import make_campaign

from playbook.cli import main
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
        "ideas\u00a0: 1 nouvelle ligne",
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
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("playbook.sources.folder.write_whole", refuse)
    done = playbook("mural\x1b.csv", "--into", "test", "--as", "mural")
    assert done.returncode == 1
    assert "ideas.csv ne peut être ni lu ni écrit (Permission denied)" in done.stderr
