"""Tables of a campaign as the kit reads them, from a few words in a test."""

from __future__ import annotations

import pandas as pd

from playbook.tables import TABLES
from playbook.tables.raw import RawTable
from playbook.tables.reading import read_table

SCALES = {"rating": (1.0, 5.0), "jury": (0.0, 5.0)}


def small_table(name: str, header: str = "", *rows: str) -> pd.DataFrame:
    """Type a table; header and rows are words separated by ``|``, an empty one is missing."""
    cells = [(number, row.split("|")) for number, row in enumerate(rows, start=2)]
    columns = header.split("|") if header else [c.name for c in TABLES[name].columns]
    read = read_table(RawTable(f"{name}.csv", columns, cells), TABLES[name], SCALES)
    assert read.problems == []
    return read.frame.reset_index(drop=True)
