"""Every command on every file that cannot be used: refused in true words, soon, or not touched."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from support.small_kit import add_notebook, make_small_kit, opening
from support.unprivileged import without_privileges
from typer.main import get_command

import playbook.pipeline.stage_run
from playbook.campaign.copying import copy_campaign, use_data
from playbook.campaign.lock import only_one
from playbook.cli import main
from playbook.cli.app import app
from playbook.imports.mapping_file import preset_path
from playbook.kit import Kit
from playbook.pipeline.kernels.choice import CHOICE_VARIABLE, PLAIN
from playbook.pipeline.run import run_campaign

SECONDS = 20  # a loaded machine takes some; what waits for somebody waits for ever
COMMANDS = {
    "check": "check small",
    "run": "run small",
    "verify": "verify small",
    "portfolio": "portfolio",
    "import": "import notes.csv --into small --as mural",
    "map": "import notes.csv --into small --map map.yml",
    "copy": "copy small data/copied",
    "use": "copy small data/copied.db --use",
    "erase": "erase small P1 --yes",
    "lab": "lab small --no-browser",
    "new": "new other --data folder",
    "new-stage": "new-stage mine",
    "prepare": "prepare small ideation",
    "carry": "carry small shortlist",
    "export": "export small --pptx --docx",
    "dictionary": "dictionary small",
    "changes": "changes small",
    "attendance": "attendance small ideation",
}
SERVING = {"live", "links"}
"""Commands of the live room, whose faults tests/live has."""
PACKING = {"prepare", "carry"}
READING = {
    "check",
    "run",
    "verify",
    "import",
    "map",
    "copy",
    "use",
    "erase",
    "attendance",
} | PACKING
READING_PARAMETERS = READING | {"lab", "dictionary"}
WRITING = {"import", "map", "erase"}
FORMS = {"folder": "data/small", "workbook": "data/small.xlsx", "database": "data/small.db"}

PARSER = get_command(app)
"""Made once: it is the same for a thousand commands."""

Spoil = Callable[[Path], None]


class Fault(NamedTuple):
    """A file that is spoilt, which commands must refuse it, and one of what they say."""

    form: str
    place: str
    spoil: Spoil
    refused: set[str]
    words: tuple[str, ...]


def mode(bits: int) -> Spoil:
    return lambda path: path.chmod(bits)


def instead(make: Spoil) -> Spoil:
    def spoil(path: Path) -> None:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        make(path)

    return spoil


def holding(content: bytes) -> Spoil:
    return instead(lambda path: path.write_bytes(content) and None)


NO, NO_WRITING = mode(0), mode(0o555)
GONE = instead(lambda _path: None)
FOLDER, PIPE = instead(Path.mkdir), instead(lambda path: os.mkfifo(path))
UNREADABLE = {"without permission": NO, "a folder": FOLDER, "a pipe": PIPE}
MANIFESTS = {
    "null": b"null",
    "a list": b"[1]",
    "without keys": b"{}",
    "of other kinds": b'{"campaign": 1, "parameters": null, "stages": [{"name": "own"}]}',
}

NOTEBOOK = (
    b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"language": "python"}},'
    b' "cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# A"}]}'
)
MANIFEST = ("folder", "reports/small/manifest.json")
KEPT = ({"verify", "export", "changes"}, ("manifest.json, cannot be read", "no reports yet"))


def unreadable(form: str, place: str, refused: set[str]) -> dict[str, Fault]:
    """One file that cannot be read, in every way."""
    words = (f"{place}: the file cannot be read (", f"{place} cannot be read: ")
    return {
        f"{place} {how}": Fault(form, place, spoil, refused, words)
        for how, spoil in UNREADABLE.items()
    }


FAULTS = {
    **unreadable("folder", "parameters/small.yml", READING_PARAMETERS),
    **unreadable("folder", "data/small/ideas.csv", READING),
    **unreadable("workbook", "data/small.xlsx", READING),
    **unreadable("database", "data/small.db", READING),
    **unreadable("folder", "parameters/small.secret", {"run", "verify", "import", "map"}),
    **unreadable("folder", "notebooks/own.ipynb", {"run", "verify", "erase"}),
    **unreadable("folder", "notes.csv", {"import", "map"}),
    **unreadable("folder", "map.yml", {"map"}),
    "parameters gone": Fault(
        "folder", "parameters/small.yml", GONE, READING_PARAMETERS, ("there is no such file",)
    ),
    "parameters of another shape": Fault(
        "folder", "parameters/small.yml", holding(b"- a\n"), READING_PARAMETERS, ("expected lines",)
    ),
    "parameters with a number of 5,000 digits": Fault(
        "folder",
        "parameters/small.yml",
        holding(b"title: " + b"9" * 5000),
        READING_PARAMETERS,
        ("not well-formed",),
    ),
    "parameters that are no text": Fault(
        "folder", "parameters/small.yml", holding(b"\xff\0"), READING_PARAMETERS, ("not UTF-8",)
    ),
    "folder of parameters": Fault(
        "folder", "parameters", NO, READING_PARAMETERS | {"new"}, ("cannot be read",)
    ),
    "folder of parameters, to write": Fault(
        "folder", "parameters", NO_WRITING, {"use", "new"}, ("yml cannot be written: Permission",)
    ),
    "folder of data": Fault(
        "folder", "data/small", NO, READING, ("data/small: the folder cannot be read",)
    ),
    "folder of data gone": Fault("folder", "data/small", GONE, READING, ("no such folder",)),
    "folder of data, to write": Fault(
        "folder", "data/small", NO_WRITING, WRITING, ("csv cannot be written: Permission",)
    ),
    "workbook gone": Fault("workbook", "data/small.xlsx", GONE, READING, ("no such workbook",)),
    "workbook of another shape": Fault(
        "workbook", "data/small.xlsx", holding(b"PK\3\4rubbish"), READING, ("damaged",)
    ),
    "workbook, to write": Fault(
        "workbook",
        "data",
        NO_WRITING,
        WRITING | {"copy", "use", "new"},
        ("cannot be written: Permission", "unable to open database file"),
    ),
    "database gone": Fault("database", "data/small.db", GONE, READING, ("no such database",)),
    "database of another shape": Fault(
        "database", "data/small.db", holding(b"rubbish" * 999), READING, ("is not a database",)
    ),
    "database, to write": Fault(
        "database", "data/small.db", mode(0o444), WRITING, ("readonly database",)
    ),
    "reports, to write": Fault(
        "folder",
        "reports",
        NO_WRITING,
        {"run", "portfolio", "erase"},
        ("cannot be written",),
    ),
    "reports without permission": Fault(
        "folder",
        "reports/small",
        NO,
        {"run", "verify", "erase", "prepare", "export", "changes"},
        ("reports/small", "cannot be", "no reports yet"),
    ),
    "reports that are a file": Fault(
        "folder",
        "reports",
        holding(b"x"),
        {
            "run",
            "verify",
            "portfolio",
            "erase",
            "import",
            "map",
            "use",
            "carry",
            "prepare",
            "export",
            "changes",
        },
        (
            "reports cannot be written",
            "reports/index.html cannot",
            "reports/small/prepare",
            "no reports",
        ),
    ),
    "notebook of another shape": Fault(
        "folder", "notebooks/own.ipynb", holding(b"[]"), {"run", "verify"}, ("as a notebook",)
    ),
    **{
        f"notebook with {what}": Fault(
            "folder",
            "notebooks/own.ipynb",
            holding(NOTEBOOK.replace(b'"# A"', text)),
            {"run", "verify"},
            ("as a notebook",),
        )
        for what, text in {"no text": b"5", "half a sign": b'"# \\ud800"'}.items()
    },
    "page that is a pipe": Fault(
        "folder", "reports/small/own.html", PIPE, {"verify", "export"}, ("a pipe",)
    ),
    "folder of notebooks": Fault(
        "folder",
        "notebooks",
        NO,
        READING_PARAMETERS | {"new-stage"},
        ("notebooks cannot be read: Permission", "notebooks/small cannot be read: Permission"),
    ),
    "secret that is empty": Fault(
        "folder",
        "parameters/small.secret",
        holding(b""),
        {"run", "verify", "import", "map"},
        ("small.secret is empty",),
    ),
    "notes gone": Fault("folder", "notes.csv", GONE, {"import", "map"}, ("notes.csv: there",)),
    "mapping gone": Fault("folder", "map.yml", GONE, {"map"}, ("map.yml: there is no",)),
    "mapping of another shape": Fault(
        "folder", "map.yml", holding(b"- a\n"), {"map"}, ("map.yml",)
    ),
    "work, to write": Fault(
        "folder",
        ".",
        NO_WRITING,
        {"lab", "new-stage", "export", "attendance"},
        ("work cannot be written", "stages/mine", "export/small"),
    ),
    **{f"manifest {how}": Fault(*MANIFEST, holding(it), *KEPT) for how, it in MANIFESTS.items()},
    "manifest without permission": Fault(*MANIFEST, NO, *KEPT),
    "manifest that is a pipe": Fault(*MANIFEST, PIPE, *KEPT),
}


@pytest.fixture(scope="module")
def kits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Kit]]:
    """A campaign that was run, in each form of data; its notebook is not really executed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CHOICE_VARIABLE, PLAIN)
        patch.setattr(playbook.pipeline.stage_run, "execute_stage", lambda _kit, source, *_: source)
        yield {form: make_kit(tmp_path_factory.mktemp(form), data) for form, data in FORMS.items()}


