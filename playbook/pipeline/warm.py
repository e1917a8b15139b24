"""What a kernel that runs a stage needs, imported once: every kernel is then forked from here.

This module is the preload of a fork server. Importing it is slow on purpose; nothing else may.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

import numpy as np

import playbook.kernels.child
import playbook.notebook
import playbook.stages
from playbook.language import LANGUAGES, format_date, format_percent, speaking, translations
from playbook.show.chart import Chart, drawing, titled
from playbook.similarity import note_vectors


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


_import_stages()
_use_once()
