"""What a closed vote shows: figures of named votes, and of anonymous ones what gives none away.

Of anonymous votes the band is shown that their mean lies in, of dots how many there are,
in twos: the same as in the reports, so that the two together tell no more than either
(`statistics.anonymity`).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from statistics import fmean, median
from typing import TypeVar

import numpy as np

from playbook.language import _, format_number
from playbook.live import blocks
from playbook.live.blocks import Block
from playbook.statistics.anonymity import band_of, dots_told

Thing = TypeVar("Thing", bound=Hashable)


def anonymous_dots(counts: Mapping[Thing, int], most: int, things: int) -> dict[Thing, int]:
    """The dots on each thing, as they are told where votes are anonymous: in twos.

    Parameters
    ----------
    counts : mapping to int
        How many dots lie on each thing that has any.
    most : int
        The most that there can be on one.
    things : int
        How many things there are, those without a dot among them.
    """
    return dict(zip(counts, dots_told(list(counts.values()), most, things), strict=True))


def in_words(dots: int) -> str:
    """What is told of some dots: “4 or more”."""
    if not dots:
        return _("fewer")
    return _("{dots} or more").format(dots=format_number(dots))


def summary(
    votes: Sequence[float], scale: tuple[float, float], anonymous: bool, threshold: int
) -> str:
    """A median and, in brackets, a mean (named votes), or a band of the mean (anonymous ones).

    Parameters
    ----------
    votes : sequence of float
        Those that were cast.
    scale : (float, float)
        Its ends.
    threshold : int
        The fewest anonymous votes of which anything is shown.

    Returns
    -------
    str
        In the language being spoken; a dash where there is nothing to show.
    """
    if not votes or (anonymous and len(votes) < threshold):
        return "–"
    if not anonymous:
        return f"{short(median(votes))} ({format_number(fmean(votes), 2)})"
    band = band_of(np.asarray(votes, float), scale)
    if band is None:
        return "–"
    low, high = (short(round(end, 1)) for end in band.ends(scale))
    return _("{low} to {high}").format(low=low, high=high)


def explanation(anonymous: bool) -> list[Block]:
    """How to read the figures of `summary`, where that is not plain."""
    if not anonymous:
        return []
    words = _(
        "The mean of the votes lies between the first figure and the second; it is not"
        " given more closely, so that nobody's vote can be worked out. A dash: too few"
        " votes to show anything."
    )
    return [blocks.text(words, "note")]


def caption(anonymous: bool) -> str:
    """What the figures of `summary` are."""
    if anonymous:
        return _("What was voted: where the mean lies")
    return _("What was voted: median (mean)")


def short(value: float) -> str:
    """A number without useless decimals."""
    digits = 0 if value == int(value) else 1 if value * 10 == int(value * 10) else 2
    return format_number(value, digits)
