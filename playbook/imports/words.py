"""From the words in a cell of a file to the words in a column of the contract."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime

import nh3

from playbook.imports.mapping import CellRule
from playbook.language import _
from playbook.tables.cells import CellError
from playbook.tables.matching import name_key, tidy

NUMBER = re.compile(r"\s*([+-]?\d+(?:[.,]\d+)?)(?![\w.,]*\d|\s*[-–—]\s*\d)")
ZONE = re.compile(r"\s+(?!AM$|PM$)[A-Z]{2,5}([+-]\d{1,2}(:?\d{2})?)?$")
EMAIL = re.compile(r"[^\s@<>,;:\"()]+@[^\s@<>,;:\"()]+\.[^\s@<>,;:\"().]{2,}")
LINE_TAGS = re.compile(r"<(br|/p|/li|/div)\b[^>]*>", re.IGNORECASE)


def clean(word: str, text: str) -> str:
    """A cell as people see it in the tool.

    Parameters
    ----------
    word : str
        What the file holds.
    text : str
        How the tool writes texts: ``plain``, ``escaped`` or ``html``.
    """
    if text == "html":
        word = nh3.clean(LINE_TAGS.sub("\n", word), tags=set())
    if text in ("html", "escaped"):
        word = html.unescape(word)
    return unicodedata.normalize("NFC", word).strip()


def converted(word: str, cell: CellRule) -> str:
    """What the words of a cell become.

    Parameters
    ----------
    word : str
        What the file holds, cleaned.
    cell : CellRule
        What the mapping says of it; `records` sees to `nothing`, `find`, `each`.

    Raises
    ------
    CellError
        When it cannot become what the mapping says.
    """
    if cell.split is not None:
        word = _chosen(_parts(word, cell.split, cell.drop), cell)
    if not word:
        return cell.otherwise or ""
    if cell.codes:
        known = {name_key(key): code for key, code in cell.codes.items()}
        coded = known.get(name_key(word))
        if coded is None and cell.if_unknown == "empty":
            return cell.otherwise or ""
        word = word if coded is None else coded
    if cell.number:
        begins = NUMBER.match(word)
        if begins is None:
            raise CellError(_("expected words that begin with a number."))
        word = begins[1]
    if cell.dates:
        word = _iso_date(word, cell.dates)
    return cell.prefix + word


def parts_left(word: str, cell: CellRule) -> list[str]:
    """The parts of a cell that `split` does not take."""
    if cell.split is None:
        return []
    parts = _parts(word, cell.split, cell.drop)
    chosen = _chosen(parts, cell)
    return [part for part in parts if part != chosen and not cell.codes]


def _parts(word: str, separator: str, drop: Sequence[str]) -> list[str]:
    """The parts of a cell that are not passed over."""
    parts = (part.strip() for part in word.split(separator))
    return [part for part in parts if part and not is_one_of(part, drop)]


def _chosen(parts: list[str], cell: CellRule) -> str:
    """The first part that is a code, or else the first one."""
    coded = [part for part in parts if is_one_of(part, cell.codes)]
    return next(iter([*coded, *parts]), "")


def is_one_of(word: str, words: Iterable[str]) -> bool:
    """Whether a word is in a list, whatever the case and accents; an empty one only if listed."""
    return name_key(word) in map(name_key, words)


def _iso_date(word: str, formats: Sequence[str]) -> str:
    """A date, with its time if it has one, as ISO writes it."""
    word = ZONE.sub("", word)
    read = set()
    for written in formats:
        try:
            read.add(datetime.strptime(word, written))
        except ValueError:
            continue
    if not read:
        raise CellError(_("expected a date as the mapping writes them (dates)."))
    if len(read) > 1:
        days = _(" or ").join(sorted(day.strftime("%Y-%m-%d") for day in read))
        expected = _("it can be {days}: keep one way in the mapping (dates), or export to Excel.")
        raise CellError(expected.format(days=days))
    return read.pop().isoformat(" ", "seconds")


def made_identifier(words: Sequence[str], prefix: str) -> str:
    """An identifier that the same words always make."""
    return prefix + hashlib.sha256("\x1f".join(map(tidy, words)).encode()).hexdigest()[:12]


def is_email(word: str) -> bool:
    """Whether a word is nothing but an e-mail address."""
    return EMAIL.fullmatch(word.strip()) is not None


def holds_email(word: str) -> bool:
    """Whether there is an e-mail address somewhere in a text."""
    return EMAIL.search(word) is not None
