"""What a room is shown of a closed vote: the report's own figures, of anonymous votes no more."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from support.anonymous_campaign import AnonymousCampaign
from support.notebook_cells import parameters_of, run_cells

from playbook.campaign.copying import copy_campaign
from playbook.campaign.secret import secret_of
from playbook.kit import Kit
from playbook.live.conduct import Conduct
from playbook.live.course import change_course
from playbook.live.desk import Desk
from playbook.live.panels import make_panel
from playbook.live.panels.culture_workshop import ZONE
from playbook.live.place import campaign_parameters
from playbook.live.reveals import culture_workshop, ideation, prioritisation, solution_selection
from playbook.live.rounds import close_round, open_round, prepare
from playbook.live.screen import Screen
from playbook.live.session import Session
from playbook.live.store import VoteStore
from playbook.notebook.stage import OpenStage
from playbook.sources.connection import open_database

NOTEBOOKS = {
    "ideation": "1a_ideation.ipynb",
    "prioritisation": "1b_prioritisation.ipynb",
    "solution_selection": "2b_solution_selection.ipynb",
    "culture_workshop": "5a_culture_workshop.ipynb",
}
REVEALS = {
    "ideation": ideation,
    "prioritisation": prioritisation,
    "solution_selection": solution_selection,
    "culture_workshop": culture_workshop,
}


def closed_room(campaign: AnonymousCampaign, stage: str) -> tuple[Desk, Session, Screen]:
    """A room whose votes are those of the campaign, and closed."""
    kit = Kit(campaign.root)
    path = campaign.root / "data/live.db"
    path.unlink(missing_ok=True)
    copy_campaign(kit, "demo", "sqlite:///data/live.db", replace=False)
    engine = open_database("sqlite:///data/live.db", kit.root)
    parameters, secret = campaign_parameters(kit, "demo"), secret_of(kit, "demo")
    panel = make_panel(stage, parameters)
    prepare(engine, panel.name, panel.rounds)
    for vote in panel.rounds:
        open_round(engine, vote.name, vote.anonymous, lambda _connection: False)
        close_round(engine, vote.name)
    desk = Desk(VoteStore(engine, parameters.scales.bounds()), parameters, secret=secret)
    one = Session(panel, engine, parameters, "P8", "demo", secret=secret)
    return desk, one, Screen([panel], engine, parameters, secret)


def shown(campaign: AnonymousCampaign, stage: str) -> list[Any]:
    """All that a phone, the facilitator and the screen are sent on the way through the results.

    The phone is that of somebody who has not voted: it shows nobody's votes as their own.
    """
    desk, one, screen = closed_room(campaign, stage)
    conduct = Conduct(one.panel, desk)
    lead = Session(one.panel, one.store.engine, one.parameters, None, "demo", secret=one.secret)
    sent = []
    for vote in one.panel.rounds:
        for place in range(1, len(conduct.slides(vote)) + 1):
            change = conduct.change("reveal", f"{vote.name}/{place}", 0)
            change_course(one.store.engine, stage, change)
            sent.append([one.view(), lead.view(), screen.view()])
    return sent


def pictures(content: Any) -> list[str]:
    """The figures among some blocks, as SVG."""
    if isinstance(content, list):
        return [svg for one in content for svg in pictures(one)]
    if not isinstance(content, dict):
        return []
    if content.get("kind") == "picture":
        return [base64.b64decode(content["source"].split(",")[1]).decode()]
    return pictures(content.get("blocks", []))


def change(path: Path, old: str, new: str) -> None:
    """Write a file with some words in the place of others, which are there."""
    given = path.read_text(encoding="utf-8")
    assert old in given
    path.write_text(given.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("stage", NOTEBOOKS)
@pytest.mark.parametrize("anonymous", [True, False])
def test_the_room_sees_the_very_figures_of_the_report(
    stage: str, anonymous: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = AnonymousCampaign(tmp_path, 1)
    campaign.write()
    path = tmp_path / "parameters/demo.yml"
    if not anonymous:
        change(path, "anonymous_votes: true", "")
    on_phones = pictures([phone["blocks"] for phone, *_others in shown(campaign, stage)])
    change(path, "data: data/demo", "data: sqlite:///data/live.db")
    monkeypatch.setenv("PLAYBOOK_ROOT", str(tmp_path))
    report: set[str] = set()
    monkeypatch.setattr(OpenStage, "draw", lambda _stage, one: one and report.add(one.svg))
    run_cells(NOTEBOOKS[stage])
    assert on_phones
    assert set(on_phones) <= report


@pytest.mark.parametrize("stage", NOTEBOOKS)
def test_votes_of_which_the_same_may_be_told_are_shown_the_same(stage: str, tmp_path: Path) -> None:
    campaign = AnonymousCampaign(tmp_path, 2)
    campaign.write()
    before = shown(campaign, stage)
    campaign.twin()
    campaign.write()
    assert shown(campaign, stage) == before


@pytest.mark.parametrize("stage", NOTEBOOKS)
def test_what_a_reveal_takes_for_a_stages_own_parameters_is_what_its_notebook_does(
    stage: str,
) -> None:
    given = parameters_of(NOTEBOOKS[stage])
    own = REVEALS[stage].OWN
    assert {name: given[name] for name in own} == own


def test_the_zone_of_the_board_is_that_of_the_notebook() -> None:
    given = parameters_of(NOTEBOOKS["culture_workshop"])
    assert {name: given[name] for name in ZONE} == ZONE
