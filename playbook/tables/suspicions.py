"""Words that were read and perhaps mean something else: said, once a column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from playbook.errors import Problem
from playbook.language import _
from playbook.tables.cells import SPACES
from playbook.tables.columns import Column, Table
from playbook.tables.raw import RawTable

THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")
GARBLED = re.compile("[ÂÃÅ][^\\x00-\\x7f]|â€[^\\x00-\\x7f]|â‚¬")
"""How the letters and signs of French look when UTF-8 is read as Windows-1252."""


def list_suspicions(raw: RawTable, table: Table, positions: Mapping[str, int]) -> Iterator[Problem]:
    """Say where letters look garbled, and where a comma could separate thousands.

    Parameters
    ----------
    raw : RawTable
        The table.
    table : Table
        Its declaration.
    positions : mapping of str to int
        Where each column that was found stands.
    """
    for name, position in positions.items():
        column = table.column(name)
        if column.numeric and not raw.decimal_comma:
            continue
        for number, cells in raw.rows:
            cell = cells[position].strip() if position < len(cells) else ""
            expected = _suspicion(cell, column)
            if expected:
                yield Problem(raw.where, expected, number, raw.header[position], cell)
                break


def _suspicion(cell: str, column: Column) -> str | None:
    """What may be wrong with a cell."""
    if column.numeric:
        digits = SPACES.sub("", cell)
        if THOUSANDS.fullmatch(digits):
            decimal, whole = digits.replace(",", "."), digits.replace(",", "")
            expected = _("the comma was read as a decimal one: {decimal}, not {whole}.")
            return expected.format(decimal=decimal, whole=whole)
        return None
    mended = None if cell.isascii() else _mended(cell)
    if mended is None:
        return None
    return _("these letters look garbled: should it be {text}? Save it again as UTF-8.").format(
        text=mended
    )


def _mended(text: str) -> str | None:
    """The text with UTF-8 that was read as Windows-1252 read right; None when there is none."""
    mended = GARBLED.sub(_read_again, text)
    return None if mended == text else mended


def _read_again(letters: re.Match[str]) -> str:
    try:
        return letters[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return letters[0]
