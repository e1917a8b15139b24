"""How pages look: their style sheet and templates."""

from __future__ import annotations

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
STYLE = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")


def css_string(text: str) -> str:
    """Write a text as a string of a style sheet: nothing in it can end the string or the sheet."""
    return '"' + "".join(c if c.isalnum() else f"\\{ord(c):x} " for c in text) + '"'
