"""Say where two files that should be the same first differ, so that a person can look there."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Sequence
from itertools import zip_longest

from playbook.language import _, quote

MARKUP = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>", re.DOTALL)
BEFORE = 20


def first_difference(name: str, before: bytes, after: bytes) -> str:
    """Say where a file first differs from what it was.

    Parameters
    ----------
    name : str
        The file's name, whose ending says what it holds.
    before, after : bytes
        Its former and its present content, which are not the same.

    Returns
    -------
    str
        A phrase such as ``row 3, column score: “4.2” before, “4.3” now``.
    """
    old, new = (content.decode("utf-8-sig", "replace") for content in (before, after))
    if name.endswith(".csv"):
        return _in_table(_rows(old), _rows(new))
    if name.endswith(".html"):
        return _in_text(_words(old), _words(new)) or _in_lines(old, new)
    if name.endswith(".ipynb"):
        return _in_notebook(old, new) or _in_lines(old, new)
    return _in_lines(old, new)


def _rows(text: str) -> list[list[str]]:
    """The rows of a CSV."""
    return list(csv.reader(io.StringIO(text, newline="")))


def _in_table(old: list[list[str]], new: list[list[str]]) -> str:
    """The first cell in which two tables differ; the header is row 1."""
    header = new[0] if new else []
    for number, (was, now) in enumerate(zip_longest(old, new), start=1):
        if was is None or now is None:
            return _("{before} rows before, {now} now").format(before=len(old), now=len(new))
        for column, (left, right) in enumerate(zip_longest(was, now, fillvalue="")):
            if left != right:
                title = header[column] if column < len(header) else str(column + 1)
                place = _("row {row}, column {column}").format(row=number, column=title)
                return _changed(place, left, right)
    return _in_lines("", "")


def _words(page: str) -> list[str]:
    """What a page says, line by line."""
    text = html.unescape(MARKUP.sub("\n", page))
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _in_text(old: Sequence[str], new: Sequence[str]) -> str:
    """The first passage in which two texts differ; nothing when they say the same."""
    for was, now in zip_longest(old, new, fillvalue=""):
        if was != now:
            return _changed(_("text"), _around(was, now), _around(now, was))
    return ""


def _around(text: str, other: str) -> str:
    """What stands in a text where it first differs from another."""
    pairs = enumerate(zip(text, other, strict=False))
    start = next((i for i, (a, b) in pairs if a != b), min(len(text), len(other)))
    return text[max(start - BEFORE, 0) :]


def _in_notebook(old: str, new: str) -> str:
    """The first cell in which two executed notebooks differ."""
    try:
        cells = [json.loads(text)["cells"] for text in (old, new)]
    except (ValueError, KeyError, TypeError):
        return ""
    for number, (was, now) in enumerate(zip_longest(*cells), start=1):
        if was != now:
            return _("cell {number}").format(number=number)
    return ""


def _in_lines(old: str, new: str) -> str:
    """The first line in which two files differ."""
    pairs = zip_longest(old.splitlines(), new.splitlines(), fillvalue="")
    for number, (was, now) in enumerate(pairs, start=1):
        if was != now:
            place = _("line {number}").format(number=number)
            return _changed(place, _around(was, now), _around(now, was))
    return _("the ends of its lines")


def _changed(place: str, before: str, now: str) -> str:
    """Say what stood somewhere and stands there now."""
    words = _("{place}: {before} before, {now} now")
    return words.format(place=place, before=quote(before), now=quote(now))
