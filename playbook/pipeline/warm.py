"""What a kernel that runs a stage needs, imported once: every kernel is then forked from here.

This module is the preload of a fork server. Importing it is slow on purpose; nothing else may.
"""

from __future__ import annotations

import os
import pkgutil
import signal
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread

import matplotlib
import numpy as np
from ipykernel.kernelapp import IPKernelApp

import playbook.notebook
import playbook.stages
from playbook.language import LANGUAGES, format_date, format_percent, speaking, translations
from playbook.show.chart import Chart, drawing, titled
from playbook.similarity import note_vectors

INLINE_BACKEND = "module://matplotlib_inline.backend_inline"


def _import_stages() -> None:
    """Import every stage; one that cannot be imported says so in its own notebook."""
    for module in pkgutil.iter_modules(playbook.stages.__path__, "playbook.stages."):
        try:
            import_module(module.name)
        except Exception:
            continue


def _use_once() -> None:
    """Do what is slow the first time: find fonts, read catalogues and locales, compile patterns."""
    import datetime

    for language in LANGUAGES:
        with speaking(language):
            translations(language)
            format_date(datetime.date(2000, 1, 1))
            format_percent(0.5)
            note_vectors(["one note", "another note"], language)
    with drawing(2) as (figure, axes):
        axes.scatter(np.arange(3), np.arange(3))
        titled(axes, "Title", "Reading")
        Chart(figure, "")


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
    # matplotlib read this variable when it was imported; it loads the backend at the first figure.
    matplotlib.rcParams["backend"] = os.environ["MPLBACKEND"]
    if folder:
        os.chdir(folder)
    sys.argv = ["ipykernel_launcher", *arguments]
    app = IPKernelApp.instance()
    app.initialize(list(arguments))
    app.start()


_import_stages()
_use_once()
