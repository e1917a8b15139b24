"""A panel opened in a notebook: on a database, on files to practise, on what is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from support.panel_pages import database_of, make_kit
from support.small_database import fill
from support.small_kit import make_small_kit

from playbook.errors import CampaignError, PlaybookError
from playbook.live import offer_panel, open_panel
from playbook.sources.connection import writing
from playbook.sources.schema import schema


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


def offered(capsys: pytest.CaptureFixture[str], stage: str, campaign: str = "small") -> str:
    offer_panel(stage, campaign)
    return capsys.readouterr().out


def test_a_stage_offers_its_panel_while_votes_lack_and_never_practice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kit = make_kit(tmp_path)
    engine = database_of(kit)
    fill(engine)
    monkeypatch.setenv("PLAYBOOK_ROOT", str(tmp_path))
    assert "Votes are missing" in offered(capsys, "prioritisation")
    with writing(engine) as connection:
        people, cases = (
            connection.scalars(sa.select(schema().tables[name].c[f"{name[:-1]}_id"])).all()
            for name in ("participants", "use_cases")
        )
        rows = [
            {"participant_id": who, "use_case_id": what, "value": 3.0, "feasibility": 2.0}
            for who in people
            for what in cases
        ]
        connection.execute(sa.insert(schema().tables["ratings"]), rows)
    assert offered(capsys, "prioritisation") == ""
    assert "Votes are missing" in offered(capsys, "ideation")
    monkeypatch.setenv("PLAYBOOK_OUTPUT", str(tmp_path))
    assert offered(capsys, "ideation") == ""


def test_a_stage_says_why_it_takes_no_votes_into_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_small_kit(tmp_path / "kit")
    monkeypatch.setenv("PLAYBOOK_ROOT", str(tmp_path / "kit"))
    said = offered(capsys, "ideation")
    assert "playbook copy small sqlite:///data/small.db --use" in said
    assert "widget" not in said


def test_what_is_not_there_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_kit(tmp_path)
    monkeypatch.setenv("PLAYBOOK_ROOT", str(tmp_path))
    with pytest.raises(CampaignError, match="no such database"):
        open_panel("prioritisation", "small")
    with pytest.raises(CampaignError, match="no such file"):
        open_panel("prioritisation", "other")
    with pytest.raises(PlaybookError, match="no live panel “prioritization”"):
        open_panel("prioritization", "small")
