"""How a column writes numbers and dates is decided once, from all of its cells, and said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.tables import TABLES
from playbook.tables.raw import RawTable
from playbook.tables.reading import ReadTable, read_table

GROUPS = [" ", "\u00a0", "\u202f", "\u2009", "'", "’"]


def read(
    words: Sequence[str],
    column: str = "amount",
    *,
    comma: bool | None = None,
    sure: str | None = None,
    order: str = "day",
) -> ReadTable:
    """A column of benefits."""
    header = ["date", "solution_id", "kind", "amount"]
    place = header.index(column)
    rows = []
    for number, word in enumerate(words, start=2):
        row = ["2026-09-30", f"s{number}", "revenue", "1"]
        row[place] = word
        rows.append((number, row))
    return read_table(
        RawTable("x.csv", header, rows, comma, sure_mark=sure), TABLES["benefits"], {}, order
    )


def amounts(table: ReadTable) -> list[float | None]:
    return [None if pd.isna(value) else value for value in table.frame["amount"]]


def days(table: ReadTable) -> list[str]:
    return [str(value)[:10] for value in table.frame["date"]]


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (["1,234", "2,5"], [1.234, 2.5]),
        (["1,234", "2.5"], [1234, 2.5]),
        (["1.234", "2,5"], [1234, 2.5]),
        (["1.234", "2.5"], [1.234, 2.5]),
        (["1.234", "1.234.567"], [1234, 1234567]),
        (["3,750", "1 250,50"], [3.75, 1250.5]),
    ],
)
@pytest.mark.parametrize("comma", [True, False, None])
def test_a_cell_that_can_only_be_one_number_decides_for_the_column(
    words: list[str], values: list[float], comma: bool | None
) -> None:
    table = read(words, comma=comma)
    assert (amounts(table), table.problems) == (values, [])
    (notice,) = table.notices
    assert (notice.row, notice.found) == (2, words[0])
    assert f"“{words[1]}” shows" in notice.expected


@pytest.mark.parametrize(
    ("word", "comma", "value"),
    [("3.750", None, 3.75), ("3.750", True, 3750), ("1,234", None, 1234), ("1,234", True, 1.234)],
)
def test_where_nothing_decides_the_reading_that_was_taken_is_said(
    word: str, comma: bool | None, value: float
) -> None:
    table = read([word, "12"], comma=comma)
    assert (amounts(table), table.problems) == ([value, 12], [])
    (notice,) = table.notices
    assert "it was read as" in notice.expected


@pytest.mark.parametrize(
    ("word", "sure", "value"),
    [("1,234", ".", 1234), ("1,234", ",", 1.234), ("2,5", ".", None), ("2.5", ",", None)],
)
def test_a_known_mark_is_kept_to(word: str, sure: str, value: float | None) -> None:
    table = read([word], sure=sure)
    assert (amounts(table), len(table.problems)) == ([value], value is None)


def test_a_column_that_contradicts_itself_is_refused_by_rows() -> None:
    table = read(["1 250,50", "1,250.50", "2 300,00", "1,234", "7"])
    assert [problem.row for problem in table.problems] == [3, 5]
    assert amounts(table) == [1250.5, None, 2300, None, 7]
    assert "“1,250.50”" in table.problems[0].expected


def test_decimals_of_both_kinds_that_can_only_be_decimals_are_read() -> None:
    assert amounts(read(["3.5", "3,5"])) == [3.5, 3.5]


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("comma", [True, None])
def test_blanks_and_apostrophes_group_digits_by_three(group: str, comma: bool | None) -> None:
    table = read([f"12{group}500", f"1{group}250{group}000"], comma=comma)
    assert (amounts(table), table.notices) == ([12500, 1250000], [])


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=5))
def test_no_number_is_read_as_another_one(numbers: list[int]) -> None:
    written = {
        "fr": [f"{n:,}".replace(",", "\u202f") + ",00" for n in numbers],
        "en": [f"{n:,}.00" for n in numbers],
        "de": [f"{n:,}".replace(",", ".") + ",00" for n in numbers],
        "plain": [str(n) for n in numbers],
    }
    for words in written.values():
        assert amounts(read(words)) == [float(n) for n in numbers]


def test_a_month_that_can_only_be_first_decides_for_the_column_and_is_said() -> None:
    table = read(["04/03/2026", "04/13/2026"], "date")
    assert (days(table), table.problems) == (["2026-04-03", "2026-04-13"], [])
    (notice,) = table.notices
    assert (notice.row, notice.found) == (3, "04/13/2026")


def test_a_day_that_can_only_be_first_decides_for_the_column() -> None:
    table = read(["04/03/2026", "13/04/2026"], "date")
    assert (days(table), table.problems, table.notices) == (["2026-03-04", "2026-04-13"], [], [])


def test_an_open_date_is_read_with_the_day_first_and_said() -> None:
    table = read(["04/03/2026"], "date")
    assert days(table) == ["2026-03-04"]
    assert ["2026-03-04" in notice.expected for notice in table.notices] == [True]
    assert read(["04/04/2026", "2026-01-02"], "date").notices == []


def test_where_nothing_decides_the_campaign_says_what_comes_first() -> None:
    table = read(["04/03/2026"], "date", order="month")
    assert days(table) == ["2026-04-03"]
    assert "date_order: day" in table.notices[0].expected
    assert days(read(["04/03/2026", "13/04/2026"], "date", order="month"))[0] == "2026-03-04"


def test_dates_that_contradict_each_other_are_refused_by_rows() -> None:
    table = read(["13/04/2026", "14/04/2026", "04/13/2026", "04/03/2026"], "date")
    assert [problem.row for problem in table.problems] == [4, 5]


@given(st.lists(st.dates(date(1950, 1, 1), date(2050, 1, 1)), min_size=2, max_size=6))
def test_dates_are_read_right_said_or_refused(found: list[date]) -> None:
    """Month first: read so when a day above 12 shows it, and otherwise said."""
    found.append(found[0] + timedelta(1))
    table = read([day.strftime("%m/%d/%Y") for day in found], "date")
    if days(table) != [day.isoformat() for day in found]:
        assert table.notices or table.problems
