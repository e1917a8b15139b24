"""The same work on a Dask cluster: real workers in processes of their own, one of them killed."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import dask
import pytest
from distributed import Client, LocalCluster

from playbook.errors import PlaybookError
from playbook.kit import Kit
from playbook.pipeline.cluster import Cluster, open_cluster
from playbook.pipeline.many import run_campaigns
from playbook.pipeline.placing import put_files
from playbook.pipeline.run import Outcome, run_campaign
from playbook.report.manifest import Status

ROOT = Path(__file__).parents[2]
NOTEBOOKS = ["1b_prioritisation.ipynb", "2c_impact_study.ipynb"]


@pytest.fixture(scope="module")
def workers() -> Iterator[LocalCluster]:
    with (
        dask.config.set({"distributed.worker.daemon": False}),
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
        ) as made,
    ):
        yield made


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    for name in ("parameters", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "notebooks").mkdir()
    for name in NOTEBOOKS:
        shutil.copy(ROOT / "notebooks" / name, tmp_path / "notebooks")
    return Kit(tmp_path)


def outputs(outcome: Outcome | PlaybookError) -> dict[str, str]:
    assert isinstance(outcome, Outcome), outcome
    assert {record.status for record in outcome.manifest.stages} == {Status.DONE}
    return {k: v for record in outcome.manifest.stages for k, v in record.outputs.items()}


def test_a_worker_is_killed_and_every_report_is_made_once_with_the_same_bytes(
    kit: Kit, workers: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed: list[str] = []

    def counted(folder: Path, files: dict[str, bytes], before: dict[str, str]) -> None:
        placed.extend(name for name in files if name.endswith(".html"))
        put_files(folder, files, before)

    monkeypatch.setattr("playbook.pipeline.run.put_files", counted)
    with open_cluster(workers.scheduler_address) as runner:
        assert runner.places == 2
        killed = kill_one_that_works(workers)
        ended = dict(run_campaigns(kit, ["demo", "demo_fr"], jobs=2, runner=runner))
    assert killed.wait(timeout=30), "no worker was killed while it worked"
    there = {name: outputs(outcome) for name, outcome in ended.items()}
    stages = ["impact_study.html", "prioritisation.html"]
    assert sorted(placed) == sorted(stages * 2)
    here = run_campaign(kit, "demo", force=True)
    assert outputs(here) == there["demo"]


def kill_one_that_works(cluster: LocalCluster) -> threading.Event:
    """Kill a worker, as the kernel does for want of memory, once it has something to do."""
    killed = threading.Event()

    def kill() -> None:
        with Client(cluster.scheduler_address) as client:
            for _attempt in range(1500):
                busy = [worker for worker, keys in client.processing().items() if keys]
                if busy:
                    os.kill(client.run(os.getpid, workers=busy[:1])[busy[0]], signal.SIGKILL)
                    killed.set()
                    return
                time.sleep(0.02)

    threading.Thread(target=kill, daemon=True).start()
    return killed


def test_a_worker_that_does_not_see_the_kit_says_so(
    kit: Kit, workers: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = kit.root / "not" / "there"
    monkeypatch.setattr("playbook.pipeline.run.SNAPSHOT", str(elsewhere))
    monkeypatch.setattr("playbook.pipeline.workers.forking_works", lambda: False)
    monkeypatch.setattr("playbook.pipeline.preparation.save_snapshot", lambda *_arguments: None)
    with (
        open_cluster(workers.scheduler_address) as runner,
        pytest.raises(PlaybookError, match="does not see"),
    ):
        run_campaign(kit, "demo", ["impact_study"], runner=runner)


def test_what_is_given_up_does_not_go_on(workers: LocalCluster) -> None:
    with Client(workers.scheduler_address) as client:
        runner = Cluster(client)
        ended: list[BaseException] = []

        def wait_long() -> None:
            try:
                runner.call("time:sleep", 600)
            except BaseException as error:
                ended.append(error)

        thread = threading.Thread(target=wait_long)
        thread.start()
        while not any(client.processing().values()):
            time.sleep(0.02)
        runner.end_all()
        thread.join(timeout=30)
        assert not thread.is_alive()
        assert isinstance(ended[0], PlaybookError)


@pytest.mark.parametrize("place", ["tcp://127.0.0.1:9", "nowhere.json", "no_such_module:make"])
def test_a_cluster_that_is_not_there_is_refused(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playbook.pipeline.cluster.SECONDS_TO_CONNECT", 1)
    with pytest.raises(PlaybookError, match="cannot be reached"), open_cluster(place):
        pass


def make_cluster() -> LocalCluster:
    return LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=":0")


def test_a_function_may_make_the_cluster_which_is_closed_afterwards() -> None:
    with open_cluster(f"{__name__}:make_cluster") as runner:
        assert runner.places == 1
        made = runner._client.cluster
    assert made.status.name == "closed"
