"""Where the cells of the grid of criteria are: criteria down, a block across for each solution."""

from __future__ import annotations

from xlsxwriter.utility import quote_sheetname

from playbook.workbooks.book import Book
from playbook.workbooks.formulas import cell, cells
from playbook.workbooks.layout import grid_name

SOLUTIONS, NAMES, STATUS, TECHNICAL, PROJECT, SCORE = range(4, 10)
OWN, JURORS, HEADER, FIRST = 10, 11, 12, 13
CRITERION_COLUMNS = {
    "criterion_id": 11, "section": 13, "label": 42, "weight": 11, "minimum": 10,
    "lowest_means": 24, "highest_means": 24, "is_proposal": 11,
}  # fmt: skip
SECTION, WEIGHT, MINIMUM, SHARE, BLOCKS = 2, 4, 5, 9, 11
BELOW = "✗"
COMPARED_FIRST, COMPARED_STATUS = 6, 4


class JuryGrid:
    """Where the cells of the grid are, for the sheet that compares the solutions."""

    def __init__(self, book: Book) -> None:
        self.jurors = book.room.jurors
        self.last = FIRST + book.room.criteria - 1
        self.spare = FIRST + book.room.seen_criteria
        self.name = grid_name("jury_scores")

    def left(self, solution: int) -> int:
        """The first column of a solution's block: the jurors, their mean, the mark, a gap."""
        return BLOCKS + solution * (self.jurors + 3)

    def mean(self, solution: int) -> int:
        """The column of a solution's means."""
        return self.left(solution) + self.jurors

    def head(self, solution: int, row: int) -> str:
        """A cell above a solution's block, as other sheets name it."""
        return f"{quote_sheetname(self.name)}!{cell(row, self.left(solution), 'row column')}"

    def compared(self, solution: int, column: int) -> str:
        """A cell of the sheet that compares the solutions."""
        row = cell(COMPARED_FIRST + solution, column, "row column")
        return f"{quote_sheetname(grid_name('comparison'))}!{row}"

    def down(self, column: int) -> str:
        """The cells of a column, on this sheet."""
        return cells(FIRST, column, self.last, column, "row column")

    def look(self, row: int) -> str:
        """How a calculated cell looks: a row that is there from the start, or a spare one."""
        return "calculated" if row < self.spare else "spare_calculated"
