"""Hostile and broken workbooks end in a refusal that says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.hostile_workbooks import FILES
from support.workbooks import written

from playbook.language import speaking
from playbook.sources import child
from playbook.workbooks.source import Workbook


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_or_broken_workbook_is_refused(tmp_path: Path, name: str) -> None:
    make, word = FILES[name]
    path = tmp_path / name
    path.write_bytes(make())
    tables, (problem,) = Workbook(path, f"data/{name}").read(None)
    assert tables == {}
    assert problem.where.startswith(f"data/{name}")
    assert word in problem.expected


@pytest.mark.parametrize(("limit", "most"), [("MEMORY", 2**20), ("SECONDS", 0)])
def test_a_process_that_asks_for_too_much_ends_and_the_kit_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"PK" + bytes(30 * 2**20))
    monkeypatch.setattr(child, limit, most)
    tables, (problem,) = Workbook(path, "x.xlsx").read(None)
    assert tables == {}
    assert "takes more than" in problem.expected


def test_a_refusal_is_said_in_the_language_of_the_campaign(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(written({"participants": [["participant_id"]] + [["x" * 32_000]] * 400}))
    with speaking("fr"):
        _tables, (problem,) = Workbook(path, "x.xlsx").read(None)
    assert "plus de 300\u202f000 cellules" in problem.expected


def test_a_workbook_that_is_not_there_is_said(tmp_path: Path) -> None:
    fault = Workbook(tmp_path / "x.xlsx", "data/x.xlsx").fault()
    assert fault is not None
    assert "no such workbook" in fault.expected
    (tmp_path / "x.xlsx").mkdir()
    assert "it is a folder" in str(Workbook(tmp_path / "x.xlsx", "data/x.xlsx").fault())
