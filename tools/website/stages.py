"""A page a stage, from its notebook, its modules and its last report of the demo."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import nbformat
from gallery import find_pictures, gallery_page, ways  # beside this file

from playbook.kit import Kit
from playbook.pipeline.discovery import Stage, discover_stages
from playbook.tables import TABLES

DICTIONARY = "../data-dictionary.md"
PICTURED = "demo"
"""The campaign whose figures the pages of the stages show."""


def stage_pages(kit: Kit, demos: Collection[str]) -> dict[str, str]:
    """The pages, and the pictures on them, by file name; first their index.

    Parameters
    ----------
    demos : collection of str
        Those of `DEMOS` whose reports the site has: the pages show and name them.
    """
    stages = [stage for stage in discover_stages(kit, PICTURED) if not stage.is_own]
    pictures = find_pictures(kit, stages, demos)
    files = {"index.md": _index(stages), "gallery.md": gallery_page(stages, pictures, demos)}
    files |= {picture.file: picture.svg for picture in pictures.values()}
    for stage in stages:
        picture = pictures.get((stage.name, PICTURED))
        shown = ""
        if picture:
            shown = f"{picture.markdown()}\n\nFrom the report of the demo: {ways(stage, demos)}"
        files[f"{stage.name}.md"] = _page(kit, stage, shown)
    return files


def _index(stages: Iterable[Stage]) -> str:
    """The list of the stages, in their order."""
    rows = [
        f"| {stage.step} | [{stage.title}]({stage.name}.md) | `{stage.name}` | {_question(stage)} |"
        for stage in stages
    ]
    names = "\n".join(stage.name for stage in stages)
    return f"""# The stages

Each is a notebook; the [gallery](gallery.md) shows a figure of each.
`playbook run spring --stage NAME` takes the name in the third column.

| step | stage | NAME | question |
| --- | --- | --- | --- |
{chr(10).join(rows)}

```{{toctree}}
:hidden:

gallery
{names}
```
"""


def _page(kit: Kit, stage: Stage, shown: str) -> str:
    """One stage: its question, what it needs, what can be set, how it looks."""
    notebook = nbformat.read(stage.path, as_version=4)
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    used = [name for name in _tables(code) if name not in stage.needs]
    parts = [
        f"# {stage.title}",
        _question(stage),
        f"`playbook run spring --stage {stage.name}` · notebook `notebooks/{stage.path.name}`",
        shown,
        "## What it answers",
        "\n".join(f"- {heading}" for heading in _headings(notebook)),
        "## Data",
        f"Needs {_linked(stage.needs)}." if stage.needs else "Says what it can from any table.",
        f"Uses, where they are there, {_linked(used)}." if used else "",
        "Columns and codes are in the [data dictionary](../data-dictionary.md).",
        "## Parameters",
        _parameters(stage, code),
        "## Where it is computed",
        "\n".join(
            f"- `{module}`: {_first_sentence(path)}" for module, path in _modules(kit, stage.name)
        ),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _question(stage: Stage) -> str:
    """What the notebook says below its title."""
    return " ".join(stage.lead.split("\n", 1)[-1].split())


def _headings(notebook: nbformat.NotebookNode) -> Iterator[str]:
    """The questions of a notebook's sections."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            yield from re.findall(r"^## (.+)$", cell.source, re.MULTILINE)


def _tables(code: Iterable[str]) -> list[str]:
    """The tables that a notebook takes, in its order."""
    calls = re.findall(r'stage\.table\("(\w+)"', "\n".join(code))
    return list(dict.fromkeys(name for name in calls if name in TABLES))


def _linked(names: Iterable[str]) -> str:
    """Tables, each with the way to its columns."""
    return ", ".join(f"[{name}]({DICTIONARY}#{name})" for name in names)


def _parameters(stage: Stage, code: Iterable[str]) -> str:
    """What can be set for the stage alone: name, default, and what its comment says."""
    if not stage.defaults:
        return "It has none of its own."
    text = "\n".join(code)
    rows = []
    for name, default in stage.defaults.items():
        said = re.search(rf"^{name}(?::.+?)? = .*?#\s*(.+)$", text, re.MULTILINE)
        rows.append(f"| `{name}` | `{default!r}` | {said[1] if said else ''} |")
    first = next(iter(stage.defaults))
    return f"""| name | unless given | means |
| --- | --- | --- |
{chr(10).join(rows)}

Give them in `parameters/spring.yml`, under `{stage.name}:`, or for one run:
`playbook run spring -p {stage.name}.{first}={stage.defaults[first]}`"""


def _modules(kit: Kit, stage: str) -> Iterator[tuple[str, Path]]:
    """The modules of a stage, by their full names."""
    for path in sorted((kit.root / "playbook/stages" / stage).glob("*.py")):
        if path.stem != "__init__":
            yield f"playbook.stages.{stage}.{path.stem}", path


def _first_sentence(path: Path) -> str:
    """What a module says that it answers."""
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return said.split("\n\n")[0].replace("\n", " ")
