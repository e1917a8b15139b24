"""A table as a source found it: words in cells, with the place where each was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class RawTable:
    """The words of one table, before anything is understood.

    Attributes
    ----------
    where : str
        The file (or sheet), as the user would look for it.
    header : sequence of str
        The headers, as they were written.
    rows : sequence of (int, sequence of str)
        The cells of each row that is not blank, with the row's number in the user's spreadsheet.
        A row may be shorter or longer than the header; an empty cell is an empty string.
    decimal_comma : bool or None
        Whether ``1,234`` means one and a bit here; None when the source cannot tell.
    """

    where: str
    header: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]
    decimal_comma: bool | None = None
