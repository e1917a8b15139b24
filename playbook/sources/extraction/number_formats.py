"""The word for a number of an Excel file: what its number format makes of it, without the looks."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta
from enum import Enum

from playbook.sources.extraction.archive import DAMAGED
from playbook.sources.extraction.sheet import Refused


class Shown(Enum):
    """What a number format shows a number as."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"


Format = Shown | int
"""How a number is shown; as many digits at least, with leading zeros, when it is a whole number."""

BUILT_IN: dict[int, Format] = {
    **dict.fromkeys((14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59)), Shown.DATE),
    **dict.fromkeys((18, 19, 20, 21, *range(32, 36), 45, 47), Shown.TIME),
    46: Shown.DURATION,
}
"""The formats that files name by number alone (ECMA-376, part 1, 18.8.30)."""

LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
BRACKETS = re.compile(r"\[[^\[\]]*\]")
GENERAL = re.compile("general|standard", re.IGNORECASE)
PADDED = re.compile(r"0{2,15}")
DAY = 86_400
LARGEST_EXACT = 10**15


def format_of(code: str) -> Format:
    """What a format code shows a number as."""
    if PADDED.fullmatch(code):
        return len(code)
    section = LITERAL.sub("", code).partition(";")[0]
    if ELAPSED.search(section):
        return Shown.DURATION
    tokens = set(GENERAL.sub("", BRACKETS.sub("", section)).lower())
    if tokens & set("dy") or (tokens & {"m"} and not tokens & set("hs")):
        return Shown.DATE
    return Shown.TIME if tokens & set("hs") else Shown.NUMBER


def word_of_number(stored: str, shown: Format, from_1904: bool) -> str:
    """The word for a stored number.

    Parameters
    ----------
    stored : str
        The number as the file has it.
    shown : Format
        What its format shows it as.
    from_1904 : bool
        Whether the workbook counts days from 1904 and not from 1900.

    Returns
    -------
    str
        The shortest decimal number that is the stored one, or a date, a time, or both. The day
        that Excel shows and that never was is written as Excel shows it: 1900-02-29.
    """
    try:
        number = float(stored)
    except ValueError:
        raise Refused(DAMAGED) from None
    if not math.isfinite(number) or "_" in stored:
        raise Refused(DAMAGED)
    if shown is Shown.NUMBER:
        return plain_number(number)
    if isinstance(shown, int):
        return plain_number(number).zfill(shown) if number.is_integer() else plain_number(number)
    return _moment(number, shown, from_1904) or plain_number(number)


def plain_number(number: float) -> str:
    """The shortest decimal number that reads as this one; without decimals when it is whole."""
    if number.is_integer() and abs(number) < LARGEST_EXACT:
        return str(int(number))
    return repr(number)


def _moment(serial: float, shown: Shown, from_1904: bool) -> str | None:
    """The date, time or duration that a count of days stands for; None when it stands for none."""
    if serial < 0 or serial > 3_000_000:  # 31 December 9999 is 2,958,465
        return None
    days, seconds = divmod(round(serial * DAY), DAY)
    if shown is Shown.DURATION:
        return clock(days * DAY + seconds)
    if days == 0 and (shown is Shown.TIME or not from_1904):
        return clock(seconds)
    day = _day(days, from_1904)
    if day is None or not seconds:
        return day
    return f"{day} {clock(seconds)}"


def clock(seconds: int) -> str:
    """Hours and minutes, and the seconds when there are any."""
    minutes, second = divmod(seconds, 60)
    words = f"{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{words}:{second:02d}" if second else words


def word_of_moment(stored: str) -> str:
    """The word for a date that the file itself writes as 2026-09-30T14:05:00, to the second."""
    try:
        moment = datetime.fromisoformat(stored[:26]) + timedelta(microseconds=500_000)
    except (ValueError, OverflowError):
        return stored
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    day = moment.date().isoformat()
    return f"{day} {clock(seconds)}" if seconds else day


def _day(days: int, from_1904: bool) -> str | None:
    """The date of a count of days. Excel takes 1900 for a leap year, as Lotus 1-2-3 did."""
    if from_1904:
        start = date(1904, 1, 1)
    elif days == 60:
        return "1900-02-29"
    else:
        start = date(1899, 12, 31) if days < 60 else date(1899, 12, 30)
    try:
        return (start + timedelta(days)).isoformat()
    except OverflowError:
        return None
