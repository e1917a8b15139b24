"""A figure that is there and small, what is written in it, and where."""

from __future__ import annotations

import re
from html import unescape

import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from playbook.show.chart import Chart, titled

TEXT = re.compile(r"<text(?P<attributes>[^>]*)>(?P<words>[^<]*)</text>")
PLACE = re.compile(r'translate\((\S+) (\S+)\)|x="(\S+)" y="(\S+)"')
LIMIT = 80_000  # bytes


def drawn(chart: Chart | None) -> Chart:
    """The figure, which is there and small."""
    assert chart is not None
    assert len(chart.svg.encode()) < LIMIT
    return chart


def drawn_alt(chart: Chart | None) -> str:
    """The words that stand for a figure, which is there."""
    assert chart is not None
    return chart.alt


def words_of(chart: Chart) -> list[str]:
    """The words that are drawn, line by line."""
    return [words for words, _x, _y in places_of(chart)]


def line_of(chart: Chart) -> str:
    """The words that are drawn, in one line."""
    return " ".join(words_of(chart))


def places_of(chart: Chart) -> list[tuple[str, float, float]]:
    """The words that are drawn, line by line, with their distance from the left and the top."""
    return [
        (unescape(text["words"]), *_place(text["attributes"])) for text in TEXT.finditer(chart.svg)
    ]


def height_of(chart: Chart, words: str) -> float:
    """How far from the top some words are drawn, the first time."""
    return next(y for text, _x, y in places_of(chart) if text.startswith(words))


def marks_of(chart: Chart, colour: str) -> list[tuple[float, float]]:
    """Where the marks of a colour are drawn: their distances from the left and the top."""
    found = re.finditer(rf'<use [^>]*x="(\S+)" y="(\S+)" style="fill: {to_hex(colour)}', chart.svg)
    return [(float(mark[1]), float(mark[2])) for mark in found]


def _place(attributes: str) -> tuple[float, float]:
    found = PLACE.search(attributes)
    assert found is not None
    x, y = (number for number in found.groups() if number)
    return float(x), float(y)


def titled_axes(monkeypatch: pytest.MonkeyPatch, stage: str, *modules: str) -> list[Axes]:
    """The axes on which modules of a stage write a title from now on, figure after figure."""
    found: list[Axes] = []

    def keep(axes: Axes, title: str, reading: str = "") -> None:
        found.append(axes)
        titled(axes, title, reading)

    for module in modules:
        monkeypatch.setattr(f"playbook.stages.{stage}.{module}.titled", keep)
    return found
