"""A campaign's own copies of the notebooks, to work on in JupyterLab."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from playbook.errors import CampaignError
from playbook.kit import Kit
from playbook.pipeline.lab import prepare_notebooks

ROOT = Path(__file__).parents[2]


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    for name in ("parameters", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "notebooks").mkdir()
    shutil.copy(ROOT / "notebooks" / "1a_ideation.ipynb", tmp_path / "notebooks")
    return Kit(tmp_path)


def test_a_copy_is_set_on_the_campaign_in_its_language_and_runs(kit: Kit) -> None:
    parameters = kit.parameters_of("demo_fr")
    with parameters.open("a", encoding="utf-8") as file:
        file.write("ideation:\n  shortlist_length: 2\n")
    folder, made = prepare_notebooks(kit, "demo_fr")
    assert made == ["1a_ideation.ipynb"]
    notebook = nbformat.read(folder / made[0], as_version=4)
    cell = next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))
    assert "campaign = 'demo_fr'  # " in cell.source
    assert "shortlist_length = 2  # " in cell.source
    assert notebook.cells[0].source.startswith("# Atelier d’idéation")
    assert not any(cell.get("outputs") for cell in notebook.cells)
    NotebookClient(notebook, resources={"metadata": {"path": str(folder)}}).execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in code)
    assert "Résultat" in str([cell.outputs for cell in code])


def test_what_a_person_changed_is_never_written_over(kit: Kit) -> None:
    folder, _made = prepare_notebooks(kit, "demo")
    (folder / "1a_ideation.ipynb").write_text("mine")
    assert prepare_notebooks(kit, "demo") == (folder, [])
    assert (folder / "1a_ideation.ipynb").read_text() == "mine"


def test_a_campaign_whose_parameters_cannot_be_read_is_refused(kit: Kit) -> None:
    kit.parameters_of("demo").write_text("title: [", encoding="utf-8")
    with pytest.raises(CampaignError):
        prepare_notebooks(kit, "demo")
    assert not (kit.root / "work").exists()
