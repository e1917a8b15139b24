"""What a new campaign starts from: rows of its tables that the booklet proposes."""

from __future__ import annotations

from typing import Any

import pandas as pd

from playbook.content.booklet import FOLDER, Booklet
from playbook.errors import PlaybookError
from playbook.tables import TABLES
from playbook.tables.columns import IS_PROPOSAL
from playbook.tables.raw import RawTable
from playbook.tables.reading import read_table

PROPOSED = ("examples", "criteria", "stakeholders", "run_checklist", "service_levels")
ALWAYS = {"run_checklist": {"status": "todo"}}


def proposed_tables(
    booklet: Booklet, scales: dict[str, tuple[float, float]]
) -> dict[str, pd.DataFrame]:
    """The rows that the booklet proposes, typed by the contract and marked as proposals.

    Parameters
    ----------
    booklet : Booklet
        In the campaign's language.
    scales : mapping of str to (float, float)
        The campaign's scales.

    Raises
    ------
    PlaybookError
        When a company's own content has a row that its table cannot hold.
    """
    promised: list[dict[str, Any]] = [
        {
            "solution_id": level.solution,
            "criticality": level.criticality,
            "availability_target": level.availability_target,
            "level1_hours": level.level1,
        }
        for level in booklet.service_levels
    ]
    rows = {name: getattr(booklet, name) for name in PROPOSED} | {"service_levels": promised}
    return {name: _proposed(name, rows[name], scales) for name in PROPOSED}


def _proposed(
    name: str, rows: list[dict[str, Any]], scales: dict[str, tuple[float, float]]
) -> pd.DataFrame:
    """One table of proposals."""
    full = [{**ALWAYS.get(name, {}), **row, IS_PROPOSAL: "yes"} for row in rows]
    header = list(dict.fromkeys(key for row in full for key in row))
    cells = [["" if row.get(key) is None else str(row[key]) for key in header] for row in full]
    raw = RawTable(f"{FOLDER}, {name}", header, list(enumerate(cells, start=1)), False)
    read = read_table(raw, TABLES[name], scales)
    problems = [*read.problems, *(notice for notice in read.notices if full)]
    if problems:
        raise PlaybookError(str(problems[0]))
    return read.frame.reset_index(drop=True)
