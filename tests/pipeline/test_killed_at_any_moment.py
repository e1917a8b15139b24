"""A run that is killed at moments spread over it: between cells, in the middle of writing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from uuid import uuid4

import psutil
import pytest
from support.reports import contents, without_links
from support.small_kit import add_notebook, make_small_kit, opening

from playbook.files import PART, sha256
from playbook.kit import Kit
from playbook.report.manifest import Status, read_manifest

STAGES = ("first", "second", "third")
MOMENTS = {
    3: "the first manifest is written",
    6: "between two cells, and the last one hangs",
    10: "a file of the first stage is written",
    14: "its manifest is written",
    21: "the same, of the second stage",
    16: "the last stage runs",
}
"""When the runs are killed, one after the other: each goes on with what the one before has left."""
MARK = "PLAYBOOK_TEST_RUN"
RUN = """
import os, signal, sys
from pathlib import Path
from playbook.kit import Kit
from playbook.pipeline.run import run_campaign

moments, deadly = 0, int(sys.argv[1])

def moment(*_told):
    global moments
    moments += 1
    if moments == deadly:
        os.kill(os.getpid(), signal.SIGKILL)

os.fsync = moment  # a file is written, and not yet in its place
print(*run_campaign(Kit(Path.cwd()), "small", watch=moment, jobs=1).ran)
"""


def run(kit: Kit, deadly: int) -> tuple[int, list[str], str]:
    """Run the campaign, killed at a moment: how it ended, what it said, its processes' mark."""
    mark = uuid4().hex
    environment = {**os.environ, MARK: mark, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", RUN, str(deadly)]
    said = kit.root / "said"  # a pipe would not end before all that the run has started
    with said.open("w") as file:
        done = subprocess.run(command, cwd=kit.root, env=environment, stdout=file, check=False)
    return done.returncode, said.read_text().split(), mark


def processes(mark: str) -> list[psutil.Process]:
    """The processes that a run started."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == mark and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:
            continue
    return found


def all_end(mark: str, seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while processes(mark) and time.monotonic() < until:
        time.sleep(0.2)
    return not processes(mark)


def finished(kit: Kit) -> set[str]:
    """The stages that the manifest calls done, whose files must be what it says; none before it."""
    folder = kit.reports_of("small")
    manifest = read_manifest(folder)
    if manifest is None:
        return set()
    states = {record.name: record.status for record in manifest.stages}
    assert set(states) == set(STAGES)
    assert set(states.values()) <= {Status.DONE, Status.UNFINISHED}
    there = contents(folder)
    done = [record for record in manifest.stages if record.status is Status.DONE]
    for record in done:
        assert record.outputs
        assert {n: sha256(there[n]) for n in record.outputs} == record.outputs
    return {record.name for record in done}


def times_of(kit: Kit, stages: set[str]) -> list[int]:
    """When the pages of some stages were written."""
    folder = kit.reports_of("small")
    return [(folder / f"{name}.html").stat().st_mtime_ns for name in sorted(stages)]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_run_killed_at_any_moment_is_gone_on_with(tmp_path: Path) -> None:
    kit = make_small_kit(tmp_path)
    hangs = tmp_path / "hangs"
    wait = f"import os, time\nwhile os.path.exists({str(hangs)!r}): time.sleep(0.1)\n"
    for name in STAGES:
        show = f'{wait}stage.show(stage.table("ideas"), "notes")'
        add_notebook(kit, name, "# A stage\n\nWhat?", 'campaign = "x"', opening(name), show)
    left: dict[str, set[bytes]] = defaultdict(set)
    for deadly in MOMENTS:
        before = finished(kit)
        times = times_of(kit, before)
        if "hangs" in MOMENTS[deadly]:
            hangs.touch()
        ended, _said, mark = run(kit, deadly)
        assert ended == -signal.SIGKILL
        assert all_end(mark)
        hangs.unlink(missing_ok=True)
        assert before <= finished(kit)
        assert times_of(kit, before) == times
        for name, content in contents(kit.reports_of("small")).items():
            left[name].add(without_links(content))
    assert finished(kit) == {"first", "second"}
    ended, said, mark = run(kit, deadly=0)
    assert (ended, said) == (0, ["third"])
    assert all_end(mark)
    assert finished(kit) == set(STAGES)

    last = contents(kit.reports_of("small"))
    parts = {name for name in left if Path(name).name.startswith(PART)}
    assert len(parts) == 4
    assert not any(PART in name for name in last)
    assert set(left) - parts <= set(last)
    for name in set(left) - parts - {"manifest.json", "index.html", "brief.html"}:
        assert left[name] == {without_links(last[name])}, name
    assert all(page.rstrip().endswith(b"</html>") for page in left["index.html"])
