"""Many campaigns in one go: a broken one stops no other, and stages share the processes."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from support.small_kit import add_notebook, make_small_kit, opening

from playbook.errors import CampaignError, PlaybookError
from playbook.kit import Kit
from playbook.language import speaking
from playbook.pipeline.many import run_campaigns
from playbook.pipeline.run import Outcome
from playbook.report.manifest import Status

COUNT = 4


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    """Campaigns of one stage each; the data of one are broken, the notebook fails on another."""
    kit = make_small_kit(tmp_path)
    cells = ("# A stage\n\nWhat?", 'campaign = "x"', opening("own"), "1 / (campaign != 'c1')")
    add_notebook(kit, "own", *cells, "stage.summary()")
    settings = kit.parameters_of("small").read_text()
    kit.parameters_of("small").unlink()
    for number in range(COUNT):
        shutil.copytree(kit.root / "data/small", kit.root / f"data/c{number}")
        kit.parameters_of(f"c{number}").write_text(
            settings.replace("data/small", f"data/c{number}")
        )
    (kit.root / "data/c2/ideas.csv").write_text("idea_id,text,round\nN1,,someday\n")
    return kit


def test_a_broken_campaign_stops_no_other(kit: Kit) -> None:
    ended = dict(run_campaigns(kit, kit.campaigns()))
    assert sorted(ended) == ["c0", "c1", "c2", "c3"]
    assert isinstance(ended["c2"], CampaignError)
    statuses = {
        name: outcome.manifest.stages[0].status
        for name, outcome in ended.items()
        if isinstance(outcome, Outcome)
    }
    assert statuses == {"c0": Status.DONE, "c1": Status.FAILED, "c3": Status.DONE}
    again = dict(run_campaigns(kit, ["c0", "c3"]))
    assert all(isinstance(outcome, Outcome) and not outcome.ran for outcome in again.values())


def test_no_more_run_at_a_time_than_jobs(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    from playbook.pipeline import workers

    lock, running, most = threading.Lock(), 0, 0
    call = workers.call

    def counted(*arguments: object, **options: object) -> object:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        try:
            return call(*arguments, **options)
        finally:
            with lock:
                running -= 1

    monkeypatch.setattr(workers, "call", counted)
    assert len(list(run_campaigns(kit, kit.campaigns(), jobs=2))) == COUNT
    assert most == 2


def test_stopping_ends_what_runs(kit: Kit) -> None:
    ended = run_campaigns(kit, ["c0", "c1", "c3"], jobs=1)
    next(ended)
    ended.close()
    assert not (kit.reports_of("c3") / "own.html").exists()


def test_an_unknown_campaign_is_a_problem_like_another(kit: Kit) -> None:
    ended = dict(run_campaigns(kit, ["nobody", "c0"]))
    assert isinstance(ended["nobody"], PlaybookError)
    assert isinstance(ended["c0"], Outcome)


def test_a_campaign_that_is_not_there_is_named_in_the_language_spoken(kit: Kit) -> None:
    with speaking("fr"):
        ended = dict(run_campaigns(kit, ["nope"]))
    assert "ce fichier n’existe pas" in str(ended["nope"])
