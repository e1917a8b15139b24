"""Outputs of a cell that change later on, and widgets that leave no trace where nobody sits."""

from __future__ import annotations

from typing import Any

from IPython.display import display
from ipywidgets import Widget

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


class Place:
    """Shows something, and something else in its place later.

    Parameters
    ----------
    shown : object
        What to show first. Where nobody changes it, as in a report, that is what stays.
    """

    def __init__(self, shown: object) -> None:
        self._handle = display(shown, display_id=True)  # type: ignore[no-untyped-call]

    def put(self, shown: object) -> None:
        """Show something else; nothing for None."""
        if self._handle is None:  # outside a notebook
            return
        content: Any = {"text/plain": ""} if shown is None else shown
        self._handle.update(content, raw=shown is None)


def show_widget(widget: Widget) -> None:
    """Show a widget to those who sit before it: no words in its stead where nobody does."""
    bundle = widget._repr_mimebundle_()
    display({WIDGET_VIEW: bundle[WIDGET_VIEW]}, raw=True)  # type: ignore[no-untyped-call]
