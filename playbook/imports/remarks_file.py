"""All that an import has to say of rows, as a table that people can filter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playbook.errors import Problem
from playbook.files import write_whole
from playbook.imports.plan import Plan
from playbook.language import _
from playbook.sources.delimited import cell_separator, write_delimited


def write_remarks(plan: Plan, path: Path) -> bool:
    """Write every remark of an import, a row each; False when there is none.

    A file of an earlier import goes.
    """
    rows = [_row(kind, problem) for kind, problem in _remarks(plan)]
    if not rows:
        path.unlink(missing_ok=True)
        return False
    header = [_("File"), _("Row"), _("Cell"), _("Column"), _("Found"), _("Taken"), _("Remark")]
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, write_delimited([header, *rows], cell_separator()))
    return True


def _remarks(plan: Plan) -> Iterator[tuple[str, Problem]]:
    """Each remark with what it means for the row."""
    kinds = (
        (_("no"), plan.rejected),
        (_("in part"), plan.rejected_parts),
        (_("yes"), plan.notes),
    )
    for kind, remarks in kinds:
        for remark in remarks:
            yield kind, remark.problem()
    for note in plan.file_notes:
        yield "", note


def _row(kind: str, problem: Problem) -> list[str]:
    """One remark in words."""
    row = "" if problem.row is None else str(problem.row)
    cell, column, found = (word or "" for word in (problem.cell, problem.column, problem.found))
    return [problem.where, row, cell, column, found, kind, problem.expected]
