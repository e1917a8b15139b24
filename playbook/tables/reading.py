"""Type a raw table by its declaration, and say everything in it that cannot be read."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pandas as pd

from playbook.errors import Problem
from playbook.language import _, format_number, language
from playbook.tables.cells import (
    FORMULA_ERROR,
    CellError,
    read_date,
    read_integer,
    read_moment,
    read_number,
)
from playbook.tables.columns import Column, Kind, Table
from playbook.tables.matching import code_spellings, column_spellings, fold, nearest
from playbook.tables.raw import RawTable
from playbook.tables.suspicions import list_suspicions

Scales = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class ReadTable:
    """A typed table with what was wrong in it.

    Attributes
    ----------
    frame : DataFrame
        One column for every declared one, in the declared order; the index holds the row numbers
        of the user's spreadsheet. A cell that could not be read is missing here.
    headers : dict of str to str
        The header that the user wrote for each column that was found.
    problems, notices : list of Problem
        What must be mended, and what the user should know.
    """

    where: str
    frame: pd.DataFrame
    headers: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)


def read_table(raw: RawTable, table: Table, scales: Scales) -> ReadTable:
    """Type the words of a raw table by the declaration of the table.

    Parameters
    ----------
    raw : RawTable
        What a source found.
    table : Table
        The declaration.
    scales : mapping of str to (float, float)
        The campaign's scales, for the columns that are bounded by one.
    """
    result = ReadTable(raw.where, pd.DataFrame(), notices=list(raw.notices))
    positions = _match_header(raw, table, result)
    numbers = [number for number, _cells in raw.rows]
    columns = {
        column.name: _read_column(raw, table, column, positions.get(column.name), scales, result)
        for column in table.columns
    }
    _check_width(raw, result)
    result.notices.extend(list_suspicions(raw, table, positions))
    if not numbers:
        expected = _("the table has a header and no row: it counts as absent.")
        result.notices.append(Problem(raw.where, expected))
    frame = pd.DataFrame(columns, index=pd.Index(numbers, name="row"))
    return ReadTable(raw.where, frame, result.headers, result.problems, result.notices)


def _match_header(raw: RawTable, table: Table, result: ReadTable) -> dict[str, int]:
    """Find the position of every declared column that the header names."""
    spellings = column_spellings(table)
    positions: dict[str, int] = {}
    strangers: list[str] = []
    for position, header in enumerate(raw.header):
        name = spellings.get(fold(header))
        if name is None:
            if header.strip():
                strangers.append(header)
            else:
                _report_nameless(raw, position, result)
        elif name in positions:
            expected = _("this column is there twice: keep one.")
            result.problems.append(Problem(raw.where, expected, column=header))
        else:
            positions[name] = position
            result.headers[name] = header
    absent = [column for column in table.columns if column.name not in positions]
    for header in strangers:
        _report_stranger(raw.where, header, table, absent, result)
    for column in absent:
        if column.required:
            expected = _("this column is missing; the table cannot be read without it.")
            result.problems.append(Problem(raw.where, expected, column=column.name))
    return positions


def _report_stranger(
    where: str, header: str, table: Table, absent: list[Column], result: ReadTable
) -> None:
    """Refuse a header that is nearly one of the absent columns; mention any other."""
    names = {column.name for column in absent}
    spellings = {word: name for word, name in column_spellings(table).items() if name in names}
    meant = nearest(header, spellings, cutoff=0.75)
    if meant is None:
        expected = _("the kit does not know this column and does not read it.")
        result.notices.append(Problem(where, expected, column=header))
    else:
        expected = _("unknown column; did you mean {name}?").format(name=spellings[meant])
        result.problems.append(Problem(where, expected, column=header))


def _report_nameless(raw: RawTable, position: int, result: ReadTable) -> None:
    """Mention a column that has words and no header."""
    for number, cells in raw.rows:
        if position < len(cells) and cells[position].strip():
            expected = _("the kit does not know this column and does not read it.")
            place = str(position + 1)
            result.notices.append(Problem(raw.where, expected, number, place, cells[position]))
            return


def _check_width(raw: RawTable, result: ReadTable) -> None:
    """Refuse rows with words beyond the last header: a separator inside a text that is not quoted."""
    width = len(raw.header)
    for number, cells in raw.rows:
        beyond = next((cell for cell in cells[width:] if cell.strip()), None)
        if beyond is not None:
            expected = _("more cells than the header has: is a text with a separator not quoted?")
            result.problems.append(Problem(raw.where, expected, row=number, found=beyond))


def _read_column(
    raw: RawTable,
    table: Table,
    column: Column,
    position: int | None,
    scales: Scales,
    result: ReadTable,
) -> pd.Series:
    """Read every cell of one column; a cell in a bad state becomes missing and a problem."""
    if position is None:
        return _as_series([None] * len(raw.rows), column, [number for number, _c in raw.rows])
    read = cell_reader(table, column, scales, raw.decimal_comma)
    known: dict[str, Any] = {}
    values: list[Any] = []
    header = raw.header[position]
    for number, cells in raw.rows:
        cell = cells[position].strip() if position < len(cells) else ""
        value = None
        try:
            if (number, position) in raw.faults:
                raise CellError(raw.faults[number, position])
            if FORMULA_ERROR.fullmatch(cell):
                raise CellError(_("the formula gives an error: mend it, or clear the cell."))
            if cell and cell not in known:
                known[cell] = read(cell)
            value = known.get(cell)
            if not cell and column.required:
                raise CellError(_("this cell must be filled."))
        except CellError as error:
            found = cell or None
            result.problems.append(Problem(raw.where, str(error), number, header, found))
        values.append(value)
    return _as_series(values, column, [number for number, _c in raw.rows])


def cell_reader(
    table: Table, column: Column, scales: Scales, decimal_comma: bool | None
) -> Callable[[str], Any]:
    """The function that reads one cell of this column; it raises `CellError` on a bad one."""
    match column.kind:
        case Kind.INTEGER | Kind.NUMBER:
            low, high = scales[column.scale] if column.scale else (column.minimum, column.maximum)
            parse = read_integer if column.kind is Kind.INTEGER else read_number
            return lambda cell: _bounded(parse(cell, decimal_comma), low, high)
        case Kind.DATE:
            return read_date
        case Kind.MOMENT:
            return read_moment
        case Kind.CODE:
            return partial(_read_code, table, column)
        case Kind.CODES:
            return lambda cell: _joined(_read_code(table, column, word) for word in _words(cell))
        case Kind.WORDS:
            return lambda cell: _joined(_words(cell))
        case _:
            return lambda cell: unicodedata.normalize("NFC", cell)


def _words(cell: str) -> list[str]:
    """Split a cell that holds several words."""
    return [word for word in (part.strip() for part in cell.split(";")) if word]


def _joined(words: Iterable[str]) -> str | None:
    """Join several words into one value; none at all is a missing value."""
    return ";".join(words) or None


def _read_code(table: Table, column: Column, cell: str) -> str:
    """Read one code, in either language."""
    spellings = code_spellings(table, column.name)
    code = spellings.get(fold(cell))
    if code is not None:
        return code
    words = {code: code if language() == "en" else _(label) for code, label in column.codes.items()}
    expected = _("expected one of: {codes}.").format(codes=", ".join(words.values()))
    meant = nearest(cell, spellings)
    if meant is not None:
        expected += " " + _("Did you mean {name}?").format(name=words[spellings[meant]])
    raise CellError(expected)


def _bounded(value: float, low: float | None, high: float | None) -> float:
    """Refuse a number outside its bounds."""
    if (low is None or value >= low) and (high is None or value <= high):
        return value
    if low is not None and high is not None:
        raise CellError(
            _("expected a number from {low} to {high}.").format(low=_plain(low), high=_plain(high))
        )
    raise CellError(_("expected a number of {low} or more.").format(low=_plain(low or 0)))


def _plain(bound: float) -> str:
    """Write a bound without useless decimals."""
    return format_number(bound, 0 if bound == int(bound) else 2)


def _as_series(values: list[Any], column: Column, index: list[int]) -> pd.Series:
    """Give a column the type that the rest of the kit counts on."""
    match column.kind:
        case Kind.INTEGER:
            dtype: Any = "Int64"
        case Kind.NUMBER:
            dtype = "float64"
        case Kind.DATE | Kind.MOMENT:
            dtype = "datetime64[s]"
        case Kind.CODE:
            dtype = pd.CategoricalDtype(list(column.codes))
        case _:
            dtype = "str"
    return pd.Series(values, index=index, dtype=dtype, name=column.name)


def empty_frame(table: Table) -> pd.DataFrame:
    """A table without rows, typed as a read one."""
    return pd.DataFrame({column.name: _as_series([], column, []) for column in table.columns})
