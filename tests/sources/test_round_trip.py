"""What is written is read back the same, in both languages.

Surrounding blanks are stripped in reading and accents are composed (NFC), so the texts here have
neither; a word that holds a NUL or half a surrogate pair cannot stand in a file.
"""

from __future__ import annotations

import tempfile
import unicodedata
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.language import speaking
from playbook.sources.folder import Folder
from playbook.tables import TABLES, Column, Kind
from playbook.tables.reading import empty_frame, read_table

SCALES = {"rating": (1.0, 5.0), "jury": (0.0, 5.0)}
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
    return (st.sampled_from(NASTY) | drawn).filter(bool)


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


@st.composite
def frames(draw: st.DrawFn, name: str) -> pd.DataFrame:
    """A table as reading would have typed it."""
    table = TABLES[name]
    rows = draw(st.lists(st.tuples(*map(cells, table.columns)), max_size=4))
    untyped = pd.DataFrame(rows, columns=list(table.column_names), dtype=object)
    return untyped.astype(empty_frame(table).dtypes.to_dict())


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "name", ["ideas", "ratings", "use_cases", "costs", "incidents", "feedback"]
)
@settings(max_examples=30)
@given(data=st.data())
def test_a_written_table_is_read_back_the_same(
    name: str, language: str, data: st.DataObject
) -> None:
    frame = data.draw(frames(name))
    with tempfile.TemporaryDirectory() as folder, speaking(language):
        Folder(Path(folder), "x").write({name: frame})
        raw, problems = Folder(Path(folder), "x").read(True if language == "fr" else None)
        table = read_table(raw[name], TABLES[name], SCALES)
    assert [*problems, *table.problems] == []
    pd.testing.assert_frame_equal(
        table.frame.reset_index(drop=True), frame, check_index_type=False, rtol=0, atol=0
    )
