"""Where the table is on a sheet: its header, its rows, and what people put around it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from playbook.sources.extraction.sheet import Sheet
from playbook.tables.columns import Table
from playbook.tables.matching import column_spellings, fold

ROWS_BEFORE_THE_HEADER = 20
TOTALS = {
    "average", "grand total", "mean", "moyenne", "moyennes", "somme", "sommes", "sous total",
    "sous totaux", "subtotal", "sum", "total", "total general", "totals", "totaux",
}  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """The parts of a sheet that holds a table. Rows and columns are numbered from 1.

    Attributes
    ----------
    headers : dict of int to str
        The columns that have a header, with it.
    names : dict of int to str
        Those of them that the kit knows, with the column's key.
    header : int
        The row of the headers.
    rows : list of int
        The rows of the table.
    above : list of int
        Rows with words before the header.
    beside : list of (int, int)
        Cells with words, from the header's row on, in columns that have no header.
    total : int or None
        A last row that sums the others.
    doubtful_titles, doubtful_totals, repeated_headers, notes : list of int
        Rows that look like rows of the table above its header, that may be a total, that say the
        header again, that may be a note below the table: nobody can tell.
    """

    cells: dict[int, dict[int, str]]
    headers: dict[int, str]
    names: dict[int, str]
    header: int
    rows: list[int]
    above: list[int]
    beside: list[tuple[int, int]]
    total: int | None
    doubtful_titles: list[int]
    doubtful_totals: list[int]
    repeated_headers: list[int]
    notes: list[int]

    def words_of(self, row: int) -> list[str]:
        """The words of a row below the headers, in the order of the columns."""
        cells = self.cells[row]
        return [cells.get(column, "") for column in self.headers]

    def header_of(self, column: int) -> str | None:
        """The header above a column, or above the nearest one to its right."""
        return next((word for at, word in self.headers.items() if at >= column), None)


def find_layout(sheet: Sheet, table: Table) -> Layout:
    """Find where a table is on a sheet that has words."""
    cells = {
        row: {column: word for column, word in words.items() if word.strip()}
        for row, words in sheet.rows.items()
    }
    written = [row for row, words in cells.items() if words]
    spellings = column_spellings(table)
    header = _find_header(cells, written, table, spellings)
    headers = {column: word.strip() for column, word in cells.get(header, {}).items()}
    names = {
        column: spellings[fold(word)] for column, word in headers.items() if fold(word) in spellings
    }
    below = [row for row in written if row > header]
    rows = [row for row in below if cells[row].keys() & headers.keys()]
    required = {column for column, name in names.items() if table.column(name).required}
    above = [row for row in written if row < header]
    total, doubtful = _find_totals(sheet, cells, rows, headers, required)
    if total is not None:
        rows = rows[:-1]
    return Layout(
        cells=cells,
        headers=headers,
        names=names,
        header=header,
        rows=rows,
        above=above,
        beside=[(row, column) for row in below for column in cells[row] if column not in headers],
        total=total,
        doubtful_titles=[
            row for row in above if len(cells[row].keys() & names) > max(1, len(names) / 2)
        ],
        doubtful_totals=doubtful,
        repeated_headers=[row for row in rows if _repeats(cells[row], headers, names)],
        notes=_find_notes(cells, rows, headers),
    )


def _find_header(
    cells: dict[int, dict[int, str]], written: list[int], table: Table, spellings: dict[str, str]
) -> int:
    """The row that names most columns, among those that name all that are required if there are."""
    required = {column.name for column in table.columns if column.required}

    def merit(row: int) -> tuple[bool, int]:
        named = {spellings.get(fold(word)) for word in cells[row].values()} - {None}
        return required <= named, len(named)

    return max(islice(written, ROWS_BEFORE_THE_HEADER), key=merit, default=1)


def _find_totals(
    sheet: Sheet,
    cells: dict[int, dict[int, str]],
    rows: list[int],
    headers: dict[int, str],
    required: set[int],
) -> tuple[int | None, list[int]]:
    """The last row if it surely is a total, and the rows that may be totals."""
    suspects = [row for row in rows if fold(_first(cells[row], headers)) in TOTALS]
    if not suspects or suspects[-1] != rows[-1]:
        return None, suspects
    last = suspects[-1]
    calculated = any((last, column) in sheet.formulas for column in headers)
    if calculated or not required <= cells[last].keys():
        return last, suspects[:-1]
    return None, suspects


def _first(words: dict[int, str], headers: dict[int, str]) -> str:
    """The first word of a row of the table."""
    return next(word for column, word in words.items() if column in headers)


def _repeats(words: dict[int, str], headers: dict[int, str], names: dict[int, str]) -> bool:
    """Whether a row says again what the header says, in every column that is known."""
    return bool(names) and all(fold(words.get(at, "")) == fold(headers[at]) for at in names)


def _find_notes(
    cells: dict[int, dict[int, str]], rows: list[int], headers: dict[int, str]
) -> list[int]:
    """The rows after the last blank one that have a single word, where those before have more."""
    filled = [len(cells[row].keys() & headers.keys()) for row in rows]
    start = next((i for i in range(len(rows) - 1, 0, -1) if rows[i] > rows[i - 1] + 1), None)
    if start is None or max(filled[start:]) > 1 or min(filled[:start]) < 2:
        return []
    return rows[start:]
