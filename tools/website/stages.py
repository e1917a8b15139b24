"""A page a stage, from its notebook, its modules and its last report of the demo."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat

from playbook.kit import Kit
from playbook.pipeline.discovery import Stage, discover_stages
from playbook.report.manifest import STEERING
from playbook.tables import TABLES

DICTIONARY = "../data-dictionary.md"
DEMO = "demo"
DEMOS = {DEMO: "the whole page", "demo_fr": "en français"}


@dataclass(frozen=True)
class Picture:
    """A figure of a report: its SVG, and what it shows in words."""

    svg: str
    alt: str


def stage_pages(kit: Kit, demos: Collection[str]) -> dict[str, str]:
    """The pages, and the pictures on them, by file name; first their index.

    Parameters
    ----------
    demos : collection of str
        Those of `DEMOS` whose reports the site has: the pages show and name them.
    """
    stages = [stage for stage in discover_stages(kit, DEMO) if not stage.is_own]
    files: dict[str, str] = {"index.md": _index(stages)}
    for stage in stages:
        picture = None
        if DEMO in demos:
            folder = kit.reports_of(DEMO) / "notebooks"
            picture = first_picture(folder / f"{stage.name}.ipynb")
        files[f"{stage.name}.md"] = _page(kit, stage, picture, demos)
        if picture:
            files[f"{stage.name}.svg"] = picture.svg
    return files


def first_picture(notebook: Path) -> Picture | None:
    """The first figure of an executed notebook; None where it was not run or has none."""
    if not notebook.exists():
        return None
    cells = nbformat.read(notebook, as_version=4).cells
    for output in (output for cell in cells for output in cell.get("outputs", [])):
        svg = output.get("data", {}).get("image/svg+xml")
        if svg:
            return Picture(svg, output.metadata["image/svg+xml"]["alt"])
    return None


def _index(stages: Iterable[Stage]) -> str:
    """The list of the stages, in their order."""
    rows = [
        f"| {stage.step} | [{stage.title}]({stage.name}.md) | `{stage.name}` | {_question(stage)} |"
        for stage in stages
    ]
    names = "\n".join(stage.name for stage in stages)
    return f"""# The stages

Each is a notebook. `playbook run spring --stage NAME` takes the name in the third column.

| step | stage | NAME | question |
| --- | --- | --- | --- |
{chr(10).join(rows)}

```{{toctree}}
:hidden:

{names}
```
"""


def _page(kit: Kit, stage: Stage, picture: Picture | None, demos: Collection[str]) -> str:
    """One stage: its question, what it needs, what can be set, how it looks."""
    notebook = nbformat.read(stage.path, as_version=4)
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    used = [name for name in _tables(code) if name not in stage.needs]
    parts = [
        f"# {stage.title}",
        _question(stage),
        f"`playbook run spring --stage {stage.name}` · notebook `notebooks/{stage.path.name}`",
        _shown(stage, picture, demos),
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


def _shown(stage: Stage, picture: Picture | None, demos: Collection[str]) -> str:
    """A figure of the demo's report, and the way to the whole."""
    if picture is None:
        return ""
    alt = re.sub(r"[\[\]]", "", " ".join(picture.alt.split()))
    page = "index.html" if stage.name == STEERING else f"{stage.name}.html"
    ways = " · ".join(
        f'<a href="../{demo}/{page}">{words}</a>' for demo, words in DEMOS.items() if demo in demos
    )
    return f"![{alt}]({stage.name}.svg)\n\nFrom the report of the demo: {ways}"


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
