"""Tables as the kit reads them, from words that a test writes or from a source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from playbook.sources.source import Source
from playbook.tables import TABLES
from playbook.tables.raw import RawTable
from playbook.tables.reading import ReadTable, read_table

SCALES = {"rating": (1.0, 5.0), "jury": (0.0, 5.0)}
WIDE_SCALES = {"rating": (1.0, 5.0), "jury": (0.0, 20.0)}


def read_words(
    name: str,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    decimal_comma: bool | None = None,
    scales: Mapping[str, tuple[float, float]] = SCALES,
) -> ReadTable:
    """Read a table whose rows stand from row 2 on."""
    raw = RawTable(f"{name}.csv", header, list(enumerate(rows, start=2)), decimal_comma)
    return read_table(raw, TABLES[name], scales)


def sound_frame(read: ReadTable) -> pd.DataFrame:
    """The rows of a table that has no problem, numbered from 0."""
    assert not read.problems, [str(problem) for problem in read.problems]
    return read.frame.reset_index(drop=True)


def frame(name: str, columns: str = "", rows: Iterable[Sequence[object]] = ()) -> pd.DataFrame:
    """A table of the data contract; columns that are not named are empty, and so is None.

    ``columns`` are separated by spaces.
    """
    header = columns.split() or list(TABLES[name].column_names)
    written = [["" if cell is None else str(cell) for cell in row] for row in rows]
    return sound_frame(read_words(name, header, written))


def source_frames(source: Source, decimal_comma: bool | None) -> dict[str, pd.DataFrame]:
    """All tables of a source, none of which has a problem."""
    raw, problems = source.read(decimal_comma)
    assert problems == []
    return {
        name: sound_frame(read_table(table, TABLES[name], SCALES)) for name, table in raw.items()
    }


def assert_same_frames(
    found: Mapping[str, pd.DataFrame], wanted: Mapping[str, pd.DataFrame]
) -> None:
    """Exactly the same rows; grids and databases put some in an order of their own."""
    assert {name for name, rows in wanted.items() if len(rows)} == {
        name for name, rows in found.items() if len(rows)
    }
    for name, rows in found.items():
        key = list(TABLES[name].key)
        given, back = (f.sort_values(key, ignore_index=True) for f in (wanted[name], rows))
        pd.testing.assert_frame_equal(back, given, check_index_type=False, rtol=0, atol=0)
