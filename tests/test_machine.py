"""Tests that need a program are skipped without it, and say which; in CI they fail."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from support.machine import program

TESTS = Path(__file__).parent


def test_without_a_program_a_test_is_skipped_and_says_which(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no LibreOffice on this machine"):
        program("LibreOffice", "soffice")


def test_in_ci_it_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="CI must have LibreOffice"):
        program("LibreOffice", "soffice")


def test_a_program_is_found_under_any_of_its_names(monkeypatch: pytest.MonkeyPatch) -> None:
    folder, name = Path(sys.executable).parent, Path(sys.executable).name
    monkeypatch.setenv("PATH", str(folder))
    assert program("Python", "no-such-python", name) == str(folder / name)


def test_no_other_test_looks_for_programs_itself() -> None:
    own = {"machine.py", "postgres.py", "test_machine.py"}
    looking = [
        path.name
        for path in TESTS.rglob("*.py")
        if path.name not in own
        and re.search(
            r"skipif\([^)]*which|environ.*\"CI\"|\"CI\".*environ", path.read_text("utf-8")
        )
    ]
    assert looking == []
