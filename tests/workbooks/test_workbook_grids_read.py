"""Grids that people filled, read again: what is taken, and what is said of the rest."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.errors import Problem
from playbook.sources.child import extract
from playbook.sources.extraction.excel_cells import place_of
from playbook.sources.extraction.sheet import Sheet
from playbook.tables.raw import RawTable
from playbook.workbooks.layout import grid_name
from playbook.workbooks.source import Workbook

Found = tuple[dict[str, RawTable], list[Problem]]
Change = Callable[[Sheet], None]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> list[Sheet]:
    path = tmp_path_factory.mktemp("book") / "empty.xlsx"
    Workbook(path, "empty.xlsx").write({})
    return extract(path)


@pytest.fixture
def read_after(
    empty: list[Sheet], monkeypatch: pytest.MonkeyPatch
) -> Callable[[dict[str, Change]], Found]:
    """Read the workbook after changes to some sheets."""

    def read(changes: dict[str, Change]) -> Found:
        sheets = {sheet.name: copy.deepcopy(sheet) for sheet in empty}
        for name, change in changes.items():
            change(sheets.setdefault(name, Sheet(name)))
        for sheet in sheets.values():
            sheet.settle()
        monkeypatch.setattr("playbook.workbooks.source.extract", lambda _path: [*sheets.values()])
        return Workbook(Path("x.xlsx"), "x.xlsx").read(None)

    return read


def put(**cells: str | None) -> Change:
    """Type words into cells; a formula has no result; None clears."""

    def change(sheet: Sheet) -> None:
        for place, word in cells.items():
            row, column = place_of(place)
            if word is None:
                del sheet.rows[row][column]
                continue
            sheet.rows.setdefault(row, {})[column] = word
            if word.startswith("="):
                sheet.uncalculated.add((row, column))

    return change


def rows(raw: RawTable) -> list[list[str]]:
    return [list(cells) for _row, cells in raw.rows]


RATINGS, JURY = "ratings", "jury_scores"


def test_votes_are_read_with_the_row_and_the_participant_above_them(
    read_after: Callable[[dict[str, Change]], Found],
) -> None:
    votes = put(B8="U1", C8="One", B9="U2", C9="Two", P5="P1", R5="P2", P8="3.5", Q8="4", R9="2")
    tables, problems = read_after({grid_name(RATINGS): votes})
    assert problems == []
    assert tables["ratings"].rows == [
        (8, ["P1", "U1", "3.5", "4"]),
        (9, ["P2", "U2", "2", ""]),
    ]
    assert [cells[:2] for cells in rows(tables["use_cases"])] == [["U1", "One"], ["U2", "Two"]]
    assert set(tables) == {"ratings", "use_cases"}


def test_a_dash_is_a_vote_that_was_not_cast(
    read_after: Callable[[dict[str, Change]], Found],
) -> None:
    votes = put(B8="U1", C8="One", P5="P1", P8="-", Q8="–")
    tables, problems = read_after({grid_name(RATINGS): votes})
    assert (rows(tables["ratings"]), problems) == ([["P1", "U1", "", ""]], [])


@pytest.mark.parametrize(
    ("cells", "row", "column", "said"),
    [
        ({"P8": "3"}, 8, "P", "Who gave these votes"),
        ({"P5": "P1", "P8": "=1+1"}, 8, "P", "result of this formula"),
        ({"DA8": "mine"}, 8, "DA", "does not know this column"),
    ],
)
def test_what_the_kit_cannot_attribute_is_a_problem_with_its_cell(
    read_after: Callable[[dict[str, Change]], Found],
    cells: dict[str, str],
    row: int,
    column: str,
    said: str,
) -> None:
    _tables, problems = read_after({grid_name(RATINGS): put(B8="U1", C8="One", **cells)})
    (problem,) = problems
    assert (problem.row, problem.column) == (row, column)
    assert said in problem.expected
    assert grid_name(RATINGS) in problem.where


def test_scores_take_the_jury_of_the_first_block_and_the_solution_above(
    read_after: Callable[[dict[str, Change]], Found],
) -> None:
    scores = put(
        B14="C1", C14="technical", D14="Fit", E14="1", L5="S1", AD5="S2", M12="P2", AE14="4"
    )
    comments = put(B7="P2", C7="S2", D7="C1", E7="Why", B8="P3", C8="S1", D8="C1", E8="Only words")
    tables, problems = read_after({grid_name(JURY): scores, grid_name("jury_comments"): comments})
    assert problems == []
    assert rows(tables["jury_scores"]) == [
        ["P2", "S2", "C1", "4", "Why"],
        ["P3", "S1", "C1", "", "Only words"],
    ]


@pytest.mark.parametrize(
    ("cells", "said"),
    [({"L5": "S1"}, "Who gave these scores"), ({"L12": "P1"}, "Which solution is scored")],
)
def test_scores_under_no_name_are_a_problem(
    read_after: Callable[[dict[str, Change]], Found], cells: dict[str, str], said: str
) -> None:
    _tables, problems = read_after({grid_name(JURY): put(B14="C1", L14="3", **cells)})
    assert [said in problem.expected for problem in problems] == [True]


def test_a_table_filled_on_a_plain_sheet_and_in_a_grid_is_a_problem(
    read_after: Callable[[dict[str, Change]], Found],
) -> None:
    plain = put(A1="participant_id", B1="use_case_id", C1="value", A2="P1", B2="U1", C2="2")
    votes = put(B8="U1", C8="One", P5="P1", P8="3")
    _tables, problems = read_after({"ratings": plain, grid_name(RATINGS): votes})
    (problem,) = problems
    assert "Ratings" in problem.expected
    tables, problems = read_after({"ratings": plain})
    assert (rows(tables["ratings"]), problems) == ([["P1", "U1", "2"]], [])


def test_a_grid_that_lost_its_marks_is_a_problem(
    read_after: Callable[[dict[str, Change]], Found],
) -> None:
    _tables, problems = read_after({grid_name(RATINGS): put(A7=None, B8="U1")})
    assert ["hidden marks" in problem.expected for problem in problems] == [True]


def test_a_grid_is_known_by_its_marks_under_any_name(
    read_after: Callable[[dict[str, Change]], Found],
) -> None:
    def change(sheet: Sheet) -> None:
        put(B8="U1", C8="One")(sheet)
        sheet.name = "Tuesday"

    tables, problems = read_after({grid_name(RATINGS): change})
    assert (list(tables), problems) == (["use_cases"], [])
