"""What Matplotlib writes as SVG, with the digits that a screen can show, and the same everywhere.

Processors differ in the last bits of a float, and two numbers that differ there can be written
differently, however few digits are kept. So numbers are rounded twice: to the six decimals that
Matplotlib writes, where numbers that people chose (halves, tenths) meet again, then to two.
"""

from __future__ import annotations

import re
from decimal import Decimal

TAG = re.compile(r"<[^<>]+>")
NUMBER = re.compile(r"-?\d+\.\d{3,}")
HASHED = re.compile(r"(?<=[\"#])([a-zA-Z])[0-9a-f]{10}(?=[\")_])")
HUNDREDTH = Decimal("0.01")


def legible(svg: str) -> str:
    """Write an SVG anew: coordinates in hundredths of a point, short names, words untouched.

    Matplotlib names what is used several times by a hash of its coordinates, every bit of them;
    here these names are counted in the order in which they come.
    """
    names: dict[str, str] = {}

    def renamed(found: re.Match[str]) -> str:
        return names.setdefault(found[0], f"{found[1]}{len(names) + 1}")

    return TAG.sub(lambda tag: HASHED.sub(renamed, NUMBER.sub(_rounded, tag[0])), svg)


def _rounded(found: re.Match[str]) -> str:
    """A number with two decimals at most."""
    number = Decimal(found[0]).quantize(HUNDREDTH).normalize()
    return f"{number + 0:f}"  # no minus before a zero
