"""A table as a source found it: words in cells, with the place where each was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from playbook.errors import Problem


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
    faults : mapping of (int, int) to str
        What is wrong with cells that cannot be read, by row number and position in the row.
    notices : sequence of Problem
        What the source left aside or took as it was, that the user should know.
    """

    where: str
    header: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]
    decimal_comma: bool | None = None
    faults: Mapping[tuple[int, int], str] = field(default_factory=dict)
    notices: Sequence[Problem] = ()
