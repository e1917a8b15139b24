"""Whatever goes wrong: no success is said, no half file is left, the next run does the rest."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.reports import contents
from support.small_kit import add_notebook, make_small_kit, opening

from playbook.errors import PlaybookError
from playbook.kit import Kit
from playbook.pipeline.lock import only_run
from playbook.pipeline.run import run_campaign
from playbook.report.manifest import Manifest, Status, read_manifest

LEAD, PARAMETERS = "# A stage\n\nWhat?", 'campaign = "x"'
PID = "import os, pathlib, re, signal, time\npathlib.Path({path!r}).write_text(str(os.getpid()))"
DIED = "the kernel was killed, perhaps for want of memory."
ENDED = "the kernel ended by itself (exit code 3)."
CRASHED = "the kernel crashed (signal 11)."
KILLED = "a process was killed, perhaps for want of memory."
SECONDS = 5
LATE = f"this cell took more than {SECONDS} seconds and was stopped."
FAULTS = {
    "a cell that hangs": ("time.sleep(60)", LATE),
    "one that ignores interrupts": (
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass",
        LATE,
    ),
    "one that never gives way": ("re.match(r'(a|a)+$', 'a' * 60 + 'b')", LATE),
    "a kernel that is killed": ("os.kill(os.getpid(), signal.SIGKILL)", DIED),
    "a kernel that ends": ("os._exit(3)", ENDED),
    "a library that crashes": ("os.kill(os.getpid(), signal.SIGSEGV)", CRASHED),
    "no more memory": (
        "import resource\nresource.setrlimit(resource.RLIMIT_AS, (2**31, 2**31))\nbytes(2**32)",
        "MemoryError: ",
    ),
    "a runner that is killed": ("os.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(60)", KILLED),
    "a result that cannot be written": (
        "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (9, 9))\n"
        "stage.keep_file(b'ten and more', 'big', 'txt')",
        "OSError: [Errno 27] File too large",
    ),
}


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state not in ("Z", "X")


def add_stage(kit: Kit, name: str, *cells: str) -> None:
    show = 'stage.show(stage.table("ideas"), "notes")'
    add_notebook(kit, name, LEAD, PARAMETERS, opening(name.split("_")[-1]), show, *cells)


def status(manifest: Manifest | None, name: str) -> Status:
    assert manifest is not None
    record = manifest.stage(name)
    assert record is not None
    return record.status


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
def test_a_stage_that_goes_wrong_fails_alone_and_leaves_no_process(tmp_path: Path) -> None:
    kit = make_small_kit(tmp_path)
    add_stage(kit, "0_good")
    for number, (code, _reason) in enumerate(FAULTS.values(), start=1):
        note = PID.format(path=str(tmp_path / f"pid{number}"))
        add_stage(kit, f"{number}_bad{number}", note, code)
    manifest = run_campaign(kit, "small", jobs=4, timeout=SECONDS).manifest
    assert status(manifest, "good") is Status.DONE
    for number, (what, (_code, reason)) in enumerate(FAULTS.items(), start=1):
        record = manifest.stage(f"bad{number}")
        assert record.status is Status.FAILED, what
        assert record.reason.startswith(reason), what
        assert record.place == ("" if reason == KILLED else "cell 6 (A stage)"), what
        assert not is_alive(int((tmp_path / f"pid{number}").read_text())), what
    assert not any("bad" in name for name in contents(kit.reports_of("small")))


def test_a_run_that_was_killed_goes_on_with_what_is_missing(tmp_path: Path) -> None:
    kit = make_small_kit(tmp_path)
    flag = tmp_path / "may_finish"
    add_stage(kit, "first")
    wait = f"import pathlib, time\nwhile not pathlib.Path({str(flag)!r}).exists(): time.sleep(0.1)"
    add_stage(kit, "second", wait)

    def stop(title: str, done: int, _total: int) -> None:
        finished = (kit.reports_of("small") / "first.html").exists()
        if finished and done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_campaign(kit, "small", watch=stop, jobs=1)
    manifest = read_manifest(kit.reports_of("small"))
    assert (status(manifest, "first"), status(manifest, "second")) == (
        Status.DONE,
        Status.UNFINISHED,
    )
    flag.touch()
    outcome = run_campaign(kit, "small")
    assert list(outcome.ran) == ["second"]
    assert status(outcome.manifest, "second") is Status.DONE


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("largest", [500, 9_000])
def test_what_was_there_stays_whole_when_nothing_more_can_be_written(
    tmp_path: Path, largest: int
) -> None:
    """A limit to the size of files stops writing in the middle, as a full disk does."""
    kit = make_small_kit(tmp_path)
    add_stage(kit, "own")
    run_campaign(kit, "small")
    before = contents(kit.reports_of("small"))
    data = kit.root / "data/small/ideas.csv"
    data.write_text(data.read_text() + "N3,One more,follow_up\n")
    command = [sys.executable, "-m", "playbook.cli", "run", "small"]
    done = subprocess.run(
        command,
        cwd=kit.root,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest)),
    )
    assert done.returncode == 1
    assert "File too large" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    after = contents(kit.reports_of("small"))
    whole = {name for name in before if after.get(name) == before[name]}
    assert {"own.html", "notebooks/own.ipynb"} <= whole
    assert set(after) <= set(before)
    outcome = run_campaign(kit, "small")
    assert list(outcome.ran) == ["own"]
    assert "One more" in (kit.reports_of("small") / "own.html").read_text(encoding="utf-8")


def test_two_runs_of_a_campaign_do_not_mix(tmp_path: Path) -> None:
    kit = make_small_kit(tmp_path)
    add_stage(kit, "own")
    refused = pytest.raises(PlaybookError, match="another command is at work on small")
    with only_run(kit.reports_of("small")), refused:
        run_campaign(kit, "small")
    assert list(run_campaign(kit, "small").ran) == ["own"]


def test_reports_that_cannot_be_written_are_said(tmp_path: Path) -> None:
    kit = make_small_kit(tmp_path)
    add_stage(kit, "own")
    (kit.root / "reports").rmdir()
    (kit.root / "reports").write_text("a file where a folder belongs")
    with pytest.raises(PlaybookError, match="reports cannot be written"):
        run_campaign(kit, "small")


CHANGED: dict[str, Callable[[str], str]] = {
    "changed": lambda path: f"import pathlib\npathlib.Path({path!r}).write_text('idea_id,text')",
    "gone": lambda path: f"import pathlib\npathlib.Path({path!r}).unlink()",
}


@pytest.mark.parametrize("how", CHANGED)
def test_data_that_change_during_a_run_are_said_and_mix_with_nothing(
    tmp_path: Path, how: str
) -> None:
    kit = make_small_kit(tmp_path)
    data = kit.root / "data/small/ideas.csv"
    add_stage(kit, "1_first", CHANGED[how](str(data)))
    add_stage(kit, "2_second")
    outcome = run_campaign(kit, "small", jobs=1)
    assert outcome.moved
    assert status(outcome.manifest, "second") is Status.DONE
    assert "Sort the mail" in (kit.reports_of("small") / "second.html").read_text(encoding="utf-8")
