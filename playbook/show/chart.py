"""A figure with its alternative text, drawn the same on every machine."""

from __future__ import annotations

import io
import re
import textwrap
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

import matplotlib as mpl
import matplotlib.style
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.collections import Collection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.textpath import TextToPath, text_to_path
from matplotlib.ticker import Formatter

from playbook.language import cut_apart, format_number, format_percent
from playbook.show.svg import legible

WIDTH = 5.2
SVG_DPI = 72  # of Matplotlib's SVG files, in which a point is a unit
IMAGE_DPI = 120
LARGEST_SVG = 80_000  # characters; thousands of marks take less as an image
INK = "#1f2933"
SOFT = "#66727f"
GRID = "#d9dee4"
# Okabe & Ito (2008), the palette that colour-blind readers tell apart.
BLUE, ORANGE, GREEN = "#0072b2", "#d55e00", "#009e73"
SKY, YELLOW, PURPLE, GREY = "#56b4e9", "#e69f00", "#cc79a7", "#9aa5b1"

FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that XML 1.0 (2.2) does not allow; one of them and the whole figure is lost."""

STYLE: Any = {
    # Verdana is as wide as DejaVu Sans, letter by letter, and is there where that is not.
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana"],
    "font.size": 10.5,
    "text.color": INK,
    # Participants' words are drawn as they are: a dollar sign is no formula.
    "text.parse_math": False,
    "axes.labelcolor": SOFT,
    "axes.edgecolor": GRID,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "xtick.color": SOFT,
    "ytick.color": INK,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    "svg.hashsalt": "playbook",
    "svg.fonttype": "none",
}


@lru_cache(maxsize=20_000)
def _extent(words: str, font: FontProperties, ismath: Any) -> tuple[float, float, float]:
    """The width, height and descent of words, which every renderer would measure anew."""
    return _measure(text_to_path, words, font, ismath)


_measure: Any = TextToPath.get_text_width_height_descent
# What Matplotlib passes on here is a copy of the font, made to be a key.
TextToPath.get_text_width_height_descent = lambda _self, s, prop, ismath: _extent(s, prop, ismath)  # type: ignore[method-assign, assignment]


_for_a_screen: ContextVar[bool] = ContextVar("for_a_screen", default=False)
LOWER, WIDER = 0.75, 1.9
"""How much lower figures for a screen are than on a page, and how much wider than high."""


@contextmanager
def for_a_screen() -> Iterator[None]:
    """Draw figures for a projector: as wide as it is, and lower, so that words come out larger."""
    token = _for_a_screen.set(True)
    try:
        yield
    finally:
        _for_a_screen.reset(token)


@contextmanager
def drawing(height: float, width: float = WIDTH) -> Iterator[tuple[Figure, Axes]]:
    """Give a figure with one pair of axes, in the kit's style, whatever the user's own style is.

    Parameters
    ----------
    height, width : float
        In inches, on a page.
    """
    if _for_a_screen.get():
        height = LOWER * height
        width = max(width, WIDER * height)
    with mpl.rc_context(), mpl.style.context(["default", STYLE]):
        figure = Figure(figsize=(width, height), dpi=SVG_DPI, layout="constrained")
        FigureCanvasSVG(figure)  # what is placed by the size of words is placed by the size there
        yield figure, figure.add_subplot()


class Chart:
    """A drawn figure; a notebook displays it as the value of a cell.

    It is an SVG. Where that would be large, the marks in it are an image, if that is smaller; words
    stay words.

    Parameters
    ----------
    figure : Figure
        Drawn inside `drawing`.
    alt : str
        What the figure says, for people who do not see it: the finding, then the figures that
        carry it.
    """

    def __init__(self, figure: Figure, alt: str) -> None:
        self.alt = alt
        with mpl.rc_context(STYLE), warnings.catch_warnings():
            # The text stays text: the reader's browser has the glyphs that this font lacks.
            warnings.filterwarnings("ignore", r"Glyph \d+ .*missing from", UserWarning)
            _lay_out(figure)
            svg = _svg(figure)
            if len(svg) > LARGEST_SVG:
                _make_marks_an_image(figure)
                svg = min(svg, _svg(figure), key=len)
        self.svg = FORBIDDEN.sub("\ufffd", svg)

    def _repr_mimebundle_(self, **_options: Any) -> tuple[dict[str, str], dict[str, Any]]:
        return (
            {"image/svg+xml": self.svg, "text/plain": self.alt},
            {"image/svg+xml": {"alt": self.alt}},
        )


def _lay_out(figure: Figure) -> None:
    """Lay a figure out for good: saving it would draw everything twice, once only to do so."""
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.execute(figure)
        figure.set_layout_engine(None)


def _svg(figure: Figure) -> str:
    """The figure as SVG, the same bytes each time."""
    content = io.StringIO()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    figure.savefig(content, format="svg", metadata=nothing, dpi=IMAGE_DPI)
    return legible(content.getvalue())


def _make_marks_an_image(figure: Figure) -> None:
    """Have points, lines and bars drawn as pixels, where words are not touched."""
    for axes in figure.axes:
        for artist in axes.get_children():
            if isinstance(artist, Collection | Line2D | Rectangle) and artist is not axes.patch:
                artist.set_rasterized(True)


def titled(axes: Axes, title: str, reading: str = "") -> None:
    """Write the finding above the figure, and how to read it below."""
    figure = axes.figure
    bold = {"fontsize": 12, "fontweight": "bold"}
    figure.suptitle("\n".join(textwrap.wrap(title, 50)), x=0.01, ha="left", **bold)
    if reading:
        lines = "\n".join(textwrap.wrap(reading, 74))
        figure.supxlabel(lines, x=0.01, ha="left", fontsize=9, color=SOFT)


def wrapped(words: str, width: int = 26, lines: int = 2) -> str:
    """Fold a label over a few lines, and cut what does not fit, saying so by an ellipsis."""
    folded = textwrap.wrap(" ".join(words.split()), width)
    if len(folded) > lines:
        folded = [*folded[: lines - 1], folded[lines - 1][: width - 1].rstrip() + "…"]
    return "\n".join(folded)


def labels_apart(names: Iterable[str], width: int = 26) -> list[str]:
    """Fold labels over two lines, so that those which a cut would make equal still differ."""
    return cut_apart(list(names), lambda name: wrapped(name, width))


class TickNumbers(Formatter):
    """Numbers along an axis, with as many decimals as it takes to write them as they are.

    Parameters
    ----------
    least : int
        The fewest decimals.
    """

    def __init__(self, least: int = 1) -> None:
        self.least = least

    def __call__(self, x: float, _pos: int | None = None) -> str:
        """Write a number that is no tick."""
        return format_number(x, self.least)

    def format_ticks(self, values: Iterable[float]) -> list[str]:
        """Write all the ticks of an axis."""
        ticks = np.array(list(values))
        return [format_number(tick, self._digits(ticks)) for tick in ticks]

    def _digits(self, ticks: np.ndarray) -> int:
        """How many decimals it takes."""
        exact = (n for n in range(self.least, 7) if np.allclose(ticks.round(n), ticks, 0, 1e-9))
        return next(exact, self.least)


class TickPercents(TickNumbers):
    """Shares along an axis as percentages, with as many decimals as it takes."""

    def __init__(self) -> None:
        super().__init__(least=0)

    def __call__(self, x: float, _pos: int | None = None) -> str:
        """Write a share that is no tick."""
        return format_percent(x)

    def format_ticks(self, values: Iterable[float]) -> list[str]:
        """Write all the ticks of an axis."""
        ticks = np.array(list(values))
        return [format_percent(tick, self._digits(100 * ticks)) for tick in ticks]
