"""Which stages there are: one for each notebook in notebooks/, in the order of the file names.

What the runner must know of a stage is read from its notebook, without running it: the title from
the first heading, the parameters from the cell tagged ``parameters``, and the tables that it
needs from its call of `open_stage`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playbook.errors import Problem
from playbook.files import unreadable
from playbook.kit import Kit
from playbook.language import _
from playbook.parameters.own_tables import read_own_tables
from playbook.pipeline.faults import CAMPAIGN, TAG, Opening, find_fault
from playbook.tables import TABLES

if TYPE_CHECKING:
    from nbformat import NotebookNode

HEADING = re.compile(r"^#\s+(.+)$", re.MULTILINE)
STAMP, SAVED_BESIDE = "playbook", "kit_notebook"
"""Where a notebook's metadata say which one of the kit's it was last saved beside."""


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
    is_own : bool
        Whether it is the campaign's own, and not the kit's.
    saved_beside : str
        The fingerprint of the kit's notebook beside which `playbook lab` last saved it.
    fault : Problem, optional
        Why the notebook cannot be run.
    """

    name: str
    path: Path
    lead: str = ""
    needs: tuple[str, ...] = ()
    defaults: Mapping[str, Any] = field(default_factory=dict)
    takes_campaign: bool = False
    is_own: bool = False
    saved_beside: str = ""
    fault: Problem | None = None

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


def discover_stages(kit: Kit, campaign: str) -> list[Stage]:
    """Read the stages of a campaign, in the order of the file names."""
    return [read_stage(kit, name, path) for name, path in kit.stages(campaign).items()]


def own_names(kit: Kit) -> set[str]:
    """The tables that the kit's campaigns declare of their own, by their names."""
    names = set[str]()
    for campaign in kit.campaigns():
        path = kit.own_tables_of(campaign)
        if path.exists():
            names |= read_own_tables(path, path.name)[0].keys()
    return names


def read_stage(kit: Kit, name: str, path: Path) -> Stage:
    """Read what the runner must know of one notebook; a broken one has a fault."""
    from playbook.notebook_format import (
        read_notebook,  # some tenths of a second, which a run without anything to do spares
    )

    shown = path.relative_to(kit.root).as_posix()
    try:
        notebook = read_notebook(path)
        defaults = parameter_defaults(notebook)
        call = opening(notebook)
    except OSError as error:
        return Stage(name, path, fault=Problem(shown, unreadable(error)))
    except Exception as error:  # a user's file may be broken in any way; the others still run
        fault = _("it cannot be read as a notebook: {reason}").format(reason=error)
        return Stage(name, path, fault=Problem(shown, fault))
    takes_campaign = CAMPAIGN in defaults
    own = own_names(kit) if call and set(call.needs) - set(TABLES) else ()
    fault = find_fault(name, notebook, call, own, takes_campaign=takes_campaign)
    return Stage(
        name,
        path,
        lead=_lead(notebook),
        needs=call.needs if call else (),
        defaults={key: value for key, value in defaults.items() if key != CAMPAIGN},
        takes_campaign=CAMPAIGN in defaults,
        is_own=path.parent != kit.notebooks,
        saved_beside=notebook.metadata.get(STAMP, {}).get(SAVED_BESIDE, ""),
        fault=Problem(shown, fault) if fault else None,
    )


def unnamed(kit: Kit, path: Path) -> Problem:
    """Say that a notebook is not run, since nobody has given it a name."""
    expected = _(
        "it is left aside, since it has no name of its own yet: call it 6a_my_stage.ipynb, for"
        " instance, and it is run and reported as the stage my_stage."
    )
    return Problem(path.relative_to(kit.root).as_posix(), expected)


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
        if TAG not in cell.metadata.get("tags", []):
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


def opening(notebook: NotebookNode) -> Opening | None:
    """The notebook's first call of `open_stage`."""
    for cell in _cells(notebook, "code"):
        if "open_stage(" not in cell.source:
            continue
        for node in ast.walk(ast.parse(cell.source)):
            match node:
                case ast.Call(func=ast.Name(id="open_stage"), args=args, keywords=keywords):
                    words = [str(a.value) for a in args[:1] if isinstance(a, ast.Constant)]
                    found = [ast.literal_eval(k.value) for k in keywords if k.arg == "needs"]
                    return Opening(words[0] if words else None, tuple(found[0]) if found else ())
    return None


def _cells(notebook: NotebookNode, kind: str) -> Iterator[NotebookNode]:
    """The cells of one kind."""
    return (cell for cell in notebook.cells if cell.cell_type == kind)
