"""The errors of the kit: one small tree, whose messages carry the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playbook.language import _, shorten


class PlaybookError(Exception):
    """Anything that the kit refuses to do, said so that a person can act on it."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a campaign, and where.

    Attributes
    ----------
    where : str
        The file (or sheet), as the user would look for it.
    expected : str
        What was expected there, or what to do about it: a full sentence.
    row : int, optional
        The row as the user's spreadsheet numbers it (the header is usually row 1).
    column : str, optional
        The column as the user's file names it.
    found : str, optional
        The offending value, as it was written.
    is_parameter : bool
        Whether the column is a parameter's name instead.
    cell : str, optional
        The cell of a sheet, such as Q8.
    """

    where: str
    expected: str
    row: int | None = None
    column: str | None = None
    found: str | None = None
    is_parameter: bool = False
    cell: str | None = None

    def place(self) -> str:
        """Where the problem is: file, then cell, or row and column, when there are any."""
        parts = [self.where]
        if self.cell is not None:
            named = self.column is not None and not self.cell.startswith(self.column)
            place = _("cell {cell} ({column})") if named else _("cell {cell}")
            return ", ".join([*parts, place.format(cell=self.cell, column=self.column)])
        if self.row is not None:
            parts.append(_("row {row}").format(row=self.row))
        if self.column is not None:
            word = _("parameter {column}") if self.is_parameter else _("column {column}")
            parts.append(word.format(column=self.column))
        return ", ".join(parts)

    def __str__(self) -> str:
        found = (
            "" if self.found is None else _("found “{found}”; ").format(found=shorten(self.found))
        )
        return _("{place}: {found}{expected}").format(
            place=self.place(), found=found, expected=self.expected
        )


class CampaignError(PlaybookError):
    """A campaign that cannot be read: every problem of it, in one go."""

    def __init__(self, campaign: str, problems: Sequence[Problem]) -> None:
        self.campaign = campaign
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class NoData(PlaybookError):
    """A stage was opened on a campaign that lacks a table it cannot do without."""

    def __init__(self, stage: str, missing: Sequence[str]) -> None:
        self.stage = stage
        self.missing = tuple(missing)
        super().__init__(
            _("no data yet for {stage}: needs {tables}").format(
                stage=stage, tables=", ".join(missing)
            )
        )


class StageFailure(PlaybookError):
    """A stage's notebook did not run to its end.

    Attributes
    ----------
    reason : str
        What happened.
    cell : int or None
        The number of the cell that failed, counted from 1 as the notebook shows them; None when
        the kernel died.
    heading : str
        The last heading above that cell.
    """

    def __init__(self, reason: str, cell: int | None = None, heading: str = "") -> None:
        self.reason = reason
        self.cell = cell
        self.heading = heading
        super().__init__(f"{self.place()}: {reason}" if cell else reason)

    def place(self) -> str:
        """Where it failed, in words; nothing when that is not known."""
        if self.cell is None:
            return ""
        place = _("cell {number}").format(number=self.cell)
        return f"{place} ({self.heading})" if self.heading else place
