"""How a column writes numbers and dates: decided once, from all of its cells."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from playbook.language import _

POINT, COMMA = ".", ","
DAY, MONTH = "day", "month"
USUAL_SIGNS = str.maketrans("−－﹣＋’\u00a0\u202f\u2009", "---+'   ")
"""Signs that other programs and people write for those of the keyboard."""
EITHER = r"[+-]?(?=[.,]?\d)(?:[1-9]\d{{0,2}}(?P<mark>[ '{group}])\d{{3}}(?:(?P=mark)\d{{3}})*|\d*)(?:{decimal}\d*)?(?:[eE][+-]?\d{{1,3}})?"
PATTERNS = {
    POINT: re.compile(EITHER.format(group=",", decimal=r"\.")),
    COMMA: re.compile(EITHER.format(group=".", decimal=",")),
}
BLANKS = re.compile("[ ']")
DAYS = re.compile(
    r"(?:(?P<year>\d{4})(?P<mark>[-/])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"|(?P<first>\d{1,2})(?P<sign>[/.-])(?P<second>\d{1,2})(?P=sign)(?P<last>\d{4}))"
    r"(?:[T ] ?(?P<hour>\d{1,2})[:h](?P<minute>\d{2})(?::(?P<seconds>\d{2})(?:\.\d{1,9})?)?"
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?)?"
)
Value = TypeVar("Value")
LONGEST = 60
MOST_DIGITS = 15
"""As many digits as a float keeps of any decimal number."""


class CellError(ValueError):
    """A cell that cannot be read; the message says what was expected."""


def numbers_of(word: str) -> dict[str, float]:
    """What a word can mean as a number, by the decimal mark that it is read with.

    Parameters
    ----------
    word : str
        A number in digits, which may be grouped by three with blanks, apostrophes, or with that of
        comma and point which is not the decimal mark.

    Raises
    ------
    CellError
        When it has more digits than the kit can hold.
    """
    if len(word) > LONGEST + 300:
        return {}
    word = word.translate(USUAL_SIGNS)
    readings = {}
    for mark, pattern in PATTERNS.items():
        if pattern.fullmatch(word):
            group = POINT if mark == COMMA else COMMA
            digits = BLANKS.sub("", word).replace(group, "").replace(mark, POINT)
            value = float(digits)
            if math.isfinite(value):
                readings[mark] = _held(value, digits)
    return readings


def _held(value: float, digits: str) -> float:
    """A number, when a float holds all of its digits."""
    mantissa = re.sub(r"[eE].*|\D", "", digits).strip("0")
    if len(mantissa) > MOST_DIGITS and Decimal(repr(value)) != Decimal(digits):
        raise CellError(
            _("the number has more than {count} digits, which the kit cannot hold exactly.").format(
                count=MOST_DIGITS
            )
        )
    return value


def dates_of(word: str) -> dict[str, datetime]:
    """What a word can mean as a day, with a time or not, by what comes first in it.

    The year first is the same in both readings. Points always have the day first.
    """
    found = DAYS.fullmatch(word) if len(word) <= LONGEST else None
    if found is None:
        return {}
    orders = {DAY: ("first", "second"), MONTH: ("second", "first")}
    readings = {}
    for order, (day, month) in orders.items():
        if found["sign"] == ".":
            day, month = orders[DAY]
        year, month, day = ("year", "month", "day") if found["year"] else ("last", month, day)
        try:
            moment = datetime(int(found[year]), int(found[month]), int(found[day]), *_clock(found))
        except ValueError:
            continue
        if moment.year >= 1900:
            readings[order] = moment
    return readings


def _clock(found: re.Match[str]) -> tuple[int, int, int]:
    """The time of a moment; midnight when there is none."""
    hour = int(found["hour"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError
        hour = hour % 12 + (12 if found["half"] in "Pp" else 0)
    return hour, int(found["minute"] or 0), int(found["seconds"] or 0)


@dataclass(frozen=True)
class Notation:
    """How numbers or dates are read where a word alone can be read in two ways.

    Attributes
    ----------
    way : str or None
        The reading that is taken: a decimal mark, or what comes first in a date. None: a word
        that needs it is refused.
    strict : bool
        Whether a word that can only be read in the other way is refused.
    refused : mapping of str to str
        Words that contradict the others of the column, with what to do.
    said : (str, str), optional
        A word of the column that could be read in two ways, and what was done about it.
    """

    way: str | None
    strict: bool = False
    refused: Mapping[str, str] = field(default_factory=dict)
    said: tuple[str, str] | None = None

    def choose(self, word: str, readings: Mapping[str, Value]) -> Value | None:
        """The reading of a word, or None when it has none.

        Raises
        ------
        CellError
            When the word contradicts the column, or nothing says which reading is meant.
        """
        if word in self.refused:
            raise CellError(self.refused[word])
        if self.way is not None and self.way in readings:
            return readings[self.way]
        if not readings:
            return None
        if self.strict:
            raise CellError(_other_way(str(self.way)))
        values = list(readings.values())
        if any(value != values[0] for value in values):
            raise CellError(_two_meanings(readings))
        return values[0]


def decide_numbers(
    words: Iterable[str], likely_comma: bool | None, sure: str | None = None, whole: bool = False
) -> Notation:
    """Decide the decimal mark of a column.

    Parameters
    ----------
    words : iterable of str
        Its cells, less those that a spreadsheet holds as numbers.
    likely_comma : bool or None
        Whether the file or the campaign's language has commas: what counts where no cell decides.
    sure : str, optional
        The decimal mark, where it is known.
    whole : bool
        Whether only whole numbers are expected.
    """
    read: Counter[str] = Counter()
    readings: dict[str, dict[str, float]] = {}
    for word in words:
        read[word] += 1
        if word not in readings:
            try:
                found = numbers_of(word)
            except CellError:
                found = {}
            integers = {mark: value for mark, value in found.items() if value.is_integer()}
            readings[word] = integers if whole and integers else found
    if sure is not None:
        return Notation(sure, strict=True)
    likely = COMMA if likely_comma else POINT
    sides, doubtful = _sides(readings, (POINT, COMMA))
    if all(sides.values()):
        if not doubtful and not any(_is_grouped(word) for side in sides.values() for word in side):
            return Notation(likely)
        examples = {mark: side[0] for mark, side in sides.items()}
        expected = _(
            "the column has numbers with a decimal point (“{point}”) and with a decimal comma "
            "(“{comma}”): write them one way."
        ).format(point=examples[POINT], comma=examples[COMMA])
        return _contradiction(sides, doubtful, read, expected)
    way = next((mark for mark, side in sides.items() if side), likely)
    if not doubtful:
        return Notation(way)
    word = doubtful[0]
    taken, other = (_plain(readings[word][mark]) for mark in (way, _opposite(way)))
    if sides[way]:
        said = _("it was read as {taken}, not {other}: “{word}” shows how the column is written.")
        return Notation(way, said=(word, said.format(taken=taken, other=other, word=sides[way][0])))
    said = _("it was read as {taken}; if it means {other}, write that.")
    return Notation(way, said=(word, said.format(taken=taken, other=other)))


def decide_dates(
    words: Iterable[str],
    likely: str | None = DAY,
    readings_of: Callable[[str], Mapping[str, datetime]] = dates_of,
) -> Notation:
    """Decide whether the day or the month comes first in the dates of a column.

    Parameters
    ----------
    words : iterable of str
        Its cells.
    likely : str or None
        What comes first where no cell decides, as in another column of the same table. None:
        words that need it are refused.
    readings_of : callable
        What a word can mean, by what comes first in it.
    """
    read = Counter(words)
    readings = {word: readings_of(word) for word in read}
    sides, doubtful = _sides(readings, (DAY, MONTH))
    if all(sides.values()):
        expected = _(
            "the column has dates with the day first (“{day}”) and with the month first "
            "(“{month}”): write them as 2026-09-30."
        ).format(day=sides[DAY][0], month=sides[MONTH][0])
        return _contradiction(sides, doubtful, read, expected)
    if sides[MONTH]:
        said = _("the dates of this column were read with the month first, as this one must be.")
        return Notation(MONTH, said=(sides[MONTH][0], said))
    way = DAY if sides[DAY] else likely
    if not doubtful or sides[DAY] or way is None:
        return Notation(way)
    word = doubtful[0]
    taken, other = (readings[word][order].date().isoformat() for order in (way, _opposite(way)))
    said = _(
        "it was read as {taken}; if it means {other}, write that, or put"
        " date_order: {order} into the campaign's YAML."
    ).format(taken=taken, other=other, order=_opposite(way))
    return Notation(way, said=(word, said))


def _sides(
    readings: Mapping[str, Mapping[str, Value]], ways: tuple[str, str]
) -> tuple[dict[str, list[str]], list[str]]:
    """The words that have one reading, by its way, and those of which nobody can tell."""
    sides: dict[str, list[str]] = {way: [] for way in ways}
    doubtful = []
    for word, found in readings.items():
        if len(found) == 1:
            sides[next(iter(found))].append(word)
        elif len(set(found.values())) > 1:
            doubtful.append(word)
    return sides, doubtful


def _contradiction(
    sides: Mapping[str, list[str]], doubtful: list[str], read: Mapping[str, int], expected: str
) -> Notation:
    """Refuse the words of the rarer way, of both when there are as many, and all doubtful ones."""
    counts = {way: sum(read[word] for word in side) for way, side in sides.items()}
    most = max(counts.values())
    usual = [way for way, count in counts.items() if count == most]
    way = usual[0] if len(usual) == 1 else None
    refused = [word for other, side in sides.items() if other != way for word in side]
    return Notation(way, refused=dict.fromkeys([*refused, *doubtful], expected))


def _is_grouped(word: str) -> bool:
    """Whether a comma or a point groups digits in a word that has one reading."""
    return word.count(POINT) + word.count(COMMA) > 1


def _opposite(way: str) -> str:
    """The other way."""
    return {POINT: COMMA, COMMA: POINT, DAY: MONTH, MONTH: DAY}[way]


def _plain(value: float) -> str:
    """A number without marks between thousands."""
    return repr(value).removesuffix(".0")


def _other_way(way: str) -> str:
    """What to do about a word that is written in the other way than is known."""
    if way == COMMA:
        return _("expected a number with a decimal comma, as in 1234,5.")
    return _("expected a number with a decimal point, as in 1234.5.")


def _two_meanings(readings: Mapping[str, object]) -> str:
    """What to do about a word of which nobody can tell what it means."""
    expected = _("it can mean two numbers: write {decimal} or {whole}.")
    point, comma = (_plain(float(str(readings[mark]))) for mark in (POINT, COMMA))
    decimal, whole = sorted((point, comma), key=lambda word: "." not in word)
    return expected.format(decimal=decimal, whole=whole)
