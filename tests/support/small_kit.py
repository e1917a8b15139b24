"""A kit with one small campaign, and notebooks that a test writes into it."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from playbook.kit import Kit

IDEAS = """idea_id,text,round
N1,Sort the mail,first_reflection
N2,Answer faster,first_reflection
"""
PARAMETERS = """title: A small campaign
language: {language}
challenge: How can we sort the mail?
data: data/small
as_of: 2026-09-30
{more}
"""


def make_small_kit(folder: Path, more: str = "", language: str = "en", ideas: str = IDEAS) -> Kit:
    """Make a kit whose campaign ``small`` has a table of ideas, and no notebook yet."""
    for name in ("notebooks", "parameters", "data/small", "reports"):
        (folder / name).mkdir(parents=True)
    (folder / "data/small/ideas.csv").write_text(ideas, encoding="utf-8")
    text = PARAMETERS.format(language=language, more=more)
    (folder / "parameters/small.yml").write_text(text, encoding="utf-8")
    return Kit(folder)


def add_notebook(kit: Kit, file: str, *cells: str) -> Path:
    """Write a notebook: cells that start with ``# `` are Markdown, the first other parameters."""
    made = [
        new_markdown_cell(cell) if cell.startswith("# ") else new_code_cell(cell) for cell in cells
    ]
    first = next(cell for cell in made if cell.cell_type == "code")
    first.metadata["tags"] = ["parameters"]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    path = kit.notebooks / f"{file}.ipynb"
    nbformat.write(new_notebook(cells=made, metadata={"kernelspec": kernel}), path)
    return path


def opening(stage: str, needs: str = "ideas") -> str:
    """The cell that opens a stage."""
    return (
        "from playbook.notebook import open_stage\n"
        f'stage = open_stage("{stage}", campaign, needs=["{needs}"])'
    )
