"""The rows of a file, under one header, in sections or in blocks, and what is said of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from playbook.errors import PlaybookError, Problem
from playbook.imports.mapping import FileLayout
from playbook.language import _, shorten
from playbook.tables.matching import name_key

Cells = Sequence[str]
NumberedRows = list[tuple[int, Cells]]
LINE = "line"
SECTION = "section"


@dataclass(frozen=True)
class Place:
    """A row of a file.

    Attributes
    ----------
    file : str
        The file, as the user named it.
    row : int
        The row as the user's spreadsheet numbers it.
    letters : mapping of str to str
        In a workbook, the letters above each heading.
    """

    file: str
    row: int
    letters: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Remark:
    """Why a row, or a part of it, was not taken; or what to know about one that was.

    Attributes
    ----------
    place : Place
        The row.
    reason : str
        A full sentence.
    column : str, optional
        The heading of the part, when the rest of the row may have been taken.
    found : str, optional
        The words that stand there.
    """

    place: Place
    reason: str
    column: str | None = None
    found: str | None = None

    def __str__(self) -> str:
        return str(self.problem())

    def problem(self) -> Problem:
        """The remark at its place."""
        column = None if self.column is None else shorten(self.column)
        letters = self.place.letters.get(self.column or "")
        cell = f"{letters}{self.place.row}" if letters else None
        return Problem(self.place.file, self.reason, self.place.row, column, self.found, cell=cell)


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
    about : range
        The positions of the columns that hold what is said of the whole file.
    sure_mark : str, optional
        The decimal mark, where the mapping says it.
    exact : collection of (int, int)
        The rows and positions of cells that a spreadsheet holds as numbers.
    faults : mapping of int to dict of int to str
        By row and position, why a cell holds no value.
    letters : mapping of str to str
        In a workbook, the letters above each heading.
    """

    file: str
    block: str | None
    headings: list[str]
    rows: NumberedRows
    decimal_comma: bool | None = None
    about: range = range(0)
    sure_mark: str | None = None
    exact: Collection[tuple[int, int]] = frozenset()
    faults: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)

    def place(self, row: int) -> Place:
        """A row of this part."""
        return Place(self.file, row, self.letters)


@dataclass(frozen=True)
class ExportFile:
    """A whole file.

    Attributes
    ----------
    file : str
        The file, as the user named it.
    count : int
        Rows, without titles and headers.
    parts : list of Part
        What can be taken.
    rejected : list of Remark
        The rows that are of no part, and why.
    notes : list of Problem
        What to know about the whole file.
    """

    file: str
    count: int
    parts: list[Part]
    rejected: list[Remark] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


def lay_out(file: str, rows: NumberedRows, layout: FileLayout) -> ExportFile:
    """The parts of a file whose rows these are, at least one."""
    if layout.blocks:
        return _blocks(file, rows, layout)
    headings = [LINE] if layout.lines else list(layout.header)
    first = [cell.strip() for cell in rows[0][1]]
    if not headings:
        headings, body = first, rows[1:]
    else:
        pairs = zip(layout.header, first, strict=False)
        added = layout.header and all(name_key(a) == name_key(b) for a, b in pairs)
        body = rows[1:] if added else rows  # somebody added the header
    export = ExportFile(file, len(body), [Part(file, None, headings, body)])
    return _with_sections(export, layout.sections) if layout.sections else export


def _with_sections(export: ExportFile, titles: Sequence[str]) -> ExportFile:
    """Give each row the title that stands above it."""
    keys = {name_key(title) for title in titles}
    (part,) = export.parts
    title, body, rejected = "", NumberedRows(), []
    for number, cells in part.rows:
        alone = _alone(cells)
        if alone is not None and name_key(alone) in keys:
            title = alone
            reason = _("it is the title of the section below.")
            rejected.append(Remark(Place(part.file, number), reason))
        else:
            body.append((number, _with_cells(cells, len(part.headings), [title])))
    part = replace(part, headings=[*part.headings, SECTION], rows=body)
    return replace(export, parts=[part], rejected=rejected)


def _blocks(file: str, rows: NumberedRows, layout: FileLayout) -> ExportFile:
    """Cut a file at the titles of its blocks."""
    above, blocks = _cut(rows, layout.blocks)
    if not blocks:
        expected = _("expected the titles {titles}, each alone on a row.")
        raise PlaybookError(str(Problem(file, expected.format(titles=", ".join(layout.blocks)))))
    count = len(above) + sum(max(0, len(body) - 1) for _title, body in blocks)
    reason = _("it stands above the first title.")
    rejected = [Remark(Place(file, number), reason) for number, _cells in above]
    about: dict[str, str] = {}
    parts: list[Part] = []
    for title, body in blocks:
        if title == layout.about:
            about |= {cells[0].strip(): cells[1] for _number, cells in body[1:] if len(cells) > 1}
            reason = _("it speaks of the whole file.")
            rejected += [Remark(Place(file, number), reason) for number, _cells in body[1:]]
        elif body:
            headings = [cell.strip() for cell in body[0][1]]
            parts.append(Part(file, title, headings, body[1:]))
    return ExportFile(file, count, [_with_about(part, about) for part in parts], rejected)


def _cut(
    rows: NumberedRows, titles: Sequence[str]
) -> tuple[NumberedRows, list[tuple[str, NumberedRows]]]:
    """The rows above the first title, and each title with those below it."""
    above = NumberedRows()
    blocks: list[tuple[str, NumberedRows]] = []
    for number, cells in rows:
        alone = _alone(cells)
        if alone is not None and alone in titles:
            blocks.append((alone, NumberedRows()))
        else:
            (blocks[-1][1] if blocks else above).append((number, cells))
    return above, blocks


def _with_about(part: Part, about: Mapping[str, str]) -> Part:
    """A part with what is said of the whole file in columns after its own."""
    width = len(part.headings)
    more = [*about.values()]
    rows: NumberedRows = [(n, _with_cells(cells, width, more)) for n, cells in part.rows]
    headings = [*part.headings, *(f"about {name}" for name in about)]
    return replace(part, headings=headings, rows=rows, about=range(width, width + len(about)))


def _alone(cells: Cells) -> str | None:
    """The words of a row in which one cell is filled."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return filled[0] if len(filled) == 1 else None


def _with_cells(cells: Cells, width: int, more: Sequence[str]) -> list[str]:
    """A row with cells put in after those that have a heading."""
    padded = [*cells, *[""] * (width - len(cells))]
    return [*padded[:width], *more, *padded[width:]]
