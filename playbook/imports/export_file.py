"""Read a file that a tool exported: text or a workbook, laid out as its mapping says."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from playbook.errors import PlaybookError, Problem
from playbook.imports.file_rows import ExportFile, NumberedRows, Place, Remark, lay_out
from playbook.imports.mapping import FileLayout
from playbook.language import _, listed
from playbook.sources.child import extract
from playbook.sources.delimited import split_rows, unguard
from playbook.sources.extraction.sheet import Refused, Sheet
from playbook.sources.text_files import read_text
from playbook.tables.matching import did_you_mean, fold
from playbook.workbooks.source import SUFFIXES


def read_export(
    path: Path, shown: str, layout: FileLayout, decimal_comma: bool | None
) -> ExportFile:
    """Read a file as its layout says.

    Parameters
    ----------
    path : Path
        The file: delimited text, or a workbook.
    shown : str
        What to call it in messages.
    layout : FileLayout
        How it is laid out.
    decimal_comma : bool or None
        Whether the campaign's language writes decimals with a comma.

    Raises
    ------
    PlaybookError
        When it cannot be read, or is laid out in another way.
    """
    if not path.is_file():
        raise PlaybookError(str(Problem(shown, _("there is no such file."))))
    faulty: dict[int, str] = {}
    if path.suffix.casefold() in SUFFIXES:
        rows, faulty = _sheet_rows(path, shown, layout.sheet)
        decimal_comma = False
    else:
        separator, rows = _text_rows(path, shown, layout)
        decimal_comma = True if separator == ";" else decimal_comma
    if layout.decimal is not None:
        decimal_comma = layout.decimal == "comma"
    if not rows:
        raise PlaybookError(str(Problem(shown, _("the file is empty."))))
    return _without_unreadable_rows(lay_out(shown, rows, layout), faulty, decimal_comma)


def _text_rows(path: Path, shown: str, layout: FileLayout) -> tuple[str | None, NumberedRows]:
    """What separates the cells of a text, and its rows."""
    text = read_text(path, shown)
    if isinstance(text, Problem):
        raise PlaybookError(str(text))
    if layout.lines:
        return None, _lines(text)
    found = split_rows(text, shown, layout.separator)
    if isinstance(found, Problem):
        raise PlaybookError(str(found))
    separator, rows = found
    return separator, [(number, [unguard(cell) for cell in cells]) for number, cells in rows]


def _lines(text: str) -> NumberedRows:
    """Each line as one cell; where every row of a CSV is one cell, quotes are undone."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        is_csv = all(len(cells) <= 1 for cells in rows)
    except csv.Error:
        is_csv = False
    if not is_csv:
        rows = [[line] for line in text.splitlines()]
    return [(i, cells) for i, cells in enumerate(rows, start=1) if "".join(cells).strip()]


def _sheet_rows(path: Path, shown: str, name: str | None) -> tuple[NumberedRows, dict[int, str]]:
    """The rows of a sheet, and why there is no value in some of them."""
    try:
        sheet = _chosen_sheet(extract(path), shown, name)
    except Refused as refusal:
        raise PlaybookError(str(Problem(shown, str(refusal)))) from None
    width = max((column for cells in sheet.rows.values() for column in cells), default=0)
    rows: NumberedRows = [
        (number, [cells.get(column, "") for column in range(1, width + 1)])
        for number, cells in sheet.rows.items()
    ]
    faulty = {row: _("a cell shows an error.") for row, _column in sheet.errors}
    reason = _("a formula has no result: open the workbook in Excel and save it.")
    return rows, faulty | {row: reason for row, _column in sheet.uncalculated}


def _chosen_sheet(sheets: list[Sheet], shown: str, name: str | None) -> Sheet:
    """The sheet of this name; without a name the first one that has words and is not hidden."""
    if name is None:
        for sheet in sheets:
            if sheet.rows and not sheet.hidden:
                return sheet
        raise PlaybookError(str(Problem(shown, _("the file is empty."))))
    for sheet in sheets:
        if fold(sheet.name) == fold(name):
            return sheet
    names = [sheet.name for sheet in sheets]
    expected = _("there is no sheet {name}; there are: {names}.").format(
        name=name, names=listed(names)
    )
    raise PlaybookError(str(Problem(shown, expected + did_you_mean(name, names))))


def _without_unreadable_rows(
    export: ExportFile, faulty: Mapping[int, str], decimal_comma: bool | None
) -> ExportFile:
    """Pass over rows in which a cell has no value, or that have words beyond the last heading."""
    too_wide = _("more cells than the header has: is a text with a separator not quoted?")
    rejected = list(export.rejected)
    parts = []
    for part in export.parts:
        kept: NumberedRows = []
        for number, cells in part.rows:
            beyond = next((cell for cell in cells[len(part.headings) :] if cell.strip()), None)
            reason = faulty.get(number) if beyond is None else too_wide
            if reason is None:
                kept.append((number, cells))
            else:
                rejected.append(Remark(Place(part.file, number), reason, found=beyond))
        parts.append(replace(part, rows=kept, decimal_comma=decimal_comma))
    return replace(export, parts=parts, rejected=rejected)
