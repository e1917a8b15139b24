"""The project's own files hold together: dependencies, pages made from the code, catalogues."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pytest
from packaging.requirements import Requirement
from packaging.version import Version
from ruamel.yaml import YAML

from playbook.kit import Kit

ROOT = Path(__file__).parents[2]
KIT = Kit(ROOT)
STAGES = {n: p for n, p in KIT.stages().items() if not (KIT.own_stages / n).exists()}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def requirements() -> dict[str, Requirement]:
    found = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
    return {requirement.name: requirement for requirement in found}


def test_the_conda_environment_asks_for_what_the_project_asks_for() -> None:
    environment = YAML(typ="safe").load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    plain = [Requirement(line) for line in environment["dependencies"] if isinstance(line, str)]
    conda = {requirement.name: str(requirement.specifier) for requirement in plain}
    tests = [Requirement(text) for text in PROJECT["dependency-groups"]["test"]]
    wanted = {name: str(requirement.specifier) for name, requirement in requirements().items()}
    wanted |= {r.name: str(r.specifier) for r in tests if r.name in ("nbval", "pytest")}
    wanted |= {"python": PROJECT["project"]["requires-python"], "pip": ""}
    assert conda == wanted
    assert {"pip": ["-e ."]} in environment["dependencies"]


def test_the_lock_holds_every_dependency_in_a_version_that_is_asked_for() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    locked = {package["name"]: package.get("version") for package in lock["package"]}
    for name, requirement in requirements().items():
        version = locked[re.sub(r"[-_.]+", "-", name).lower()]
        assert Version(version) in requirement.specifier, name
    kit = next(p for p in lock["package"] if p["name"] == PROJECT["project"]["name"])
    wanted = kit["metadata"]["requires-dist"]
    declared = {(r["name"], r.get("specifier", "")) for r in wanted if "marker" not in r}
    assert declared == {
        (re.sub(r"[-_.]+", "-", name).lower(), str(requirement.specifier))
        for name, requirement in requirements().items()
    }


MADE = ["licences.py", "make_docs.py", "messages.py", "execute_notebooks.py change_messages"]


@pytest.mark.parametrize("tool", MADE)
def test_what_is_made_from_the_code_does_not_lag_behind(tool: str) -> None:
    name, *arguments = tool.split()
    command = [sys.executable, f"tools/{name}", "--check", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("stage", STAGES)
def test_a_committed_notebook_is_executed_from_top_to_bottom(stage: str) -> None:
    notebook = nbformat.read(STAGES[stage], as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    kinds = {output.output_type for cell in code for output in cell.outputs}
    assert "error" not in kinds
    assert sum(bool(cell.outputs) for cell in code) >= len(code) / 2


@pytest.mark.parametrize("stage", STAGES)
def test_a_notebook_tells_a_story_and_leaves_the_plumbing_to_helpers(stage: str) -> None:
    notebook = nbformat.read(STAGES[stage], as_version=4)
    assert notebook.cells[0].source.startswith("# ")
    assert "?" in notebook.cells[0].source
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    code = [cell.source for cell in cells]
    assert sum("answer" not in cell.metadata.get("tags", []) for cell in cells) <= 24
    lengths = sorted(len(source.split("\n")) for source in code)
    assert lengths[len(lengths) // 2] <= 5
    for source in code:
        plumbing = (ast.FunctionDef, ast.ClassDef, ast.With, ast.Try, ast.While)
        assert not any(isinstance(node, plumbing) for node in ast.walk(ast.parse(source)))
        assert "open(" not in source
    assert code[-1] == "stage.summary()"


def test_help_answers_at_once_because_nothing_heavy_is_imported() -> None:
    code = (
        "import sys\nfrom playbook.cli import app\n"
        "heavy = {'pandas', 'numpy', 'matplotlib', 'papermill', 'nbconvert', 'pydantic'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_readme_quotes_the_measured_figures_and_nothing_else() -> None:
    sys.path.insert(0, str(ROOT))
    from benchmarks.page import PAGE, quoted

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert quoted(readme) == readme
    assert PAGE.read_text(encoding="utf-8").count("| Cold run") >= 6
