"""The rows of a sheet of a workbook that a tool exported."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playbook.errors import PlaybookError, Problem
from playbook.language import _, listed
from playbook.sources.child import extract
from playbook.sources.extraction.sheet import Refused, Sheet
from playbook.tables.matching import did_you_mean, fold


@dataclass(frozen=True)
class SheetRows:
    """The rows of a sheet.

    Attributes
    ----------
    rows : list of (int, list of str)
        The cells of each row that is not blank, with its number.
    faulty : dict of int to str
        The rows in which a cell has no value, and why.
    """

    rows: list[tuple[int, list[str]]]
    faulty: dict[int, str]


def read_sheet(path: Path, shown: str, name: str | None) -> SheetRows:
    """Read one sheet in a process of its own.

    Parameters
    ----------
    path : Path
        The workbook.
    shown : str
        What to call it in messages.
    name : str, optional
        The sheet; when it is not named, the first one that has words and is not hidden.

    Raises
    ------
    PlaybookError
        When the workbook is refused, or has no such sheet.
    """
    try:
        sheets = extract(path)
    except Refused as refusal:
        raise PlaybookError(str(Problem(shown, str(refusal)))) from None
    sheet = _chosen(sheets, shown, name)
    width = max((column for cells in sheet.rows.values() for column in cells), default=0)
    rows = [
        (number, [cells.get(column, "") for column in range(1, width + 1)])
        for number, cells in sheet.rows.items()
    ]
    faulty = {row: _("a cell shows an error.") for row, _column in sheet.errors}
    reason = _("a formula has no result: open the workbook in Excel and save it.")
    return SheetRows(rows, faulty | {row: reason for row, _column in sheet.uncalculated})


def _chosen(sheets: list[Sheet], shown: str, name: str | None) -> Sheet:
    """The sheet that is asked for."""
    written = [sheet for sheet in sheets if sheet.rows and not sheet.hidden]
    if name is None:
        if not written:
            raise PlaybookError(str(Problem(shown, _("the file is empty."))))
        return written[0]
    for sheet in sheets:
        if fold(sheet.name) == fold(name):
            return sheet
    names = [sheet.name for sheet in sheets]
    expected = _("there is no sheet {name}; there are: {names}.").format(
        name=name, names=listed(names)
    )
    raise PlaybookError(str(Problem(shown, expected + did_you_mean(name, names))))
