"""A table as a source found it: words in cells, with the place where each was read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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
        What is wrong with cells that cannot be read. They are named by the number of the row,
        counted from 0 in `rows`, and the position in it.
    notices : sequence of Problem
        What the source left aside or took as it was, that the user should know.
    sure_mark : str, optional
        The decimal mark, where nothing needs to be decided.
    exact : collection of (int, int)
        Cells that a spreadsheet holds as numbers: written with a point in any language.
    letters : sequence of sequence of str
        In a workbook, the letters above each cell of each row; once, when they are the same in
        all. Empty where rows and headers are all that there is to name a place.
    whose : sequence of str
        Of whom or what each row speaks, where the header alone does not tell.
    verbatim : collection of (int, int)
        Cells whose blanks at the ends were meant.
    """

    where: str
    header: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]
    decimal_comma: bool | None = None
    faults: Mapping[tuple[int, int], str] = field(default_factory=dict)
    notices: Sequence[Problem] = ()
    sure_mark: str | None = None
    exact: Collection[tuple[int, int]] = frozenset()
    letters: Sequence[Sequence[str]] = ()
    whose: Sequence[str] = ()
    verbatim: Collection[tuple[int, int]] = frozenset()

    def word(self, at: int, position: int) -> str:
        """A cell of a row, which may be too short to have it, without surrounding blanks."""
        cells = self.rows[at][1]
        cell = cells[position] if position < len(cells) else ""
        return cell if self.verbatim and (at, position) in self.verbatim else cell.strip()

    def problem(
        self,
        expected: str,
        at: int,
        position: int | None = None,
        found: str | None = None,
        header: str | None = None,
    ) -> Problem:
        """Say something of a row, or of one cell of it, at its place.

        Parameters
        ----------
        expected : str
            What to say.
        at : int
            The number of the row, counted from 0 in `rows`.
        position : int, optional
            The position of the cell.
        found : str, optional
            What stands there.
        header : str, optional
            What to call the column, when it is not one.
        """
        number = self.rows[at][0]
        column, cell = header, None
        if position is not None:
            column = self.header[position]
            letters = self.letters[at if len(self.letters) > 1 else 0] if self.letters else ()
            if position < len(letters) and letters[position]:
                cell = f"{letters[position]}{number}"
        if column is not None and self.whose:
            column = f"{column}, {self.whose[at]}"
        return Problem(self.where, expected, number, column, found, cell=cell)
