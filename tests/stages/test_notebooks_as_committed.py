"""Each committed notebook, run in this process on the demo, shows what it is committed with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

from playbook.kit import Kit
from playbook.pipeline.normalisation import normalise

KIT = Kit(Path(__file__).parents[2])
STAGES = KIT.stages()
COMPARED = ("image/svg+xml", "text/html", "text/plain")


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[InteractiveShell]:
    """An IPython shell in which a notebook finds the kit."""
    monkeypatch.setenv("PLAYBOOK_ROOT", str(KIT.root))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    InteractiveShell.clear_instance()
    yield InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    InteractiveShell.clear_instance()


def shown(outputs: list[Any]) -> list[dict[str, str]]:
    """What a cell shows, where that is no control."""
    found = []
    for output in outputs:
        data = {kind: as_text(output["data"][kind]) for kind in COMPARED if kind in output["data"]}
        if "application/vnd.jupyter.widget-view+json" not in output["data"]:
            found.append(data)
    return found


def as_text(content: str | list[str]) -> str:
    return content if isinstance(content, str) else "".join(content)


@pytest.mark.parametrize("stage", STAGES)
def test_a_notebook_shows_what_it_is_committed_with(stage: str, shell: InteractiveShell) -> None:
    committed = nbformat.read(STAGES[stage], as_version=4)
    for number, cell in enumerate(committed.cells):
        if cell.cell_type != "code":
            continue
        with capture_output() as captured:
            done = shell.run_cell(cell.source)
            done.raise_error()
        bundles = [output.data for output in captured.outputs]
        if done.result is not None:
            bundles.append(shell.display_formatter.format(done.result)[0])
        made = [nbformat.v4.new_output("display_data", data) for data in bundles]
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(outputs=made)])
        now = shown(normalise(notebook).cells[0].outputs)
        assert now == shown(cell.outputs), f"cell {number}:\n{cell.source}"
