"""The words of cells: what a person sees in a spreadsheet, written without ambiguity."""

from __future__ import annotations

import io
from datetime import date, datetime, time

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel
from python_calamine import load_workbook
from support.raw_workbooks import MAIN, excel, opendocument, relations, sheet_xml, styled
from support.workbooks import Rows, extracted, written

from playbook.sources.extraction.number_formats import Shown, format_of, word_of_number
from playbook.sources.extraction.sheet import letters, number_of


def words(rows: Rows) -> list[str]:
    """The words of the first column, as openpyxl saved them."""
    (sheet,) = extracted(written({"x": rows}))
    return [cells[1] for cells in sheet.rows.values()]


def first(content: bytes) -> str | None:
    """The word of the first cell."""
    return extracted(content)[0].rows.get(1, {}).get(1)


def cell(content: str, more: str = "") -> str:
    return sheet_xml(f'<row r="1"><c r="A1" {more}>{content}</c></row>')


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("01", "01"),
        ("NA", "NA"),
        ("1,5", "1,5"),
        ("'quoted", "'quoted"),
        (" spaces  inside ", " spaces  inside "),
        ("two\nlines", "two\nlines"),
        ("é😀", "é😀"),
        (1, "1"),
        (-0.0, "0"),
        (1.5, "1.5"),
        (0.1, "0.1"),
        (0.1 + 0.7, repr(0.1 + 0.7)),
        (1e-7, "1e-07"),
        (1e300, "1e+300"),
        (123456789012345, "123456789012345"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2026, 9, 30), "2026-09-30"),
        (datetime(2026, 9, 30, 14, 5), "2026-09-30 14:05"),
        (datetime(2026, 9, 30, 14, 5, 9), "2026-09-30 14:05:09"),
        (time(9, 5), "09:05"),
    ],
)
def test_a_cell_is_read_as_what_it_shows(value: object, word: str) -> None:
    assert words([[value]]) == [word]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", Shown.NUMBER),
        ("0.00%", Shown.NUMBER),
        ('#,##0.00 "days"', Shown.NUMBER),
        ("0.00E+00", Shown.NUMBER),
        ("[Red]0;[Blue]-0", Shown.NUMBER),
        (r"0\d", Shown.NUMBER),
        ("[$€-40C]0", Shown.NUMBER),
        ("# ?/?", Shown.NUMBER),
        ("@", Shown.NUMBER),
        ("_-* #,##0.00\\ [$€-40C]_-;-* #,##0.00\\ [$€-40C]_-", Shown.NUMBER),
        ("000", 3),
        ("dd/mm/yyyy", Shown.DATE),
        ("[$-40C]d mmmm yyyy;@", Shown.DATE),
        ("mmm yy", Shown.DATE),
        ("MMMM", Shown.DATE),
        ("yyyy\\-mm\\-dd hh:mm", Shown.DATE),
        ("h:mm AM/PM", Shown.TIME),
        ("mm:ss", Shown.TIME),
        ("[h]:mm", Shown.DURATION),
        ("[mm]:ss", Shown.DURATION),
    ],
)
def test_a_number_format_tells_dates_from_numbers(code: str, shown: Shown | int) -> None:
    assert format_of(code) == shown


@pytest.mark.parametrize(
    ("serial", "code", "word"),
    [
        ("7", "000", "007"),
        ("1234", "000", "1234"),
        ("1.5", "000", "1.5"),
        ("1", "d/m/y", "1900-01-01"),
        ("59", "d/m/y", "1900-02-28"),
        ("60", "d/m/y", "1900-02-29"),
        ("61", "d/m/y", "1900-03-01"),
        ("46295", "mmm yyyy", "2026-09-30"),
        ("46295.586805555555", "d/m/y", "2026-09-30 14:05"),
        ("46295.999999999", "d/m/y", "2026-10-01"),
        ("0.5", "h:mm", "12:00"),
        ("46295.5", "h:mm", "2026-09-30 12:00"),
        ("1.25", "[h]:mm", "30:00"),
        ("-1", "d/m/y", "-1"),
        ("99999999", "d/m/y", "99999999"),
        ("0.8", "0%", "0.8"),
    ],
)
def test_a_number_is_written_as_its_format_shows_it(serial: str, code: str, word: str) -> None:
    content = excel(cell(f"<v>{serial}</v>", 's="1"'), parts=styled(code))
    assert first(content) == word


