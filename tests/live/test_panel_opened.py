"""A panel opened in a notebook: on a database, on files to practise, on what is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.panel_pages import make_kit
from support.small_kit import make_small_kit

from playbook.errors import CampaignError, PlaybookError
from playbook.live import open_panel


def test_files_are_for_practice_and_the_command_that_keeps_votes_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_small_kit(tmp_path / "kit")
    monkeypatch.setenv("PLAYBOOK_ROOT", str(tmp_path / "kit"))
    before = sorted((tmp_path / "kit").rglob("*"))
    widget = open_panel("ideation", "small")
    assert widget.view["blocks"][0]["command"] == (
        "playbook copy small sqlite:///data/small.db --use"
    )
    assert "Sort the mail" in str(widget.view)
    assert sorted((tmp_path / "kit").rglob("*")) == before


def test_what_is_not_there_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_kit(tmp_path)
    monkeypatch.setenv("PLAYBOOK_ROOT", str(tmp_path))
    with pytest.raises(CampaignError, match="no such database"):
        open_panel("prioritisation", "small")
    with pytest.raises(CampaignError, match="no such file"):
        open_panel("prioritisation", "other")
    with pytest.raises(PlaybookError, match="no live panel “prioritization”"):
        open_panel("prioritization", "small")
