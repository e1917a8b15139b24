"""Type a raw table by its declaration, and say everything in it that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pandas as pd

from playbook.errors import Problem
from playbook.language import _
from playbook.tables.cell_reader import Scales, column_reader
from playbook.tables.cells import FORMULA_ERROR, CellError
from playbook.tables.columns import Column, Kind, Table, label_of, shown_name
from playbook.tables.matching import column_spellings, fold, name_key, nearest
from playbook.tables.notation import (
    DAY,
    POINT,
    Notation,
    dates_of,
    decide_dates,
    decide_numbers,
)
from playbook.tables.own import with_texts
from playbook.tables.raw import RawTable
from playbook.tables.references import PARTICIPANTS
from playbook.tables.suspicions import list_suspicions

DATED = (Kind.DATE, Kind.MOMENT)
SPREADSHEET_DIGITS = 10**15
AS_HELD = Notation(POINT)
"""How a spreadsheet holds numbers, whatever it shows."""


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
    raw : RawTable, optional
        The words that it was read from, with their places.
    positions : mapping of str to int
        Where in a row of `raw` each column stands.
    """

    where: str
    frame: pd.DataFrame
    headers: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    raw: RawTable | None = None
    positions: Mapping[str, int] = field(default_factory=dict)

    def problem(self, expected: str, at: int, *names: str, found: str | None = None) -> Problem:
        """Say something of a row, counted from 0, or of some of its columns, at its place."""
        header = " + ".join(self.headers.get(name, name) for name in names) or None
        if self.raw is None:
            return Problem(self.where, expected, int(self.frame.index[at]), header, found)
        position = self.positions.get(names[0]) if len(names) == 1 else None
        return self.raw.problem(expected, at, position, found, header)

    def name_of(self, table: Table) -> str:
        """How people find another table: by its sheet in a workbook, else by its key."""
        return label_of(table) if self.raw is not None and self.raw.letters else table.name


def read_table(raw: RawTable, table: Table, scales: Scales, date_order: str = DAY) -> ReadTable:
    """Type the words of a raw table by the declaration of the table.

    Parameters
    ----------
    raw : RawTable
        What a source found.
    table : Table
        The declaration.
    scales : mapping of str to (float, float)
        The campaign's scales, for the columns that are bounded by one.
    date_order : str
        What comes first in its dates, the day or the month, where no cell decides.
    """
    result = ReadTable(raw.where, pd.DataFrame(), notices=list(raw.notices))
    positions, own = _match_header(raw, table, result)
    table = with_texts(table, own)
    numbers = [number for number, _cells in raw.rows]
    cells = {name: _words(raw, position) for name, position in positions.items()}
    notations = _notations(raw, table, positions, cells, date_order, result)
    columns = {}
    for column in table.columns:
        sound = len(result.problems)
        if column.name in positions:
            position = positions[column.name]
            notation = notations.get(column.name, AS_HELD)
            read = cache(column_reader(table, column, scales, notation))
            held = column_reader(table, column, scales, AS_HELD)
            exact = raw.exact
            values = [
                _value(
                    raw,
                    column,
                    held if exact and (at, position) in exact else read,
                    cell,
                    at,
                    position,
                    result,
                )
                for at, cell in enumerate(cells[column.name])
            ]
        else:
            values = [None] * len(numbers)
        columns[column.name] = _as_series(values, column, numbers)
        if column.name in own:  # the kit computes nothing with it: what cannot be read is said
            result.notices.extend(result.problems[sound:])
            del result.problems[sound:]
    _check_width(raw, result)
    result.notices.extend(list_suspicions(raw, table, positions))
    if not numbers:
        expected = _("the table has a header and no row: it counts as absent.")
        result.notices.append(Problem(raw.where, expected))
    frame = pd.DataFrame(columns, index=pd.Index(numbers, name="row"))
    return ReadTable(
        raw.where, frame, result.headers, result.problems, result.notices, raw, positions
    )


def _words(raw: RawTable, position: int) -> list[str]:
    """The cells of a column."""
    return [raw.word(at, position) for at in range(len(raw.rows))]


def _notations(
    raw: RawTable,
    table: Table,
    positions: Mapping[str, int],
    cells: Mapping[str, list[str]],
    date_order: str,
    result: ReadTable,
) -> dict[str, Notation]:
    """How each column of numbers or dates is written; what could mean two things is said."""
    likely = _likely_order(table, cells)
    notations = {}
    for name, position in positions.items():
        column = table.column(name)
        if not column.numeric and column.kind not in DATED:
            continue
        words = [
            word
            for at, word in enumerate(cells[name])
            if word and not (raw.exact and (at, position) in raw.exact)
        ]
        if column.numeric:
            whole = column.kind is Kind.INTEGER
            notation = decide_numbers(words, raw.decimal_comma, raw.sure_mark, whole)
        else:
            notation = decide_dates(words, likely or date_order)
        notations[name] = notation
        if notation.said is not None:
            word, said = notation.said
            at = cells[name].index(word)
            result.notices.append(raw.problem(said, at, position, word))
    return notations


