"""What notebooks write to stderr, which reports leave out: warnings, mostly."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import nbformat

from playbook.pipeline import stage_run


@contextmanager
def heard() -> Iterator[list[str]]:
    """Collect what the notebooks of the stages that are run meanwhile write to stderr."""
    texts: list[str] = []
    normalise = stage_run.normalise

    def listen(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
        title = notebook.cells[0].source.splitlines()[0]
        for cell in notebook.cells:
            for output in cell.get("outputs", []):
                if output.get("name") == "stderr":
                    texts.append(f"{title}: {output.text}")
        return normalise(notebook)

    with patch.object(stage_run, "normalise", listen):
        yield texts
