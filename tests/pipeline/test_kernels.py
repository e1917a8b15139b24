"""Kernels forked from a warm process: the same results as plain ones, and none left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from jupyter_core.utils import ensure_event_loop
from support.small_kit import add_notebook, make_small_kit, opening

from playbook.kit import Kit
from playbook.pipeline.kernels.choice import CHOICE_VARIABLE, PLAIN, forking_works
from playbook.pipeline.run import run_campaign
from playbook.report.manifest import Status, read_manifest

LEAD = "# A stage\n\nWhat?"
CELLS = (
    LEAD,
    'campaign = "x"',
    opening("own"),
    "import random, sys\nprint(hash('a'), sys.argv[0].split('/')[-1].split('.')[0])",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2])",
    'stage.show(stage.table("ideas"), "notes")',
)
SLEEPING = (
    "import os, pathlib, time\npathlib.Path({path!r}).write_text(str(os.getpid()))\ntime.sleep(60)"
)


def only_linux_forks() -> None:
    if not forking_works():
        pytest.skip("kernels are forked on Linux only")


def run_own(folder: Path, secret: str = "") -> Kit:
    kit = make_small_kit(folder)
    if secret:
        kit.secret_of("small").write_text(secret)
    add_notebook(kit, "own", *CELLS)
    assert run_campaign(kit, "small").manifest.stage("own").status is Status.DONE
    return kit


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    """A kit whose one stage was run as it is here."""
    return run_own(tmp_path_factory.mktemp("own"))


def test_a_forked_kernel_gives_the_same_bytes_as_a_plain_one(
    own: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_linux_forks()
    forked = own.reports_of("small")
    monkeypatch.setenv(CHOICE_VARIABLE, PLAIN)
    assert not forking_works()
    secret = own.secret_of("small").read_text()
    plain = run_own(tmp_path / "plain", secret).reports_of("small")
    for name in ("own.html", "notebooks/own.ipynb", "results/own_notes.csv"):
        assert (forked / name).read_bytes() == (plain / name).read_bytes(), name


def test_a_figure_of_pyplot_is_shown_though_nobody_asked_for_a_backend(own: Kit) -> None:
    notebook = nbformat.read(own.reports_of("small") / "notebooks/own.ipynb", as_version=4)
    assert any(
        "image/png" in o.get("data", {}) for c in notebook.cells for o in c.get("outputs", [])
    )


def test_plain_kernels_run_side_by_side_where_jupyter_has_a_loop_already(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CHOICE_VARIABLE, PLAIN)
    kit = make_small_kit(tmp_path)
    for name in ("one", "two"):
        add_notebook(kit, name, LEAD, CELLS[1], opening(name), "import time\ntime.sleep(1)")

    def run() -> list[tuple[Status, str]]:
        loop = ensure_event_loop()  # as a program has one that ran a notebook before
        try:
            stages = run_campaign(kit, "small", jobs=2).manifest.stages
            return [(stage.status, stage.reason) for stage in stages]
        finally:
            loop.close()

    with ThreadPoolExecutor(1) as other:  # a browser's loop may run in this one
        assert other.submit(run).result() == [(Status.DONE, "")] * 2


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    return state != "Z"


def wait_until(condition, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize(
    ("number", "choice"),
    [
        (signal.SIGKILL, "forked"),
        (signal.SIGINT, "forked"),
        (signal.SIGTERM, "forked"),
        (signal.SIGHUP, "forked"),  # the terminal was closed
        (signal.SIGKILL, PLAIN),
        (signal.SIGTERM, PLAIN),  # which the command takes as it takes SIGINT
    ],
)
def test_no_kernel_outlives_a_run_that_is_ended(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, number: int, choice: str
) -> None:
    only_linux_forks()
    kit = make_small_kit(tmp_path)
    pid_file = tmp_path / "pid"
    add_notebook(kit, "own", LEAD, 'campaign = "x"', SLEEPING.format(path=str(pid_file)))
    command = [sys.executable, "-m", "playbook.cli", "run", "small"]
    temporary = tmp_path_factory.mktemp("t")  # names of sockets must be short
    environment = {**os.environ, CHOICE_VARIABLE: choice, "TMPDIR": str(temporary)}
    run = subprocess.Popen(
        command, cwd=kit.root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert wait_until(lambda: pid_file.exists() and pid_file.read_text(), 60)
    run.send_signal(number)
    output = run.communicate(timeout=90)[0].decode()
    assert wait_until(lambda: not is_alive(int(pid_file.read_text())), 10)
    manifest = read_manifest(kit.reports_of("small"))
    assert manifest is not None
    assert manifest.stages[0].status is Status.UNFINISHED
    assert not (kit.reports_of("small") / "own.html").exists()
    assert run.returncode != 0
    if choice == "forked":  # who is killed cannot tidy up: workers and fork server do
        assert wait_until(lambda: list(temporary.iterdir()) == [], 20)
    if number != signal.SIGKILL:
        assert "stopped" in output
        assert "Traceback" not in output
        assert list(temporary.iterdir()) == []


def test_ctrl_c_while_a_run_starts_is_answered_in_words(tmp_path: Path) -> None:
    only_linux_forks()
    kit = make_small_kit(tmp_path)
    run = subprocess.Popen(
        [sys.executable, "-m", "playbook.cli", "run", "small"],
        cwd=kit.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,  # as in a terminal, Ctrl-C reaches all that the run has started
    )
    threads = Path(f"/proc/{run.pid}/task")

    def started() -> bool:
        return sum(len(path.read_text().split()) for path in threads.glob("*/children")) > 1

    assert wait_until(started, 30)
    os.killpg(run.pid, signal.SIGINT)
    output = run.communicate(timeout=90)[0].decode()
    assert run.returncode == 130
    assert "stopped" in output
    assert "Traceback" not in output
