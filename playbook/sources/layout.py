"""Where the table is on a sheet: its header, its rows, and what people put around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from playbook.sources.extraction.sheet import Sheet, letters
from playbook.tables.cells import CellError
from playbook.tables.columns import Table
from playbook.tables.matching import column_spellings, fold
from playbook.tables.notation import dates_of, numbers_of

ROWS_BEFORE_THE_HEADER = 20
LONGEST_NAME = 100
TOTALS = {
    "average", "grand total", "mean", "moyenne", "moyennes", "somme", "sommes", "sous total",
    "sous totaux", "subtotal", "sum", "total", "total general", "totals", "totaux",
}  # fmt: skip

Cells = dict[int, dict[int, str]]


@dataclass(frozen=True)
class Headings:
    """The headings that a table can have.

    Attributes
    ----------
    name_of : callable
        The column that a heading names, or None when it names none.
    required : frozenset of str
        The columns that every row fills.
    """

    name_of: Callable[[str], str | None]
    required: frozenset[str] = frozenset()


def headings_of(table: Table) -> Headings:
    """The headings of a table of the contract, in either language."""
    spellings = column_spellings(table)
    required = frozenset(column.name for column in table.columns if column.required)
    return Headings(lambda word: spellings.get(fold(word)), required)


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
    second : int or None
        The row where another table seems to begin; it and what follows are not among the rows.
    doubtful_titles, doubtful_totals, repeated_headers, notes : list of int
        Rows that look like rows of the table above its header, that may be a total, that say the
        header again, that may be a note below the table: nobody can tell.
    """

    cells: Cells
    headers: dict[int, str]
    names: dict[int, str]
    header: int
    rows: list[int]
    above: list[int]
    beside: list[tuple[int, int]]
    total: int | None
    second: int | None
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


def find_layout(sheet: Sheet, expected: Headings) -> Layout:
    """Find where a table is on a sheet that has words."""
    cells = {row: _written(words) for row, words in sheet.rows.items()}
    written = [row for row, words in cells.items() if words]
    header = _find_header(cells, written, expected)
    headers = {column: word.strip() for column, word in cells.get(header, {}).items()}
    found = {column: expected.name_of(word) for column, word in headers.items()}
    names = {column: name for column, name in found.items() if name is not None}
    below = [row for row in written if row > header]
    rows = [row for row in below if cells[row].keys() & headers.keys()]
    repeated = [row for row in rows if _repeats(cells[row], headers, names)]
    second = _find_second(cells, rows, repeated, expected)
    if second is not None:
        rows = [row for row in rows if row < second]
        below = [row for row in below if row < second]
    required = {column for column, name in names.items() if name in expected.required}
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
        second=second,
        doubtful_titles=[
            row for row in above if len(cells[row].keys() & names) > max(1, len(names) / 2)
        ],
        doubtful_totals=doubtful,
        repeated_headers=[row for row in repeated if second is None or row < second],
        notes=_find_notes(cells, rows, headers),
    )


def _written(words: dict[int, str]) -> dict[int, str]:
    """The words of a row that are not blank; mostly all, and then no copy is made."""
    if all(map(str.strip, words.values())):
        return words
    return {column: word for column, word in words.items() if word.strip()}


def whole_layout(sheet: Sheet) -> Layout:
    """A sheet that is all rows, without a header; columns are called by their letters."""
    cells = sheet.rows
    width = max((column for words in cells.values() for column in words), default=0)
    headers = {column: letters(column) for column in range(1, width + 1)}
    return Layout(
        cells=cells, headers=headers, names=headers, header=0, rows=list(cells), above=[],
        beside=[], total=None, second=None, doubtful_titles=[], doubtful_totals=[],
        repeated_headers=[], notes=[],
    )  # fmt: skip


def _find_header(cells: Cells, written: list[int], expected: Headings) -> int:
    """The row that names most columns, among those that name all that are required if there are."""

    def merit(row: int) -> tuple[bool, int]:
        named = {expected.name_of(word) for word in cells[row].values()} - {None}
        return bool(expected.required) and expected.required <= named, len(named)

    return max(islice(written, ROWS_BEFORE_THE_HEADER), key=merit, default=1)


def _find_second(
    cells: Cells, rows: list[int], repeated: list[int], expected: Headings
) -> int | None:
    """The first row that reads as the header of another table.

    Such a row names columns, though not in the places of the header; or it stands after a blank
    row and has words alone above numbers; or the rows after a blank one fill fewer columns than
    each row before.
    """
    for at, row in enumerate(rows):
        if row not in repeated and _names_columns(cells[row], expected):
            return row
        if at and row > rows[at - 1] + 1:
            end = next(
                (i for i in range(at + 1, len(rows)) if rows[i] > rows[i - 1] + 1), len(rows)
            )
            block = [cells[other] for other in rows[at:end]]
            before = [cells[other] for other in rows[:at]]
            if _has_own_header(block) or _is_narrower(block, before):
                return row
    return None


def _names_columns(words: dict[int, str], expected: Headings) -> bool:
    """Whether half of the words of a row name columns, and two of them different ones."""

    def named(word: str) -> str | None:
        short = len(word) <= LONGEST_NAME and not word[:1].isdigit()
        return expected.name_of(word) if short else None

    if not any(map(named, islice(words.values(), 2))):  # there may be very many rows
        return False
    names = [name for name in map(named, words.values()) if name]
    return len(set(names)) > 1 and len(names) * 2 >= len(words)


def _has_own_header(block: Sequence[dict[int, str]]) -> bool:
    """Whether the first row has words alone, and one of its columns below it figures alone."""
    first, *others = block
    if len(first) < 2 or not others or any(map(_is_figure, first.values())):
        return False
    columns = ([row[column] for row in others if column in row] for column in first)
    return any(words and all(map(_is_figure, words)) for words in columns)


def _is_narrower(block: Sequence[dict[int, str]], before: Sequence[dict[int, str]]) -> bool:
    """Whether several rows leave columns empty that each of several rows before fills."""
    if len(before) < 2 or len(block) < 2 or min(map(len, block)) < 2:
        return False
    always = set.intersection(*(set(row) for row in before))
    return bool(always - set[int]().union(*block))


def _is_figure(word: str) -> bool:
    """Whether a word is a number or a date."""
    try:
        return bool(numbers_of(word.strip()) or dates_of(word.strip()))
    except CellError:
        return True


def _find_totals(
    sheet: Sheet,
    cells: Cells,
    rows: list[int],
    headers: dict[int, str],
    required: set[int],
) -> tuple[int | None, list[int]]:
    """The last row if it surely is a total, and the rows that may be totals."""
    suspects = [row for row in rows if fold(_first(cells[row], headers)) in TOTALS]
    if not suspects or suspects[-1] != rows[-1]:
        return None, suspects
    last = rows[-1]
    required = required or set.intersection(*(set(cells[row]) for row in rows[:-1] or rows))
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


def _find_notes(cells: Cells, rows: list[int], headers: dict[int, str]) -> list[int]:
    """The rows after the last blank one that have a single word, where those before have more."""
    filled = [len(cells[row].keys() & headers.keys()) for row in rows]
    start = next((i for i in range(len(rows) - 1, 0, -1) if rows[i] > rows[i - 1] + 1), None)
    if start is None or max(filled[start:]) > 1 or min(filled[:start]) < 2:
        return []
    return rows[start:]
