"""What a spreadsheet calculates is what the kit calculates, in every cell that has a formula."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
from openpyxl import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet
from support.expected_cells import expected_cells
from support.made_campaigns import made_campaign
from support.office import recalculated

from playbook.language import speaking
from playbook.parameters.declared import Parameters
from playbook.tables import TABLES
from playbook.tables.reading import empty_frame, read_table
from playbook.workbooks.layout import grid_name, plain_name, room_for
from playbook.workbooks.source import Workbook
from playbook.workbooks.writing import default_parameters

HOSTILE = ["01", "1", "a*", "A*", ">2", "=1+1", "?"]


def parameters(language: str = "en", **others: Any) -> Parameters:
    with speaking(language):
        return Parameters(**{**default_parameters("t").model_dump(), "top_n": 3, **others})


def numbered(letter: str, count: int) -> list[str]:
    return [f"{letter}{n}" for n in range(1, count + 1)]


CASES: dict[str, tuple[dict[str, pd.DataFrame], Parameters]] = {
    "hostile": (
        made_campaign(
            HOSTILE, [*HOSTILE, "U8"], HOSTILE[:5],
            [("01", 3, None), ("1", 0, None), ("a*", 1.5, 2), ("A*", 1, 0.5)], seed=1,
        ),
        parameters(),
    ),
    "unweighted": (
        made_campaign(
            numbered("P", 3), numbered("U", 6), numbered("S", 4),
            [("C1", 0, None), ("C2", 0, None), ("C3", 0, 1.75)], seed=2, missing=0.5,
        ),
        parameters("fr", weights={"value_weight": 0, "feasibility_weight": 2.0}),
    ),
    "alone": (
        made_campaign(["P1"], ["U1"], ["S1"], [("C1", 2, 2.0), ("C2", 0, None)], seed=3, missing=0),
        parameters(weights={"value_weight": 0.7, "feasibility_weight": 0.3}, discount_rate=0),
    ),
}  # fmt: skip


def tags(sheet: Worksheet) -> tuple[dict[str, list[int]], dict[str, int]]:
    """The columns by their hidden marks, and the rows by theirs."""
    columns: dict[str, list[int]] = {}
    for cell in sheet[1][1:]:
        if cell.value:
            columns.setdefault(cell.value, []).append(cell.column)
    return columns, {row[0].value: row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value}


def fill(sheet: Worksheet, frame: pd.DataFrame) -> None:
    """Type a table into the columns of a grid that carry its names."""
    columns, rows = tags(sheet)
    for name in frame:
        for offset, value in enumerate(frame[name]):
            if not pd.isna(value):
                sheet.cell(rows["header"] + 1 + offset, columns[name][0], value)


def fill_to_capacity(path: Path) -> tuple[list[str], list[str], list[str]]:
    """Fill an empty workbook as people would: every row and column it has room for."""
    room = room_for({name: empty_frame(table) for name, table in TABLES.items()})
    people, solutions = numbered("P", room.voters), numbered("S", room.solutions)
    jurors = people[: room.jurors]
    criteria = [
        (c, n % 4, 1.5 if n == 3 else None) for n, c in enumerate(numbered("C", room.criteria))
    ]
    tables = made_campaign(people, numbered("U", room.use_cases), solutions, criteria, seed=4)
    book = openpyxl.load_workbook(path)
    for name in ("participants", "solutions"):
        sheet = book[plain_name(TABLES[name])]
        for row, values in enumerate(tables[name].astype(object).itertuples(index=False), start=2):
            for column, value in enumerate(values, start=1):
                sheet.cell(row, column, None if pd.isna(value) else value)
    fill(book[grid_name("costs")], tables["costs"].head(room.cost_lines))
    fill(book[grid_name("feedback")], tables["feedback"].head(room.feedback))
    grid = book[grid_name("ratings")]
    fill(grid, tables["use_cases"][["use_case_id", "title"]])
    columns, rows = tags(grid)
    for kind in ("value", "feasibility"):
        wide = tables["ratings"].pivot(index="use_case_id", columns="participant_id", values=kind)
        wide = wide.reindex(index=numbered("U", room.use_cases), columns=people)
        for column, person in zip(columns[kind], people, strict=True):
            if kind == "value":
                grid.cell(rows["participant"], column, person)
            for row, vote in enumerate(wide[person], start=rows["header"] + 1):
                grid.cell(row, column, None if pd.isna(vote) else vote)
    grid = book[grid_name("jury_scores")]
    fill(grid, tables["criteria"])
    columns, rows = tags(grid)
    scores = tables["jury_scores"].set_index(["participant_id", "solution_id", "criterion_id"])
    for s, solution in enumerate(solutions):
        grid.cell(rows["solution"], columns[f"score {s} 0"][0], solution)
        for j, juror in enumerate(jurors):
            column = columns[f"score {s} {j}"][0]
            if s == 0:
                grid.cell(rows["participant"], column, juror)
            for c, (criterion, _weight, _minimum) in enumerate(criteria):
                score = scores["score"].get((juror, solution, criterion))
                if s < len(solutions) - 1 and score is not None:  # the last one is not scored
                    grid.cell(rows["header"] + 1 + c, column, score)
    book.save(path)
    return people, jurors, solutions


def read(path: Path, given: Parameters) -> dict[str, pd.DataFrame]:
    """The tables of a workbook, as the kit reads them."""
    raw, problems = Workbook(path, path.name).read(None)
    assert problems == []
    frames = {name: empty_frame(table) for name, table in TABLES.items()}
    for name, content in raw.items():
        table = read_table(content, TABLES[name], given.scales.bounds())
        assert table.problems == []
        frames[name] = table.frame.reset_index(drop=True)
    return frames


def formula_cells(sheet: Worksheet) -> set[tuple[int, int]]:
    return {
        (cell.row, cell.column)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def same(found: Any, expected: Any) -> bool:
    if isinstance(expected, str) or isinstance(found, str) or found is None:
        return (found or "") == expected
    return math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-9)


def differences(
    path: Path, book: Book, computed: Path, expected: Mapping[str, Mapping[tuple[int, int], Any]]
) -> list[str]:
    """Every formula cell that shows something else than it must."""
    values = openpyxl.load_workbook(computed, data_only=True, read_only=True)
    found = []
    for sheet in book:
        cells = formula_cells(sheet)
        wanted = expected.get(sheet.title, {})
        assert cells == set(wanted), (sheet.title, sorted(cells ^ set(wanted))[:5])
        if cells:
            shown = list(values[sheet.title].iter_rows(values_only=True, min_row=1, min_col=1))
        for row, column in sorted(cells):
            value = shown[row - 1][column - 1]
            if not same(value, wanted[row, column]):
                place = f"{path.name} {sheet.title} {sheet.cell(row, column).coordinate}"
                found.append(f"{place}: {value!r}, not {wanted[row, column]!r}")
    values.close()
    return found


def counted_rows(book: Book, frames: Mapping[str, pd.DataFrame]) -> dict[tuple[int, int], int]:
    """How many rows the first sheet counts on the others."""
    names = {plain_name(table): name for name, table in TABLES.items()}
    names |= {grid_name("ratings"): "use_cases", grid_name("jury_scores"): "criteria"}
    names |= {grid_name(name): name for name in ("costs", "feedback")}
    cells = {}
    for row in book[grid_name("read_me")].iter_rows():
        listed, counted = row[2].value, row[4]
        if counted.data_type == "f":
            cells[counted.row, 5] = len(frames[names[listed]]) if listed in names else 0
    return cells


def test_every_formula_gives_what_the_kit_gives(tmp_path: Path) -> None:
    books: dict[Path, tuple[Parameters, list[list[str]] | None]] = {}
    for name, (tables, given) in CASES.items():
        path = tmp_path / f"{name}.xlsx"
        with speaking(given.language):
            Workbook(path, name, given).write(tables)
        books[path] = given, None
    full = tmp_path / "full.xlsx"
    Workbook(full, "full", parameters()).write({})
    books[full] = parameters(), list(fill_to_capacity(full))
    found = []
    for path, computed in zip(books, recalculated(list(books), tmp_path), strict=True):
        given, picked = books[path]
        with speaking(given.language):
            frames = read(path, given)
            empty = {name: empty_frame(table) for name, table in TABLES.items()}
            scores = frames["jury_scores"].dropna(subset="score")
            voters, jurors, solutions = picked or [
                list(frames["ratings"]["participant_id"].drop_duplicates()),
                list(scores["participant_id"].drop_duplicates()),
                list(CASES[path.stem][0]["jury_scores"]["solution_id"].drop_duplicates()),
            ]
            sized = frames if picked is None else empty
            listed = max(20, len(sized["solutions"]) + 10)
            expected = expected_cells(
                frames, given, room_for(sized), listed,
                voters=voters, jurors=jurors, solutions=solutions,
            )  # fmt: skip
            book = openpyxl.load_workbook(path)
            expected[grid_name("read_me")] = counted_rows(book, frames)
            found += differences(path, book, computed, expected)
    assert found == []
