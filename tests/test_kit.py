"""Where things lie in a kit."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.errors import PlaybookError
from playbook.kit import ROOT_VARIABLE, Kit, find_kit


def test_stages_are_named_without_their_number_and_kept_in_order(kit: Kit) -> None:
    for name in ("2_costs", "1b_prioritisation", "1a_ideation"):
        (kit.notebooks / f"{name}.ipynb").touch()
    (kit.notebooks / "notes.md").touch()
    assert list(kit.stages()) == ["ideation", "prioritisation", "costs"]
    assert kit.stages()["ideation"] == kit.notebooks / "1a_ideation.ipynb"


def test_campaigns_are_the_yamls(kit: Kit) -> None:
    for name in ("b.yml", "a.yml", "c.txt"):
        (kit.parameters / name).touch()
    assert kit.campaigns() == ["a", "b"]


def test_the_kit_is_the_nearest_one_above(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ROOT_VARIABLE, raising=False)
    deep = kit.root / "data" / "x" / "y"
    deep.mkdir(parents=True)
    assert find_kit(deep) == kit
    monkeypatch.chdir(deep)
    assert find_kit() == kit


def test_the_environment_names_a_kit(
    kit: Kit, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    monkeypatch.setenv(ROOT_VARIABLE, str(kit.root))
    assert find_kit() == kit


def test_no_kit_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ROOT_VARIABLE, raising=False)
    with pytest.raises(PlaybookError, match="no kit here"):
        find_kit(tmp_path)
