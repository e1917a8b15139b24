"""A campaign's notebooks in JupyterLab: drafts of the kit's, which the first save makes its own."""

from __future__ import annotations

import asyncio
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from playbook.errors import CampaignError
from playbook.kit import Kit
from playbook.pipeline.check import check_whole_campaign
from playbook.pipeline.lab import say_lab, write_drafts
from playbook.pipeline.lab_contents import CampaignNotebooks

ROOT = Path(__file__).parents[2]
FILE = "1a_ideation.ipynb"
THREAD = ThreadPoolExecutor(1)


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    for name in ("parameters", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "notebooks").mkdir()
    shutil.copy(ROOT / "notebooks" / FILE, tmp_path / "notebooks")
    return Kit(tmp_path)


@pytest.fixture
def contents(kit: Kit) -> CampaignNotebooks:
    """What JupyterLab sees of the kit while it works on the French demo."""
    drafts = kit.root / "work/drafts"
    write_drafts(kit, "demo_fr", drafts)
    own = kit.own_notebooks("demo_fr")
    own.mkdir()
    return CampaignNotebooks(root_dir=str(kit.root), own=str(own), drafts=str(drafts))


def call(answer: Any) -> Any:
    """Wait for an answer in a thread: browsers of other tests have a loop running in this one."""
    return THREAD.submit(asyncio.run, answer).result()


def save(contents: CampaignNotebooks, line: str) -> None:
    """Add a line to the parameters of the campaign's notebook, and save it as JupyterLab does."""
    path = f"notebooks/demo_fr/{FILE}"
    notebook = call(contents.get(path))["content"]
    notebook.cells[1].source += f"\n{line}"
    call(contents.save({"type": "notebook", "format": "json", "content": notebook}, path))


def notices(kit: Kit) -> str:
    return "\n".join(map(str, check_whole_campaign(kit, "demo_fr").notices))


def test_a_draft_is_set_on_the_campaign_in_its_language_and_runs(kit: Kit, tmp_path: Path) -> None:
    parameters = kit.parameters_of("demo_fr")
    with parameters.open("a", encoding="utf-8") as file:
        file.write("ideation:\n  shortlist_length: 2\n")
    assert write_drafts(kit, "demo_fr", tmp_path / "work") == [FILE]
    notebook = nbformat.read(tmp_path / "work" / FILE, as_version=4)
    cell = next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))
    assert "campaign = 'demo_fr'  # " in cell.source
    assert "shortlist_length = 2  # " in cell.source
    assert notebook.cells[0].source.startswith("# Atelier d’idéation")
    assert not any(cell.get("outputs") for cell in notebook.cells)
    NotebookClient(notebook, resources={"metadata": {"path": str(tmp_path)}}).execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in code)
    assert "Résultat" in str([cell.outputs for cell in code])


def test_a_draft_is_listed_and_read_and_no_file_until_it_is_saved(
    kit: Kit, contents: CampaignNotebooks
) -> None:
    listed = call(contents.get("notebooks/demo_fr"))["content"]
    assert [entry["name"] for entry in listed] == [FILE]
    call(contents.get(f"notebooks/demo_fr/{FILE}"))
    assert kit.stages("demo_fr") == kit.stages()
    save(contents, "mine = 1")
    own = kit.own_notebooks("demo_fr") / FILE
    assert kit.stages("demo_fr") == {"ideation": own}
    assert kit.stages("demo") == kit.stages()
    assert "mine = 1" in own.read_text(encoding="utf-8")
    assert "mine = 1" not in (kit.notebooks / FILE).read_text(encoding="utf-8")
    assert write_drafts(kit, "demo_fr", kit.root / "again") == []


def test_check_says_when_the_kit_s_notebook_has_moved_on(
    kit: Kit, contents: CampaignNotebooks
) -> None:
    save(contents, "mine = 1")
    assert FILE not in notices(kit)
    original = kit.notebooks / FILE
    original.write_text(original.read_text(encoding="utf-8").replace("shortlist_length", "longest"))
    assert f"notebooks/demo_fr/{FILE}: le notebook du kit" in notices(kit)
    save(contents, "mine = 2")  # it was looked at
    assert FILE not in notices(kit)


def test_check_says_where_a_run_takes_another_value_than_the_notebook_shows(
    kit: Kit, contents: CampaignNotebooks
) -> None:
    save(contents, "mine = 1")
    with kit.parameters_of("demo_fr").open("a", encoding="utf-8") as file:
        file.write("ideation:\n  mine: 5\n")
    [notice] = [n for n in notices(kit).splitlines() if FILE in n]
    assert "mine" in notice
    assert "5" in notice


def test_copies_of_an_earlier_version_are_told_of(kit: Kit) -> None:
    assert len(say_lab(kit, "demo")) == 1
    (kit.root / "work/demo").mkdir(parents=True)
    (kit.root / "work/demo" / FILE).write_text("mine")
    assert "work/demo/ holds notebooks of an earlier version" in say_lab(kit, "demo")[1]


def test_a_campaign_whose_parameters_cannot_be_read_is_refused(kit: Kit) -> None:
    kit.parameters_of("demo").write_text("title: [", encoding="utf-8")
    with pytest.raises(CampaignError):
        write_drafts(kit, "demo", kit.root / "work")
