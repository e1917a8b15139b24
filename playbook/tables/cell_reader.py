"""What reads the cells of a column: the words, numbers, days or codes that its declaration allows."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from playbook.language import _, format_number, language, quote
from playbook.tables.cells import (
    CellError,
    notation_of_one,
    read_date,
    read_integer,
    read_moment,
    read_number,
)
from playbook.tables.columns import Column, Kind, Table, code_word
from playbook.tables.matching import code_spellings, did_you_mean, fold
from playbook.tables.notation import DAY, Notation

Scales = Mapping[str, tuple[float, float]]


def cell_reader(
    table: Table, column: Column, scales: Scales, decimal_comma: bool | None
) -> Callable[[str], Any]:
    """The function that reads one cell that stands alone; it raises `CellError` on a bad one."""
    dated = column.kind in (Kind.DATE, Kind.MOMENT)
    notation = Notation(DAY) if dated else notation_of_one(decimal_comma)
    return column_reader(table, column, scales, notation)


def column_reader(
    table: Table, column: Column, scales: Scales, notation: Notation
) -> Callable[[str], Any]:
    """The function that reads the cells of a column that is written so, as `cell_reader` does."""
    match column.kind:
        case Kind.INTEGER | Kind.NUMBER:
            low, high = scales[column.scale] if column.scale else (column.minimum, column.maximum)
            parse = read_integer if column.kind is Kind.INTEGER else read_number
            return lambda cell: _bounded(parse(cell, notation), low, high)
        case Kind.DATE:
            return lambda cell: read_date(cell, notation)
        case Kind.MOMENT:
            return lambda cell: read_moment(cell, notation)
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
    codes = ", ".join(_to_be_written(column, code) for code in column.codes)
    expected = _("expected one of: {codes}.").format(codes=codes)
    raise CellError(
        expected + did_you_mean(cell, spellings, lambda meant: code_word(column, spellings[meant]))
    )


def _to_be_written(column: Column, code: str) -> str:
    """What to write for a code: its word, as workbooks list it, and the code that English files have."""
    word = code_word(column, code)
    return quote(word) + ("" if language() != "en" or fold(word) == fold(code) else f" ({code})")


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
