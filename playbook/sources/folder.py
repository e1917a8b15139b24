"""A campaign's data as a folder of CSV files, one a table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from playbook.errors import Problem
from playbook.language import _, language
from playbook.sources.delimited import read_delimited, write_delimited
from playbook.tables import TABLES
from playbook.tables.columns import Column, Kind, Table
from playbook.tables.matching import fold, nearest
from playbook.tables.raw import RawTable


def read_folder(
    folder: Path, shown: str, decimal_comma: bool | None
) -> tuple[dict[str, RawTable], list[Problem]]:
    """Read every table of a folder.

    Parameters
    ----------
    folder : Path
        The folder.
    shown : str
        The folder as messages name it.
    decimal_comma : bool or None
        Whether the campaign's language writes decimals with a comma.

    Returns
    -------
    tables : dict of str to RawTable
        By the names of the contract; a table without a file is absent.
    problems : list of Problem
        Files that could not be read, or that are no table.
    """
    tables: dict[str, RawTable] = {}
    problems: list[Problem] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~")) or path.is_dir():
            continue
        where = f"{shown}/{path.name}"
        name = fold(path.stem).replace(" ", "_")
        if path.suffix.casefold() != ".csv" or name not in TABLES:
            problems.append(_unknown_file(where, path.stem))
            continue
        content = read_delimited(path, where, decimal_comma)
        if isinstance(content, Problem):
            problems.append(content)
        elif name in tables:
            problems.append(Problem(where, _("this table is there twice: keep one file.")))
        else:
            tables[name] = content
    return tables, problems


def _unknown_file(where: str, stem: str) -> Problem:
    """Say that a file is no table, and which one was perhaps meant."""
    expected = _("expected a CSV file named after a table of the data dictionary.")
    meant = nearest(stem, TABLES)
    if meant is not None:
        expected += " " + _("Did you mean {name}?").format(name=f"{meant}.csv")
    return Problem(where, expected)


def write_folder(folder: Path, frames: Mapping[str, pd.DataFrame]) -> None:
    """Write tables as CSV files that `read_folder` reads back the same.

    Headers and codes are written in the language being spoken; French files are written as French
    spreadsheets do, with semicolons and decimal commas.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        table = TABLES[name]
        columns = [column for column in table.columns if column.name in frame]
        header = [_header(column) for column in columns]
        cells = [[_word(value, column) for value in frame[column.name]] for column in columns]
        rows = [header, *(list(row) for row in zip(*cells, strict=True))]
        separator = ";" if language() == "fr" else ","
        (folder / f"{name}.csv").write_bytes(write_delimited(rows, separator))


def write_templates(folder: Path, tables: list[Table]) -> None:
    """Write tables that have a header and no row, to be filled."""
    write_folder(folder, {t.name: pd.DataFrame(columns=list(t.column_names)) for t in tables})


def _header(column: Column) -> str:
    """The header that people see: the key in English, the label in another language."""
    return column.name if language() == "en" else _(column.label)


def _word(value: object, column: Column) -> str:
    """One cell as a person would type it."""
    if pd.isna(value):
        return ""
    match column.kind:
        case Kind.CODE | Kind.CODES:
            codes = str(value).split(";")
            return ";".join(code if language() == "en" else _(column.codes[code]) for code in codes)
        case Kind.DATE:
            return pd.Timestamp(str(value)).strftime(
                "%d/%m/%Y" if language() == "fr" else "%Y-%m-%d"
            )
        case Kind.MOMENT:
            day = "%d/%m/%Y" if language() == "fr" else "%Y-%m-%d"
            return pd.Timestamp(str(value)).strftime(f"{day} %H:%M:%S")
        case Kind.NUMBER:
            digits = repr(float(str(value))).removesuffix(".0")
            return digits.replace(".", ",") if language() == "fr" else digits
        case _:
            return str(value)
