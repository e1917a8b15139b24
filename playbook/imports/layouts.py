"""How the rows of a file lie: under one header, in sections, or in blocks one under the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from playbook.errors import PlaybookError, Problem
from playbook.imports.account import Place, Remark
from playbook.imports.headings import same
from playbook.imports.mapping import Layout
from playbook.language import _

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


def lay_out(shown: str, rows: NumberedRows, layout: Layout) -> Export:
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
        expected = _("expected the titles {titles}, each alone on a row.")
        problem = Problem(shown, expected.format(titles=", ".join(layout.blocks)))
        raise PlaybookError(str(problem))
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
    parts = [_with_about(part, about) for part in parts]
    return Export(shown, count, parts, passed)


def _with_about(part: Part, about: Mapping[str, str]) -> Part:
    """A part with what is said of the whole file in columns after its own."""
    width = len(part.headings)
    rows: NumberedRows = []
    for number, cells in part.rows:
        padded = [*cells, *[""] * (width - len(cells))]
        rows.append((number, [*padded[:width], *about.values(), *padded[width:]]))
    return replace(
        part,
        headings=[*part.headings, *(f"about {name}" for name in about)],
        rows=rows,
        told=range(width, width + len(about)),
    )


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
