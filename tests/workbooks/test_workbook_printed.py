"""A workbook on paper, as LibreOffice prints it: no sheet of paper without anything of its own."""

from __future__ import annotations

import re

import openpyxl
import pandas as pd
import pytest
from openpyxl.styles import Border, PatternFill
from support.machine import ROOT
from support.office import converted

from playbook.campaign.checked import load_campaign
from playbook.kit import Kit
from playbook.language import speaking
from playbook.workbooks.layout import plain_name
from playbook.workbooks.writing import default_parameters, write_workbook

PAGES = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """Pages of an empty workbook, of the demo's, and of that with nothing but what is filled."""
    folder = tmp_path_factory.mktemp("printed")
    books = {name: folder / f"{name}.xlsx" for name in ("empty", "demo", "filled")}
    with speaking("fr"):
        books["empty"].write_bytes(write_workbook({}, default_parameters("T")))
    campaign = load_campaign(Kit(ROOT), "demo")
    with speaking("en"):
        books["demo"].write_bytes(write_workbook(campaign.tables, campaign.parameters))
        names = {plain_name(table) for table in campaign.contract.values()}
    whole = openpyxl.load_workbook(books["demo"])
    for sheet in whole:
        if sheet.title in names:
            sheet.conditional_formatting = type(sheet.conditional_formatting)()
            for row in sheet.iter_rows(min_row=2):
                if all(pd.isna(cell.value) for cell in row):
                    for cell in row:
                        cell.fill, cell.border = PatternFill(), Border()
    whole.save(books["filled"])
    made = converted(list(books.values()), folder, "pdf")
    sheets = openpyxl.load_workbook(books["empty"], read_only=True).worksheets
    counts = [len(PAGES.findall(path.read_bytes())) for path in made]
    pages = dict(zip(books, counts, strict=True))
    return pages | {"sheets": sum(sheet.sheet_state == "visible" for sheet in sheets)}


def test_an_empty_workbook_prints_one_form_a_sheet(printed: dict[str, int]) -> None:
    assert printed["empty"] == printed["sheets"]


def test_rows_to_fill_make_no_page_of_their_own(printed: dict[str, int]) -> None:
    assert printed["demo"] == printed["filled"] > printed["sheets"]
