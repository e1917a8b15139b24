"""Which stages there are: one for each notebook in notebooks/, in the order of the file names.

What the runner must know of a stage is read from its notebook, without running it: the title from
the first heading, the parameters from the cell tagged ``parameters``, and the tables that it
needs from its call of `open_stage`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import nbformat

from playbook.campaign import CheckedCampaign, check_campaign
from playbook.errors import Problem
from playbook.kit import Kit
from playbook.language import _, speaking
from playbook.tables import TABLES
from playbook.tables.matching import nearest

HEADING = re.compile(r"^#\s+(.+)$", re.MULTILINE)
CAMPAIGN = "campaign"


@dataclass(frozen=True)
class Stage:
    """A notebook as the runner sees it.

    Attributes
    ----------
    name : str
        As `Kit.stages` derives it from the file's name.
    lead : str
        The cell of the first heading: a message of the catalogue.
    needs : tuple of str
        The tables without which it has nothing to say.
    defaults : dict of str to value
        Its own parameters with their defaults; ``campaign`` is not among them.
    takes_campaign : bool
        Whether its parameters cell has ``campaign``.
    fault : str
        Why the notebook cannot be run, or nothing.
    """

    name: str
    path: Path
    lead: str = ""
    needs: tuple[str, ...] = ()
    defaults: Mapping[str, Any] = field(default_factory=dict)
    takes_campaign: bool = False
    fault: str = ""

    @property
    def title(self) -> str:
        """The first heading, in the language being spoken; the name when there is none."""
        heading = HEADING.search(_(self.lead))
        return heading[1].strip() if heading else self.name.replace("_", " ").capitalize()


def discover_stages(kit: Kit) -> list[Stage]:
    """Read the stages of a kit, in the order of the file names."""
    return [read_stage(name, path) for name, path in kit.stages().items()]


def read_stage(name: str, path: Path) -> Stage:
    """Read what the runner must know of one notebook; a broken one has a fault."""
    try:
        notebook = nbformat.read(path, as_version=4)
        defaults = parameter_defaults(notebook)
        needs = needed_tables(notebook)
    except Exception as error:  # a user's file may be broken in any way; the others still run
        fault = _("{file} cannot be read as a notebook: {reason}")
        return Stage(name, path, fault=fault.format(file=path.name, reason=error))
    unknown = [table for table in needs if table not in TABLES]
    fault = _("{file} needs tables that do not exist: {tables}") if unknown else ""
    return Stage(
        name,
        path,
        lead=_lead(notebook),
        needs=needs,
        defaults={key: value for key, value in defaults.items() if key != CAMPAIGN},
        takes_campaign=CAMPAIGN in defaults,
        fault=fault.format(file=path.name, tables=", ".join(unknown)),
    )


def _lead(notebook: nbformat.NotebookNode) -> str:
    """The cell of the first heading, or nothing."""
    return next(
        (cell.source for cell in _cells(notebook, "markdown") if HEADING.search(cell.source)), ""
    )


def parameter_defaults(notebook: nbformat.NotebookNode) -> dict[str, Any]:
    """The names and values that the cell tagged ``parameters`` sets, one a line.

    Raises
    ------
    ValueError
        When a line there is anything but a name and a plain value.
    """
    defaults: dict[str, Any] = {}
    for cell in _cells(notebook, "code"):
        if "parameters" not in cell.metadata.get("tags", []):
            continue
        for statement in ast.parse(cell.source).body:
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    defaults[name] = ast.literal_eval(value)
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                    defaults[name] = ast.literal_eval(value)
                case _:
                    line = ast.unparse(statement).splitlines()[0]
                    raise ValueError(
                        f"the parameters cell holds more than names and values: {line}"
                    )
    return defaults


def needed_tables(notebook: nbformat.NotebookNode) -> tuple[str, ...]:
    """The tables that the notebook's call of `open_stage` says it needs."""
    for cell in _cells(notebook, "code"):
        if "open_stage(" not in cell.source:
            continue
        for node in ast.walk(ast.parse(cell.source)):
            match node:
                case ast.Call(func=ast.Name(id="open_stage"), keywords=keywords):
                    found = [ast.literal_eval(k.value) for k in keywords if k.arg == "needs"]
                    return tuple(found[0]) if found else ()
    return ()


def _cells(notebook: nbformat.NotebookNode, kind: str) -> Iterator[nbformat.NotebookNode]:
    """The cells of one kind."""
    return (cell for cell in notebook.cells if cell.cell_type == kind)


def check_whole_campaign(kit: Kit, name: str, stages: Sequence[Stage]) -> CheckedCampaign:
    """Check a campaign's data and parameters, and the parameters of each stage, in one go."""
    checked = check_campaign(kit, name)
    if checked.parameters is None:
        return checked
    shown = f"parameters/{name}.yml"
    with speaking(checked.language):
        problems = [
            problem
            for stage in stages
            if not stage.fault
            for problem in check_own_parameters(
                stage, checked.parameters.stages.get(stage.name, {}), shown
            )
        ]
    return replace(checked, problems=(*checked.problems, *problems))


def check_own_parameters(stage: Stage, given: Mapping[str, Any], shown: str) -> list[Problem]:
    """Check a campaign's parameters for one stage against the notebook's own.

    Papermill would inject an unknown name as code, and let a wrong type pass.

    Parameters
    ----------
    stage : Stage
        The stage.
    given : mapping of str to value
        The section of the campaign's YAML under the stage's name.
    shown : str
        What to call the YAML in messages.
    """
    problems: list[Problem] = []
    for name, value in given.items():
        column = f"{stage.name}.{name}"
        if name not in stage.defaults:
            expected = _("unknown parameter of this stage.")
            meant = nearest(name, stage.defaults)
            if meant is not None:
                expected += " " + _("Did you mean {name}?").format(name=meant)
            problems.append(Problem(shown, expected, column=column, is_parameter=True))
        elif not _same_type(value, stage.defaults[name]):
            expected = _("expected a value like the notebook's own, {default}.")
            default = repr(stage.defaults[name])
            problems.append(
                Problem(
                    shown,
                    expected.format(default=default),
                    column=column,
                    is_parameter=True,
                    found=str(value),
                )
            )
    return problems


def _same_type(value: Any, default: Any) -> bool:
    """Whether a value has the type of the default; a whole number passes for a number."""
    if isinstance(default, bool) or isinstance(value, bool):
        return type(value) is type(default)
    if isinstance(default, float):
        return isinstance(value, int | float)
    if isinstance(default, list):
        return isinstance(value, list) and all(
            _same_type(item, default[0]) for item in value if default
        )
    return type(value) is type(default)
