"""Workbooks that LibreOffice saved, and that it makes of one that the test writes."""

from __future__ import annotations

import subprocess
from datetime import date, datetime

import pytest
from openpyxl.worksheet.worksheet import Worksheet
from support.machine import program
from support.office import OFFICE
from support.workbooks import extracted, read, written

ROWS = [
    ["The use of spring"],
    [],
    ["Date", "solution_id", " DEPARTMENT ", "active_users", "eligible_users", "note"],
    [date(2026, 9, 30), "01", "HR", 12, "1 234", "=SUM(D4:E4)"],
    [datetime(2026, 10, 1), "01", "two\nlines  é", 12.0, 30, None],
    ["Total", None, None, "=SUM(D4:D5)"],
]


def hide_and_merge(sheet: Worksheet) -> None:
    sheet.row_dimensions[4].hidden = True
    sheet.merge_cells("A1:F1")
    sheet["D5"].number_format = '0 "users"'


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The workbook, saved by LibreOffice in each of its formats."""
    office = program(*OFFICE)
    folder = tmp_path_factory.mktemp("office")
    (folder / "made.xlsx").write_bytes(written({"usage": ROWS, "Notes": [[1]]}, hide_and_merge))
    for suffix in ("xlsx", "ods"):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        target = ["--convert-to", suffix, "--outdir", str(folder / suffix)]
        command = [office, profile, "--headless", *target, str(folder / "made.xlsx")]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {suffix: (folder / suffix / f"made.{suffix}").read_bytes() for suffix in ("xlsx", "ods")}


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_a_workbook_saved_by_libreoffice_is_read(saved: dict[str, bytes], suffix: str) -> None:
    tables, problems = read(saved[suffix])
    usage = tables["usage"]
    assert problems == []
    assert usage.frame["date"].dt.strftime("%Y-%m-%d").tolist() == ["2026-09-30", "2026-10-01"]
    assert usage.frame["solution_id"].tolist() == ["01", "01"]
    assert usage.frame["department"].tolist() == ["HR", "two\nlines  é"]
    assert usage.frame["active_users"].tolist() == [12, 12]
    assert usage.frame["eligible_users"].tolist() == [1234, 30]
    assert [notice.expected for notice in usage.notices] == [
        "the sheet is named after no table and is not read; data/NAME.tables.yml can declare one"
        " of your own.",
        "hidden rows were read like the others: 4.",
        "rows above the header are not read: 1.",
        "row 6 is a total and is not read.",
        "this column is your own: it is kept as text, and a notebook of yours reads it with"
        ' stage.table("usage", own=True).',
    ]


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_formulas_have_their_results_once_libreoffice_saved_them(
    saved: dict[str, bytes], suffix: str
) -> None:
    sheet = extracted(saved[suffix])[0]
    assert (sheet.formulas, sheet.uncalculated) == ({(4, 6), (6, 4)}, set())
    assert sheet.rows[6][4] == "24"
    assert (1, 1, 1, 6) in sheet.merged


def test_both_formats_hold_the_same(saved: dict[str, bytes]) -> None:
    excel, opendocument = (extracted(saved[suffix]) for suffix in ("xlsx", "ods"))
    assert excel == opendocument
