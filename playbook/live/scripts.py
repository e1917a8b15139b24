"""The front end of panels: one script and one style sheet, for whatever carries their messages.

The script's module draws a panel for a *model*: an object with ``get``, ``on``, ``off`` and
``send``. In JupyterLab that is a widget's; on a served page it is a socket's (`serving/static`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from playbook.brand.roles import KIT, Brand, both, declared

FOLDER = Path(__file__).parent / "panels"
PARTS = ("dom.js", "inputs.js", "board.js", "room.js", "blocks.js", "page.js")


@cache
def script() -> str:
    """The parts as one module: a widget's script cannot import from a file beside it."""
    return "\n".join((FOLDER / part).read_text(encoding="utf-8") for part in PARTS)


def style(brand: Brand | None = None) -> str:
    """The style sheet, in the colours of a brand."""
    return f"{colours(brand, '.pb')}\n{_sheet()}"


def colours(brand: Brand | None, selector: str) -> str:
    """The rule that gives a part of a page its colours and letters, light and dark."""
    brand = brand or KIT
    named = both(brand) | {"plate": brand.light.paper}
    if "base" in brand.fonts:
        named["letters"] = f'"{brand.fonts["base"]}"'
    return f"{selector} {{ {declared(named)} }}"


@cache
def _sheet() -> str:
    return (FOLDER / "panel.css").read_text(encoding="utf-8")
