"""A disk that fills up in the middle of a run, as a small file system of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.reports import contents, without_links
from support.small_kit import add_notebook, make_small_kit, opening

from playbook.kit import Kit
from playbook.pipeline.run import run_campaign
from playbook.report.manifest import Status, read_manifest

STAGES = ("first", "second", "third")
SIZE, FILLER = 8 << 20, "filler"
KEPT = "stage.keep_file(b'0123456789' * 20_000, 'big', 'txt')"
GROWS = "print('<' * 400_000 * (len(stage.table('ideas')) - 2))"
"""What is four times as large in the page as in the notebook, once there is a third idea."""


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    """A kit of three stages, with its reports on a disk of four megabytes."""
    kit = make_small_kit(tmp_path)
    for name in STAGES:
        show = 'stage.show(stage.table("ideas"), "notes")'
        last = GROWS if name == "second" else KEPT
        add_notebook(kit, name, "# A stage\n\nWhat?", 'campaign = "x"', opening(name), show, last)
    reports = kit.root / "reports"
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(reports)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a disk cannot be mounted here: that needs Linux and root")
    try:
        yield kit
    finally:
        subprocess.run(["umount", str(reports)], check=True)


def fill(kit: Kit, room: int) -> None:
    """Leave so many bytes of room."""
    reports = kit.root / "reports"
    (reports / FILLER).write_bytes(bytes(shutil.disk_usage(reports).free - room))


def run(kit: Kit) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "playbook.cli", "run", "small", "--jobs", "1"],
        cwd=kit.root,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("kilobytes", "unfinished"),
    [(0, []), (64, list(STAGES)), (1100, ["second", "third"])],
    ids=["nothing can be begun", "a stage fails", "a page cannot be put in place"],
)
def test_a_full_disk_leaves_whole_files_and_the_next_run_does_the_rest(
    kit: Kit, kilobytes: int, unfinished: list[str]
) -> None:
    run_campaign(kit, "small")
    folder = kit.reports_of("small")
    old = contents(folder)
    data = kit.root / "data/small/ideas.csv"
    data.write_text(data.read_text() + "N3,One more,follow_up\n")
    fill(kit, kilobytes << 10)
    done = run(kit)
    assert done.returncode == 1
    assert "No space left on device" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr

    starved, manifest = contents(folder), read_manifest(folder)
    assert manifest is not None
    said = [record.name for record in manifest.stages if record.status is not Status.DONE]
    assert starved["index.html"].rstrip().endswith(b"</html>")
    (kit.root / "reports" / FILLER).unlink()
    outcome = run_campaign(kit, "small")
    assert {record.status for record in outcome.manifest.stages} == {Status.DONE}
    new = contents(folder)
    assert set(starved) <= set(new)
    drawn = {"manifest.json", "index.html", "brief.html"}
    whole = {n: {without_links(old[n]), without_links(new[n])} for n in set(starved) - drawn}
    assert {n for n in whole if without_links(starved[n]) not in whole[n]} == set()
    assert said == unfinished
    assert list(outcome.ran) == (unfinished or list(STAGES))
