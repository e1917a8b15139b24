"""Measure whole commands from outside: time, processor time of all their processes, memory."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
PR_SET_CHILD_SUBREAPER = 36
SAMPLE_SECONDS = 0.5


@dataclass(frozen=True)
class Cost:
    """What a command cost.

    Attributes
    ----------
    seconds : float
        From its start to the end of the last process that it left.
    processor_seconds : float
        Of all its processes, those whose parent ended before them too.
    peak_megabytes : float
        The largest sum over its processes at one time, shared pages counted once (PSS), as
        sampled twice a second.
    """

    seconds: float
    processor_seconds: float
    peak_megabytes: float


def adopt_orphans() -> None:
    """Make this process the parent of its descendants' orphans, so that their time is counted."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def compile_all() -> None:
    """Compile what is installed and the kit, as the first use of them does everywhere else."""
    folders = [sysconfig.get_path("purelib"), str(ROOT / "playbook")]
    subprocess.run([sys.executable, "-m", "compileall", "-q", *folders], env=_environment())


def _environment() -> dict[str, str]:
    """The environment of a person's shell, where Python keeps what it compiles."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def run(
    commands: Sequence[Sequence[str]],
    folder: Path,
    environment: Mapping[str, str] | None = None,
    *,
    may_fail: bool = False,
) -> Cost:
    """Run commands one after the other and say what they cost together.

    Raises
    ------
    RuntimeError
        With the end of its output, when one of them fails.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    with _watching_memory() as peak, tempfile.TemporaryFile("w+") as output:
        for command in commands:
            process = subprocess.Popen(
                command,
                cwd=folder,
                env={**_environment(), **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            code = process.wait()
            _wait_for_orphans()
            if code and not may_fail:
                output.seek(0)
                raise RuntimeError(f"{' '.join(command)}: {code}\n{output.read()[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(time.perf_counter() - start, used, peak[0])


def _wait_for_orphans() -> None:
    """Wait until every process that the command left has ended."""
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


@contextmanager
def _watching_memory() -> Iterator[list[float]]:
    """Sample the memory of this process's descendants; the list's one number is the peak."""
    peak = [0.0]
    done = threading.Event()

    def watch() -> None:
        while not done.wait(SAMPLE_SECONDS):
            peak[0] = max(peak[0], megabytes_below(os.getpid()))

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        done.set()
        thread.join()


def megabytes_below(parent: int) -> float:
    """The memory of all descendants of a process, shared pages counted once."""
    return sum(_proportional_kilobytes(pid) for pid in _descendants(parent)) / 1024


def _descendants(parent: int) -> list[int]:
    """The processes below one."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found: list[int] = []
    waiting = [parent]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def _proportional_kilobytes(pid: int) -> int:
    """The proportional set size of one process; nothing when it has just ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


@contextmanager
def private_kit() -> Iterator[Path]:
    """A kit with the project's notebooks, parameters and data, and reports of its own."""
    with tempfile.TemporaryDirectory(prefix="playbook-benchmark-") as name:
        kit = Path(name)
        (kit / "reports").mkdir()
        for part in ("notebooks", "parameters", "data"):
            (kit / part).symlink_to(ROOT / part)
        yield kit
