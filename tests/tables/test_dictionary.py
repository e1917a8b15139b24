"""The data dictionary says everything that is declared."""

from __future__ import annotations

import pytest

from playbook.language import speaking
from playbook.tables import TABLES
from playbook.tables.dictionary import data_dictionary


def rows(page: str, table: str) -> dict[str, list[str]]:
    """The cells of each row of a table of the page, by column."""
    section = page.partition(f"### {table}\n")[2].partition("\n#")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")][2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0]: row[1:] for row in cells}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_table_and_column_is_there_with_five_cells(language: str) -> None:
    with speaking(language):
        page = data_dictionary()
    for name, table in TABLES.items():
        found = rows(page, name)
        assert tuple(found) == table.column_names
        assert {len(cells) for cells in found.values()} == {4}
        assert all(all(cells) for cells in found.values())


def test_a_row_says_whether_it_is_filled_and_with_what() -> None:
    page = data_dictionary()
    ratings, costs, usage = (rows(page, name) for name in ("ratings", "costs", "usage"))
    assert ratings["use_case_id"][1:3] == ["key", "identifier of [use_cases](#use_cases)"]
    assert ratings["value"][1:3] == ["may be empty", "number on the rating scale"]
    assert costs["phase"][1:3] == ["required", "`build` (BUILD), `run` (RUN)"]
    assert costs["year"][2] == "whole number, 0 or more"
    assert usage["date"][1:3] == ["key", "date"]
    assert rows(page, "data_readiness")["score"][2] == "number from 0 to 4"
