"""The account of an import: what became of every row of a file."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from playbook.errors import Problem
from playbook.language import shorten


@dataclass(frozen=True)
class Place:
    """A row of a file.

    Attributes
    ----------
    file : str
        The file, as the user named it.
    row : int
        The row as the user's spreadsheet numbers it.
    """

    file: str
    row: int


@dataclass(frozen=True)
class Remark:
    """Why a row, or a part of it, was not taken.

    Attributes
    ----------
    place : Place
        The row.
    reason : str
        A full sentence.
    column : str, optional
        The heading of the part, when the rest of the row may have been taken.
    found : str, optional
        The words that stand there.
    """

    place: Place
    reason: str
    column: str | None = None
    found: str | None = None

    def __str__(self) -> str:
        problem = Problem(
            self.place.file,
            self.reason,
            self.place.row,
            None if self.column is None else shorten(self.column),
            self.found,
        )
        return str(problem)


def by_reason(remarks: Iterable[Remark]) -> dict[tuple[str, str, str | None], list[Remark]]:
    """Remarks that differ by their row alone, together: by file, reason and column."""
    groups: dict[tuple[str, str, str | None], list[Remark]] = {}
    for remark in remarks:
        groups.setdefault((remark.place.file, remark.reason, remark.column), []).append(remark)
    return groups


def printable(text: str) -> str:
    """A text of a file, or a file's name, without signs that a terminal would obey."""
    return "".join(
        sign if sign.isprintable() or unicodedata.category(sign) == "Zs" else "?" for sign in text
    )
