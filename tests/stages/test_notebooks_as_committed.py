"""Each committed notebook, run in this process on the demo, shows what it is committed with.

Whatever the processor: the last bits of every number of the campaign are changed before, and what
may differ is where a mark stands in a figure, by the last digit that is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

import playbook.notebook.stage
from playbook.campaign.checked import Campaign
from playbook.kit import Kit
from playbook.pipeline.normalisation import normalise

KIT = Kit(Path(__file__).parents[2])
STAGES = {n: p for n, p in KIT.stages().items() if not (KIT.own_stages / n).exists()}
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
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


@pytest.fixture
def other_last_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Change every number that is read by up to a ten-millionth of a millionth of itself."""
    read = playbook.notebook.stage.coded_campaign

    def changed(kit: Kit, name: str) -> Campaign:
        campaign = read(kit, name)
        random = np.random.default_rng(0)
        tables = {name: _jittered(frame, random) for name, frame in campaign.tables.items()}
        return replace(campaign, tables=tables)

    monkeypatch.setattr(playbook.notebook.stage, "coded_campaign", changed)


def _jittered(frame: pd.DataFrame, random: np.random.Generator) -> pd.DataFrame:
    """The same table, each float a little more or less, inside the range of its column."""
    floats = frame.select_dtypes("float")
    change = 1 + random.uniform(-1e-13, 1e-13, floats.shape)
    return frame.assign(**(floats * change).clip(floats.min(), floats.max(), axis=1))


def apart(svg: str) -> tuple[str, list[float]]:
    """A figure without its coordinates, and these."""
    places: list[float] = []

    def without(tag: re.Match[str]) -> str:
        places.extend(map(float, NUMBER.findall(tag[0])))
        return NUMBER.sub("…", tag[0])

    return re.sub(r"<[^<>]+>", without, svg), places


def compare(now: list[dict[str, str]], then: list[dict[str, str]], where: str) -> None:
    assert [sorted(data) for data in now] == [sorted(data) for data in then], where
    for kind, made, committed in (
        (kind, data[kind], old[kind]) for data, old in zip(now, then, strict=True) for kind in data
    ):
        if kind == "image/svg+xml":
            (words, places), (old_words, old_places) = apart(made), apart(committed)
            assert words == old_words, where
            assert places == pytest.approx(old_places, abs=0.011), where
        else:
            assert made == committed, where


@pytest.mark.usefixtures("other_last_bits")
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
        compare(now, shown(cell.outputs), f"cell {number}:\n{cell.source}")
