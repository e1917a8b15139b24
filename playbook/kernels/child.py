"""What a forked process does to become a kernel."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping, Sequence
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread

from ipykernel.kernelapp import IPKernelApp

INLINE_BACKEND = "module://matplotlib_inline.backend_inline"


def _end_with_parent() -> None:
    """End this kernel, and all that it started, when the process that asked for it is gone."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.killpg(0, signal.SIGKILL)


def run_kernel(
    arguments: Sequence[str], environment: Mapping[str, str], folder: str | None
) -> None:
    """Become an IPython kernel; the target of a forked process.

    Parameters
    ----------
    arguments : sequence of str
        Those that follow ``python -m ipykernel_launcher``.
    environment : mapping of str to str
        The kernel's whole environment.
    folder : str, optional
        The folder to run in.
    """
    os.setsid()
    Thread(target=_end_with_parent, daemon=True).start()
    os.environ.clear()
    os.environ.update(environment)
    # ipykernel would watch the fork server, which lives as long as its kernels.
    os.environ.pop("JPY_PARENT_PID", None)
    os.environ.setdefault("MPLBACKEND", INLINE_BACKEND)
    if "matplotlib" in sys.modules:
        # It read this variable when it was imported; it loads the backend at the first figure.
        sys.modules["matplotlib"].rcParams["backend"] = os.environ["MPLBACKEND"]
    if folder:
        os.chdir(folder)
    sys.argv = ["ipykernel_launcher", *arguments]
    app = IPKernelApp.instance()
    app.initialize(list(arguments))
    app.start()
