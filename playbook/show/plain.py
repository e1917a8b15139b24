"""Texts for files that hold no markup and no control characters."""

from __future__ import annotations

import unicodedata


def plain_text(text: str) -> str:
    """Take out of a text what iCalendar forbids: every control character but tabs and new lines."""
    lines = "\n".join(text.splitlines())
    return "".join(
        char for char in lines if char in "\t\n" or unicodedata.category(char) not in ("Cc", "Cs")
    )
