"""The command line, as a person meets it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support.small_kit import add_notebook, make_small_kit, opening
from typer.main import get_command

from playbook import __version__
from playbook.cli import app
from playbook.kit import Kit
from playbook.language import speaking

CELLS = (
    "# A stage\n\nWhat?",
    'campaign = "x"',
    opening("own"),
    'stage.show(stage.table("ideas"), "t")',
)


def playbook(kit: Kit, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a kit's folder."""
    command = [sys.executable, "-m", "playbook.cli", *words]
    return subprocess.run(
        command, cwd=kit.root, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture
def small(tmp_path: Path) -> Kit:
    kit = make_small_kit(tmp_path)
    add_notebook(kit, "own", *CELLS)
    return kit


def test_the_version_is_the_newest_released_one_of_the_changelog(small: Kit) -> None:
    done = playbook(small, "--version")
    changelog = (Path(__file__).parents[2] / "CHANGELOG.md").read_text(encoding="utf-8")
    assert done.stdout.strip() == __version__
    assert re.findall(r"^## (\d\S*),", changelog, re.MULTILINE)[0] == __version__


def test_a_shell_is_told_how_to_complete_words(small: Kit) -> None:
    done = playbook(small, "--show-completion", "bash")
    assert done.returncode == 0
    assert "complete" in done.stdout


@pytest.mark.parametrize("words", [["--help"], ["new", "--help"], ["check", "-h"], ["run", "-h"]])
def test_help_says_what_a_command_does(small: Kit, words: list[str]) -> None:
    done = playbook(small, *words)
    assert done.returncode == 0
    assert "Usage: playbook" in done.stdout.replace("python -m playbook.cli", "playbook")


def test_help_speaks_the_language_of_the_system(capsys: pytest.CaptureFixture[str]) -> None:
    """One after the other: what one is told leaves the next as it was declared."""
    parser: Any = get_command(app)
    for language, whole, command, option in (
        ("fr", "Exécuter les étapes", "écrire leurs rapports", "une par processeur"),
        ("de", "Etappen von Kampagnen", "ihre Berichte nach", "eine je Prozessor"),
        ("en", "Run the stages", "write their reports", "by default one a processor"),
    ):
        with speaking(language):
            parser.main(["--help"], standalone_mode=False)
            assert whole in capsys.readouterr().out
            parser.main(["run", "--help"], standalone_mode=False)
        said = " ".join(capsys.readouterr().out.replace("│", " ").split())
        assert command in said
        assert option in said


def test_run_prints_what_it_did_and_the_page_to_open(small: Kit) -> None:
    done = playbook(small, "run", "small")
    assert done.returncode == 0
    assert "✓ A stage" in done.stdout
    assert done.stdout.rstrip().endswith(str(small.reports_of("small") / "index.html"))


def test_run_fails_when_a_stage_fails_and_still_finishes_the_others(small: Kit) -> None:
    add_notebook(small, "0_bad", *CELLS[:2], "raise ValueError('no such luck')")
    done = playbook(small, "run", "small")
    assert done.returncode == 1
    assert "no such luck" in done.stdout
    assert (small.reports_of("small") / "own.html").exists()
    assert "Traceback" not in done.stderr


def test_check_lists_every_problem_and_fails(small: Kit) -> None:
    data = small.root / "data/small"
    (data / "ideas.csv").write_text("idea_id,text,round\nN1,,first_reflection\nN1,b,later\n")
    (data / "ratings.csv").write_text("participant_id,use_case_id,value\nP1,U1,9\n")
    done = playbook(small, "check", "small")
    assert done.returncode == 1
    for place in (
        "small: 6 problems",
        "data/small/ideas.csv, row 2, column text",
        "data/small/ideas.csv, row 3, column round",
        "data/small/ideas.csv, row 3, column idea_id",
        "data/small/ratings.csv, row 2, column value",
        "data/small/ratings.csv, column participant_id",
        "data/small/ratings.csv, column use_case_id",
    ):
        assert place in done.stdout


def test_check_of_a_sound_campaign_succeeds(small: Kit) -> None:
    done = playbook(small, "check", "--all")
    assert (done.returncode, done.stdout) == (0, "✓ small: 1 table, no problem\n")


def test_run_refuses_bad_data_with_the_places(small: Kit) -> None:
    (small.root / "data/small/ideas.csv").write_text("idea_id,text,round\nN1,a,later\n")
    done = playbook(small, "run", "small")
    assert done.returncode == 1
    assert "row 2, column round" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["check", "run"])
def test_a_campaign_must_be_named(small: Kit, command: str) -> None:
    done = playbook(small, command)
    assert done.returncode == 2
    assert "Campaigns here: small" in done.stderr


def test_after_one_stage_was_run_the_outdated_ones_are_named(small: Kit) -> None:
    add_notebook(small, "other", *CELLS[:2], opening("other"), "stage.table('ideas')")
    playbook(small, "run", "small")
    ideas = small.root / "data/small/ideas.csv"
    ideas.write_text(ideas.read_text() + "N3,One more,first_reflection\n")
    add_notebook(small, "Untitled", *CELLS)
    done = playbook(small, "run", "small", "--stage", "other")
    assert "! 1 report that was not asked for is outdated: A stage. Run it again." in done.stdout
    assert "nothing it was made from has changed" not in done.stdout
    assert "! notebooks/Untitled.ipynb: it is left aside" in done.stdout


def test_new_makes_a_campaign_that_checks(small: Kit) -> None:
    done = playbook(small, "new", "spring", "--language", "fr")
    assert done.returncode == 0
    assert "playbook check spring" in done.stdout
    assert playbook(small, "check", "spring").returncode == 0


def test_outside_a_kit_a_line_says_so(tmp_path: Path) -> None:
    done = playbook(Kit(tmp_path), "check", "demo")
    assert done.returncode == 1
    assert done.stderr.startswith("playbook: there is no kit here")
