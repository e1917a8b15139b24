"""Axes in percent, and the names of lines at their ends."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from support.charts import places_of, words_of

from playbook.language import speaking
from playbook.show.axes import month_ticks, name_lines, percent_axis
from playbook.show.chart import BLUE, LETTERS, ORANGE, Chart, drawing


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
        name_lines(axes, [(0.5, "low", BLUE), (0.51, "high", ORANGE), (0.1, "far", BLUE)])
        heights = {words: y for words, _x, y in places_of(Chart(figure, ""))}
    assert heights["low"] - heights["high"] >= 1.2 * LETTERS
    assert heights["far"] > heights["low"] + 3 * LETTERS


def test_names_of_ends_stay_above_the_axis_however_many_there_are() -> None:
    with drawing(4.0) as (_figure, axes):
        axes.set_ylim(0, 1)
        ends = [(0.5, "a", BLUE), (0.5, "b\nfolded", BLUE), (0.02, "c", BLUE), (0.0, "d", BLUE)]
        name_lines(axes, ends)
        places = [text.xy[1] * axes.bbox.height for text in axes.texts]
    gaps = [high - low for high, low in pairwise(places)]
    assert min(gaps) >= 1.2 * LETTERS
    assert gaps[0] >= 1.8 * LETTERS  # half of one line, half of two
    assert min(places) >= 0


def test_months_under_an_axis_speak_the_language() -> None:
    with speaking("fr"), drawing(2.0) as (_figure, axes):
        days = [date(2026, 1, 1), date(2026, 9, 1)]
        axes.plot(days, [0, 1])  # type: ignore[arg-type]
        month_ticks(axes)
        words = [axes.xaxis.get_major_formatter()(x) for x in axes.get_xticks()]
    assert any(word == "janv. 2026" for word in words)
