"""What Matplotlib writes as SVG, with the digits that a screen can show, and the same everywhere.

Processors differ in the last bits of a float, and two numbers that differ there can be written
differently, however few digits are kept. So numbers are rounded twice: to the six decimals that
Matplotlib writes, where numbers that people chose (halves, tenths) meet again, then to two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from html import escape

from playbook.brand.roles import FIGURES

TAG = re.compile(r"<[^<>]+>")
NUMBER = re.compile(r"-?\d+\.\d{3,}")
HASHED = re.compile(r"(?<=[\"#])([a-zA-Z])[0-9a-f]{10}(?=[\")_])")
FIELD = re.compile(r'height="[^"]*pt" viewBox="0 (\S+) (\S+) (\S+)"')
UNTURNED = re.compile(r' transform="rotate\(-0 [^)]*\)"')
FONTS = "'DejaVu Sans', 'Verdana', sans-serif"
HEADING = (
    '<text style="font-size: {size}px; font-weight: {weight}; fill: {ink}" x="2" y="{y}">'
    "{words}</text>\n"
)
TITLE_LINE, READING_LINE, BELOW = 16, 13, 8
ON_PAPER = ' style="background: #fff"'
HUNDREDTH = Decimal("0.01")


def legible(svg: str) -> str:
    """Write an SVG anew: coordinates in hundredths of a point, short names, words untouched.

    Matplotlib names what is used several times by a hash of its coordinates, every bit of them;
    here these names are counted in the order in which they come. It gives every word its font and
    its turn, most of them the same font and none: the font is said once.
    """
    names: dict[str, str] = {}

    def renamed(found: re.Match[str]) -> str:
        return names.setdefault(found[0], f"{found[1]}{len(names) + 1}")

    def short(tag: re.Match[str]) -> str:
        plain = UNTURNED.sub("", tag[0]).replace(f" font-family: {FONTS};", "")
        return HASHED.sub(renamed, NUMBER.sub(_rounded, plain))

    return TAG.sub(short, svg).replace("<svg", f'<svg font-family="{FONTS}"', 1)


def _rounded(found: re.Match[str]) -> str:
    """A number with two decimals at most."""
    number = Decimal(found[0]).quantize(HUNDREDTH).normalize()
    return f"{number + 0:f}"  # no minus before a zero


def with_heading(svg: str, title: Sequence[str], reading: Sequence[str]) -> str:
    """Write a title and how to read it above a figure, where y is negative.

    A page that says both in its own words shows the field below alone (`without_heading`).
    """
    high = len(title) * TITLE_LINE + len(reading) * READING_LINE + BELOW * bool(title or reading)
    lines, y = [], TITLE_LINE - 4 - high
    for words in title:
        lines.append(
            HEADING.format(size=12, weight=700, ink=FIGURES["ink"], y=y, words=escape(words))
        )
        y += TITLE_LINE
    y -= TITLE_LINE - READING_LINE
    for words in reading:
        lines.append(
            HEADING.format(size=9, weight=400, ink=FIGURES["soft"], y=y, words=escape(words))
        )
        y += READING_LINE
    return _field(svg, high).removesuffix("</svg>\n") + "".join(lines) + "</svg>\n"


def on_paper(svg: str) -> str:
    """Set a figure on white: JupyterLab's dark theme would have its dark words on black."""
    return svg.replace("<svg", f"<svg{ON_PAPER}", 1)


def without_heading(svg: str) -> str:
    """Show of a figure only what is drawn in it, on whatever ground there is."""
    return _field(svg.replace(ON_PAPER, "", 1), 0)


def _field(svg: str, above: int) -> str:
    """Let the picture begin so far above the figure."""

    def begun(found: re.Match[str]) -> str:
        drawn = Decimal(found[3]) + Decimal(found[1])
        return f'height="{drawn + above}pt" viewBox="0 {-above} {found[2]} {drawn + above}"'

    return FIELD.sub(begun, svg, count=1)
