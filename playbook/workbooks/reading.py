"""Read the grids of a workbook again: from their words to the tables of the contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from playbook.errors import Problem
from playbook.language import _
from playbook.sources.extraction.sheet import Sheet, letters
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
from playbook.workbooks.marks import (
    Grid,
    cells_without_value,
    grid_of,
    mark_of,
    unknown_columns,
    word_at,
)

COMMENTS = "jury_comments"
LINES = {"costs": "costs", "feedback": "feedback", COMMENTS: "jury_scores"}
NO_VOTES = (NO_VOTE, "-")


@dataclass
class GridTables:
    """What the grids of a workbook hold."""

    tables: dict[str, RawTable] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass
class _LongRow:
    """A row of a table that is made of the cells of a grid.

    Attributes
    ----------
    number : int
        The row of the sheet.
    cells : list of str
        Its words, by the columns of the table.
    letters : list of str
        The letters above the cell of each; nothing where it stands in no cell of this row.
    whose : str
        Who gave it.
    """

    number: int
    cells: list[str]
    letters: list[str]
    whose: str


def read_grids(sheets: Mapping[str, Sheet], decimal_comma: bool | None) -> GridTables:
    """Read every sheet that carries a mark.

    Parameters
    ----------
    sheets : mapping of str to Sheet
        Each marked sheet, by what to call it in messages.
    decimal_comma : bool or None
        Whether numbers that were typed as text have a decimal comma.
    """
    read = GridTables()
    grids: dict[str, Grid] = {}
    for where, sheet in sheets.items():
        mark = mark_of(sheet) or ""
        if MARK + mark == NOT_DATA:
            continue
        grid = grid_of(sheet, where, decimal_comma)
        if mark not in ("ratings", "jury_scores", *LINES) or HEADER_ROW not in grid.marked:
            expected = _("the hidden marks of this sheet are damaged: move its rows to a new one.")
            read.problems.append(Problem(where, expected))
        elif mark in grids:
            expected = _("this table is there twice: keep one sheet.")
            read.problems.append(Problem(where, expected))
        else:
            grids[mark] = grid
            read.problems += [*unknown_columns(grid), *cells_without_value(grid, sheet)]
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


def _table(grid: Grid, name: str) -> RawTable:
    """The table that stands in the grid as it is, a row a line."""
    table = TABLES[name]
    places = {tag: column for column, tag in grid.tags.items() if tag in table.column_names}
    header = [grid.heading(HEADER_ROW, column) or tag for tag, column in places.items()]
    rows = [
        (row, words)
        for row, cells in grid.rows.items()
        if any(words := [word_at(cells, column) for column in places.values()])
    ]
    exact = frozenset(
        (at, position)
        for at, (row, _words) in enumerate(rows)
        for position, column in enumerate(places.values())
        if (row, column) in grid.numbers
    )
    above = [[letters(column) for column in places.values()]]
    return RawTable(grid.where, header, rows, grid.decimal_comma, exact=exact, letters=above)


def _long(name: str, grid: Grid, rows: Sequence[_LongRow]) -> RawTable:
    """A table made of the cells of a grid."""
    return RawTable(
        grid.where,
        [_(column.label) for column in TABLES[name].columns],
        [(row.number, row.cells) for row in rows],
        grid.decimal_comma,
        letters=[row.letters for row in rows],
        whose=[row.whose for row in rows],
    )


def _ratings(grid: Grid, read: GridTables) -> Iterator[_LongRow]:
    """The votes, participant by participant."""
    key = next(column for column, tag in grid.tags.items() if tag == "use_case_id")
    for value in (column for column, tag in grid.tags.items() if tag == "value"):
        voter = grid.heading(VOTER_ROW, value)
        for number, cells in grid.rows.items():
            votes = [word_at(cells, value), word_at(cells, value + 1)]
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
            places = [letters(value), letters(key), letters(value), letters(value + 1)]
            whose = _("vote of {person}").format(person=voter)
            yield _LongRow(number, [voter, word_at(cells, key), *cast], places, whose)


def _jury_scores(jury: Grid | None, comments: Grid | None, read: GridTables) -> RawTable:
    """The scores of the grid, with the comments on them."""
    rows = list(_scores(jury, read)) if jury else []
    by_key = {tuple(row.cells[:3]): row.cells for row in reversed(rows)}
    where = [grid.where for grid in (jury, comments) if grid]
    if comments:
        noted = _table(comments, "jury_scores")
        for number, (*key, comment) in noted.rows:
            scored = by_key.pop(tuple(key), None)
            if scored is None:
                rows.append(_LongRow(number, [*key, "", comment], [""] * 5, key[0]))
            else:
                scored[4] = comment
    listed = [cells[0] for _row, cells in _table(jury, "criteria").rows] if jury else []
    orders = [
        {word: place for place, word in enumerate(dict.fromkeys(words))}
        for words in (
            [row.cells[0] for row in rows],
            [row.cells[1] for row in rows],
            [*listed, *(row.cells[2] for row in rows)],
        )
    ]
    rows.sort(key=lambda row: [order[row.cells[place]] for place, order in enumerate(orders)])
    grid = jury or comments
    assert grid is not None
    raw = _long("jury_scores", grid, rows)
    return replace(raw, where=" + ".join(where))


def _scores(grid: Grid, read: GridTables) -> Iterator[_LongRow]:
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
        for number, cells in grid.rows.items():
            score = word_at(cells, column)
            if not score:
                continue
            if not who or not what:
                who_gave = _("Who gave these scores? Pick the participant in the first block.")
                which = _("Which solution is scored? Pick it above the block.")
                expected = who_gave if what else which
                read.problems.append(_unnamed(grid, column, number, expected))
                break
            place = letters(column)
            whose = _("score of {person} for {solution}").format(person=who, solution=what)
            words = [who, what, word_at(cells, key), score, ""]
            yield _LongRow(number, words, [place, place, letters(key), place, ""], whose)


def _unnamed(grid: Grid, column: int, number: int, expected: str) -> Problem:
    """Votes under no name."""
    place = letters(column)
    return Problem(grid.where, expected, number, place, cell=f"{place}{number}")


def join(
    plain: Mapping[str, RawTable], grids: Mapping[str, RawTable]
) -> tuple[dict[str, RawTable], list[Problem]]:
    """Put the tables of plain sheets and of grids together; sheets without rows are not there.

    Returns
    -------
    tables : dict of str to RawTable
    problems : list of Problem
        Tables that have rows in both.
    """
    filled = [{name: raw for name, raw in of.items() if raw.rows} for of in (plain, grids)]
    twice = filled[0].keys() & filled[1].keys()
    expected = _("the table {table} has rows on a plain sheet and in a grid: keep one of them.")
    problems = [
        Problem(filled[0][name].where, expected.format(table=_(TABLES[name].label)))
        for name in twice
    ]
    return filled[0] | filled[1], problems
