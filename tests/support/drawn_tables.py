"""Tables drawn at random by Hypothesis, as reading would have typed them, with hostile texts.

Surrounding blanks are stripped in reading and accents are composed (NFC), so the texts here have
neither; a word that holds a NUL or half a surrogate pair cannot stand in a file or a database.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd
from hypothesis import strategies as st
from support.frames import SCALES

from playbook.sources.layout import TOTALS
from playbook.tables import TABLES, Column, Kind, Table
from playbook.tables.matching import fold
from playbook.tables.reading import empty_frame

NASTY = ["=1+1", "+33 6", "-", "@x", "'", "'=", "''", '"', 'a"b', "a;b", "a,b", "NA", "None", "0"]
NASTY += [
    "nan",
    "01",
    "1,234",
    "two\nlines",
    "a\rb",
    "a\r\nb",
    "sep=;",
    "é",
    "😀",
    "\ufeffx",
    "x\ty",
]


def clean(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def words() -> st.SearchStrategy[str]:
    characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    starts = st.sampled_from(["", "=", "+", "-", "@", "'", "'=", '"', ";"])
    drawn = st.builds(str.__add__, starts, st.text(characters, max_size=12)).map(clean)
    found = (st.sampled_from(NASTY) | drawn).filter(bool)
    return found.filter(lambda word: fold(word) not in TOTALS)  # a row that begins so is doubtful


def several(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(parts, min_size=1, max_size=3, unique=True).map(";".join)


def cells(column: Column) -> st.SearchStrategy[Any]:
    """Values that a column can hold."""
    low, high = SCALES.get(column.scale or "", (column.minimum, column.maximum))
    match column.kind:
        case Kind.CODE:
            values: st.SearchStrategy[Any] = st.sampled_from([*column.codes])
        case Kind.CODES:
            values = several(st.sampled_from([*column.codes]))
        case Kind.WORDS:
            values = several(words().map(lambda word: word.replace(";", " ").strip()).filter(bool))
        case Kind.INTEGER:
            values = st.integers(int(low or 0), 2**53)
        case Kind.NUMBER:
            values = st.floats(low, high, allow_nan=False, allow_infinity=False)
        case Kind.DATE:
            values = st.dates(date(1900, 1, 1)).map(lambda day: datetime(*day.timetuple()[:3]))
        case Kind.MOMENT:
            values = st.datetimes(datetime(1900, 1, 1)).map(lambda at: at.replace(microsecond=0))
        case _:
            values = words()
    return values if column.required else st.none() | values


def typed(table: Table, rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    """Rows as reading would have typed them."""
    untyped = pd.DataFrame(rows, columns=list(table.column_names), dtype=object)
    return untyped.astype(empty_frame(table).dtypes.to_dict())


@st.composite
def frames(draw: st.DrawFn, name: str) -> pd.DataFrame:
    """One table; its keys and references hold nothing together."""
    table = TABLES[name]
    return typed(table, draw(st.lists(st.tuples(*map(cells, table.columns)), max_size=4)))


def _is_sound(table: Table, row: tuple[Any, ...]) -> bool:
    """Whether a row keeps the rules between its cells."""
    cell = dict(zip(table.column_names, row, strict=True))
    ordered = all(
        cell[first] is None or cell[last] is None or cell[first] <= cell[last]
        for first, last in table.in_order
    )
    filled = [all(cell[name] is not None for name in group) for group in table.either]
    return ordered and (not filled or any(filled))


@st.composite
def campaigns(draw: st.DrawFn) -> dict[str, pd.DataFrame]:
    """All tables of a campaign: unique keys, references that resolve, rows that keep the rules."""
    drawn: dict[str, pd.DataFrame] = {}
    waiting = list(TABLES.values())
    while waiting:
        table = waiting.pop(0)
        if all(column.refers_to in (None, *drawn) for column in table.columns):
            drawn[table.name] = draw(_sound_tables(table, drawn))
        else:
            waiting.append(table)
    return drawn


def _sound_tables(
    table: Table, drawn: Mapping[str, pd.DataFrame]
) -> st.SearchStrategy[pd.DataFrame]:
    """One table that refers to those that are drawn already."""
    strategies = [_cells_that_resolve(column, drawn) for column in table.columns]
    if any(strategy.is_empty for strategy in strategies):
        return st.just(typed(table, []))
    keys = [table.column_names.index(name) for name in table.key]
    sound = st.tuples(*strategies).filter(lambda row: _is_sound(table, row))
    unique = st.lists(sound, max_size=3, unique_by=lambda row: tuple(row[i] for i in keys))
    return unique.map(lambda rows: typed(table, rows))


def _cells_that_resolve(
    column: Column, drawn: Mapping[str, pd.DataFrame]
) -> st.SearchStrategy[Any]:
    """Values that a column can hold beside these tables."""
    if column.refers_to is None:
        return cells(column)
    there = list(drawn[column.refers_to].iloc[:, 0])
    known = st.sampled_from(there) if there else st.nothing()
    return known if column.required else st.none() | known
