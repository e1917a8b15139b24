"""Type a raw table by its declaration, and say everything in it that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from playbook.errors import Problem
from playbook.language import _
from playbook.tables.cell_reader import Scales, cell_reader
from playbook.tables.cells import FORMULA_ERROR, CellError
from playbook.tables.columns import Column, Kind, Table
from playbook.tables.matching import column_spellings, fold, nearest
from playbook.tables.raw import RawTable
from playbook.tables.suspicions import list_suspicions


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
    unknown: list[str] = []
    for position, header in enumerate(raw.header):
        name = spellings.get(fold(header))
        if name is None:
            if header.strip():
                unknown.append(header)
            else:
                _report_nameless(raw, position, result)
        elif name in positions:
            expected = _("this column is there twice: keep one.")
            result.problems.append(Problem(raw.where, expected, column=header))
        else:
            positions[name] = position
            result.headers[name] = header
    absent = [column for column in table.columns if column.name not in positions]
    for header in unknown:
        _report_unknown(raw.where, header, table, absent, result)
    for column in absent:
        if column.required:
            expected = _("this column is missing; the table cannot be read without it.")
            result.problems.append(Problem(raw.where, expected, column=column.name))
    return positions


def _report_unknown(
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
