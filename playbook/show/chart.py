"""A figure with its alternative text, drawn the same on every machine."""

from __future__ import annotations

import io
import re
import textwrap
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain, repeat
from typing import Any

import matplotlib as mpl
import matplotlib.colors
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

from playbook.brand.names import names_of, renamed
from playbook.brand.roles import KIT, Brand
from playbook.language import PLAIN_SPACES, cut_apart, format_number, format_percent
from playbook.show.screen import is_for_a_screen
from playbook.show.svg import legible, on_paper, with_heading

WIDTH = 6.0  # inches: 576 pixels; on a phone a figure scrolls, and its letters stay readable
SVG_DPI = 72  # of Matplotlib's SVG files, in which a point is a unit
IMAGE_DPI = 120
LARGEST_SVG = 80_000  # characters; thousands of marks take less as an image
LETTERS = 9.5  # points: all words in a figure have 12.7 pixels
# Names that Matplotlib looks up when it draws: `playbook.brand.roles` has the colours.
INK, SOFT, GRID = "kit:ink", "kit:soft", "kit:grid"
BLUE, ORANGE, GREEN = "kit:blue", "kit:orange", "kit:green"
SKY, YELLOW, PURPLE, GREY = "kit:sky", "kit:yellow", "kit:purple", "kit:grey"
SHADES = ["kit:shade_1", "kit:shade_2", "kit:shade_3", "kit:shade_4", "kit:shade_5"]
"""From pale to blue as a change goes on, light enough for dark letters."""
OF_SOLUTIONS = (BLUE, GREEN, PURPLE, SKY, YELLOW)
"""Without orange, which marks what asks to act."""

FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that XML 1.0 (2.2) does not allow; one of them and the whole figure is lost."""

STYLE: Any = {
    # Verdana is as wide as DejaVu Sans, letter by letter, and is there where that is not.
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana"],
    "font.size": LETTERS,
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
    "axes.titlesize": "medium",
    "legend.fontsize": "medium",
    "legend.frameon": False,
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


NAMES: dict[str, str] = {}
"""What colours are called that sentences know by other names: see `use_figure_colours`."""


def use_figure_colours(brand: Brand | None) -> None:
    """Draw in the colours of a brand from now on; without one, in the kit's."""
    named = mpl.colors.get_named_colors_mapping()
    figures = (brand or KIT).figures
    for role, colour in figures.items():
        named[f"kit:{role}"] = colour
    NAMES.clear()
    NAMES.update(names_of(figures))


use_figure_colours(None)
ROOM = {"left": 0.35, "right": 0.9, "bottom": 0.15, "top": 0.9}
"""Where axes are while their words are measured: as small as they may become."""
PADDING = 3  # points
MOST_WORDS = 0.8  # of the width or height of a figure


@lru_cache(maxsize=20_000)
def _extent(words: str, font: FontProperties, ismath: Any) -> tuple[float, float, float]:
    """The width, height and descent of words, which every renderer would measure anew."""
    return _measure(text_to_path, words, font, ismath)


_measure: Any = TextToPath.get_text_width_height_descent
# What Matplotlib passes on here is a copy of the font, made to be a key.
TextToPath.get_text_width_height_descent = lambda _self, s, prop, ismath: _extent(s, prop, ismath)  # type: ignore[method-assign, assignment]


LOWER, WIDER = 0.75, 1.9
"""How much lower figures for a screen are than on a page, and how much wider than high."""


class Drawing(Figure):
    """A figure that knows what it says and how it is read; both stand above it, not in it."""

    title = reading = ""


@contextmanager
def drawing(height: float, width: float = WIDTH) -> Iterator[tuple[Drawing, Axes]]:
    """Give a figure with one pair of axes, in the kit's style, whatever the user's own style is.

    Parameters
    ----------
    height, width : float
        In inches, on a page, without title and reading.
    """
    if is_for_a_screen():
        height = LOWER * height
        width = max(width, WIDER * height)
    with mpl.rc_context(), mpl.style.context(["default", STYLE]):
        figure = Drawing(figsize=(width, height), dpi=SVG_DPI)
        FigureCanvasSVG(figure)  # what is placed by the size of words is placed by the size there
        figure.subplots_adjust(**ROOM)
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

    def __init__(self, figure: Drawing, alt: str) -> None:
        self.alt = alt
        self.title, self.reading = figure.title, figure.reading
        with mpl.rc_context(STYLE), warnings.catch_warnings():
            # The text stays text: the reader's browser has the glyphs that this font lacks.
            warnings.filterwarnings("ignore", r"Glyph \d+ .*missing from", UserWarning)
            lay_out(figure)
            svg = _svg(figure)
            if len(svg) > LARGEST_SVG:
                _make_marks_an_image(figure)
                svg = min(svg, _svg(figure), key=len)
        headed = with_heading(svg, _folded(self.title, 58), _folded(self.reading, 84))
        self.svg = FORBIDDEN.sub("\ufffd", headed)

    def _repr_mimebundle_(self, **_options: Any) -> tuple[dict[str, str], dict[str, Any]]:
        return (
            {"image/svg+xml": on_paper(self.svg), "text/plain": self.alt},
            {"image/svg+xml": {"alt": self.alt, "title": self.title, "reading": self.reading}},
        )


