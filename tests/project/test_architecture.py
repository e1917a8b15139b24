"""What docs/architecture.md says of the rooms is so."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "playbook"
PAGE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
MOST_LOOSE_MODULES = 5


def rooms() -> list[str]:
    """The rooms as the page lists them, from the top; several in a line follow each other."""
    lines = PAGE.split("| room |")[1].split("\n\n")[0].splitlines()[2:]
    return [
        room.rstrip("/") for line in lines for room in re.findall(r"`([^`]+)`", line.split("|")[1])
    ]


def imports() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Who imports whom, as the parts of their names below the package."""
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
                if node.module == "playbook":
                    names = [f"playbook.{alias.name}" for alias in node.names]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            for name in names:
                if name.startswith("playbook."):
                    yield parts, tuple(name.split(".")[1:])


def test_the_page_lists_every_room_and_no_other() -> None:
    there = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    loose = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"}
    assert sorted(rooms()) == sorted(there | loose)
    assert len(loose) <= MOST_LOOSE_MODULES


def test_imports_go_down_the_list_and_never_up() -> None:
    level = {room: number for number, room in enumerate(rooms())}
    upwards = [
        f"{'/'.join(own)} imports {'.'.join(other)}"
        for own, other in imports()
        if {own[0], other[0]} <= set(level) and level[other[0]] < level[own[0]]
    ]
    assert upwards == []


def test_stages_meet_only_through_tables() -> None:
    between = [
        f"{'/'.join(own)} imports {'.'.join(other)}"
        for own, other in imports()
        if own[0] == other[0] == "stages" and other[1] not in (own[1], "shared")
    ]
    reading = {"campaign", "sources", "workbooks", "files", "kit", "parameters", "notebook_format"}
    assert between == []
    assert [own for own, other in imports() if own[0] == "stages" and other[0] in reading] == []


def test_no_module_of_a_stage_hands_on_the_names_of_another() -> None:
    for path in (PACKAGE / "stages").glob("*/__init__.py"):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        assert [type(node) for node in body] == [ast.Expr], path


def test_a_room_loads_nothing_that_draws_or_writes_pages_before_a_result_is_shown() -> None:
    drawing = {"matplotlib", "seaborn", "scipy.stats", "sklearn"}
    writing = {"nbformat", "nbconvert", "xlsxwriter"}
    code = (
        "import sys\n"
        "import playbook.cli.live\n"
        "from playbook.live.serving import supervisor\n"
        "from playbook.live.panels import PANELS\n"
        "for panel in PANELS:\n"
        "    __import__(f'playbook.live.panels.{panel}')\n"
        "print(*sys.modules)"
    )
    command = [sys.executable, "-c", code]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert "playbook.live.panels.pulse" in loaded.split()
    assert (drawing | writing) & set(loaded.split()) == set()


@pytest.mark.parametrize("place", sorted(set(re.findall(r"`([a-z_]+/[a-z_/.]+)`", PAGE))))
def test_a_place_that_the_page_names_is_there(place: str) -> None:
    found = [folder / place for folder in (ROOT, PACKAGE, *PACKAGE.glob("*/"))]
    assert any(path.exists() or path.with_suffix(".py").exists() for path in found)
