"""Why a notebook is not run: what would show another campaign's data, or could not be executed.

A notebook says which campaign it is on in the cell tagged ``parameters``: Papermill puts the value
of a run after that cell, and any later assignment would undo it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook.language import _
from playbook.tables import TABLES

if TYPE_CHECKING:
    from nbformat import NotebookNode

CAMPAIGN = "campaign"
TAG = "parameters"
LEFT_BY_PAPERMILL = "injected-parameters"
MAGIC = re.compile(r"^(\s*)[%!?].*$", re.MULTILINE)
ASSIGNED = re.compile(rf"^{CAMPAIGN}\s*(:[^=\n]+)?=(?!=)", re.MULTILINE)


@dataclass(frozen=True)
class Opening:
    """A notebook's call of `open_stage`: the stage, where it is written out, and what it needs."""

    stage: str | None
    needs: tuple[str, ...]


def find_fault(
    name: str,
    notebook: NotebookNode,
    call: Opening | None,
    own: Container[str] = (),
    *,
    takes_campaign: bool,
) -> str:
    """Say why a notebook cannot be run, and what is to be done about it; nothing when it can be.

    Parameters
    ----------
    name : str
        The stage that it is.
    notebook : NotebookNode
        The notebook.
    call : Opening, optional
        How it opens its stage.
    own : container of str
        The tables that campaigns declare of their own.
    takes_campaign : bool
        Whether its cell of parameters has the campaign.
    """
    needs = call.needs if call else ()
    unknown = [table for table in needs if table not in TABLES and table not in own]
    if fault := _kernel_fault(notebook) or _parameters_fault(notebook):
        return fault
    if call and not takes_campaign:
        message = _("it opens a stage, but no cell tagged “parameters” sets “campaign”. {do}")
        return message.format(do=_how_to_tag())
    if call and call.stage not in (None, name):
        message = _(
            "it opens the stage “{stage}”, whose results it would overwrite: let"
            ' it say open_stage("{name}", …), after the name of the file.'
        )
        return message.format(stage=call.stage, name=name)
    if unknown:
        message = _("it needs tables that do not exist: {tables}.")
        return message.format(tables=", ".join(unknown))
    return ""


def _parameters_fault(notebook: NotebookNode) -> str:
    """What is wrong with where the notebook sets its parameters."""
    tagged = [number for number, cell in _code(notebook) if TAG in cell.metadata.get("tags", [])]
    for number, cell in _code(notebook):
        if number not in tagged[:1] and _sets_campaign(cell):
            message = _(
                "cell {number} sets “campaign” outside the first cell tagged “parameters”:"
                " run on another campaign, it would show the data of this one. {do}"
            )
            return message.format(number=number, do=_how_to_tag())
    if len(tagged) > 1:
        message = _(
            "several of its cells are tagged “parameters” ({numbers}): put all parameters into the"
            " first one."
        )
        return message.format(numbers=", ".join(map(str, tagged)))
    return ""


def _how_to_tag() -> str:
    """How a cell gets the tag, for people who have never done it."""
    return _(
        'Let one cell near the top, and no other, say campaign = "demo", and'
        " tag it: in JupyterLab, click the cell, open the gears at the top"
        " right, and add the tag “parameters”."
    )


def _kernel_fault(notebook: NotebookNode) -> str:
    """Why the notebook's metadata do not let it be run."""
    language = notebook.metadata.get("language_info", {}).get("name")
    language = language or notebook.metadata.get("kernelspec", {}).get("language")
    if not language:
        return _(
            "it does not say which kernel runs it: open it in JupyterLab, choose Python 3 at the"
            " top right, and save it."
        )
    if language != "python":
        message = _(
            "it is written in {language}, and the kit runs Python: choose a Python kernel for it,"
            " or move it out of notebooks/."
        )
        return message.format(language=language)
    return ""


def _code(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    """The code cells with their numbers among all cells; what Papermill put in is none."""
    number = 0
    for cell in notebook.cells:
        if LEFT_BY_PAPERMILL in cell.metadata.get("tags", []):
            continue
        number += 1
        if cell.cell_type == "code":
            yield number, cell


def _sets_campaign(cell: NotebookNode) -> bool:
    """Whether a cell gives ``campaign`` a value, wherever in it."""
    if CAMPAIGN not in cell.source:
        return False
    try:
        tree = ast.parse(MAGIC.sub(r"\1pass", cell.source))
    except SyntaxError:  # which the run will say, if the cell is reached
        return bool(ASSIGNED.search(cell.source))
    return any(
        isinstance(node, ast.Name) and node.id == CAMPAIGN and isinstance(node.ctx, ast.Store)
        for node in ast.walk(tree)
    )
