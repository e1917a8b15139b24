"""What people do to a workbook is read right, said, or refused with its place."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from openpyxl.worksheet.worksheet import Worksheet
from support.workbooks import Change, Rows, read, written

from playbook.errors import Problem
from playbook.language import speaking
from playbook.tables.reading import ReadTable

Row = Sequence[object]
HEADER = ["participant_id", "use_case_id", "value", "feasibility"]
VOTES: list[Row] = [["01", "U1", 4, 3.5], ["02", "U1", 2, None]]
NO_CHANGE: tuple[Change, ...] = ()


def read_votes(
    *rows: Row, name: str = "ratings", changes: Sequence[Change] = NO_CHANGE
) -> tuple[ReadTable, list[Problem]]:
    tables, problems = read(written({name: rows}, *changes))
    return tables["ratings"], problems


def votes(table: ReadTable) -> list[list[object]]:
    """The votes that were read, a missing one as None."""
    frame = table.frame.astype(object)
    return frame.where(frame.notna(), None).values.tolist()


EXPECTED = [["01", "U1", 4.0, 3.5], ["02", "U1", 2.0, None]]


def places(problems: Sequence[Problem]) -> list[tuple[int | None, str | None]]:
    return [(problem.row, problem.column) for problem in problems]


def said(table: ReadTable) -> list[str]:
    return [notice.expected for notice in table.notices]


@pytest.mark.parametrize(
    "name", ["ratings", "RATINGS", " Ratings ", "Évaluations", "evaluations", "ÉVALUATIONS"]
)
def test_a_sheet_is_known_by_the_name_of_its_table_in_either_language(name: str) -> None:
    table, problems = read_votes(HEADER, *VOTES, name=name)
    assert (votes(table), problems, said(table)) == (EXPECTED, [], [])
    assert table.where == f"x.xlsx, sheet {name.strip()}"
    assert table.frame.index.tolist() == [2, 3]


def test_two_cells_that_are_the_same_column_s_name_are_no_header_of_another_table() -> None:
    table, problems = read_votes(HEADER, ["participant", "participant", 4, 3.5])
    assert (votes(table), problems) == ([["participant", "participant", 4.0, 3.5]], [])


def test_a_title_above_the_header_is_said_and_left_out() -> None:
    table, problems = read_votes(["Participant"], [], ["of spring"], HEADER, *VOTES)
    assert (votes(table), problems) == (EXPECTED, [])
    assert said(table) == ["rows above the header are not read: 1, 3."]
    assert table.frame.index.tolist() == [5, 6]


def test_the_header_is_the_row_that_names_most_columns_when_none_names_all() -> None:
    header = ["participant_id", "use_cse", "valeur"]
    table, problems = read_votes(["Participant", "notes"], header, *[row[:3] for row in VOTES])
    assert places(problems) == [(None, "use_cse"), (None, "Use case")]
    assert (table.headers["participant_id"], table.headers["value"]) == ("participant_id", "valeur")


def test_a_row_that_names_all_that_is_required_wins_over_one_that_names_more() -> None:
    above = [*[None] * 5, "value", "feasibility", "participant"]
    table, problems = read_votes(above, HEADER[:2], ["01", "U1"])
    assert problems == []
    assert table.frame.index.tolist() == [3]


def test_rows_of_the_table_above_its_header_are_refused() -> None:
    _table, problems = read_votes(VOTES[0], HEADER, VOTES[1])
    assert [(problem.row, problem.found) for problem in problems] == [(1, "01")]
    _tables, problems = read(written({"participants": [["The people"], ["participant_id"], [1]]}))
    assert problems == []


def test_inserted_rows_and_columns_leave_the_table_as_it_is() -> None:
    header = [None, "participant_id", None, "use_case_id", "value", None, "feasibility"]
    rows = [[None, row[0], None, row[1], row[2], " ", row[3]] for row in VOTES]
    table, problems = read_votes(header, [], rows[0], [None, "  "], [], rows[1])
    assert (votes(table), problems, said(table)) == (EXPECTED, [], [])
    assert table.frame.index.tolist() == [3, 6]


def test_words_beside_the_table_are_said_and_make_no_row() -> None:
    rows = [[*VOTES[0], None, "note"], [*VOTES[1], "x"], [None] * 6 + ["far"]]
    table, problems = read_votes(HEADER, *rows)
    assert (votes(table), problems) == (EXPECTED, [])
    assert said(table) == ["cells in columns without a header are not read: F2, E3, G4."]


def test_a_column_that_the_kit_does_not_know_is_kept_as_text_and_said() -> None:
    table, problems = read_votes([*HEADER, "mood"], *[[*row, "007"] for row in VOTES])
    assert (votes(table), problems) == ([[*row, "007"] for row in EXPECTED], [])
    assert [notice.column for notice in table.notices] == ["mood"]


@pytest.mark.parametrize(
    "total",
    [["Total", None, 6, 3.5], ["TOTAUX :", None, 6], [None, "Moyenne", 3], ["Somme", "x", "=C2"]],
)
def test_a_total_row_is_said_and_left_out(total: Row) -> None:
    table, problems = read_votes(HEADER, *VOTES, total)
    assert (votes(table), problems) == (EXPECTED, [])
    assert said(table) == ["row 4 is a total and is not read."]


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        ([*VOTES, ["Total", "U1", 3, 3]], 4),
        ([VOTES[0], ["Total", None, 4, 3.5], VOTES[1]], 3),
        ([VOTES[0], ["Sous-total", None, 4, 3.5], VOTES[1], ["Total", None, 4, 3]], 3),
    ],
)
def test_what_may_be_a_total_is_refused(rows: Sequence[Row], row: int) -> None:
    _table, problems = read_votes(HEADER, *rows)
    assert (row, None) in places(problems)
    assert any("total" in problem.expected for problem in problems)


def test_a_word_that_only_starts_like_a_total_is_a_word() -> None:
    table, problems = read_votes(HEADER, *VOTES, ["Totalenergies", "U1", 3, 3])
    assert (len(table.frame), problems) == (3, [])


def test_the_header_again_is_refused() -> None:
    _table, problems = read_votes(HEADER, VOTES[0], ["Participant_ID", *HEADER[1:]], VOTES[1])
    assert (3, None) in places(problems)


def test_a_note_below_the_table_is_refused_and_rows_after_a_gap_are_read() -> None:
    rows: list[Row] = [["participant_id", "name"], ["1", "Ann"], [], ["Source: the HR department"]]
    _tables, (problem,) = read(written({"participants": rows}))
    assert (problem.row, problem.found) == (4, "Source: the HR department")
    tables, problems = read(written({"participants": [*rows[:3], ["2", "Bob"]]}))
    assert (len(tables["participants"].frame), problems) == (2, [])
    tables, problems = read(written({"participants": [["participant_id"], ["1"], [], ["2"]]}))
    assert (len(tables["participants"].frame), problems) == (2, [])


def test_hidden_rows_columns_and_sheets_are_read_and_said() -> None:
    def hide(sheet: Worksheet) -> None:
        for row in (2, 3, 9):
            sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet.column_dimensions["J"].hidden = True
        sheet.sheet_state = "hidden"
        sheet.parent.create_sheet("participants").append(["participant_id"])

    table, problems = read_votes(HEADER, *VOTES, changes=[hide])
    assert (votes(table), problems) == (EXPECTED, [])
    assert said(table) == [
        "the sheet is hidden; it was read like the others.",
        "hidden rows were read like the others: 2–3.",
        "hidden columns were read like the others: value.",
    ]


def merging(cells: str) -> Change:
    return lambda sheet: sheet.merge_cells(cells)


@pytest.mark.parametrize(
    ("cells", "row", "column"),
    [
        ("A2:A3", 2, "participant_id"),
        ("C2:D2", 2, "value"),
        ("B2:D3", 2, "use_case_id"),
        ("C1:D1", 1, "value"),
        ("D1:D2", 1, "feasibility"),
    ],
)
def test_merged_cells_of_the_table_are_refused_with_their_range(
    cells: str, row: int, column: str
) -> None:
    _table, problems = read_votes(HEADER, *VOTES, changes=[merging(cells)])
    merged = [problem for problem in problems if cells in problem.expected]
    assert places(merged) == [(row, column)]


@pytest.mark.parametrize("cells", ["A1:D1", "F3:G9", "A2:D2", "A8:C9", "D4:F4", "D3:F3"])
def test_merged_cells_that_hide_nothing_are_let_be(cells: str) -> None:
    table, problems = read_votes(["Votes"], [], HEADER, *VOTES, changes=[merging(cells)])
    assert (votes(table), problems) == (EXPECTED, [])


@pytest.mark.parametrize(
    ("value", "word"), [("=C3*2", "lacks the result"), ("#DIV/0!", "gives an error")]
)
def test_a_formula_without_value_is_refused_with_its_place(value: str, word: str) -> None:
    _table, (problem,) = read_votes(HEADER, ["01", "U1", value, 3.5], VOTES[1])
    assert (problem.row, problem.column, problem.found) == (2, "value", value)
    assert word in problem.expected
    assert problem.where == "x.xlsx, sheet ratings"


def test_a_header_without_value_is_refused_with_its_place() -> None:
    _table, (problem,) = read_votes([*HEADER[:3], "#REF!"], *VOTES)
    assert (problem.row, problem.column, problem.found) == (1, "D", "#REF!")


def test_a_formula_beside_the_table_is_nobodys_problem() -> None:
    _table, problems = read_votes(HEADER, [*VOTES[0], "=C2"], VOTES[1])
    assert problems == []


def test_a_true_or_false_is_no_yes_or_no_and_no_number() -> None:
    _table, problems = read_votes(HEADER, ["01", "U1", True, 3])
    assert [(p.row, p.column, p.found) for p in problems] == [(2, "value", "TRUE")]


@pytest.mark.parametrize(
    ("name", "meant"),
    [("rating", "Ratings"), ("Evaluation", "Ratings"), ("participants (2)", "Participants")],
)
def test_a_sheet_nearly_named_after_a_table_is_refused(name: str, meant: str) -> None:
    tables, (problem,) = read(written({name: [HEADER], "use_cases": [["use_case_id", "title"]]}))
    assert list(tables) == ["use_cases"]
    assert problem.where == f"x.xlsx, sheet {name}"
    assert f"Did you mean {meant}?" in problem.expected


def test_other_sheets_are_said_and_blank_ones_are_not() -> None:
    sheets: dict[str, Rows] = {"Notes": [["a"]], "ratings": [HEADER, *VOTES], "Sheet2": []}
    tables, problems = read(written(sheets))
    assert problems == []
    (notice,) = tables["ratings"].notices
    assert notice.where == "x.xlsx, sheet Notes"
    assert "not read" in notice.expected


@pytest.mark.parametrize(
    ("sheets", "word"),
    [
        ({"ratings": [HEADER], "Évaluations": [HEADER]}, "twice"),
        ({"ratings": []}, "empty"),
        ({"Notes": [["a"]]}, "no sheet is a table"),
        ({"Sheet": []}, "no sheet is a table"),
    ],
)
def test_sheets_that_cannot_be_tables_are_refused(sheets: dict[str, Rows], word: str) -> None:
    _tables, problems = read(written(sheets))
    assert any(word in problem.expected for problem in problems)


def test_everything_is_said_in_french_to_the_french() -> None:
    with speaking("fr"):
        tables, (problem,) = read(
            written({"Votes": [["a"]], "participants": [["Participant"], ["Total"]]})
        )
    assert problem.where == "x.xlsx, feuille participants"
    assert "total" in problem.expected
    assert "feuille ne porte le nom d’aucune table" in tables["participants"].notices[0].expected
