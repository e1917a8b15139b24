"""The few figures that a stage hands to the page over the campaign."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from html import escape
from typing import Any

from playbook.show.in_notebooks import FIGURES


@dataclass(frozen=True)
class KeyFigure:
    """One figure that matters to who steers the campaign, in the language being spoken.

    Attributes
    ----------
    label : str
        What it counts.
    value : str
        The figure, as people read it.
    note : str
        What it is to be held against.
    """

    label: str
    value: str
    note: str = ""

    def record(self) -> dict[str, str]:
        """What a run keeps of it."""
        return asdict(self)


class KeyFigures:
    """A row of figures; a notebook displays it as the value of a cell."""

    def __init__(self, figures: Iterable[KeyFigure]) -> None:
        self.figures = list(figures)

    def _html(self) -> str:
        items = "".join(
            f"<div><dt>{escape(figure.label)}</dt><dd><strong>{escape(figure.value)}</strong>"
            f" <span>{escape(figure.note)}</span></dd></div>"
            for figure in self.figures
        )
        return f'<dl class="key-figures"{FIGURES}>{items}</dl>' if items else ""

    def _plain(self) -> str:
        return "\n".join(
            " ".join(part for part in (f"{f.label}: {f.value}", f.note) if part)
            for f in self.figures
        )

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, str]:
        return {"text/html": self._html(), "text/plain": self._plain()}
