"""What running a stage needs, imported once: workers and kernels are then forked from here.

This module is the preload of a fork server. Importing it is slow on purpose; nothing else may.
"""

from __future__ import annotations

import atexit
import gc
import os
import pkgutil
import shutil
from importlib import import_module

gc.disable()  # nothing that is imported is ever freed; collecting takes a tenth of the time

import numpy as np
from matplotlib.backends.registry import backend_registry

from playbook.kit import PACKAGE
from playbook.language import format_date, format_percent, speaking
from playbook.locales import LANGUAGES, translations
from playbook.notebook_format import nbformat
from playbook.pipeline import preparation, stage_run  # noqa: F401 (what a run calls)
from playbook.pipeline.workers import SOCKET_VARIABLE
from playbook.report.exporter import PageContext, export_page
from playbook.report.versions import versions
from playbook.show.chart import Chart, drawing, titled
from playbook.statistics.similarity import note_vectors

OBJECTS_BETWEEN_COLLECTIONS = 20_000
"""What lives for seconds looks for garbage seldom: with Python's own 700 it takes a twentieth."""

# What a kernel imports only when it starts or shows its first table.
LOADED_BY_KERNELS = (
    "IPython.core.application",
    "IPython.core.completerlib",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "babel.lists",
    "bdb",
    "encodings.utf_8_sig",
    "pandas.core.methods.to_dict",
    "pandas.core.reshape.reshape",
    "pandas.io.formats.string",
)


def _import_stages() -> None:
    """Import every stage; one that cannot be imported says so in its own notebook."""
    for module in pkgutil.walk_packages([str(PACKAGE / "stages")], "playbook.stages."):
        try:
            import_module(module.name)
        except Exception:
            continue


def _use_once() -> None:
    """Do what is slow the first time: find fonts, read catalogues and locales, compile patterns."""
    import datetime

    # It looks through what every installed package says of itself.
    backend_registry.list_all()  # type: ignore[no-untyped-call]

    for language in LANGUAGES:
        with speaking(language):
            translations(language)
            format_date(datetime.date(2000, 1, 1))
            format_percent(0.5)
            note_vectors(["one note", "another note"], language)
    with drawing(2) as (figure, axes):
        axes.scatter(np.arange(3), np.arange(3))
        titled(axes, "Title", "Reading")
        chart = Chart(figure, "")
    shown = nbformat.v4.new_output(
        "display_data", {"image/svg+xml": chart.svg, "text/html": "<p>x</p>"}
    )
    cells = [
        nbformat.v4.new_markdown_cell("# Title\n\nLead."),
        nbformat.v4.new_markdown_cell("## Q & A\n\n*So.*"),
    ]
    cells.append(nbformat.v4.new_code_cell("1 + 1", outputs=[shown]))
    notebook = nbformat.reads(nbformat.writes(nbformat.v4.new_notebook(cells=cells)), as_version=4)
    export_page(notebook, PageContext("", "", "", "", [("", [("", "")])]))
    versions()


def _tidy_up(folder: str, server: int) -> None:
    """Remove the folder of the fork server's socket: who asked for the server is gone."""
    if os.getpid() == server:
        shutil.rmtree(folder, ignore_errors=True)


if SOCKET_VARIABLE in os.environ:
    atexit.register(_tidy_up, os.environ.pop(SOCKET_VARIABLE), os.getpid())
for name in LOADED_BY_KERNELS:
    import_module(name)
_import_stages()
_use_once()
gc.freeze()  # what is never freed need not be looked at, nor copied, in each forked process
gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
gc.enable()