def lay_out(figure: Figure) -> None:
    """Give the axes all the room that the words around them leave, measured once.

    Matplotlib's own layout measures everything twice, which takes as long as drawing it.
    """
    width, height = figure.bbox.size
    room: dict[tuple[str, bool], float] = defaultdict(float)
    rows = columns = 1
    for axes in figure.axes:
        spec, words = axes.get_subplotspec(), axes.get_tightbbox(for_layout_only=True)
        if spec is None or words is None:
            continue
        rows, columns = spec.get_gridspec().get_geometry()
        needs = {
            ("left", spec.is_first_col()): axes.bbox.x0 - words.x0,
            ("right", spec.is_last_col()): words.x1 - axes.bbox.x1,
            ("top", spec.is_first_row()): words.y1 - axes.bbox.y1,
            ("bottom", spec.is_last_row()): axes.bbox.y0 - words.y0,
        }
        for side, need in needs.items():
            room[side] = max(room[side], need + PADDING)
    left, right = _ends(room["left", True], room["right", True], width)
    named = sum(legend.get_window_extent().height + PADDING for legend in figure.legends)
    bottom, top = _ends(room["bottom", True], room["top", True] + named, height)
    figure.subplots_adjust(
        left=left / width, right=right / width, bottom=bottom / height, top=top / height,
        wspace=_share(room["left", False] + room["right", False], right - left, columns),
        hspace=_share(room["top", False] + room["bottom", False], top - bottom, rows),
    )  # fmt: skip


def _ends(before: float, after: float, whole: float) -> tuple[float, float]:
    """Where axes begin and end; words that would leave them too little room are cut instead."""
    fits = min(1, MOST_WORDS * whole / max(before + after, 1))
    return before * fits, whole - after * fits


def _share(gap: float, whole: float, count: int) -> float:
    """A gap between axes, as a share of each of them, which is how Matplotlib takes it."""
    return gap * count / max(whole - (count - 1) * gap, gap)


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
    """Say above the figure what it shows, and how to read it; lines of the reading stay lines."""
    figure = axes.get_figure(root=True)
    if not isinstance(figure, Drawing):
        raise TypeError("only a figure of `drawing` has a title")
    figure.title, figure.reading = title, renamed(reading, NAMES).strip()


def _folded(words: str, width: int) -> list[str]:
    """Words in lines of so many characters, and each line of theirs on one of its own."""
    return [
        part
        for line in words.split("\n")
        for part in textwrap.wrap(line, width, break_on_hyphens=False)
    ]


def solution_colours(ids: Iterable[str]) -> dict[str, str]:
    """The colour of each solution, the same in every figure of a campaign; later ones are grey.

    Parameters
    ----------
    ids : iterable of str
        All of the campaign, in the order of its table.
    """
    colours = chain(OF_SOLUTIONS, repeat(GREY))
    return dict(zip(ids, colours, strict=False))


def wrapped(words: str, width: int = 26, lines: int = 2) -> str:
    """Fold a label over a few lines about as long as each other, and cut what does not fit, saying
    so by an ellipsis.
    """
    words = PLAIN_SPACES.sub(" ", words).strip()
    folded = textwrap.wrap(words, width)
    if len(folded) > lines:
        return "\n".join([*folded[: lines - 1], folded[lines - 1][: width - 1].rstrip() + "…"])
    longest = max(map(len, PLAIN_SPACES.split(words)))
    even = (textwrap.wrap(words, n) for n in range(max(longest, 1), width))
    return "\n".join(next((parts for parts in even if len(parts) == len(folded)), folded))


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
