"""One measured figure, beside what it was compared with and what was aimed at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A row of the table.

    Attributes
    ----------
    what : str
        What was done.
    measured : str
        The figure with its unit.
    beside : str
        What a user would otherwise run, with its figure; nothing when there is no such thing.
    aim : str
        What was aimed at; nothing for a figure that is only given.
    met : bool or None
        Whether it was reached.
    """

    what: str
    measured: str
    beside: str = ""
    aim: str = ""
    met: bool | None = None


Measure = Callable[[], list[Figure]]


def seconds(value: float) -> str:
    """A duration: ``0.28 s`` or ``12.4 s``."""
    return f"{value:.2f} s" if value < 1 else f"{value:.1f} s"


def times(ratio: float) -> str:
    """A ratio: ``14.2 times``."""
    return f"{ratio:.1f} times"
