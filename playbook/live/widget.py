"""The widget that draws a panel in the browser: the kit's own scripts, no outside request."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import anywidget
import traitlets

SCRIPTS = Path(__file__).parent / "panels"
PARTS = ("dom.js", "inputs.js", "board.js", "blocks.js", "page.js")


@cache
def script() -> str:
    """The parts as one module: a widget's script cannot import from a file beside it."""
    return "\n".join((SCRIPTS / part).read_text(encoding="utf-8") for part in PARTS)


class PanelWidget(anywidget.AnyWidget):
    """Shows ``view``, and sends back what a person gives."""

    _esm = traitlets.Unicode(script()).tag(sync=True)
    _css = traitlets.Unicode((SCRIPTS / "panel.css").read_text(encoding="utf-8")).tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
