"""Which rows of a campaign are its own, and which are proposals that nobody has adapted.

A row that is marked as a proposal is the company's own once people have worked with it: a criterion
that the jury scored, an item of the checklist that has moved, a service level that names one of the
company's solutions. The others are left out of every analysis, and the reports say so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from playbook.tables import TABLES
from playbook.tables.columns import IS_PROPOSAL

Tables = Mapping[str, pd.DataFrame]
WITH_PROPOSALS = tuple(name for name, table in TABLES.items() if IS_PROPOSAL in table.column_names)


def _named(frame: pd.DataFrame, key: str, tables: Tables, other: str) -> pd.Series:
    """Whether another table refers to a row."""
    known = tables[other][key] if other in tables else []
    return frame[key].isin(known)


USED: dict[str, Callable[[pd.DataFrame, Tables], pd.Series]] = {
    "criteria": lambda frame, tables: _named(frame, "criterion_id", tables, "jury_scores"),
    "stakeholders": lambda frame, tables: (
        frame["headcount"].notna() | _named(frame, "stakeholder_id", tables, "communications")
    ),
    "run_checklist": lambda frame, _tables: (
        frame["status"].ne("todo") | frame["owner"].notna() | frame["due_on"].notna()
    ),
    "service_levels": lambda frame, tables: _named(frame, "solution_id", tables, "solutions"),
}
"""By which a row shows that people have worked with it."""


def untouched_proposals(tables: Tables) -> dict[str, int]:
    """How many rows of each table are proposals that nobody has adapted; only tables that have any.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        The campaign's.
    """
    counts = {
        name: int(_untouched(name, tables).sum()) for name in WITH_PROPOSALS if name in tables
    }
    return {name: count for name, count in counts.items() if count}


def own_tables(tables: Tables) -> dict[str, pd.DataFrame]:
    """The tables without proposals that nobody has adapted; a table left empty is absent."""
    own = dict(tables)
    for name in untouched_proposals(tables):
        kept = tables[name][~_untouched(name, tables)].reset_index(drop=True)
        if len(kept):
            own[name] = kept
        else:
            del own[name]
    return own


def _untouched(name: str, tables: Tables) -> pd.Series:
    """Which rows of a table are proposals that nobody has adapted."""
    frame = tables[name]
    marked = frame[IS_PROPOSAL].eq("yes").fillna(False)
    return marked & ~USED[name](frame, tables) if name in USED else marked
