"""Find the columns that a mapping means by their headings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from playbook.tables.matching import fold

LABEL = "{label}"


def is_pattern(heading: str) -> bool:
    """Whether a heading of a mapping can mean several columns."""
    return "*" in heading or LABEL in heading


def tidy(text: str) -> str:
    """A heading on one line, with single blanks and composed accents."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def same(heading: str, found: str) -> bool:
    """Whether a heading of a mapping is one of a file, whatever the case, accents and signs."""
    if fold(heading) or fold(found):
        return fold(heading) == fold(found)
    return tidy(heading) == tidy(found)


@cache
def _pattern(heading: str) -> re.Pattern[str]:
    """The pattern of a heading; ``{label}`` is caught."""
    parts = re.split(r"(\*|\{label\})", tidy(heading))
    signs = {"*": ".*?", LABEL: "(?P<label>.+?)"}
    seen = False
    pattern = ""
    for part in parts:
        if part == LABEL and seen:
            pattern += "(?P=label)"
        else:
            pattern += signs.get(part, re.escape(part))
        seen = seen or part == LABEL
    return re.compile(pattern, re.IGNORECASE)


def label_of(heading: str, found: str) -> str | None:
    """The words of a file's heading that a pattern names, or None when it is not like it.

    A pattern without ``{label}`` names the whole heading.
    """
    match = _pattern(heading).fullmatch(tidy(found))
    if match is None:
        return None
    return match["label"].strip() if LABEL in heading else tidy(found)


def position(heading: str, headings: Sequence[str]) -> int | None:
    """Where a heading, or one that is like it, stands first, or None."""
    if is_pattern(heading):
        return next((i for i, h in enumerate(headings) if label_of(heading, h) is not None), None)
    return next((i for i, found in enumerate(headings) if same(heading, found)), None)
