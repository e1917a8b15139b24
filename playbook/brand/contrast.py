"""Whether colours can be read and told apart, and the nearest colour that can.

Contrast is that of WCAG 2.2 (1.4.3: 4.5 to 1 for text; 1.4.11: 3 to 1 for what is drawn). How near
two colours are is measured in OKLab (Ottosson 2020); how colour-blind people see them, by the
matrices of Machado, Oliveira & Fernandes (2009) at full severity.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from itertools import count, takewhile

TEXT, DRAWN = 4.5, 3.0
"""The least contrast of text, and of what is drawn."""
STEP = 0.004
"""Of lightness, from 0 to 1: smaller than the eye tells apart."""
Triple = tuple[float, float, float]

TO_LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
FROM_LAB = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
FROM_LMS = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
VISION = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip
TURNED = ((-0.574, 1.43, 0.144), (0.426, 0.43, 0.144), (0.426, 1.43, -0.856))
"""CSS's ``hue-rotate(180deg)`` (Filter Effects 1, 8.7), which figures have in the dark."""
INVERTED = 0.91
"""How much of ``invert()`` they have before: as in report/style.css."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21.

    Parameters
    ----------
    one, other : str
        As ``#rrggbb``.
    """
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on a colour: one of them always reaches 4.5."""
    return "#000000" if _luminance(colour) > 0.179 else "#ffffff"


def mixed(one: str, other: str, share: float) -> str:
    """A colour with a share of another in it."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return _written(*(a + (b - a) * share for a, b in pairs))


def nearest(colour: str, passes: Callable[[str], bool]) -> str | None:
    """The colour of the same hue that passes and is nearest in lightness; None without one."""
    lightness, chroma, hue = polar(colour)
    steps = takewhile(lambda step: step <= 1, (STEP * n for n in count()))
    for step in steps:
        for place in (lightness - step, lightness + step):
            if 0 <= place <= 1 and passes(found := _shown(place, chroma, hue)):
                return colour if step == 0 else found
    return None


def companion(colour: str) -> str:
    """A light colour of the same hue, for what goes with it in a figure."""
    _lightness, chroma, hue = polar(colour)
    return _shown(0.735, max(chroma, 0.09), hue)


def apart(one: str, other: str) -> float:
    """How far two colours are, for those who tell them apart the least (OKLab, 1: black, white)."""
    return min(
        math.dist(_lab(_seen(one, matrix)), _lab(_seen(other, matrix)))
        for matrix in VISION.values()
    )


def in_the_dark(colour: str) -> str:
    """What a colour of a figure becomes on a dark page, by the filter of the style sheet."""
    inverted = [c * (1 - 2 * INVERTED) + INVERTED for c in _channels(colour)]
    return _written(*_times(TURNED, (inverted[0], inverted[1], inverted[2])))


def polar(colour: str) -> Triple:
    """Lightness (0 to 1), chroma and hue (0 to 360) of a colour, in OKLCH."""
    lightness, a, b = _lab(_linear(colour))
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> Triple:
    """The channels of a colour, from 0 to 1."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _written(*channels: float) -> str:
    """Channels as ``#rrggbb``; what no screen shows is cut off."""
    return "#" + "".join(f"{round(255 * min(max(c, 0), 1)):02x}" for c in channels)


def _linear(colour: str) -> Triple:
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour)
    )
    return red, green, blue


def _times(matrix: tuple[Triple, ...], vector: Triple) -> Triple:
    one, two, three = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return one, two, three


def _seen(colour: str, matrix: tuple[Triple, ...]) -> Triple:
    """A colour as it is seen, in linear light."""
    red, green, blue = (min(max(c, 0.0), 1.0) for c in _times(matrix, _linear(colour)))
    return red, green, blue


def _lab(linear: Triple) -> Triple:
    one, two, three = (math.cbrt(c) for c in _times(TO_LMS, linear))
    return _times(TO_LAB, (one, two, three))


@cache
def _shown(lightness: float, chroma: float, hue: float) -> str:
    """A colour by lightness, chroma and hue, with as much of the chroma as a screen can show."""
    for share in range(20, -1, -1):
        kept = chroma * share / 20
        angle = math.radians(hue)
        lab = (lightness, kept * math.cos(angle), kept * math.sin(angle))
        one, two, three = (c**3 for c in _times(FROM_LAB, lab))
        linear = _times(FROM_LMS, (one, two, three))
        if all(-0.001 <= c <= 1.001 for c in linear):
            break
    cut = (min(max(c, 0.0), 1.0) for c in linear)
    return _written(*(12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in cut))
