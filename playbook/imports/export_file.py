"""Read a file that a tool exported: text or a workbook, as a campaign's own files are read."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from playbook.errors import PlaybookError, Problem
from playbook.imports.columns import Columns, exact_headings
from playbook.imports.file_rows import ExportFile, NumberedRows, Part, Place, Remark, lay_out
from playbook.imports.mapping import FileLayout, ImportMapping
from playbook.language import _, listed
from playbook.sources.child import extract
from playbook.sources.delimited import text_sheet
from playbook.sources.extraction.sheet import Refused, Sheet, letters
from playbook.sources.layout import Headings, Layout, find_layout, whole_layout
from playbook.sources.oddities import (
    list_faults,
    list_notices,
    list_problems,
    merged_rows,
)
from playbook.sources.sheets import SUFFIXES, place_of
from playbook.sources.text_files import read_text
from playbook.tables.matching import did_you_mean, fold, name_key
from playbook.tables.notation import COMMA, POINT

MARKS = {"comma": COMMA, "point": POINT, None: None}


@dataclass(frozen=True)
class _Found:
    """A sheet, or a text as one, and how its words are to be taken."""

    where: str
    sheet: Sheet
    likely_comma: bool | None
    notes: Sequence[Problem] = ()


def read_export(
    path: Path,
    shown: str,
    mapping: ImportMapping,
    decimal_comma: bool | None,
    sheet: str | None = None,
) -> ExportFile:
    """Read a file as its mapping says.

    Parameters
    ----------
    path : Path
        The file: delimited text, or a workbook.
    shown : str
        What to call it in messages.
    mapping : ImportMapping
        How it is laid out, and the headings that it has.
    decimal_comma : bool or None
        Whether the campaign's language writes decimals with a comma.
    sheet : str, optional
        The sheet of a workbook, when it is not the mapping that says so.

    Raises
    ------
    PlaybookError
        When it cannot be read, or is laid out in another way.
    """
    if not path.exists():
        raise PlaybookError(str(Problem(shown, _("there is no such file."))))
    if path.suffix.casefold() in SUFFIXES:
        found = _chosen(path, shown, mapping, decimal_comma, sheet)
    elif mapping.file.lines:
        return _lines(path, shown, mapping)
    else:
        found = _text(path, shown, mapping.file, decimal_comma)
    return _export(found, mapping)


def _text(path: Path, shown: str, layout: FileLayout, decimal_comma: bool | None) -> _Found:
    """A delimited text as a sheet."""
    file = read_text(path, shown)
    if isinstance(file, Problem):
        raise PlaybookError(str(file))
    found = text_sheet(file.text, shown, layout.separator)
    if isinstance(found, Problem):
        raise PlaybookError(str(found))
    likely = True if found.separator == ";" else decimal_comma
    notes = [] if file.notice is None else [Problem(shown, file.notice)]
    return _Found(shown, found.sheet, likely, notes)


def _lines(path: Path, shown: str, mapping: ImportMapping) -> ExportFile:
    """Each line as one cell; where every row of a CSV is one cell, quotes are undone."""
    file = read_text(path, shown)
    if isinstance(file, Problem):
        raise PlaybookError(str(file))
    try:
        rows = list(csv.reader(io.StringIO(file.text, newline=""), strict=True))
        is_csv = all(len(cells) <= 1 for cells in rows)
    except csv.Error:
        is_csv = False
    if not is_csv:
        rows = [[line] for line in file.text.splitlines()]
    numbered: NumberedRows = [
        (i, cells) for i, cells in enumerate(rows, start=1) if "".join(cells).strip()
    ]
    if not numbered:
        raise PlaybookError(str(Problem(shown, _("the file is empty."))))
    export = lay_out(shown, numbered, mapping.file)
    return export if file.notice is None else replace(export, notes=[Problem(shown, file.notice)])


def _chosen(
    path: Path, shown: str, mapping: ImportMapping, likely: bool | None, name: str | None
) -> _Found:
    """The sheet of this name; without a name the only one that has what the mapping looks for."""
    try:
        sheets = extract(path)
    except Refused as refusal:
        raise PlaybookError(str(Problem(shown, str(refusal)))) from None
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise PlaybookError(str(Problem(shown, _("the file is empty."))))
    name = name or mapping.file.sheet
    if name is not None:
        return _Found(*_named(sheets, shown, name), likely)
    founds = [_Found(place_of(shown, sheet), sheet, likely) for sheet in filled]
    meant = [found for found in founds if _is_meant(found, mapping)] or founds
    visible = [found for found in meant if not found.sheet.hidden] or meant
    if len(visible) > 1:
        expected = _("several sheets could be meant ({names}): name one (--sheet).")
        names = listed([found.sheet.name for found in visible])
        raise PlaybookError(str(Problem(shown, expected.format(names=names))))
    others = [found.sheet.name for found in founds if found is not visible[0]]
    if not others:
        return visible[0]
    left = _("the other sheets are not read: {names}.").format(names=listed(others))
    return replace(visible[0], notes=[Problem(shown, left)])


def _named(sheets: Sequence[Sheet], shown: str, name: str) -> tuple[str, Sheet]:
    """The sheet of this name."""
    for sheet in sheets:
        if fold(sheet.name) == fold(name) and sheet.rows:
            return place_of(shown, sheet), sheet
    names = [sheet.name for sheet in sheets]
    expected = _("there is no sheet {name}; there are: {names}.").format(
        name=name, names=listed(names)
    )
    raise PlaybookError(str(Problem(shown, expected + did_you_mean(name, names))))


def _is_meant(found: _Found, mapping: ImportMapping) -> bool:
    """Whether a rule of the mapping finds on a sheet what it looks for."""
    try:
        export = _export(found, mapping)
    except PlaybookError:
        return False
    return any(
        part.block == rule.block and not Columns(mapping, rule, part).missing()
        for rule in mapping.tables
        for part in export.parts
    )


def _export(found: _Found, mapping: ImportMapping) -> ExportFile:
    """The parts of a sheet, less the rows that are none of a table, which are said."""
    file = mapping.file
    is_plain = not (file.header or file.lines or file.sections or file.blocks)
    sheet = found.sheet
    layout = find_layout(sheet, _headings(mapping)) if is_plain else whole_layout(sheet)
    refused = dict(_refused(found, layout))
    headings = list(layout.headers.values())
    rows: NumberedRows = [(row, layout.words_of(row)) for row in layout.rows if row not in refused]
    if is_plain:
        count = len(rows) + len(refused)
        export = ExportFile(found.where, count, [Part(found.where, None, headings, rows)])
    elif rows:
        export = lay_out(found.where, rows, file)
        export = replace(export, count=export.count + len(refused))
    else:
        raise PlaybookError(str(Problem(found.where, _("the file is empty."))))
    position = {column: at for at, column in enumerate(layout.headers)}
    exact = {(row, position[column]) for row, column in sheet.numbers if column in position}
    shown = {} if sheet.is_text else {h: letters(c) for c, h in reversed(layout.headers.items())}
    parts = [
        replace(
            part,
            decimal_comma=found.likely_comma,
            sure_mark=MARKS[file.decimal],
            exact=exact,
            faults=_faults(sheet, layout),
            letters=shown if is_plain else {},
        )
        for part in export.parts
    ]
    return replace(
        export,
        parts=parts,
        rejected=[*refused.values(), *export.rejected],
        notes=[*found.notes, *list_notices(found.where, sheet, layout)],
    )


def _headings(mapping: ImportMapping) -> Headings:
    """The headings that a mapping names whole."""
    known = {name_key(heading) for heading in exact_headings(mapping)} - {""}

    def name_of(word: str) -> str | None:
        key = name_key(word)
        return key if key in known else None

    return Headings(name_of)


def _refused(found: _Found, layout: Layout) -> Iterator[tuple[int, Remark]]:
    """Why each row that stands below the header is not taken as a row of the table.

    Raises
    ------
    PlaybookError
        When the header itself, or what stands above it, is in doubt.
    """
    if layout.total is not None:
        said = _("row {row} is a total and is not read.").format(row=layout.total)
        yield layout.total, Remark(Place(found.where, layout.total), said)
    for problem in reversed(list_problems(found.where, found.sheet, layout)):
        first = problem.row or 0
        if first <= layout.header:
            raise PlaybookError(str(problem))
        rows = merged_rows(found.sheet, first) & set(layout.rows) | {first}
        if first == layout.second:
            rows = {row for row in found.sheet.rows if row >= first}
        for row in rows:
            yield row, Remark(Place(found.where, row), problem.expected, found=problem.found)


def _faults(sheet: Sheet, layout: Layout) -> dict[int, dict[int, str]]:
    """The cells without a value, by row and position."""
    faults: dict[int, dict[int, str]] = defaultdict(dict)
    for (at, position), reason in list_faults(sheet, layout).items():
        faults[layout.rows[at]][position] = reason
    return faults
