"""Read a file that a tool exported: its headings and rows, as its mapping says it is laid out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from playbook.errors import PlaybookError, Problem
from playbook.imports.account import Place, Remark
from playbook.imports.headings import same
from playbook.imports.mapping import Layout
from playbook.imports.sheet import read_sheet
from playbook.language import _
from playbook.sources.delimited import read_text, split_rows, unguard
from playbook.sources.workbook import SUFFIXES

Cells = Sequence[str]
NumberedRow = tuple[int, Cells]
NumberedRows = list[NumberedRow]
LINE = "line"
SECTION = "section"


@dataclass(frozen=True)
class Part:
    """A table of a file: all of it, or one of its blocks.

    Attributes
    ----------
    file : str
        The file, as the user named it.
    block : str or None
        The title of the block.
    headings : list of str
        The headings.
    rows : list of (int, sequence of str)
        The rows that are not blank, with their numbers in the user's spreadsheet.
    decimal_comma : bool or None
        Whether ``1,234`` means one and a bit here; None when the file cannot tell.
    told : range
        The positions of the columns that hold what is said of the whole file.
    """

    file: str
    block: str | None
    headings: list[str]
    rows: NumberedRows
    decimal_comma: bool | None = None
    told: range = range(0)


@dataclass(frozen=True)
class Export:
    """A whole file.

    Attributes
    ----------
    file : str
        The file, as the user named it.
    count : int
        Rows, without titles and headers.
    parts : list of Part
        What can be taken.
    passed : list of Remark
        The rows that are of no part, and why.
    """

    file: str
    count: int
    parts: list[Part]
    passed: list[Remark] = field(default_factory=list)


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
    export = _without_wide_rows(_laid_out(shown, rows, layout))
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


def _laid_out(shown: str, rows: NumberedRows, layout: Layout) -> Export:
    """The parts of a file."""
    if layout.blocks:
        return _blocks(shown, rows, layout)
    if layout.lines or layout.header:
        headings = [LINE] if layout.lines else list(layout.header)
        body = rows
        if layout.header and all(same(a, b) for a, b in zip(headings, rows[0][1], strict=False)):
            body = rows[1:]  # somebody added the header
    else:
        headings, body = [cell.strip() for cell in rows[0][1]], rows[1:]
    count = len(body)
    passed: list[Remark] = []
    if layout.sections:
        headings, body, passed = _sections(shown, headings, body, layout.sections)
    return Export(shown, count, [Part(shown, None, headings, body)], passed)


def _sections(
    shown: str, headings: list[str], rows: NumberedRows, titles: list[str]
) -> tuple[list[str], NumberedRows, list[Remark]]:
    """Give each row the title that stands above it."""
    title = ""
    body: NumberedRows = []
    passed: list[Remark] = []
    width = len(headings)
    for number, cells in rows:
        written = [cell.strip() for cell in cells if cell.strip()]
        if len(written) == 1 and any(same(written[0], section) for section in titles):
            title = written[0]
            reason = _("it is the title of the section below.")
            passed.append(Remark(Place(shown, number), reason))
        else:
            padded = [*cells, *[""] * (width - len(cells))]
            body.append((number, [*padded[:width], title, *padded[width:]]))
    return [*headings, SECTION], body, passed


def _blocks(shown: str, rows: NumberedRows, layout: Layout) -> Export:
    """Cut a file at the titles of its blocks."""
    found = list(_cut(rows, layout.blocks))
    if not found:
        expected = _(
            "expected the titles {titles}, each alone on a row: is it another tool's file?"
        )
        raise PlaybookError(
            str(Problem(shown, expected.format(titles=", ".join(layout.blocks)))),
        )
    count = sum(max(0, len(body) - 1) for title, body in found if title is not None)
    passed: list[Remark] = []
    about: dict[str, str] = {}
    parts: list[Part] = []
    for title, body in found:
        if title is None:
            reason = _("it stands above the first title.")
            passed += [Remark(Place(shown, number), reason) for number, _cells in body]
            count += len(body)
        elif title == layout.about:
            about |= {cells[0].strip(): cells[1] for _number, cells in body[1:] if len(cells) > 1}
            reason = _("it speaks of the whole file.")
            passed += [Remark(Place(shown, number), reason) for number, _cells in body[1:]]
        elif body:
            headings = [cell.strip() for cell in body[0][1]]
            parts.append(Part(shown, title, headings, body[1:]))
    told = [f"about {name}" for name in about]
    width = {part.block: len(part.headings) for part in parts}
    parts = [
        replace(
            part,
            headings=[*part.headings, *told],
            told=range(len(part.headings), len(part.headings) + len(told)),
            rows=[
                (number, _with_about(cells, width[part.block], list(about.values())))
                for number, cells in part.rows
            ],
        )
        for part in parts
    ]
    return Export(shown, count, parts, passed)


def _with_about(cells: Cells, width: int, about: list[str]) -> Cells:
    """A row with what is said of the whole file after its own cells."""
    padded = [*cells, *[""] * (width - len(cells))]
    return [*padded[:width], *about, *padded[width:]]


def _cut(rows: NumberedRows, titles: list[str]) -> Iterator[tuple[str | None, NumberedRows]]:
    """The rows below each title; None is the title of those above the first."""
    title: str | None = None
    body: NumberedRows = []
    for number, cells in rows:
        written = [cell.strip() for cell in cells if cell.strip()]
        met = next((t for t in titles if len(written) == 1 and written[0] == t), None)
        if met is None:
            body.append((number, cells))
            continue
        if title is not None or body:
            yield title, body
        title, body = met, []
    if title is not None:
        yield title, body


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
