"""A kernel without sockets: IPython's shell in a process that one other speaks with over pipes.

Cells come in by the standard input, one after the other. What a cell prints goes out by the
standard output, and what it shows in between, in frames: all in one pipe stays in its order, and
nothing is lost, for who writes waits for who reads.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO, TextIO

from ipykernel.zmqshell import ZMQInteractiveShell
from jupyter_client.session import Session
from traitlets.config import Config

from playbook.pipeline.kernels.frames import ERROR, Frames

MARK = "PLAYBOOK_FRAMES"
"""The variable that tells a kernel what its frames begin with."""
READY, DONE = "ready", "done"
EXTENSION = "playbook.notebook.reads"
INLINE_BACKEND = "module://matplotlib_inline.backend_inline"
STDIN, STDOUT, STDERR = 0, 1, 2


class _Session(Session):
    """Jupyter's session, whose messages go into frames."""

    def __init__(self, frames: Frames) -> None:
        super().__init__()
        self._frames = frames
        self.told_error = False

    def send(self, _stream: object, told: Any, content: Any = None, *_: Any, **__: Any) -> None:  # type: ignore[override]
        """Send a message, or content of one kind."""
        if not isinstance(told, str):
            told, content = told["msg_type"], told["content"]
        self._frames.send(told, content)
        self.told_error |= told == ERROR


class _Shell(ZMQInteractiveShell):
    """The shell of Jupyter's kernel, without a kernel around it."""

    asked_to_exit = False

    def ask_exit(self) -> None:
        """End after this cell, which asked for it."""
        self.asked_to_exit = True

    def enable_gui(self, gui: Any = None) -> None:
        """Nothing: nobody looks at windows."""


def serve(mark: bytes, environment: Mapping[str, str]) -> None:
    """Execute cells until there are no more.

    Parameters
    ----------
    mark : bytes
        What frames begin with.
    environment : mapping of str to str
        The kernel's whole environment.
    """
    os.environ.clear()
    os.environ.update(environment)
    os.environ.setdefault("MPLBACKEND", INLINE_BACKEND)
    if "matplotlib" in sys.modules:
        # It read this variable when it was imported; it loads the backend at the first figure.
        sys.modules["matplotlib"].rcParams["backend"] = os.environ["MPLBACKEND"]
    sys.argv = ["ipykernel_launcher"]  # in a notebook it is the same, however its kernel started
    asked, told = os.fdopen(os.dup(STDIN), "rb"), os.dup(STDOUT)
    _leave_nothing_to_read()
    sys.stdout, sys.stderr = _printing_to(STDOUT), _printing_to(STDERR, "backslashreplace")
    frames = Frames(told, mark, sys.stdout)
    cells: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_take_cells, args=(asked, cells.put), daemon=True).start()
    no_history = Config({"HistoryManager": {"enabled": False}})
    shell: Any = _Shell.instance(ipython_dir=os.environ["IPYTHONDIR"], config=no_history)
    session = shell.displayhook.session = shell.display_pub.session = _Session(frames)
    shell.extension_manager.load_extension(EXTENSION)
    frames.send(READY, {})
    while True:
        result = shell.run_cell(cells.get(), store_history=True)
        error = result.error_before_exec or result.error_in_exec
        if error is not None and not session.told_error:  # showing it failed, as without stdout
            reason = {"ename": type(error).__name__, "evalue": str(error), "traceback": []}
            frames.send(ERROR, reason)
        number = result.execution_count or shell.execution_count
        done = {"ok": result.success, "execution_count": number}
        frames.send(DONE, done)
        if shell.asked_to_exit:
            os._exit(0)


def _printing_to(descriptor: int, errors: str = "strict") -> TextIO:
    """What prints there line by line, as Python's own streams do."""
    return open(descriptor, "w", buffering=1, encoding="utf-8", errors=errors, closefd=False)


def _leave_nothing_to_read() -> None:
    """Have cells, and what they start, find nothing to read."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, STDIN)
    os.close(nothing)


def _take_cells(asked: BinaryIO, put: Callable[[str], object]) -> None:
    """Take cells as they come, and end with who sends them, even in the middle of one."""
    for line in asked:
        put(json.loads(line))
    os._exit(1)


if __name__ == "__main__":
    serve(bytes.fromhex(os.environ.pop(MARK)), dict(os.environ))
