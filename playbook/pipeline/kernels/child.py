"""What a forked process does to become a kernel."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from ipykernel.kernelapp import IPKernelApp

INLINE_BACKEND = "module://matplotlib_inline.backend_inline"


def run_kernel(
    arguments: Sequence[str], environment: Mapping[str, str], folder: str | None
) -> None:
    """Become an IPython kernel, in a process that was forked for it.

    Parameters
    ----------
    arguments : sequence of str
        Those that follow ``python -m ipykernel_launcher``.
    environment : mapping of str to str
        The kernel's whole environment.
    folder : str, optional
        The folder to run in.
    """
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
