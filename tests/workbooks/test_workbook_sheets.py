"""What a facilitator meets in a workbook: what may be filled, what helps, what prints."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.workbook import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet
from support.made_campaigns import frame, made_campaign

from playbook.brand.roles import WORKBOOK
from playbook.errors import PlaybookError
from playbook.language import speaking
from playbook.parameters.declared import Parameters, Scales
from playbook.tables import TABLES
from playbook.tables.columns import Kind
from playbook.workbooks.layout import GRIDS, SHOWN, grid_name, plain_name
from playbook.workbooks.source import Workbook
from playbook.workbooks.writing import default_parameters, write_workbook

GRID_OF = {"use_cases": "ratings", "ratings": "ratings", "criteria": "jury_scores",
           "jury_scores": "jury_scores", "costs": "costs", "feedback": "feedback"}  # fmt: skip


def made(language: str) -> bytes:
    with speaking(language):
        return write_workbook({}, parameters(language))


def parameters(language: str = "en") -> Parameters:
    with speaking(language):
        given = default_parameters("A & B")
    return given.model_copy(update={"scales": Scales(rating=[1, 7], jury=[0, 10])})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("books")
    for language in ("en", "fr"):
        (path / f"{language}.xlsx").write_bytes(made(language))
    return path


@pytest.fixture(scope="module", params=["en", "fr"])
def empty(request: pytest.FixtureRequest, folder: Path) -> tuple[str, Book]:
    return request.param, openpyxl.load_workbook(folder / f"{request.param}.xlsx")


def is_yellow(cell: openpyxl.cell.Cell) -> bool:
    return cell.fill.fgColor.rgb == "FF" + WORKBOOK["input"][1:]


def rule(sheet: Worksheet, place: str) -> openpyxl.worksheet.datavalidation.DataValidation | None:
    return next((r for r in sheet.data_validations.dataValidation if place in r.sqref), None)


def test_every_table_has_one_sheet_and_no_name_is_taken_twice(empty: tuple[str, Book]) -> None:
    language, book = empty
    with speaking(language):
        plain = [plain_name(t) for name, t in TABLES.items() if name not in GRID_OF]
        others = [grid_name(name) for name in (*GRIDS, *SHOWN)]
    assert sorted(book.sheetnames) == sorted(plain + others)
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert book.sheetnames[0] == others[len(GRIDS)]


def test_yellow_cells_can_be_filled_and_all_others_of_a_grid_cannot(
    empty: tuple[str, Book],
) -> None:
    language, book = empty
    with speaking(language):
        names = [grid_name(name) for name in (*GRIDS, *SHOWN) if name != "lists"]
    for name in names:
        sheet = book[name]
        assert sheet.protection.sheet, name
        assert sheet.protection.password is None
        for row in sheet.iter_rows():
            for cell in row:
                if is_yellow(cell) and cell.coordinate != "B7":  # the sample on the first sheet
                    assert not cell.protection.locked, (name, cell.coordinate)
                if cell.data_type == "f":
                    assert cell.protection.locked, (name, cell.coordinate)
                if not cell.protection.locked and name != names[len(GRIDS)]:
                    assert cell.data_type != "f", (name, cell.coordinate)


def test_every_header_of_a_plain_sheet_has_a_note_and_its_limits(empty: tuple[str, Book]) -> None:
    language, book = empty
    for table in TABLES.values():
        if table.name in GRID_OF:
            continue
        with speaking(language):
            sheet = book[plain_name(table)]
        assert sheet.freeze_panes == "B2"
        for place, column in enumerate(table.columns, start=1):
            header, below = sheet.cell(1, place), sheet.cell(30, place).coordinate
            assert header.comment.text.split("\n")[1]
            found = rule(sheet, below)
            if column.kind is Kind.CODE or column.refers_to:
                assert found is not None
                assert found.type == "list"
                assert found.formula1 in book.defined_names
            elif column.numeric:
                assert found is not None
                assert found.error


def test_votes_are_limited_to_the_campaigns_scales(empty: tuple[str, Book]) -> None:
    language, book = empty
    with speaking(language):
        ratings, jury = book[grid_name("ratings")], book[grid_name("jury_scores")]
    for sheet, tag, low, high in ((ratings, "feasibility", 1, 7), (jury, "score 3 2", 0, 10)):
        place = next(cell for cell in sheet[1] if cell.value == tag).column
        found = rule(sheet, sheet.cell(20, place).coordinate)
        assert found is not None
        assert (found.type, float(found.formula1), float(found.formula2)) == ("decimal", low, high)
        assert str(high) in found.prompt
        assert found.errorStyle in (None, "stop")


def test_every_sheet_prints_on_the_width_of_a_page_with_its_header(
    empty: tuple[str, Book],
) -> None:
    for sheet in empty[1]:
        if sheet.sheet_state == "visible":
            assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
            assert sheet.page_setup.fitToWidth in (1, None)
            assert "A && B" in sheet.oddHeader.left.text
    assert empty[1].worksheets[1].print_title_rows == "$1:$1"


def test_the_same_tables_give_the_same_bytes(folder: Path) -> None:
    assert made("fr") == (folder / "fr.xlsx").read_bytes()


def test_there_is_one_chart_with_a_point_for_each_use_case(empty: tuple[str, Book]) -> None:
    language, book = empty
    with speaking(language):
        (chart,) = book[grid_name("ranking")]._charts
    names = [series.tx.strRef.f for series in chart.series if series.tx and series.tx.strRef]
    assert len(names) == 2 * 60
    assert len(set(names)) == 60


def test_no_formula_remembers_a_result_that_nobody_calculated(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "en.xlsx", data_only=True)
    formulas = openpyxl.load_workbook(folder / "en.xlsx")
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert book[sheet.title][cell.coordinate].value is None


def test_a_campaign_larger_than_usual_gets_a_larger_workbook(tmp_path: Path) -> None:
    people = [f"P{n}" for n in range(45)]
    tables = made_campaign(people, [f"U{n}" for n in range(70)], ["S1"], [("C1", 1, None)], seed=1)
    book = Workbook(tmp_path / "x.xlsx", "x.xlsx")
    book.write(tables)
    raw, problems = book.read(None)
    assert problems == []
    assert len(raw["ratings"].rows) == len(tables["ratings"])
    sheet = openpyxl.load_workbook(book.path)[grid_name("ratings")]
    assert sum(cell.value == "value" for cell in sheet[1]) == 55


def test_a_chart_has_no_more_series_than_excel_draws() -> None:
    uses = frame("use_cases", [(f"U{n}", "x") for n in range(300)], "use_case_id title")
    content = zipfile.ZipFile(io.BytesIO(write_workbook({"use_cases": uses}, parameters())))
    chart = content.read("xl/charts/chart1.xml").decode()
    assert 200 < chart.count("<c:ser>") <= 255


@pytest.mark.parametrize("text", ["a" * 32_768, "😀" * 16_384, "<r>_x0041_</r>"])
def test_a_text_that_a_cell_cannot_hold_is_refused_not_cut(tmp_path: Path, text: str) -> None:
    tables = {"participants": frame("participants", [("P1", text)], "participant_id name")}
    with pytest.raises(PlaybookError, match="sheet Participants"):
        Workbook(tmp_path / "x.xlsx", "x.xlsx").write(tables)
    assert list(tmp_path.iterdir()) == []


def test_ratings_that_a_grid_cannot_say_have_a_plain_sheet(tmp_path: Path) -> None:
    ratings = frame("ratings", [("P1", "U9", 2, 3)], "participant_id use_case_id value feasibility")
    book = Workbook(tmp_path / "x.xlsx", "x.xlsx")
    book.write({"ratings": ratings})
    raw, problems = book.read(None)
    assert problems == []
    assert [list(cells) for _row, cells in raw["ratings"].rows] == [["P1", "U9", "2", "3"]]
    assert grid_name("ratings") not in openpyxl.load_workbook(book.path).sheetnames


def test_more_than_a_workbook_should_hold_is_refused(tmp_path: Path) -> None:
    people = pd.DataFrame({"participant_id": [f"P{n}" for n in range(50_001)]})
    with pytest.raises(PlaybookError, match="too much"):
        Workbook(tmp_path / "x.xlsx", "x.xlsx").write({"participants": people})
