"""One cell: from the words that people type to a value."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.tables.cells import (
    CellError,
    notation_of_one,
    read_date,
    read_integer,
    read_moment,
    read_number,
)

ALONE, FRENCH, ENGLISH = map(notation_of_one, (None, True, False))

NO_BREAK, NARROW_NO_BREAK = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("3", 3.0),
        ("-4", -4.0),
        ("+4", 4.0),
        ("3.25", 3.25),
        ("3,25", 3.25),
        (",5", 0.5),
        ("0", 0.0),
        ("1e3", 1000.0),
        ("1 234,5", 1234.5),
        (f"1{NO_BREAK}234,5", 1234.5),
        (f"12{NARROW_NO_BREAK}345", 12345.0),
        ("1'234.5", 1234.5),
        ("1,2345", 1.2345),
    ],
)
def test_a_number_is_read_when_it_can_only_be_one(cell: str, value: float) -> None:
    assert read_number(cell, ALONE) == value


@pytest.mark.parametrize("cell", ["1,234", "-1,234", "12,345", "123,456"])
def test_a_comma_before_three_digits_is_refused_when_the_language_cannot_tell(cell: str) -> None:
    with pytest.raises(CellError, match="two numbers") as refusal:
        read_number(cell, ALONE)
    assert cell.replace(",", ".") in str(refusal.value)
    assert cell.replace(",", "") in str(refusal.value)


def test_a_comma_before_three_digits_is_decimal_where_commas_are() -> None:
    assert read_number("1,234", FRENCH) == 1.234


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1,234.5", 1234.5), ("1.234,5", 1234.5), ("1,234,567", 1234567), ("−3,5", -3.5)],
)
def test_marks_between_thousands_and_a_true_minus_are_read(cell: str, value: float) -> None:
    assert [read_number(cell, notation) for notation in (ALONE, FRENCH, ENGLISH)] == [value] * 3


@pytest.mark.parametrize("cell", ["1 2", "12 5", "1,23,456", "1.234.56", "1 234 56", "0,123,456"])
def test_digits_that_are_not_grouped_by_three_are_no_number(cell: str) -> None:
    with pytest.raises(CellError, match="expected a number"):
        read_number(cell, ALONE)


@pytest.mark.parametrize("cell", ["12345678901234567", "0,12345678901234567"])
def test_digits_that_would_be_lost_are_refused(cell: str) -> None:
    with pytest.raises(CellError, match="more than 15 digits"):
        read_number(cell, FRENCH)


@pytest.mark.parametrize(
    "cell", ["NA", "None", "nan", "inf", "-", "five", "3 €", "50%", "0x10", "1_0", "1e999", "1.2.3"]
)
def test_words_are_not_numbers(cell: str) -> None:
    with pytest.raises(CellError, match="expected a number"):
        read_number(cell, ALONE)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_is_read_as_python_writes_it(value: float) -> None:
    assert read_number(repr(value), ALONE) == value
    assert read_number(repr(value).replace(".", ","), FRENCH) == value


@given(st.integers(-(2**53), 2**53))
def test_every_whole_number_is_read(value: int) -> None:
    assert read_integer(str(value), ALONE) == value
    assert read_integer(f"{value:,}".replace(",", NARROW_NO_BREAK), ALONE) == value


@pytest.mark.parametrize("cell", ["3.5", "3,5", "1e30", "1e20"])
def test_what_is_not_a_countable_number_is_refused(cell: str) -> None:
    with pytest.raises(CellError, match="expected a whole number"):
        read_integer(cell, ALONE)


def test_a_whole_number_may_be_written_with_decimals() -> None:
    assert (read_integer("3.0", ALONE), read_integer("3,00", ALONE)) == (3, 3)


@pytest.mark.parametrize("cell", ["2021-05-23", "23/05/2021", "23.05.2021", "23-05-2021"])
def test_dates_are_read_day_first_or_in_iso(cell: str) -> None:
    assert read_date(cell) == datetime(2021, 5, 23)


def test_a_day_that_could_be_a_month_is_still_the_day() -> None:
    assert read_date("03/04/2021") == datetime(2021, 4, 3)


@pytest.mark.parametrize(
    "cell",
    ["25/07/202", "23/05/21", "31/02/2021", "2021-13-01", "05/23/2021", "0021-05-23", "44339", "?"],
)
def test_dates_that_do_not_exist_are_refused(cell: str) -> None:
    with pytest.raises(CellError, match="a date that exists"):
        read_date(cell)


@given(st.dates(min_value=date(1900, 1, 1)))
def test_every_date_is_read_in_both_notations(day: date) -> None:
    expected = datetime(day.year, day.month, day.day)
    assert read_date(day.isoformat()) == expected
    assert read_date(f"{day.day:02d}/{day.month:02d}/{day.year:04d}") == expected


def test_midnight_is_no_time_and_any_other_hour_is_refused_in_a_date() -> None:
    assert read_date("2021-05-23 00:00:00") == datetime(2021, 5, 23)
    with pytest.raises(CellError, match="without a time"):
        read_date("2021-05-23 09:30")


@pytest.mark.parametrize(
    "cell",
    ["2021-05-23 09:30", "2021-05-23T09:30:00", "23/05/2021 09:30", "23/05/2021 9h30"],
)
def test_moments_are_read_with_their_time(cell: str) -> None:
    assert read_moment(cell) == datetime(2021, 5, 23, 9, 30)


@pytest.mark.parametrize("cell", ["09:30", "2021-05-23 25:00", "2021-05-23 09:61", "soon"])
def test_moments_that_do_not_exist_are_refused(cell: str) -> None:
    with pytest.raises(CellError, match="a date that exists"):
        read_moment(cell)
