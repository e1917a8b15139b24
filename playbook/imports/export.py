"""Read a file that a tool exported: its headings and rows, as its mapping says it is laid out."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from playbook.errors import PlaybookError, Problem
from playbook.imports.account import Place, Remark
from playbook.imports.layouts import Export, NumberedRow, NumberedRows, lay_out
from playbook.imports.mapping import Layout
from playbook.imports.sheet import read_sheet
from playbook.language import _
from playbook.sources.delimited import split_rows, unguard
from playbook.sources.text_files import read_text
from playbook.workbooks.source import SUFFIXES


def read_export(path: Path, shown: str, layout: Layout, decimal_comma: bool | None) -> Export:
    """Read a file as its layout says.

    Parameters
    ----------
    path : Path
        The file: delimited text, or a workbook.
    shown : str
        What to call it in messages.
    layout : Layout
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
        sheet = read_sheet(path, shown, layout.sheet)
        rows, faulty, decimal_comma = list[NumberedRow](sheet.rows), sheet.faulty, False
    else:
        separator, rows = _rows(path, shown, layout)
        decimal_comma = True if separator == ";" else decimal_comma
    if layout.decimal is not None:
        decimal_comma = layout.decimal == "comma"
    if not rows:
        raise PlaybookError(str(Problem(shown, _("the file is empty."))))
    export = _without_wide_rows(lay_out(shown, rows, layout))
    parts = [replace(part, decimal_comma=decimal_comma) for part in export.parts]
    return _without_faulty_rows(replace(export, parts=parts), faulty)


def _rows(path: Path, shown: str, layout: Layout) -> tuple[str | None, NumberedRows]:
    """The cells of a text, row by row, and what separates them."""
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
        records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        if all(len(cells) <= 1 for cells in records):
            numbered = enumerate(records, start=1)
            return [(number, cells) for number, cells in numbered if "".join(cells).strip()]
    except csv.Error:
        pass
    lines = text.splitlines()
    return [(i, [line]) for i, line in enumerate(lines, start=1) if line.strip()]


def _without_wide_rows(export: Export) -> Export:
    """Pass over rows with words beyond the last heading: a separator in a text without quotes."""
    reason = _("more cells than the header has: is a text with a separator not quoted?")
    passed = list(export.passed)
    parts = []
    for part in export.parts:
        kept = []
        for number, cells in part.rows:
            beyond = next((cell for cell in cells[len(part.headings) :] if cell.strip()), None)
            if beyond is None:
                kept.append((number, cells))
            else:
                passed.append(Remark(Place(part.file, number), reason, found=beyond))
        parts.append(replace(part, rows=kept))
    return replace(export, parts=parts, passed=passed)


def _without_faulty_rows(export: Export, faulty: Mapping[int, str]) -> Export:
    """Pass over the rows of a workbook in which a cell has no value."""
    passed = list(export.passed)
    parts = []
    for part in export.parts:
        bad = [number for number, _cells in part.rows if number in faulty]
        passed += [Remark(Place(part.file, number), faulty[number]) for number in bad]
        parts.append(replace(part, rows=[row for row in part.rows if row[0] not in faulty]))
    return replace(export, parts=parts, passed=passed)
