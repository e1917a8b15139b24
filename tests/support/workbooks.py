"""Workbooks that a test writes, as the kit reads them."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from support.frames import SCALES

from playbook.errors import Problem
from playbook.sources.extraction.archive import open_archive
from playbook.sources.extraction.excel import read_excel
from playbook.sources.extraction.opendocument import CONTENT, read_opendocument
from playbook.sources.extraction.sheet import Sheet
from playbook.sources.sheets import read_sheets
from playbook.tables import TABLES
from playbook.tables.reading import ReadTable, read_table

Rows = Iterable[Sequence[object]]
Change = Callable[[Worksheet], object]


def written(sheets: Mapping[str, Rows], *changes: Change) -> bytes:
    """A workbook as openpyxl saves it, after changes to its first sheet."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for change in changes:
        change(workbook.worksheets[0])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def extracted(content: bytes) -> list[Sheet]:
    """The sheets of a workbook, read in this process."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx", delete=False) as file:
        file.write(content)
    path = Path(file.name)
    try:
        with open_archive(path) as archive:
            return (read_opendocument if archive.has(CONTENT) else read_excel)(archive)
    finally:
        path.unlink()


def read(
    content: bytes, decimal_comma: bool | None = None
) -> tuple[dict[str, ReadTable], list[Problem]]:
    """The tables of a workbook, typed; and every problem."""
    raw, problems = read_sheets("x.xlsx", extracted(content), decimal_comma)
    tables = {name: read_table(table, TABLES[name], SCALES) for name, table in raw.items()}
    return tables, problems + [p for table in tables.values() for p in table.problems]
