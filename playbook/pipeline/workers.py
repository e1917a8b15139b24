"""Processes that start at once, forked from a process in which everything is imported already.

Importing pandas, seaborn, scikit-learn, Papermill and nbconvert takes some seconds. On Linux a fork
server does so once; what needs them runs in processes forked from it, so that the command itself
stays light. Only Linux forks safely with these libraries loaded: elsewhere, and when
``PLAYBOOK_KERNELS=plain``, the same functions run in this process.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pkgutil
import signal
import threading
from collections.abc import Iterator
from multiprocessing import connection, resource_tracker
from multiprocessing.context import ForkServerProcess
from multiprocessing.forkserver import ensure_running
from multiprocessing.util import get_temp_dir
from typing import Any

from playbook.language import language, use_language
from playbook.pipeline.kernels.choice import (
    allow_interrupts,
    block_interrupts,
    end_with_parent,
    forking_works,
)
from playbook.pipeline.runner import Watch, WorkerDied

PRELOAD = ["playbook.pipeline.warm", "typer"]
# Read once, when an interpreter and its libraries start: what is forked takes the server's.
FIXED_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "TZ": "UTC",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    # glibc keeps a freed array for the next one of its size; these go back to the system.
    "MALLOC_MMAP_THRESHOLD_": "4000000",
    "MALLOC_TRIM_THRESHOLD_": "8000000",
}
SOCKET_VARIABLE = "PLAYBOOK_FORK_SERVER_FOLDER"
"""Where the fork server listens: it removes the folder when who asked for it cannot."""

_lock = threading.Lock()
_running: set[int] = set()
_in_worker = False


def in_worker() -> bool:
    """Whether this process is a forked one."""
    return _in_worker


def start_server() -> None:
    """Start the fork server, which is ready some seconds later, where there is to be one."""
    if not forking_works():
        return
    multiprocessing.get_context("forkserver").set_forkserver_preload(PRELOAD)
    resource_tracker.ensure_running()  # when it starts, it takes the signal off the mask
    with _lock, _environment_of_server(), block_interrupts():
        ensure_running()


def call(name: str, *arguments: Any, watch: Watch | None = None) -> Any:
    """Call a function in a forked process, or here where forking does not work.

    Parameters
    ----------
    name : str
        The function, as ``module:function``: this process need not import it. Its last argument is
        a callable that it may tell of progress.
    *arguments
        Its other arguments; like its result, they are pickled.
    watch : callable, optional
        Called here with what the function tells.

    Returns
    -------
    object
        What the function returns; what it raises is raised here.

    Raises
    ------
    WorkerDied
        When the process ended, by a signal for instance, without a result.
    """
    watch = watch or _nobody
    if not forking_works():
        return pkgutil.resolve_name(name)(*arguments, watch)
    start_server()
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("forkserver").Process(
        target=_serve, args=(theirs, language(), name, arguments)
    )
    with ours, theirs:
        try:
            with _lock:
                process.start()
                started(process.pid)
        except (EOFError, OSError) as error:  # the server is gone; the next call starts another
            raise WorkerDied from error
        try:
            return _result(ours, process, watch)
        finally:
            _end(process)


def _nobody(*_news: Any) -> None:
    """Tell nobody."""


def _result(ours: connection.Connection, process: ForkServerProcess, watch: Watch) -> Any:
    """Pass on what a process tells until it has a result."""
    while True:
        ready = connection.wait([ours, process.sentinel])
        if ours not in ready:
            raise WorkerDied
        try:
            kind, content = ours.recv()
        except EOFError as error:
            raise WorkerDied from error
        if kind == "result":
            return content
        if kind == "error":
            raise content
        watch(*content)


def _end(process: ForkServerProcess) -> None:
    """End a process with all that it started: they are one process group."""
    ended(process.pid)
    if process.pid:
        kill_group(process.pid)
    process.join()


def started(pid: int | None) -> None:
    """Know of a process, the first of its group, that must not outlive what asked for it."""
    if pid:  # 0 would be the group of this process
        _running.add(pid)


def ended(pid: int | None) -> None:
    """Forget a process that has ended."""
    _running.discard(pid or 0)


def end_all() -> None:
    """End every process that still runs: what was asked for is no longer wanted."""
    for pid in list(_running):
        kill_group(pid)


def kill_group(pid: int) -> None:
    """End a process with all that it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(pid, signal.SIGKILL)
        else:
            os.kill(pid, signal.SIGTERM)


@contextlib.contextmanager
def _environment_of_server() -> Iterator[None]:
    """Give this process, for a moment, the environment that the fork server starts with."""
    its_own = dict(FIXED_ENVIRONMENT)
    if multiprocessing.parent_process() is None:  # else the folder is the parent's, who goes on
        its_own[SOCKET_VARIABLE] = get_temp_dir()
    before = {name: os.environ.get(name) for name in its_own}
    os.environ.update(its_own)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _serve(
    theirs: connection.Connection,
    spoken: str,
    name: str,
    arguments: tuple[Any, ...],
) -> None:
    """Call a function in the forked process, and give back its result or its error."""
    global _in_worker
    _in_worker = True
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked for this one decides
    allow_interrupts()  # kernels that this one starts are interrupted so
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=end_with_parent, daemon=True).start()
    use_language(spoken)
    try:
        function = pkgutil.resolve_name(name)
        outcome = ("result", function(*arguments, lambda *news: theirs.send(("news", news))))
    except Exception as error:
        outcome = ("error", error)
    theirs.send(outcome)
