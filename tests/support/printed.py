"""What a page must never print: an object of Python in the place of words."""

from __future__ import annotations

import re

OBJECT = re.compile(
    r"(object|method [^<>]*|function [^<>]*) at 0x|&lt;(bound|built-in) |<built-in "
)


def printed_object(page: str) -> str | None:
    """The first object that a page prints; None where it prints words only."""
    found = OBJECT.search(page)
    return page[max(found.start() - 60, 0) : found.end() + 40] if found else None