@given(st.integers(61, 2_958_465), st.integers(0, 86_399), st.booleans())
def test_dates_are_those_of_another_reader(days: int, seconds: int, from_1904: bool) -> None:
    serial = days + seconds / 86_400
    epoch = CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900
    if days + 1462 * from_1904 > 2_958_465:
        return
    read = word_of_number(repr(serial), Shown.DATE, from_1904)
    assert datetime.fromisoformat(read) == from_excel(serial, epoch)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_the_one_that_was_stored(number: float) -> None:
    assert float(word_of_number(repr(number), Shown.NUMBER, False)) == number


@given(st.lists(st.text("ab_xX05DéÀ\n \t😀=,;<&\"'", min_size=1), min_size=1, max_size=4))
def test_texts_are_those_that_were_written_and_that_another_reader_reads(texts: list[str]) -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False}) as workbook:
        workbook.add_worksheet().write_column(0, 0, texts)
    (sheet,) = extracted(file.getvalue())
    assert [sheet.rows[row][1] for row in range(1, len(texts) + 1)] == texts
    other = load_workbook(io.BytesIO(file.getvalue())).get_sheet_by_index(0).to_python()
    assert [str(line[0]) for line in other] == texts


@pytest.mark.parametrize(("serial", "day"), [("0", "1904-01-01"), ("1", "1904-01-02")])
def test_a_workbook_that_counts_from_1904_is_read_so(serial: str, day: str) -> None:
    stored = cell(f"<v>{serial}</v>", 's="1"')
    content = excel(stored, book='<workbookPr date1904="1"/>', parts=styled("d"))
    assert first(content) == day


@pytest.mark.parametrize(
    ("content", "more", "word"),
    [
        ("<is><t>a</t></is>", 't="inlineStr"', "a"),
        ("<is><r><t>a</t></r><r><rPr><b/></rPr><t> b</t></r></is>", 't="inlineStr"', "a b"),
        ("<is><t>課</t><rPh sb='0' eb='1'><t>か</t></rPh></is>", 't="inlineStr"', "課"),
        ("<is><t>a_x000D_b_x005F_x000D_</t></is>", 't="inlineStr"', "a\rb_x000D_"),
        ("<is><t>_xD83D_ _x0000_</t></is>", 't="inlineStr"', "_xD83D_ _x0000_"),
        ("<v>2026-09-30T14:05:00.000</v>", 't="d"', "2026-09-30 14:05"),
        ("<v>2026-09-30</v>", 't="d"', "2026-09-30"),
        ("<f>A2</f><v>a</v>", 't="str"', "a"),
        ("<f>A2</f><v></v>", 't="str"', None),
        ("<f>A2</f><v>3</v>", "", "3"),
        ("<v>1</v>", 't="b"', "TRUE"),
        ("<v/>", "", None),
        ("", 's="0"', None),
        ("<f>1/0</f><v>#DIV/0!</v>", 't="e"', "#DIV/0!"),
        ("<f>SUM(B1:B9)</f>", "", "=SUM(B1:B9)"),
        ("<f>SUM(B1:B9)</f><v></v>", "", "=SUM(B1:B9)"),
    ],
)
def test_every_kind_of_cell_is_read(content: str, more: str, word: str | None) -> None:
    assert first(excel(cell(content, more))) == word


def test_formulas_errors_and_lacking_results_are_told_apart() -> None:
    rows = (
        '<row r="1"><c r="A1"><f>A2</f><v>3</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="C1"><f>A2</f></c><c r="D1"><v>3</v></c></row>'
    )
    (sheet,) = extracted(excel(sheet_xml(rows)))
    assert sheet.formulas == {(1, 1), (1, 2), (1, 3)}
    assert sheet.errors == {(1, 2)}
    assert sheet.uncalculated == {(1, 3)}


