"""The front end of panels: one script and one style sheet, for whatever carries their messages.

The script's module draws a panel for a *model*: an object with ``get``, ``on``, ``off`` and
``send``. In JupyterLab that is a widget's; on a served page it is a socket's (`serving/static`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "panels"
PARTS = ("dom.js", "inputs.js", "board.js", "room.js", "blocks.js", "page.js")


@cache
def script() -> str:
    """The parts as one module: a widget's script cannot import from a file beside it."""
    return "\n".join((FOLDER / part).read_text(encoding="utf-8") for part in PARTS)


@cache
def style() -> str:
    """The style sheet."""
    return (FOLDER / "panel.css").read_text(encoding="utf-8")
