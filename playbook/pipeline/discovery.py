"""Which stages there are: one for each notebook in notebooks/, in the order of the file names.

What the runner must know of a stage is read from its notebook, without running it: the title from
the first heading, the parameters from the cell tagged ``parameters``, and the tables that it
needs from its call of `open_stage`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playbook.files import read_file, refusal
from playbook.kit import Kit
from playbook.language import _
from playbook.parameters.own_tables import read_own_tables
from playbook.tables import TABLES

if TYPE_CHECKING:
    from nbformat import NotebookNode

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
    def step(self) -> str:
        """The step of the playbook, as the file's name says: ``1`` for ``1a_ideation``."""
        digits = re.match(r"\d+", self.path.name)
        return digits[0] if digits else ""

    @property
    def title(self) -> str:
        """The first heading, in the language being spoken; the name when there is none."""
        heading = HEADING.search(_(self.lead))
        return heading[1].strip() if heading else self.name.replace("_", " ").capitalize()


def discover_stages(kit: Kit) -> list[Stage]:
    """Read the stages of a kit, in the order of the file names."""
    own = set[str]()
    for campaign in kit.campaigns():
        path = kit.own_tables_of(campaign)
        if path.exists():
            own |= read_own_tables(path, path.name)[0].keys()
    return [read_stage(name, path, own) for name, path in kit.stages().items()]


def read_stage(name: str, path: Path, own: Container[str] = ()) -> Stage:
    """Read what the runner must know of one notebook; a broken one has a fault.

    Parameters
    ----------
    name : str
        The stage.
    path : Path
        Its notebook.
    own : container of str
        The tables that campaigns declare of their own.
    """
    from playbook.notebook_format import (
        nbformat,  # some tenths of a second, which a run without anything to do spares
    )

    try:
        notebook = nbformat.reads(read_file(path).decode(), as_version=4)
        defaults = parameter_defaults(notebook)
        needs = needed_tables(notebook)
    except OSError as error:
        return Stage(name, path, fault=str(refusal(error)))
    except Exception as error:  # a user's file may be broken in any way; the others still run
        fault = _("{file} cannot be read as a notebook: {reason}")
        return Stage(name, path, fault=fault.format(file=path.name, reason=error))
    unknown = [table for table in needs if table not in TABLES and table not in own]
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


def _lead(notebook: NotebookNode) -> str:
    """The cell of the first heading, or nothing."""
    return next(
        (cell.source for cell in _cells(notebook, "markdown") if HEADING.search(cell.source)), ""
    )


def parameter_defaults(notebook: NotebookNode) -> dict[str, Any]:
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


def needed_tables(notebook: NotebookNode) -> tuple[str, ...]:
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


def _cells(notebook: NotebookNode, kind: str) -> Iterator[NotebookNode]:
    """The cells of one kind."""
    return (cell for cell in notebook.cells if cell.cell_type == kind)
