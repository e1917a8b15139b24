"""Words that perhaps mean something else are said."""

from __future__ import annotations

import pytest
from support.frames import SCALES, read_words

from playbook.tables import TABLES
from playbook.tables.raw import RawTable
from playbook.tables.reading import ReadTable, read_table


def read(name: str, header: str, *rows: str, decimal_comma: bool | None = None) -> ReadTable:
    """Read a table; the header is separated by blanks, the words of a row by ``|``."""
    return read_words(name, header.split(), [row.split("|") for row in rows], decimal_comma)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("IdÃ©e", "Idée"),
        ("dâ€™accord", "d’accord"),
        ("Å’uvre", "Œuvre"),
        ("3â‚¬", "3€"),
        ("Ã\u00a0 voir", "à voir"),
    ],
)
def test_garbled_letters_are_said_once_a_column_with_what_was_meant(text: str, meant: str) -> None:
    table = read("participants", "participant_id name", "1|Ann", f"2|{text}", f"3|{text}")
    (notice,) = table.notices
    assert (notice.row, notice.column, notice.found) == (3, "name", text)
    assert meant in notice.expected
    assert table.frame["name"][3] == text


@pytest.mark.parametrize("text", ["CAFÉ»", "LIBERTÉ\u00a0:", "«\u00a0À\u00a0»", "Ångström", "ÂGE"])
def test_rare_letters_are_not_taken_for_garbled_ones(text: str) -> None:
    assert read("participants", "participant_id name", f"1|{text}").notices == []


BENEFITS = "date solution_id kind amount expected"


@pytest.mark.parametrize("cell", ["1,234", "12,500", "-1,000", "999,999"])
def test_a_comma_before_three_digits_is_said_when_it_was_read_as_decimal(cell: str) -> None:
    row = f"2026-09-30|s|revenue|{cell}|0,125"
    table = read("benefits", BENEFITS, row, decimal_comma=True)
    (notice,) = table.notices
    assert (notice.row, notice.column, notice.found) == (2, "amount", cell)
    decimal = repr(float(cell.replace(",", "."))).removesuffix(".0")
    assert (decimal in notice.expected, cell.replace(",", "") in notice.expected) == (True, True)
    assert table.frame["amount"][2] == float(cell.replace(",", "."))


@pytest.mark.parametrize("cell", ["1,5", "0,125", "1 234,567", "1234,567", "12,50"])
def test_other_commas_are_only_decimal(cell: str) -> None:
    row = f"2026-09-30|s|revenue|{cell}|"
    assert read("benefits", BENEFITS, row, decimal_comma=True).notices == []


@pytest.mark.parametrize("cell", ["#DIV/0!", "#N/A", "#REF!", "#NOM?", "#VALEUR!", "########"])
def test_a_formula_error_is_refused_even_where_texts_are_expected(cell: str) -> None:
    table = read("participants", "participant_id name", f"1|{cell}")
    (problem,) = table.problems
    assert (problem.row, problem.column, problem.found) == (2, "name", cell)
    assert "formula" in problem.expected
    assert table.frame["name"].isna().all()


@pytest.mark.parametrize("cell", ["#1", "# idea", "#N/A?", "C#", "###"])
def test_other_words_with_a_hash_are_texts(cell: str) -> None:
    assert read("participants", "participant_id name", f"1|{cell}").problems == []


def test_a_fault_that_a_source_found_is_a_problem_of_that_cell() -> None:
    raw = RawTable(
        "x", ["participant_id", "name"], [(5, ["1", "=A1"])], faults={(0, 1): "Mend it."}
    )
    table = read_table(raw, TABLES["participants"], SCALES)
    (problem,) = table.problems
    assert (problem.row, problem.column, problem.found) == (5, "name", "=A1")
    assert problem.expected == "Mend it."
    assert table.frame["name"].isna().all()