@pytest.mark.parametrize("flag", ['fullCalcOnLoad="1"', 'calcCompleted="0"'])
def test_what_a_program_stores_for_a_formula_it_did_not_calculate_is_no_result(flag: str) -> None:
    book = f"<calcPr {flag}/>"
    (sheet,) = extracted(excel(cell("<f>A2</f><v>0</v>"), book=book))
    assert sheet.uncalculated == {(1, 1)}


def test_cells_and_rows_without_a_place_follow_one_another() -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    (sheet,) = extracted(excel(sheet_xml(rows)))
    assert sheet.rows == {1: {1: "1", 2: "2"}, 2: {1: "3"}}


def test_the_strict_kind_of_workbook_is_read() -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    assert first(excel(cell("<v>1</v>").replace(MAIN, strict))) == "1"


def test_parts_are_found_where_the_workbook_says() -> None:
    targets = relations(s0=("worksheet", "/elsewhere/my sheet.xml"))
    parts = {"xl/_rels/workbook.xml.rels": targets, "elsewhere/my sheet.xml": cell("<v>5</v>")}
    assert first(excel(parts=parts)) == "5"


def test_what_is_hidden_is_known_when_it_has_words() -> None:
    columns = '<cols><col min="2" max="16384" hidden="1"/></cols>'
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>1</v></c></row>'
        '<row r="2" hidden="1"><c r="A2"><v>1</v></c></row><row r="3" ht="0"><c r="A3"><v>1</v></c>'
        '</row><row r="4" hidden="1"/>'
    )
    content = sheet_xml(rows).replace("<sheetData>", columns + "<sheetData>")
    (sheet,) = extracted(excel(content))
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.hidden) == ({2, 3}, {3}, False)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_known(state: str) -> None:
    sheets: dict[str, Rows] = {"a": [[1]], "b": [[1]]}
    content = written(sheets, lambda sheet: setattr(sheet.parent["b"], "sheet_state", state))
    assert [sheet.hidden for sheet in extracted(content)] == [False, True]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ('office:value-type="float" office:value="1.50"><text:p>1,5</text:p>', "1.5"),
        ('office:value-type="float" office:value="7"><text:p>007</text:p>', "007"),
        ('office:value-type="percentage" office:value="0.8"><text:p>80 %</text:p>', "0.8"),
        ('office:value-type="date" office:date-value="2026-09-30"><text:p/>', "2026-09-30"),
        (
            'office:value-type="date" office:date-value="2026-09-30T14:04:59.9999999">',
            "2026-09-30 14:05",
        ),
        ('office:value-type="time" office:time-value="PT30H05M00S">', "30:05"),
        ('office:value-type="boolean" office:boolean-value="true"><text:p>VRAI</text:p>', "TRUE"),
        ('><text:p>a<text:s text:c="2"/>b</text:p><text:p>c</text:p>', "a  b\nc"),
        ("><office:annotation><text:p>no</text:p></office:annotation><text:p>a</text:p>", "a"),
        ('table:formula="of:=A2"><text:p/>', "of:=A2"),
    ],
)  # fmt: skip
def test_an_opendocument_cell_is_read_as_what_it_shows(content: str, word: str) -> None:
    row = f"<table:table-row><table:table-cell {content}</table:table-cell></table:table-row>"
    assert first(opendocument(row)) == word


def test_repeated_rows_and_cells_of_opendocument_are_all_there() -> None:
    rows = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2" table:visibility="filter">'
        '<table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell>'
        "</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/>'
        "</table:table-row>"
    )
    (sheet,) = extracted(opendocument(rows))
    assert sheet.rows == {3: {1: "x", 2: "x"}, 4: {1: "x", 2: "x"}}
    assert sheet.hidden_rows == {3, 4}


@given(st.integers(1, 16_384))
def test_columns_have_the_letters_of_a_spreadsheet(column: int) -> None:
    assert letters(column) == get_column_letter(column)
    assert number_of(letters(column)) == column
