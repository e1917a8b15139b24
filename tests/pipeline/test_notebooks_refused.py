"""Never another campaign's data: notebooks that would show them are refused, in words."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from support.small_kit import add_notebook, make_small_kit, opening

from playbook.errors import PlaybookError
from playbook.kit import Kit
from playbook.pipeline.check import check_whole_campaign
from playbook.pipeline.discovery import read_stage
from playbook.pipeline.run import run_campaign
from playbook.report.manifest import Status

PARAMETERS = 'campaign = "demo"\nlimit = 1'


@pytest.fixture
def small(tmp_path: Path) -> Kit:
    return make_small_kit(tmp_path)


def change(path: Path, **changes: object) -> None:
    """Change a notebook: ``untag`` takes all tags away, ``metadata`` takes the place of its own."""
    notebook = nbformat.read(path, as_version=4)
    if "metadata" in changes:
        notebook.metadata = nbformat.from_dict(changes["metadata"])
    if "untag" in changes:
        for cell in notebook.cells:
            cell.metadata.pop("tags", None)
    if "tag" in changes:
        notebook.cells[int(str(changes["tag"]))].metadata["tags"] = ["parameters"]
    nbformat.write(notebook, path)


def fault(kit: Kit, *cells: str, **changes: object) -> str:
    path = add_notebook(kit, "3_own", "# Mine\n\nWhat?", *cells)
    change(path, **changes)
    found = read_stage(kit, "own", path).fault
    return "" if found is None else str(found)


def test_a_sound_notebook_is_not_refused(small: Kit) -> None:
    cells = (PARAMETERS, "%matplotlib inline\nf(campaign=campaign)", opening("own"))
    assert fault(small, *cells) == ""


@pytest.mark.parametrize(
    ("cells", "changes", "expected"),
    [
        ((PARAMETERS, opening("own")), {"untag": True}, "cell 2 sets “campaign” outside"),
        ((PARAMETERS, 'campaign = "demo"'), {}, "cell 3 sets “campaign” outside"),
        ((PARAMETERS, '%time 1\nif 1:\n    campaign = "demo"'), {}, "cell 3 sets “campaign”"),
        ((PARAMETERS, 'campaign = "demo"\n$ ?'), {}, "cell 3 sets “campaign” outside"),
        ((PARAMETERS, 'campaign: str = "demo"'), {"tag": 2}, "cell 3 sets “campaign” outside"),
        ((PARAMETERS, "limit = 2"), {"tag": 2}, "tagged “parameters” (2, 3)"),
        (("limit = 1", opening("own")), {}, "no cell tagged “parameters” sets “campaign”"),
        ((PARAMETERS, opening("ideation")), {}, 'open_stage("own", …)'),
        ((PARAMETERS,), {"metadata": {}}, "which kernel runs it"),
        ((PARAMETERS,), {"metadata": {"language_info": {"name": "R"}}}, "written in R"),
        ((PARAMETERS, opening("own", needs="nothing")), {}, "do not exist: nothing."),
    ],
)
def test_a_notebook_that_would_mislead_is_refused_and_what_to_do_is_said(
    small: Kit, cells: tuple[str, ...], changes: dict[str, object], expected: str
) -> None:
    said = fault(small, *cells, **changes)
    assert said.startswith("notebooks/3_own.ipynb: ")
    assert expected in said


def test_a_cell_that_papermill_left_is_not_the_person_s(small: Kit) -> None:
    path = add_notebook(small, "3_own", "# Mine\n\nWhat?", PARAMETERS, 'campaign = "spring"')
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[2].metadata["tags"] = ["injected-parameters"]
    nbformat.write(notebook, path)
    assert read_stage(small, "own", path).fault is None


def test_while_a_campaign_is_run_no_other_is_opened(small: Kit) -> None:
    other = small.parameters_of("small").read_text().replace("language: en", "language: fr")
    small.parameters_of("other").write_text(other.replace("A small", "Another"))
    by_name = opening("own").replace("campaign,", '"sm" + "all",')
    add_notebook(small, "own", "# Mine\n\nWhat?", 'campaign = "x"', by_name, "stage.summary()")
    assert run_campaign(small, "small").manifest.stages[0].status is Status.DONE
    [record] = run_campaign(small, "other").manifest.stages
    assert record.status is Status.FAILED
    assert "« small »" in record.reason.replace("\u00a0", " ")
    assert "« other »" in record.reason.replace("\u00a0", " ")


def test_a_refusal_is_listed_by_check_in_the_campaign_s_language_and_fails_alone(
    tmp_path: Path,
) -> None:
    kit = make_small_kit(tmp_path, language="fr")
    path = add_notebook(kit, "3_own", "# Mine\n\nWhat?", PARAMETERS, opening("own"))
    change(path, untag=True)
    add_notebook(kit, "4_good", "# Good\n\nWhat?", PARAMETERS, opening("good"), "stage.summary()")
    (notice,) = (n for n in check_whole_campaign(kit, "small").notices if "3_own" in n.where)
    assert "la cellule 2" in str(notice)
    manifest = run_campaign(kit, "small").manifest
    bad, good = manifest.stages
    assert (bad.status, good.status) == (Status.FAILED, Status.DONE)
    assert "la cellule 2" in bad.reason


@pytest.mark.parametrize("name", ["Untitled", "Untitled3", "1a_own-Copy1"])
def test_a_notebook_without_a_name_is_left_aside_and_said(small: Kit, name: str) -> None:
    add_notebook(small, name, "# Mine\n\nWhat?", PARAMETERS, opening("own"))
    assert small.stages("small") == {}
    (notice,) = check_whole_campaign(small, "small").notices
    assert str(notice).startswith(f"notebooks/{name}.ipynb: it is left aside")


def test_two_notebooks_of_one_stage_are_refused(small: Kit) -> None:
    for name in ("1a_own", "9_own"):
        add_notebook(small, name, "# Mine\n\nWhat?", PARAMETERS)
    expected = "notebooks/1a_own.ipynb and notebooks/9_own.ipynb would both be the stage “own”"
    with pytest.raises(PlaybookError, match=expected):
        small.stages()


def test_a_campaign_s_own_notebook_takes_the_place_of_the_kit_s_for_it_alone(small: Kit) -> None:
    cells = ("# The kit's\n\nWhat?", PARAMETERS, opening("own"), "stage.summary()")
    add_notebook(small, "3_own", *cells)
    assert run_campaign(small, "small").manifest.stages[0].title == "The kit's"
    own = small.own_notebooks("small")
    own.mkdir()
    add_notebook(small, "small/3_own", "# Our own\n\nWhat?", *cells[1:])
    add_notebook(small, "small/4_more", "# One more\n\nWhat?", PARAMETERS)
    outcome = run_campaign(small, "small")
    assert [(r.title, r.source) for r in outcome.manifest.stages] == [
        ("Our own", "notebooks/small/3_own.ipynb"),
        ("One more", "notebooks/small/4_more.ipynb"),
    ]
    page = (small.reports_of("small") / "own.html").read_text(encoding="utf-8")
    assert "notebooks/small/3_own.ipynb" in page
    assert json.loads((small.reports_of("small") / "manifest.json").read_text())["given"] == {}
    assert not run_campaign(small, "small").ran
    (own / "3_own.ipynb").unlink()
    assert run_campaign(small, "small").manifest.stages[0].title == "The kit's"


def test_the_folder_of_the_panels_is_no_campaign_s(small: Kit) -> None:
    with pytest.raises(PlaybookError, match="holds the panels"):
        small.parameters_of("live")
