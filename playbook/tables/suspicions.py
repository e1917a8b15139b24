"""Letters that were read and perhaps mean others: said, once a column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from playbook.errors import Problem
from playbook.language import _
from playbook.tables.columns import Table
from playbook.tables.raw import RawTable

GARBLED = re.compile("[ÂÃÅ][^\\x00-\\x7f]|â€[^\\x00-\\x7f]|â‚¬")
"""How the letters and signs of French look when UTF-8 is read as Windows-1252."""


def list_suspicions(raw: RawTable, table: Table, positions: Mapping[str, int]) -> Iterator[Problem]:
    """Say where letters look garbled.

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
        if table.column(name).numeric:
            continue
        for at, (_number, cells) in enumerate(raw.rows):
            cell = cells[position].strip() if position < len(cells) else ""
            mended = None if cell.isascii() else _mended(cell)
            if mended is not None:
                expected = _(
                    "these letters look garbled: should it be {text}? Save it again as UTF-8."
                ).format(text=mended)
                yield raw.problem(expected, at, position, cell)
                break


def _mended(text: str) -> str | None:
    """The text with UTF-8 that was read as Windows-1252 read right; None when there is none."""
    mended = GARBLED.sub(_read_again, text)
    return None if mended == text else mended


def _read_again(letters: re.Match[str]) -> str:
    try:
        return letters[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return letters[0]
