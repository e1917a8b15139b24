"""A workbook says the same whichever program wrote it, and the same to other readers."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook
from support.programs import PROGRAMS, ROWS
from support.workbooks import extracted

EXPECTED = {row: dict(enumerate(words, start=1)) for row, words in enumerate(ROWS, start=1)}
VALUES = ["01", "Idée & co", 1234.5, datetime(2025, 4, 3), datetime(2025, 4, 3, 14, 5), True, 2469]


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_kit_reads_what_the_program_shows(program: str) -> None:
    sheets = {sheet.name: sheet for sheet in extracted(PROGRAMS[program]())}
    assert sheets["Data"].rows == EXPECTED
    assert (sheets["Data"].errors, sheets["Data"].uncalculated) == (set(), set())


def rounded(value: object) -> object:
    """A moment to the minute: readers differ by microseconds."""
    return (
        pd.Timestamp(value).round("min").to_pydatetime() if isinstance(value, datetime) else value
    )


@pytest.mark.parametrize("program", sorted({*PROGRAMS} - {"Numbers"}))
def test_openpyxl_reads_the_same(program: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(PROGRAMS[program]()), data_only=True)["Data"]
    header, values = sheet.iter_rows(values_only=True)
    assert list(header) == ROWS[0]
    assert [rounded(value) for value in values] == VALUES


@pytest.mark.parametrize("program", sorted({*PROGRAMS} - {"Numbers"}))
def test_calamine_reads_the_same(program: str) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(PROGRAMS[program]()))
    header, values = book.get_sheet_by_name("Data").to_python()
    assert header == ROWS[0]
    days = [datetime(v.year, v.month, v.day) if type(v).__name__ == "date" else v for v in values]
    assert [rounded(value) for value in days] == VALUES


@pytest.mark.parametrize("program", sorted({*PROGRAMS} - {"Numbers"}))
def test_pandas_reads_the_same(program: str) -> None:
    content = io.BytesIO(PROGRAMS[program]())
    frame = pd.read_excel(content, sheet_name="Data", engine="calamine", dtype={"id": str})
    assert frame["amount"].tolist() == [1234.5]
    assert frame["day"].dt.strftime("%Y-%m-%d").tolist() == ["2025-04-03"]
