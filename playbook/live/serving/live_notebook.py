"""A live notebook as the page shows it: its words, with its panels among them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from playbook.language import speaking
from playbook.notebook_format import read_notebook
from playbook.pipeline.translation import translate_notebook
from playbook.report.exporter import clean_markdown


def shown_parts(path: Path, language: str) -> list[tuple[str, str]]:
    """What the page shows of a notebook, from top to bottom: a panel by its name, or some HTML.

    Raises
    ------
    ValueError
        When it cannot be read as a notebook.
    """
    with speaking(language):
        notebook = translate_notebook(read_notebook(path))
    parts: list[tuple[str, str]] = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            parts.append(("", clean_markdown(cell.source)))
        elif cell.cell_type == "code":
            parts += [(stage, "") for stage in opened_panels(cell.source)]
    return parts


def opened_panels(source: str) -> Iterator[str]:
    """The panels that some code opens."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a cell of magics is not Python
        return
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Name(id="open_panel"), args=[ast.Constant(value=str() as stage), *_]
            ):
                yield stage
