"""Axes in percent, and the names of lines at their ends."""

from __future__ import annotations

from support.charts import places_of, words_of

from playbook.show.axes import name_ends, percent_axis
from playbook.show.chart import BLUE, ORANGE, Chart, drawing


def test_an_axis_is_written_in_percent() -> None:
    with drawing(3) as (figure, axes):
        axes.set(xticks=[0, 1], xlim=(0, 1), yticks=[0, 0.25], ylim=(0, 0.25))
        percent_axis(axes)
        assert words_of(Chart(figure, "")) == ["0", "1", "0%", "25%"]
    with drawing(3) as (figure, axes):
        axes.set(xticks=[0, 1], xlim=(0, 1), yticks=[0, 2], ylim=(0, 2))
        percent_axis(axes, "x")
        assert words_of(Chart(figure, "")) == ["0%", "100%", "0", "2"]


def test_names_of_ends_that_are_close_are_moved_apart() -> None:
    with drawing(3) as (figure, axes):
        axes.set(ylim=(0, 1))
        name_ends(axes, [(0.5, "low", BLUE), (0.51, "high", ORANGE), (0.1, "far", BLUE)])
        heights = {words: y for words, _x, y in places_of(Chart(figure, ""))}
        top, bottom = axes.transAxes.transform([(0, 1), (0, 0)])[:, 1]
    assert heights["high"] < heights["low"] < heights["far"]
    whole = (top - bottom) * 72 / figure.dpi
    assert abs(heights["low"] - heights["high"] - 0.09 * whole) < 0.1
