"""Read the grids of a workbook again: from their words to the tables of the contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xlsxwriter.utility import xl_col_to_name

from playbook.errors import Problem
from playbook.language import _
from playbook.tables import TABLES
from playbook.tables.raw import RawTable
from playbook.workbooks.layout import (
    HEADER_ROW,
    MARK,
    NO_VOTE,
    NOT_DATA,
    SOLUTION_ROW,
    VOTER_ROW,
)

Rows = Sequence[tuple[int, Sequence[str]]]
COMMENTS = "jury_comments"
LINES = {"costs": "costs", "feedback": "feedback", COMMENTS: "jury_scores"}
NO_VOTES = (NO_VOTE, "-")


@dataclass
class GridTables:
    """What the grids of a workbook hold."""

    tables: dict[str, RawTable] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class _Grid:
    """A grid taken apart by its hidden marks.

    Attributes
    ----------
    tags : dict of int to str
        What each column holds.
    marked : dict of str to sequence of str
        The rows above the data that carry a mark.
    rows : list of (int, sequence of str)
        The rows of data, with their numbers.
    """

    where: str
    tags: Mapping[int, str]
    marked: Mapping[str, Sequence[str]]
    rows: Rows
    decimal_comma: bool | None

    def heading(self, mark: str, column: int) -> str:
        """The word above a column in a marked row."""
        return _at(self.marked.get(mark, ()), column)


def mark_of(rows: Rows) -> str | None:
    """Which grid a sheet is, by the mark in its first cell; None for a plain sheet."""
    first = _at(rows[0][1], 0) if rows else ""
    return first.removeprefix(MARK) if first.startswith(MARK) else None


def read_grids(
    sheets: Mapping[str, Rows], where: Mapping[str, str], decimal_comma: bool | None
) -> GridTables:
    """Read every sheet that carries a mark.

    Parameters
    ----------
    sheets : mapping of str to rows
        The words of each marked sheet, by its name: rows that are not blank, with their numbers.
    where : mapping of str to str
        What to call each sheet in messages.
    decimal_comma : bool or None
        Whether texts write decimals with a comma.
    """
    read = GridTables()
    grids: dict[str, _Grid] = {}
    for name, rows in sheets.items():
        mark = mark_of(rows)
        if mark is None or MARK + mark == NOT_DATA:
            continue
        grid = _take_apart(rows, where[name], decimal_comma)
        if mark not in ("ratings", "jury_scores", *LINES) or HEADER_ROW not in grid.marked:
            expected = _("the hidden marks of this sheet are damaged: move its rows to a new one.")
            read.problems.append(Problem(where[name], expected))
        elif mark in grids:
            expected = _("this table is there twice: keep one sheet.")
            read.problems.append(Problem(where[name], expected))
        else:
            grids[mark] = grid
            read.problems += _strangers(grid)
    for mark, grid in grids.items():
        if mark == "ratings":
            read.tables["use_cases"] = _table(grid, "use_cases")
            read.tables["ratings"] = _long("ratings", grid, list(_ratings(grid, read)))
        elif mark == "jury_scores":
            read.tables["criteria"] = _table(grid, "criteria")
        elif mark != COMMENTS:
            read.tables[mark] = _table(grid, LINES[mark])
    jury, comments = grids.get("jury_scores"), grids.get(COMMENTS)
    if jury or comments:
        read.tables["jury_scores"] = _jury_scores(jury, comments, read)
    return read


def _at(cells: Sequence[str], column: int) -> str:
    """A cell of a row that may be short, without surrounding blanks."""
    return cells[column].strip() if column < len(cells) else ""


def _take_apart(rows: Rows, where: str, decimal_comma: bool | None) -> _Grid:
    """Find what the marks say of columns and rows."""
    tags = {column: tag for column, tag in enumerate(rows[0][1]) if column and tag}
    marked = {_at(cells, 0): cells for _number, cells in rows[1:] if _at(cells, 0)}
    header = [i for i, (_number, cells) in enumerate(rows) if _at(cells, 0) == HEADER_ROW]
    return _Grid(where, tags, marked, rows[header[0] + 1 :] if header else [], decimal_comma)


def _strangers(grid: _Grid) -> Iterator[Problem]:
    """Columns that somebody added: the kit would not know what to read them as."""
    beyond: set[int] = set()
    for number, cells in grid.rows:
        for column, word in enumerate(cells):
            if column and word.strip() and column not in grid.tags and column not in beyond:
                beyond.add(column)
                expected = _("the kit does not know this column: move it to another workbook.")
                yield Problem(grid.where, expected, number, xl_col_to_name(column), word)


def _table(grid: _Grid, name: str) -> RawTable:
    """The table that stands in the grid as it is, a row a line."""
    table = TABLES[name]
    places = {tag: column for column, tag in grid.tags.items() if tag in table.column_names}
    header = [grid.heading(HEADER_ROW, column) or tag for tag, column in places.items()]
    rows = [
        (number, words)
        for number, cells in grid.rows
        if any(words := [_at(cells, column) for column in places.values()])
    ]
    return RawTable(grid.where, header, rows, grid.decimal_comma)


def _long(name: str, grid: _Grid, rows: list[tuple[int, list[str]]]) -> RawTable:
    """A table made of the cells of a grid."""
    header = [_(column.label) for column in TABLES[name].columns]
    return RawTable(grid.where, header, rows, grid.decimal_comma)


def _ratings(grid: _Grid, read: GridTables) -> Iterator[tuple[int, list[str]]]:
    """The votes, participant by participant."""
    key = next(column for column, tag in grid.tags.items() if tag == "use_case_id")
    for value in (column for column, tag in grid.tags.items() if tag == "value"):
        voter = grid.heading(VOTER_ROW, value)
        for number, cells in grid.rows:
            votes = [_at(cells, value), _at(cells, value + 1)]
            if not any(votes):
                continue
            if not voter:
                read.problems.append(
                    _unnamed(
                        grid,
                        value,
                        number,
                        _("Who gave these votes? Pick the participant above them."),
                    )
                )
                break
            cast = ["" if vote in NO_VOTES else vote for vote in votes]
            yield number, [voter, _at(cells, key), *cast]


def _jury_scores(jury: _Grid | None, comments: _Grid | None, read: GridTables) -> RawTable:
    """The scores of the grid, with the comments on them."""
    rows = list(_scores(jury, read)) if jury else []
    by_key = {tuple(cells[:3]): cells for _number, cells in reversed(rows)}
    where = [grid.where for grid in (jury, comments) if grid]
    if comments:
        noted = _table(comments, "jury_scores")
        for number, (*key, comment) in noted.rows:
            scored = by_key.pop(tuple(key), None)
            if scored is None:
                rows.append((number, [*key, "", comment]))
            else:
                scored[4] = comment
    grid = jury or comments
    assert grid is not None
    raw = _long("jury_scores", grid, rows)
    return RawTable(" + ".join(where), raw.header, raw.rows, raw.decimal_comma)


def _scores(grid: _Grid, read: GridTables) -> Iterator[tuple[int, list[str]]]:
    """The scores, juror by juror, then solution by solution."""
    key = next(column for column, tag in grid.tags.items() if tag == "criterion_id")
    places = {
        (int(juror), int(solution)): column
        for column, tag in grid.tags.items()
        for word, solution, juror in [(*tag.split(), "", "")[:3]]
        if word == "score"
    }
    for (juror, solution), column in sorted(places.items()):
        who = grid.heading(VOTER_ROW, places.get((juror, 0), column))
        what = grid.heading(SOLUTION_ROW, places.get((0, solution), column))
        for number, cells in grid.rows:
            score = _at(cells, column)
            if not score:
                continue
            if not who or not what:
                who_gave = _("Who gave these scores? Pick the participant in the first block.")
                which = _("Which solution is scored? Pick it above the block.")
                expected = who_gave if what else which
                read.problems.append(_unnamed(grid, column, number, expected))
                break
            yield number, [who, what, _at(cells, key), score, ""]


def _unnamed(grid: _Grid, column: int, number: int, expected: str) -> Problem:
    """Votes under no name."""
    return Problem(grid.where, expected, number, xl_col_to_name(column))
