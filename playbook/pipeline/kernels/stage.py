"""The kernel of a stage: forked in a worker, started elsewhere; it ends with its notebook."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any, Protocol

from playbook.pipeline import workers
from playbook.pipeline.kernels.child import DONE, MARK, READY, STDERR, STDIN, STDOUT, serve
from playbook.pipeline.kernels.frames import MARK_BYTES, Unframed

SECONDS_TO_START = 60
SECONDS_BETWEEN_LOOKS = 0.2
CHUNK = 65_536


class KernelEnded(Exception):
    """A kernel ended before its notebook did.

    Attributes
    ----------
    code : int or None
        Its exit code; minus the number of the signal that ended it.
    """

    def __init__(self, code: int | None) -> None:
        self.code = code
        super().__init__(f"the kernel ended with exit code {code}")


class _Process(Protocol):
    """What a kernel runs in."""

    def poll(self) -> int | None:
        """The exit code, minus a signal's number; None while it runs."""
        ...

    def end(self) -> None:
        """End it, and wait for that."""
        ...


class _Forked:
    """A process forked from this one, with whose group it ends."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._code: int | None = None

    def poll(self) -> int | None:
        """The exit code, minus a signal's number; None while it runs."""
        return self._wait(os.WNOHANG)

    def end(self) -> None:
        """End it, and wait for that."""
        if self.poll() is None:
            os.kill(self._pid, signal.SIGKILL)
            self._wait(0)

    def _wait(self, options: int) -> int | None:
        if self._code is None:
            pid, status = os.waitpid(self._pid, options)
            if pid:
                self._code = os.waitstatus_to_exitcode(status)
        return self._code


class _Started(subprocess.Popen[bytes]):
    """An interpreter of its own, the first of its group."""

    def end(self) -> None:
        """End it with all that it started, and wait for that."""
        workers.ended(self.pid)
        workers.kill_group(self.pid)
        self.wait()


class StageKernel:
    """A kernel that executes cells one after the other.

    Parameters
    ----------
    process : process
        That it runs in.
    cells, printed : binary file
        Its standard input and output.
    mark : bytes
        What its frames begin with.
    """

    def __init__(
        self, process: _Process, cells: IO[bytes], printed: IO[bytes], mark: bytes
    ) -> None:
        self._process, self._cells = process, cells
        self._messages = Unframed(mark)
        self._chunks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=_read, args=(printed, self._chunks.put), daemon=True).start()

    def wait_until_ready(self) -> None:
        """Wait until it takes cells.

        Raises
        ------
        KernelEnded, RuntimeError
            When it ended instead, or does not answer.
        """
        try:
            list(self._until(READY, SECONDS_TO_START))
        except TimeoutError as error:
            message = f"the kernel did not start within {SECONDS_TO_START} seconds"
            raise RuntimeError(message) from error

    def execute(self, source: str, timeout: float) -> Iterator[tuple[str, dict[str, Any]]]:
        """Execute a cell, and give what comes of it, in order, as it comes.

        Parameters
        ----------
        source : str
            The cell.
        timeout : float
            How many seconds it may take.

        Yields
        ------
        kind : str
            Jupyter's name of the kind of message; ``done`` for the last.
        content : dict
            As in Jupyter's protocol; of the last, whether all went well (``ok``), and the number
            of the cell (``execution_count``).

        Raises
        ------
        KernelEnded, TimeoutError
            When the kernel ended in it, or the time was up.
        """
        with contextlib.suppress(BrokenPipeError):  # it has ended: found out below
            self._cells.write(json.dumps(source).encode() + b"\n")
            self._cells.flush()
        yield from self._until(DONE, timeout)

    def _until(self, last: str, timeout: float) -> Iterator[tuple[str, dict[str, Any]]]:
        end = time.monotonic() + timeout
        while True:
            for kind, content in self._messages.taken():
                yield kind, content
                if kind == last:
                    return
            self._messages.add(self._next_chunk(end))

    def _next_chunk(self, end: float) -> bytes:
        """What comes next; what the kernel started may hold its output open when it is gone."""
        while True:
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError
            code = self._process.poll()  # first: what it wrote last is there when it has ended
            try:
                chunk = self._chunks.get(timeout=min(left, SECONDS_BETWEEN_LOOKS))
            except queue.Empty:
                chunk = b""
            if chunk:
                return chunk
            if code is not None:
                raise KernelEnded(code)

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.end()
        with contextlib.suppress(BrokenPipeError):
            self._cells.close()


def _read(printed: IO[bytes], put: Callable[[bytes], object]) -> None:
    """Read what comes until the end, which is an empty chunk."""
    with printed:
        while chunk := os.read(printed.fileno(), CHUNK):
            put(chunk)
    put(b"")


@contextlib.contextmanager
def stage_kernel(environment: Mapping[str, str]) -> Iterator[StageKernel]:
    """Give a kernel that takes cells; it ends with the block.

    Parameters
    ----------
    environment : mapping of str to str
        Its whole environment.
    """
    start = _fork if workers.in_worker() else _start
    kernel = start(secrets.token_bytes(MARK_BYTES), environment)
    try:
        kernel.wait_until_ready()
        yield kernel
    finally:
        kernel.end()


def _fork(mark: bytes, environment: Mapping[str, str]) -> StageKernel:
    """A kernel in a process forked from this one."""
    (cells_end, cells), (printed, printed_end) = os.pipe(), os.pipe()
    pid = os.fork()
    if not pid:
        code = 1
        try:
            os.dup2(cells_end, STDIN)
            os.dup2(printed_end, STDOUT)
            for descriptor in (cells_end, cells, printed, printed_end):
                os.close(descriptor)
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, STDERR)
            serve(mark, environment)
            code = 0
        finally:
            os._exit(code)
    os.close(cells_end)
    os.close(printed_end)
    return StageKernel(_Forked(pid), os.fdopen(cells, "wb"), os.fdopen(printed, "rb"), mark)


def _start(mark: bytes, environment: Mapping[str, str]) -> StageKernel:
    """A kernel in an interpreter of its own."""
    process = _Started(
        [sys.executable, "-m", serve.__module__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**environment, MARK: mark.hex()},
        start_new_session=True,  # Ctrl-C is for the command, which decides what becomes of it
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )
    workers.started(process.pid)
    assert process.stdin is not None
    assert process.stdout is not None
    return StageKernel(process, process.stdin, process.stdout, mark)
