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
from playbook.tables.notation import DAY, MONTH, Notation, decide_dates

NUMBER = re.compile(
    "(?:[€$£] ?)?([+\u2212-]?[.,]?\\d(?:[\\d.,'’ \u00a0\u202f\u2009]*\\d)?(?:[eE][+-]?\\d+)?)"
)
LABEL = re.compile(r"\s{0,9}[-–—:.)]\s{0,9}[^\W\d_]")
"""What stands between a number and the words that it stands for."""
OF_SO_MANY = re.compile(
    r"\s{0,9}(?:/|of|out of|sur|von)\s{0,9}\d{1,9}(?:[.,]\d{1,9})?\s*", re.IGNORECASE
)
MULTIPLE = re.compile(
    r"\s{0,9}(?:[kmg]|mds?|mio|mrd|tsd|bn|mille|milliers?|tausend|thousands?|million(?:s|en)?"
    r"|milliards?|milliarden?|billions?|%|‰|percent|pour ?cent|prozent|[-–—])"
    r"\s{0,9}(?:€|\$|£|e|eur|euros?|usd|chf|gbp)?(?![^\W\d_])",
    re.IGNORECASE,
)
"""What makes another number of the one before it."""
ZONE = re.compile(r"(?<=\S)\s{1,9}(?!AM$|PM$)[A-Z]{2,5}([+-]\d{1,2}(:?\d{2})?)?$")
LONGEST_DATE = 100
EMAIL = re.compile(r"[^\s@<>,;:\"()]{1,64}@[^\s@<>,;:\"()]{1,190}\.[^\s@<>,;:\"().]{2,63}")
LINE_TAGS = re.compile(r"<(br|/p|/li|/div)\b[^<>]{0,200}>", re.IGNORECASE)


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


def converted(word: str, cell: CellRule, dates: Notation | None = None) -> str:
    """What the words of a cell become.

    Parameters
    ----------
    word : str
        What the file holds, cleaned.
    cell : CellRule
        What the mapping says of it; `records` sees to `nothing`, `find`, `each`.
    dates : Notation, optional
        How its column writes dates.

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
        word = _number(word)
    if cell.dates:
        word = _iso_date(word, cell.dates, dates or Notation(None))
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


def _number(word: str) -> str:
    """The number with which words begin, whole: nothing that makes another number is cut off."""
    begins = NUMBER.match(word)
    if begins is None:
        raise CellError(_("expected words that begin with a number."))
    rest = word[begins.end() :]
    if LABEL.match(rest) or OF_SO_MANY.fullmatch(rest):
        return begins[1]
    if any(sign.isdigit() for sign in rest):
        raise CellError(_("there are two numbers: which one is meant?"))
    if MULTIPLE.match(rest):
        raise CellError(_("write the number in full, such as 1200000 for €1.2M or 0.5 for 50%."))
    return begins[1]


def amount(word: str) -> float:
    """The number with which words begin.

    Raises
    ------
    CellError
        When there is none, or it can be read in several ways.
    """
    try:
        return float(_number(word).replace(",", ".").replace("\u2212", "-"))
    except ValueError:
        raise CellError(_("expected a plain number, as 3 or 2.5.")) from None


def date_notation(words: Iterable[str], formats: Sequence[str]) -> Notation:
    """Whether the day or the month comes first in a column whose mapping allows both."""
    return decide_dates(words, None, lambda word: _readings(word, formats))


def _readings(word: str, formats: Sequence[str]) -> dict[str, datetime]:
    """What a date can mean, by what comes first in it; both where the format has names or years."""
    readings: dict[str, datetime] = {}
    word = ZONE.sub("", word) if len(word) <= LONGEST_DATE else ""
    for written in formats:
        try:
            moment = datetime.strptime(word, written)
        except ValueError:
            continue
        day, month = written.find("%d"), written.find("%m")
        certain = min(day, month) < 0 or 0 <= written.lower().find("%y") < min(day, month)
        for order in (DAY, MONTH) if certain else (DAY,) if day < month else (MONTH,):
            readings.setdefault(order, moment)
    return readings


def _iso_date(word: str, formats: Sequence[str], notation: Notation) -> str:
    """A date, with its time if it has one, as ISO writes it."""
    if word in notation.refused:
        raise CellError(notation.refused[word])
    readings = _readings(word, formats)
    if not readings:
        raise CellError(_("expected a date as the mapping writes them (dates)."))
    if notation.way is None and len({*readings.values()}) > 1:
        days = _(" or ").join(sorted(day.strftime("%Y-%m-%d") for day in readings.values()))
        expected = _("it can be {days}: keep one way in the mapping (dates), or export to Excel.")
        raise CellError(expected.format(days=days))
    moment = readings.get(notation.way or DAY) or next(iter(readings.values()))
    return moment.isoformat(" ", "seconds")


def made_identifier(words: Sequence[str], prefix: str) -> str:
    """An identifier that the same words always make."""
    return prefix + hashlib.sha256("\x1f".join(map(tidy, words)).encode()).hexdigest()[:12]


def is_email(word: str) -> bool:
    """Whether a word is nothing but an e-mail address."""
    return EMAIL.fullmatch(word.strip()) is not None


def holds_email(word: str) -> bool:
    """Whether there is an e-mail address somewhere in a text."""
    return EMAIL.search(word) is not None
