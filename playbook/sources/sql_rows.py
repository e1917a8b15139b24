"""Rows of SQL tables as words that do not depend on a language, and typed tables as rows of SQL."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd

from playbook.errors import PlaybookError, Problem
from playbook.language import _
from playbook.tables.columns import Column, Kind, Table

DIGITS = re.compile(r"(\d+)")
NO_CHARACTER = re.compile("[\0\ud800-\udfff]")


def word_of_value(value: Any) -> str:
    """One value of SQL in words."""
    match value:
        case None:
            return ""
        case float():
            return repr(value).removesuffix(".0")
        case bytes():
            return value.decode(errors="replace")
        case _:
            return str(value)


def in_key_order(rows: list[list[str]], columns: Sequence[Column]) -> list[list[str]]:
    """Sort rows by their key: codes as declared, digits by value (``P2`` before ``P10``)."""
    keys = [(at, column) for at, column in enumerate(columns) if column.key]
    return sorted(rows, key=lambda row: [key_order(row[at], column) for at, column in keys])


def key_order(word: str, column: Column) -> tuple[Any, ...]:
    """What a part of a key is sorted by."""
    if column.kind is Kind.CODE:
        codes = [*column.codes]
        return (codes.index(word) if word in codes else len(codes), word)
    parts = enumerate(DIGITS.split(word))
    values = [_by_value(part) if at % 2 else part for at, part in parts]
    return (values, word)


def _by_value(digits: str) -> tuple[int, str]:
    """Sort digits as the number that they write, however long it is."""
    written = digits.lstrip("0")
    return len(written), written


def records_of(frame: pd.DataFrame, table: Table, shown: str) -> list[dict[str, Any]]:
    """The rows of a typed table as SQL takes them; an empty cell is NULL.

    Parameters
    ----------
    frame : DataFrame
        The rows, typed by the contract.
    table : Table
        Their declaration.
    shown : str
        The database, as messages name it.

    Raises
    ------
    PlaybookError
        When a text has a character that no database can hold.
    """
    columns = [column for column in table.columns if column.name in frame]
    names = [column.name for column in columns]
    cells = [[_value(cell, column) for cell in frame[column.name]] for column in columns]
    records = [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]
    for record in records:
        _check_texts(record, table, shown)
    return records


def _value(cell: Any, column: Column) -> Any:
    """One cell as SQL takes it."""
    if pd.isna(cell):
        return None
    match column.kind:
        case Kind.INTEGER:
            return int(cell)
        case Kind.NUMBER:
            return float(cell)
        case Kind.DATE:
            return date.fromisoformat(str(cell)[:10])
        case Kind.MOMENT:
            return datetime.fromisoformat(str(cell))
        case _:
            return str(cell)


def _check_texts(record: Mapping[str, Any], table: Table, shown: str) -> None:
    """Refuse a character that PostgreSQL and CSV files cannot hold, although SQLite could."""
    for name, value in record.items():
        if isinstance(value, str) and NO_CHARACTER.search(value):
            key, found = (
                NO_CHARACTER.sub("\ufffd", text)
                for text in (" + ".join(str(record.get(part)) for part in table.key), value)
            )
            where = _("{database}, table {table}, row {key}").format(
                database=shown, table=table.name, key=key
            )
            expected = _("no database can hold the character shown as \ufffd: take it out.")
            raise PlaybookError(str(Problem(where, expected, column=name, found=found)))