def _likely_order(table: Table, cells: Mapping[str, list[str]]) -> str | None:
    """What comes first in the dates of a table of which one column decides it."""
    orders = {
        next(iter(readings))
        for name, words in cells.items()
        if table.column(name).kind in DATED
        for word in words
        if word and len(readings := dates_of(word)) == 1
    }
    return orders.pop() if len(orders) == 1 else None


def _match_header(
    raw: RawTable, table: Table, result: ReadTable
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Find the position of every declared column that the header names, and of the others.

    Returns
    -------
    positions : dict of str to int
        Where each stands.
    own : tuple of str
        Those that nobody declared, as they were written.
    """
    spellings = column_spellings(table)
    positions: dict[str, int] = {}
    unknown: dict[str, tuple[str, int]] = {}
    for position, header in enumerate(raw.header):
        name = spellings.get(fold(header))
        if name is None:
            if not header.strip():
                _report_nameless(raw, position, result)
            elif name_key(header) in unknown:
                result.problems.append(_twice(raw, header))
            else:
                unknown[name_key(header)] = header.strip(), position
        elif name in positions:
            result.problems.append(_twice(raw, header))
        else:
            positions[name] = position
            result.headers[name] = header
    absent = [column for column in table.columns if column.name not in positions]
    for header, position in unknown.values():
        positions[header] = position
        result.headers[header] = header
        _report_unknown(raw, header, table, absent, result)
    for column in absent:
        if column.required:
            expected = _("this column is missing; the table cannot be read without it.")
            result.problems.append(Problem(raw.where, expected, column=_header_of(raw, column)))
    return positions, tuple(header for header, _position in unknown.values())


def _twice(raw: RawTable, header: str) -> Problem:
    """Say that two columns have one name."""
    return Problem(raw.where, _("this column is there twice: keep one."), column=header)


def _header_of(raw: RawTable, column: Column) -> str:
    """How people find a column: by its label in a workbook, else as a file has it."""
    return label_of(column) if raw.letters else shown_name(column)


def _report_unknown(
    raw: RawTable, header: str, table: Table, absent: list[Column], result: ReadTable
) -> None:
    """Refuse a header that is nearly one of the absent columns; any other is the company's own."""
    names = {column.name for column in absent}
    spellings = {word: name for word, name in column_spellings(table).items() if name in names}
    meant = nearest(header, spellings, cutoff=0.75)
    if meant is None:
        expected = _(
            "this column is your own: it is kept as text, and a notebook of yours reads it with"
            " stage.table({table}, own=True)."
        )
        said = expected.format(table=f'"{table.name}"')
        if table.name == PARTICIPANTS:
            said += " " + _("What it says of people comes only where the campaign shows names.")
        result.notices.append(Problem(raw.where, said, column=header))
    else:
        name = _header_of(raw, table.column(spellings[meant]))
        expected = _("unknown column; did you mean {name}?").format(name=name)
        result.problems.append(Problem(raw.where, expected, column=header))


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
    for at, (_number, cells) in enumerate(raw.rows):
        beyond = next((cell for cell in cells[width:] if cell.strip()), None)
        if beyond is not None:
            expected = _("more cells than the header has: is a text with a separator not quoted?")
            result.problems.append(raw.problem(expected, at, found=beyond))


def _value(
    raw: RawTable,
    column: Column,
    read: Callable[[str], Any],
    cell: str,
    at: int,
    position: int,
    result: ReadTable,
) -> Any:
    """The value of a cell; one in a bad state is missing and a problem."""
    try:
        if raw.faults and (at, position) in raw.faults:
            raise CellError(raw.faults[at, position])
        if not cell:
            if column.required:
                raise CellError(_("this cell must be filled."))
            return None
        if cell[0] == "#" and FORMULA_ERROR.fullmatch(cell):
            raise CellError(_("the formula gives an error: correct it, or clear the cell."))
        held = raw.exact and (at, position) in raw.exact and not column.numeric
        if held and abs(float(cell)) >= SPREADSHEET_DIGITS:
            raise CellError(_("a spreadsheet keeps 15 digits of a number: type it as text."))
        return read(cell)
    except CellError as error:
        result.problems.append(raw.problem(str(error), at, position, cell or None))
        return None


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
