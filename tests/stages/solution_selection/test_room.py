"""Solution selection: what fits into a figure."""

from __future__ import annotations

import pandas as pd
import pytest
from support.charts import words_of

from playbook.show.chart import Chart, drawing
from playbook.stages.solution_selection.room import draw_cells


@pytest.mark.parametrize(
    ("columns", "name", "lines"),
    [
        (1, "N" * 41, ["N" * 40, "N"]),
        (3, "N" * 14, ["N" * 13, "N"]),
        (6, "N" * 8, ["N" * 7, "N"]),
        (6, "Nan Nine Number Nothing", ["Nan", "Nine", "Number…"]),
    ],
)
def test_columns_have_as_much_room_as_there_is(columns: int, name: str, lines: list[str]) -> None:
    table = pd.DataFrame([[1.0] * columns], index=["Row"])
    table.columns = [name, *(str(n) for n in range(1, columns))]
    with drawing(2) as (figure, axes):
        draw_cells(axes, table, table.map(str), (0, 5))
        chart = Chart(figure, "Alone")
    assert [words for words in words_of(chart) if words.startswith("N")] == lines
    assert "rotate(-90)" not in chart.svg  # the name of a single row can be read