def make_kit(folder: Path, data: str) -> Kit:
    kit = make_small_kit(folder)
    people = "participant_id,name,role\nP1,Ann Martin,hr\n"
    for table, rows in {
        "participants": people,
        "workshops": "workshop_id,stage\nW1,ideation\n",
        "attendance": "workshop_id,participant_id,attended\nW1,P1,yes\n",
    }.items():
        (kit.root / f"data/small/{table}.csv").write_text(rows)
    (kit.root / "notes.csv").write_text("ID,Text\n1,Answer the phone\n")
    shutil.copy(preset_path("mural"), kit.root / "map.yml")
    add_notebook(kit, "own", "# A stage\n\nWhat?", 'campaign = "x"', opening("own"))
    if data != "data/small":
        copy_campaign(kit, "small", data, replace=False)
        use_data(kit, "small", data)
    run_campaign(kit, "small")
    return kit


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Fail when something takes longer: it may wait for ever."""

    def too_late(*_signal: object) -> None:
        pytest.fail(f"it took more than {seconds} seconds")

    before = signal.signal(signal.SIGALRM, too_late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def command(words: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run a command in this process, without privileges; what it exits with."""
    monkeypatch.setattr(sys, "argv", ["playbook", *words.split()])
    monkeypatch.setattr("playbook.cli.app", PARSER)
    monkeypatch.setattr("playbook.pipeline.lab._serve", lambda _command: 0)
    sigterm = signal.getsignal(signal.SIGTERM)
    try:
        with within(SECONDS), without_privileges(), pytest.raises(SystemExit) as ended:
            main()
    finally:
        signal.signal(signal.SIGTERM, sigterm)
    return int(ended.value.code or 0)


