"""What is odd about a table on a sheet: said when it is read all the same, refused when unclear."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from playbook.errors import Problem
from playbook.language import _, number_ranges
from playbook.sources.extraction.sheet import Sheet, letters
from playbook.sources.layout import Layout

MOST_SHOWN = 10


def list_faults(sheet: Sheet, layout: Layout) -> dict[tuple[int, int], str]:
    """The cells of the table that hold no value: by row and position in it, what to do."""
    found = [(row, column) for row, column, _expected in list_without_value(sheet)]
    sentences = [expected for _row, _column, expected in list_without_value(sheet)]
    return {
        place: sentence
        for place, sentence in zip(places_in_table(layout, found), sentences, strict=True)
        if place is not None
    }


def places_in_table(
    layout: Layout, cells: Iterable[tuple[int, int]]
) -> list[tuple[int, int] | None]:
    """Cells of a sheet as numbers of the table's rows and positions in them, both from 0."""
    cells = list(cells)
    if not cells:  # as in most tables, however many rows they have
        return []
    rows = {row: at for at, row in enumerate(layout.rows)}
    positions = {column: position for position, column in enumerate(layout.headers)}
    return [
        (rows[row], positions[column]) if row in rows and column in positions else None
        for row, column in cells
    ]


def list_without_value(sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    """The cells that hold no value, each with what to do."""
    for row, column in sorted(sheet.errors):
        yield row, column, _("the formula gives an error: correct it, or clear the cell.")
    for row, column in sorted(sheet.uncalculated):
        expected = _("the file lacks the result of this formula: open it in Excel and save it.")
        yield row, column, expected


def list_notices(where: str, sheet: Sheet, layout: Layout) -> list[Problem]:
    """What was read although it is hidden, and what was left out."""
    return [Problem(where, sentence) for sentence in _notices(sheet, layout)]


def _notices(sheet: Sheet, layout: Layout) -> Iterator[str]:
    if sheet.hidden:
        yield _("the sheet is hidden; it was read like the others.")
    hidden = sorted(sheet.hidden_rows & set(layout.rows))
    if hidden:
        yield _("hidden rows were read like the others: {rows}.").format(
            rows=_some(number_ranges(hidden))
        )
    columns = [layout.headers[column] for column in layout.names if column in sheet.hidden_columns]
    if columns:
        yield _("hidden columns were read like the others: {columns}.").format(
            columns=", ".join(columns)
        )
    if layout.above:
        yield _("rows above the header are not read: {rows}.").format(
            rows=_some(number_ranges(layout.above))
        )
    beside = [place for place in layout.beside if not _is_beyond(sheet, layout, place)]
    if beside:
        yield _("cells in columns without a header are not read: {cells}.").format(
            cells=_some([f"{letters(column)}{row}" for row, column in beside])
        )
    short = sorted(sheet.short & set(layout.rows))
    if short:
        yield _(
            "rows with fewer cells than the header has: {rows}. Is a separator missing there? The "
            "last cells were taken as empty."
        ).format(rows=_some(number_ranges(short)))
    if layout.total is not None:
        yield _("row {row} is a total and is not read.").format(row=layout.total)


def _is_beyond(sheet: Sheet, layout: Layout, place: tuple[int, int]) -> bool:
    """Whether a cell of a text stands beyond the last header, where no person puts a note."""
    return sheet.is_text and place[1] > max(layout.headers, default=0)


def list_problems(where: str, sheet: Sheet, layout: Layout) -> list[Problem]:
    """The headers, rows and merged cells of which nobody can tell what they mean."""
    sentences = (
        (
            layout.doubtful_titles,
            _("this row stands above the header: delete it, or move it below."),
        ),
        (layout.repeated_headers, _("the header is here again: delete this row.")),
        (layout.doubtful_totals, _("is this row a total? Delete it, or rename it if it is none.")),
        (layout.notes, _("is this a note below the table? Move it to another sheet.")),
        (
            [] if layout.second is None else [layout.second],
            _("does another table begin here? Move it to a sheet or file of its own."),
        ),
    )
    beyond = {
        row: column for row, column in layout.beside if _is_beyond(sheet, layout, (row, column))
    }
    too_wide = _("more cells than the header has: is a text with a separator not quoted?")
    wide = [
        Problem(where, too_wide, row, found=layout.cells[row][column])
        for row, column in beyond.items()
    ]
    found = [
        Problem(where, expected, row, found=next(iter(layout.cells[row].values())))
        for rows, expected in sentences
        for row in rows
    ]
    headers = [
        Problem(
            where,
            expected,
            row,
            letters(column),
            sheet.rows[row][column],
            cell=f"{letters(column)}{row}",
        )
        for row, column, expected in list_without_value(sheet)
        if row == layout.header
    ]
    return [*headers, *wide, *found, *_merged(where, sheet, layout)]


def _merged(where: str, sheet: Sheet, layout: Layout) -> Iterator[Problem]:
    """Merged ranges that cover more than one cell of the table, of which one has the word.

    A header that is merged over a column with words covers that column's cell, too.
    """
    rows = [layout.header, *layout.rows]
    headed = list(layout.headers)
    written = sorted({*headed, *(column for _row, column in layout.beside)})
    for top, left, bottom, right in sheet.merged:
        inside = rows[bisect_left(rows, top) : bisect_right(rows, bottom)]
        columns = written if layout.header in inside else headed
        across = columns[bisect_left(columns, left) : bisect_right(columns, right)]
        if len(inside) * len(across) > 1:
            expected = _("the cells {cells} are merged: unmerge them, and fill each of them.")
            place = f"{letters(left)}{top}:{letters(right)}{bottom}"
            header = next((layout.headers[at] for at in across if at in layout.headers), None)
            yield Problem(where, expected.format(cells=place), inside[0], header)


def merged_rows(sheet: Sheet, row: int) -> set[int]:
    """The rows that are merged with a row."""
    ranges = (range(top, bottom + 1) for top, _left, bottom, _right in sheet.merged)
    return {other for rows in ranges if row in rows for other in rows}


def _some(places: Sequence[str]) -> str:
    """The first places of a list, and an ellipsis when there are more."""
    return ", ".join(places[:MOST_SHOWN]) + (", …" if len(places) > MOST_SHOWN else "")
