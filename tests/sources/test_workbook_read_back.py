"""Whatever people do to a workbook, reading gives the same table or a problem with its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pandas as pd
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from support.drawn_tables import frames
from support.workbooks import read, written

from playbook.language import _, speaking
from playbook.locales import LANGUAGES
from playbook.tables import TABLES
from playbook.tables.columns import Column, Kind

NAMES = ("ratings", "usage", "use_cases", "incidents", "costs")
SPACES = ("", " ", "  ", "\u00a0", "\n")
Draw = Callable[[st.SearchStrategy[Any]], Any]


def label(draw: Draw, key: str, words: str) -> str:
    """A name as somebody may write it."""
    with speaking(draw(st.sampled_from(LANGUAGES))):
        name = draw(st.sampled_from([key, _(words)]))
    change = draw(st.sampled_from([str, str.upper, str.lower, str.title]))
    return draw(st.sampled_from(SPACES)) + change(name) + draw(st.sampled_from(SPACES))


def cell(draw: Draw, column: Column, value: Any) -> Any:
    """A value as somebody may have put it into a cell."""
    if pd.isna(value):
        return draw(st.sampled_from([None, "", " "]))
    with speaking(draw(st.sampled_from(LANGUAGES))):
        match column.kind:
            case Kind.INTEGER | Kind.NUMBER:
                number = int(value) if float(value).is_integer() else float(value)
                plain = repr(number)
                grouped = f"{number:,}".replace(",", draw(st.sampled_from("\u00a0\u202f ")))
                forms = [number, plain, f" {plain} ", grouped, plain.replace(".", ",")]
                return draw(st.sampled_from(forms))
            case Kind.DATE:
                day: datetime = pd.Timestamp(value).to_pydatetime()
                texts = [day.strftime("%d/%m/%Y"), day.strftime("%Y-%m-%d")]
                return draw(st.sampled_from([day.date(), day, *texts]))
            case Kind.MOMENT:
                moment: datetime = pd.Timestamp(value).to_pydatetime()
                return draw(st.sampled_from([moment, moment.strftime("%d/%m/%Y %H:%M:%S")]))
            case Kind.CODE:
                return label(draw, str(value), column.codes[value])
            case _:
                return str(value) + draw(st.sampled_from(SPACES))


def fits_excel(frame: pd.DataFrame) -> bool:
    """Whether the numbers have no more digits than Excel keeps."""
    numbers = frame.select_dtypes("number").astype("float64")
    return bool((numbers.isna() | (numbers.abs() < 1e15)).all(axis=None))


def is_recent(frame: pd.DataFrame) -> bool:
    """Whether Excel can hold the dates: it has none before 1900, and mistakes the first months."""
    dates = frame.select_dtypes("datetime")
    return bool((dates.isna() | (dates > pd.Timestamp(1900, 3, 1))).all(axis=None))


def texts_survive(frame: pd.DataFrame) -> bool:
    """Whether openpyxl can hold the texts, as texts."""
    words = [word for name in frame for word in frame[name].dropna().astype(str)]
    return all(
        not word.startswith("=") and "\r" not in word and word.isprintable() for word in words
    )


def lay_out(draw: Draw, name: str, frame: pd.DataFrame) -> list[list[Any]]:
    """The rows of a sheet that holds the table, with what people put around it."""
    table = TABLES[name]
    columns = draw(st.permutations(table.columns))
    blank = draw(st.lists(st.integers(0, len(columns)), max_size=2))
    rows: list[list[Any]] = [["The votes of spring"], []][: draw(st.integers(0, 2))]
    rows.append([label(draw, column.name, column.label) for column in columns])
    for _index, values in frame.iterrows():
        rows += [[]] * draw(st.integers(0, 1))
        rows.append([cell(draw, column, values[column.name]) for column in columns])
    for position in blank:
        rows = [[*row[:position], None, *row[position:]] if len(row) > 1 else row for row in rows]
    return rows


@settings(max_examples=60)
@given(st.data())
def test_a_workbook_that_people_rearranged_gives_the_same_table(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    frame = data.draw(frames(name))
    assume(fits_excel(frame) and is_recent(frame) and texts_survive(frame))
    rows = lay_out(data.draw, name, frame)
    sheet = label(data.draw, name, TABLES[name].label).replace("\n", " ")
    tables, problems = read(written({sheet: rows}), decimal_comma=True)
    assert problems == []
    # openpyxl writes 16 digits of a number, which is one less than some need
    pd.testing.assert_frame_equal(
        tables[name].frame.reset_index(drop=True), frame, check_index_type=False, rtol=1e-14, atol=0
    )


VOTES = pd.DataFrame(
    {"participant_id": ["P1", "P2", "P3"], "use_case_id": ["U1"] * 3, "value": [4.0, 3.0, 2.0]}
)


def votes_of(frame: pd.DataFrame) -> set[tuple[object, ...]]:
    """The votes as a set; a missing one is None."""
    kept = frame[list(VOTES.columns)].astype(object)
    return {tuple(row) for row in kept.where(kept.notna(), None).itertuples(index=False)}


CHANGES: dict[str, Callable[[Worksheet, int, int], object]] = {
    "error": lambda sheet, row, column: sheet.cell(row, column, "#N/A"),
    "formula": lambda sheet, row, column: sheet.cell(row, column, "=A1"),
    "merged": lambda sheet, row, column: sheet.merge_cells(
        start_row=row, end_row=row + 1, start_column=column, end_column=column
    ),
    "merged across": lambda sheet, row, column: sheet.merge_cells(
        start_row=row, end_row=row, start_column=column, end_column=column + 1
    ),
    "total": lambda sheet, row, column: sheet.append(["Total", *[row] * (column - 1)]),
    "header again": lambda sheet, _row, _column: sheet.append(list(VOTES.columns)),
    "date": lambda sheet, row, column: sheet.cell(row, column, date(2026, 1, row)),
    "comma": lambda sheet, row, column: sheet.cell(row, column, "1,234"),
    "hidden": lambda sheet, row, _column: setattr(sheet.row_dimensions[row], "hidden", True),
    "no header": lambda sheet, _row, column: setattr(sheet.cell(1, column), "value", None),
}


def votes_on(sheet: Worksheet) -> set[tuple[object, ...]]:
    """The votes that a person sees on the sheet."""
    rows = sheet.iter_rows(min_row=2, max_row=4, max_col=3, values_only=True)
    return {tuple(str(c) if isinstance(c, date) else c for c in row) for row in rows}


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from([*CHANGES]), st.integers(1, 4), st.integers(1, 3)), max_size=2
    )
)
def test_a_workbook_that_people_spoiled_is_never_a_different_table_without_a_word(
    changes: list[tuple[str, int, int]],
) -> None:
    seen: set[tuple[object, ...]] = set()

    def spoil(sheet: Worksheet) -> None:
        for name, row, column in changes:
            if not any(sheet.cell(row, column).coordinate in r for r in sheet.merged_cells.ranges):
                CHANGES[name](sheet, row, column)
        seen.update(votes_on(sheet))

    rows = [list(VOTES.columns), *VOTES.values.tolist()]
    tables, problems = read(written({"ratings": rows}, spoil))
    if problems:
        assert all("sheet ratings" in problem.where for problem in problems)
    elif "value" in tables["ratings"].headers:
        assert votes_of(tables["ratings"].frame) == seen
    else:
        assert any("column" in notice.expected for notice in tables["ratings"].notices)