def test_every_command_is_tested() -> None:
    known = {info.name or info.callback.__name__ for info in app.registered_commands}
    assert {words.split()[0] for words in COMMANDS.values()} | SERVING == known


@pytest.mark.skipif(sys.platform == "win32", reason="modes, pipes and alarms are POSIX")
@pytest.mark.parametrize("what", FAULTS)
def test_what_cannot_be_used_is_said_and_nothing_else_stops(
    what: str,
    kits: dict[str, Kit],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    form, place, spoil, refused, words = FAULTS[what]
    wrong = {}
    for name, line in COMMANDS.items():
        shutil.copytree(kits[form].root, tmp_path / name)
        monkeypatch.chdir(tmp_path / name)
        spoil(tmp_path / name / place)
        code = command(line, monkeypatch)
        said = "".join(capsys.readouterr())
        if code != (name in refused) or "Traceback" in said:
            wrong[name] = (code, said)
        elif name in refused and not any(word in said for word in words):
            wrong[name] = (words, said)
    assert wrong == {}


def test_a_locked_database_is_said_with_who_may_hold_it(
    kits: dict[str, Kit],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(kits["database"].root, tmp_path / "kit")
    monkeypatch.chdir(tmp_path / "kit")
    other = sqlite3.connect("data/small.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    for name in ("check", "verify", "erase"):
        assert command(COMMANDS[name], monkeypatch) == 1, name
        assert "locked by another program, such as a live room" in "".join(capsys.readouterr())
    other.close()


@pytest.mark.parametrize("name", ["run", "import", "map", "use", "erase", "prepare", "carry"])
def test_what_changes_a_campaign_waits_for_nobody_and_says_who_is_at_work(
    kits: dict[str, Kit],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
) -> None:
    shutil.copytree(kits["folder"].root, tmp_path / "kit")
    monkeypatch.chdir(tmp_path / "kit")
    before = {path: path.read_bytes() for path in Path("data").rglob("*.csv")}
    with only_one(Path.cwd() / "reports/small"):
        assert command(COMMANDS[name], monkeypatch) == 1
    assert "another command is at work on small" in "".join(capsys.readouterr())
    assert {path: path.read_bytes() for path in Path("data").rglob("*.csv")} == before
    assert Path("reports/small/own.html").exists()


def test_names_are_printed_as_they_are_written(
    kits: dict[str, Kit],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(kits["folder"].root, tmp_path / "kit")
    monkeypatch.chdir(tmp_path / "kit")
    ideas = Path("data/small/ideas.csv")
    ideas.write_text(ideas.read_text() + "N3,Note,root:x:0 :heart: [red]round[/red]\n")
    assert command(COMMANDS["check"], monkeypatch) == 1
    assert "root:x:0 :heart: [red]round[/red]" in capsys.readouterr().out
