"""The charts of slides, as PowerPoint draws them, from the results of a stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from playbook.errors import Problem
from playbook.language import _, shorten
from playbook.report.manifest import StageRecord
from playbook.report.office import plain
from playbook.sources.delimited import read_delimited

Rows = list[dict[str, str]]
CATEGORIES = 12
"""How many bars a chart has at most."""


def chart_of(folder: Path, record: StageRecord) -> Any:
    """The kind, data, title and format of numbers of a stage's chart; None when it has none."""
    if record.name not in CHARTS:
        return None
    result, draw = CHARTS[record.name]
    rows = _rows(folder, record, result)
    return draw(rows) if rows else None


def _rows(folder: Path, record: StageRecord, result: str) -> Rows:
    """The rows of a result of a stage; none when it has left no such file."""
    name = f"results/{record.name}_{result}.csv"
    if name not in record.outputs:
        return []
    raw = read_delimited(folder / name, name, decimal_comma=False)
    if isinstance(raw, Problem):
        return []
    return [dict(zip(raw.header, cells, strict=False)) for _number, cells in raw.rows]


def _bars(
    rows: Rows, name: str, series: Mapping[str, str], title: str, numbers: str, *, stacked: bool
) -> Any:
    """Bars of one or several columns, the first row on top; rows without a number are left out."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    full = [row for row in rows if all(row[column] for column in series)][:CATEGORIES][::-1]
    if not full:
        return None
    data = CategoryChartData()
    data.categories = [plain(shorten(row[name], 40)) for row in full]
    for column, words in series.items():
        data.add_series(words, [round(float(row[column]), 4) for row in full])
    kind = XL_CHART_TYPE.BAR_STACKED if stacked else XL_CHART_TYPE.BAR_CLUSTERED
    return kind, data, title, numbers


def _ranking(rows: Rows) -> Any:
    return _bars(rows, "title", {"score": _("Score")}, _("Weighted score"), "0", stacked=False)


def _costs(rows: Rows) -> Any:
    series = {"build": "BUILD", "run": "RUN"}
    return _bars(rows, "name", series, _("Cost of BUILD and RUN"), "#,##0", stacked=True)


def _adoption(rows: Rows) -> Any:
    named = [{**row, "who": f"{row['solution']}, {row['department']}"} for row in rows]
    return _bars(named, "who", {"rate": _("Adoption")}, _("Adoption"), "0%", stacked=False)


CHARTS: Mapping[str, tuple[str, Callable[[Rows], Any]]] = {
    "prioritisation": ("ranking", _ranking),
    "solution_selection": ("costs", _costs),
    "run_steering": ("adoption", _adoption),
}
"""The stages that have a chart, with the result that it is drawn from."""
