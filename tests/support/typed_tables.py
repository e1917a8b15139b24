"""Tables typed as the kit reads them, from a few words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from playbook.tables import TABLES
from playbook.tables.raw import RawTable
from playbook.tables.reading import read_table

SCALES = {"rating": (1.0, 5.0), "jury": (0.0, 5.0)}


def typed(name: str, *rows: str, columns: str | None = None) -> pd.DataFrame:
    """Read rows such as ``"S1, 2026-01-31, , yes"``; an empty cell is missing.

    Parameters
    ----------
    name : str
        The table.
    *rows : str
        The cells, separated by commas.
    columns : str, optional
        The headers, separated by commas; all of the table's unless given.
    """
    header: Sequence[str] = TABLES[name].column_names
    if columns is not None:
        header = [word.strip() for word in columns.split(",")]
    cells = [(n, [word.strip() for word in row.split(",")]) for n, row in enumerate(rows, start=2)]
    read = read_table(RawTable(f"{name}.csv", header, cells), TABLES[name], SCALES)
    assert not read.problems, read.problems
    return read.frame.reset_index(drop=True)


SOLUTIONS = typed("solutions", "S1, Kelvio, Kelvio Ltd, turnkey,", "S2, Voxa, Telvane, turnkey,")
