"""A kernel of which no output is lost, in a process that was forked or started for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import zmq
from ipykernel.kernelapp import IPKernelApp
from traitlets import DottedObjectName

NO_LIMIT = 0
INLINE_BACKEND = "module://matplotlib_inline.backend_inline"


class LosslessKernelApp(IPKernelApp):
    """IPython's kernel, whose outputs wait for who reads them.

    ZMQ drops what is published, without a word, once a thousand messages wait.
    """

    outstream_class = DottedObjectName("playbook.pipeline.kernels.streams.OrderedStream")

    def init_iopub(self, context: zmq.Context[Any]) -> None:
        """Initialize the channel of the outputs."""
        context.setsockopt(zmq.SNDHWM, NO_LIMIT)
        super().init_iopub(context)  # type: ignore[no-untyped-call]


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
    app = LosslessKernelApp.instance()
    app.initialize(list(arguments))  # type: ignore[no-untyped-call]
    app.start()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    sys.argv[0] = "ipykernel_launcher"  # in a notebook it is the same, however its kernel started
    LosslessKernelApp.launch_instance()
