"""Run the code of a notebook of the kit in this process, without Jupyter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def run_cells(file: str, **parameters: object) -> list[Any]:
    """Execute the code cells, with these parameters, and list what they would display."""
    shown: list[Any] = []
    space: dict[str, Any] = {"display": lambda *values: shown.extend(values)}
    for cell in nbformat.read(NOTEBOOKS / file, as_version=4).cells:
        if cell.cell_type != "code":
            continue
        exec(compile(cell.source, file, "exec"), space)
        if "parameters" in cell.metadata.get("tags", []):
            space.update(parameters)
    return [value for value in shown if value is not None]


def parameters_of(file: str) -> dict[str, Any]:
    """The parameters of a notebook with their defaults."""
    space: dict[str, Any] = {}
    for cell in nbformat.read(NOTEBOOKS / file, as_version=4).cells:
        if "parameters" in cell.metadata.get("tags", []):
            exec(compile(cell.source, file, "exec"), {}, space)
    return space
