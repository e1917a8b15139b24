"""Which sheets of a workbook are tables of the contract, and their words as raw tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from playbook.errors import Problem
from playbook.language import _
from playbook.sources.extraction.sheet import Sheet, letters
from playbook.sources.layout import find_layout, headings_of
from playbook.sources.oddities import (
    list_faults,
    list_notices,
    list_problems,
    places_in_table,
)
from playbook.tables import TABLES
from playbook.tables.columns import Table
from playbook.tables.matching import did_you_mean, fold, table_spellings
from playbook.tables.own import Contract
from playbook.tables.raw import RawTable

SUFFIXES = (".xlsx", ".xlsm", ".ods", ".xls", ".xlsb")
"""The names of workbooks. The last two are formats that are refused, saying what to save as."""


def read_sheets(
    file: str, sheets: Sequence[Sheet], decimal_comma: bool | None, contract: Contract = TABLES
) -> tuple[dict[str, RawTable], list[Problem]]:
    """Read the sheets that are named after a table, by its key or its label in either language.

    Parameters
    ----------
    file : str
        The workbook as messages name it.
    sheets : sequence of Sheet
        What was found in it.
    decimal_comma : bool or None
        Whether numbers that were typed as text have a decimal comma.
    contract : mapping of str to Table
        The tables that it can hold.

    Returns
    -------
    tables : dict of str to RawTable
        By key. The first one's notices name the sheets that are no table.
    problems : list of Problem
        Sheets that are there twice or nearly named after a table, and rows and cells of a table
        of which nobody can tell what they mean.
    """
    spellings = table_spellings(contract)
    tables: dict[str, RawTable] = {}
    problems: list[Problem] = []
    notices: list[Problem] = []
    for sheet in sheets:
        where = place_of(file, sheet)
        name = spellings.get(fold(sheet.name))
        if not sheet.rows and name is None:
            continue
        if name is None:
            _report_unknown(where, sheet, contract, problems, notices)
        elif name in tables:
            problems.append(Problem(where, _("this table is there twice: keep one sheet.")))
        elif not sheet.rows:
            expected = _("the sheet is empty: expected a header. Fill or delete it.")
            problems.append(Problem(where, expected))
        else:
            tables[name], found = read_sheet(where, sheet, contract[name], decimal_comma)
            problems += found
    if tables:
        first = next(iter(tables))
        tables[first] = replace(tables[first], notices=[*notices, *tables[first].notices])
    elif not problems:
        expected = _("no sheet is a table: name each after its table, such as {name}.")
        problems.append(Problem(file, expected.format(name=_sheet_of(contract["participants"]))))
    return tables, problems


def place_of(file: str, sheet: Sheet) -> str:
    """A sheet as messages name it."""
    return _("{file}, sheet {sheet}").format(file=file, sheet=sheet.name.strip())


def read_sheet(
    where: str, sheet: Sheet, table: Table, decimal_comma: bool | None
) -> tuple[RawTable, list[Problem]]:
    """Read one sheet as a table: its words, what is odd about them, and what cannot be read."""
    layout = find_layout(sheet, headings_of(table))
    rows = [(row, layout.words_of(row)) for row in layout.rows]
    places = partial(places_in_table, layout)
    raw = RawTable(
        where,
        list(layout.headers.values()),
        rows,
        decimal_comma,
        list_faults(sheet, layout),
        list_notices(where, sheet, layout),
        exact=frozenset(filter(None, places(sheet.numbers))),
        letters=() if sheet.is_text else [[letters(column) for column in layout.headers]],
        verbatim=frozenset(filter(None, places(sheet.verbatim))),
    )
    return raw, list_problems(where, sheet, layout)


def _report_unknown(
    where: str,
    sheet: Sheet,
    contract: Contract,
    problems: list[Problem],
    notices: list[Problem],
) -> None:
    """Refuse a sheet that is nearly named after a table; mention any other."""
    spellings = table_spellings(contract)
    suggestion = did_you_mean(
        sheet.name, spellings, lambda meant: _sheet_of(contract[spellings[meant]]), 0.75
    )
    if suggestion:
        problems.append(Problem(where, _("no table has this name.") + suggestion))
    else:
        expected = _(
            "the sheet is named after no table and is not read;"
            " data/NAME.tables.yml can declare one of your own."
        )
        notices.append(Problem(where, expected))


def _sheet_of(table: Table) -> str:
    """What the sheet of a table is best called: its label, or the name of the company's own."""
    return table.name if table.own else _(table.label)
