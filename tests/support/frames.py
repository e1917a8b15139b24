"""Tables as the kit reads them, from words that a test writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from playbook.tables import TABLES
from playbook.tables.raw import RawTable
from playbook.tables.reading import read_table

SCALES = {"rating": (1.0, 5.0), "jury": (0.0, 5.0)}


def frame(name: str, columns: str = "", rows: Iterable[Sequence[object]] = ()) -> pd.DataFrame:
    """A table of the data contract; columns that are not named are empty, and so is None.

    ``columns`` are separated by spaces.
    """
    header = columns.split() or list(TABLES[name].column_names)
    written = [["" if cell is None else str(cell) for cell in row] for row in rows]
    raw = RawTable("test.csv", header, list(enumerate(written, start=2)))
    read = read_table(raw, TABLES[name], SCALES)
    assert not read.problems, [str(problem) for problem in read.problems]
    return read.frame.reset_index(drop=True)
