"""The language of what people read: messages from the catalogues, numbers and dates from CLDR.

A message is looked up when it is shown, so that one process can speak several languages, one after
the other. Which languages there are, and how each is written, is in `playbook.locales`.
"""

from __future__ import annotations

import math
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import lru_cache
from os.path import commonprefix

from playbook.locales import LANGUAGES, SOURCE, Writing, translations, writing_of

SYSTEM_LANGUAGE = ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG")
"""What a system says its language in, the most telling first."""

PLAIN_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
"""Where a line may end: not at the spaces that hold a number, or a sign and its word, together."""

_language: ContextVar[str] = ContextVar("language", default=SOURCE)


def language() -> str:
    """The language being spoken now, a code of ``LANGUAGES``."""
    return _language.get()


def writing() -> Writing:
    """How the language being spoken is written."""
    return writing_of(language())


def locale() -> str:
    """CLDR's code for the language being spoken."""
    return writing().locale


def system_language() -> str:
    """The language of a person's system, where the kit speaks it; else the source's."""
    words = [os.environ.get(name, "") for name in SYSTEM_LANGUAGE]
    if os.name == "nt":
        import ctypes
        import locale as system

        windows = ctypes.windll.kernel32.GetUserDefaultUILanguage()  # type: ignore[attr-defined]
        words.append(system.windows_locale.get(windows, ""))
    told = next((word.split(":")[0] for word in words if word), "")
    code = re.split(r"[^a-z]", told.casefold())[0]
    return code if code in LANGUAGES else SOURCE


def use_language(code: str) -> None:
    """Speak ``code`` from now on in this context."""
    if code not in LANGUAGES:
        raise ValueError(f"no catalogue for {code!r}; there are {', '.join(LANGUAGES)}")
    _language.set(code)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak ``code`` inside a ``with`` block."""
    before = language()
    use_language(code)
    try:
        yield
    finally:
        _language.set(before)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for a message marked, not translated
    """Mark a message where it is declared, to be translated where it is shown."""
    return message


def _(message: str) -> str:
    """Translate a message into the language being spoken; the empty message stays empty."""
    return translations(language()).gettext(message) if message else ""


def ngettext(singular: str, plural: str, number: float) -> str:
    """Translate a message that counts something.

    Which form a number takes is the language's: French has the singular for 0, 1 and 1.5, English
    for 1 only.
    """
    if number == int(number):
        return translations(language()).ngettext(singular, plural, int(number))
    from babel import Locale

    one = Locale.parse(locale()).plural_form(abs(number)) == "one"
    return translations(language()).ngettext(singular, plural, 1 if one else 2)


def settled(value: float) -> float:
    """Round away the last bits of a number, in which processors differ: ten digits, all integers.

    What is then written, or held against a limit, is the same on every machine.
    """
    if not value or not math.isfinite(value):
        return value
    return round(value, min(max(9 - math.floor(math.log10(abs(value))), 0), 9))


def format_number(value: float, digits: int = 0) -> str:
    """Write a number with a fixed count of decimals: ``1,234.5`` or ``1 234,5``.

    Examples
    --------
    >>> format_number(1234.5, 1)
    '1,234.5'
    >>> with speaking("fr"):
    ...     print(format_number(0.1 + 0.2, 2))
    0,30
    """
    return _written(settled(value) or 0, _pattern(digits), locale())


def format_short(value: float) -> str:
    """Write a number with the decimals that it has, three at most.

    Examples
    --------
    >>> format_short(2), format_short(1.5)
    ('2', '1.5')
    """
    digits = next((d for d in range(3) if abs(round(value, d) - value) < 1e-9), 3)
    return format_number(value, digits)


def format_percent(share: float, digits: int = 0) -> str:
    """Write a share (0 to 1) as a percentage."""
    return _written(settled(share) or 0, f"{_pattern(digits)}{writing().percent}", locale())


def _pattern(digits: int) -> str:
    """A pattern of CLDR with a fixed count of decimals."""
    return "#,##0" + ("." + "0" * digits if digits else "")


@lru_cache(maxsize=20_000)
def _written(value: float, pattern: str, code: str) -> str:
    """A number in the words of a locale; tables and axes write the same ones again and again."""
    from babel.numbers import format_decimal

    return with_minus(format_decimal(value, format=pattern, locale=code))


def with_minus(number: str) -> str:
    """A written number with the sign of a minus in place of a hyphen, and none before a zero."""
    return number.replace("-", "\u2212" if any(digit in number for digit in "123456789") else "")


def format_share(share: float, *others: float, digits: int = 0) -> str:
    """Write a share as a percentage that does not read as nothing, as all or as another share.

    Parameters
    ----------
    share : float
        The share, 0 to 1.
    *others : float
        What it must not look equal to unless it is: a limit that it is held against.
    digits : int
        The decimals; more are written where they tell the difference.
    """
    for other in (0.0, 1.0, *others):
        while abs(share - other) > 1e-9 and format_percent(share, digits) == format_percent(
            other, digits
        ):
            digits += 1
    return format_percent(share, digits)


def format_apart(first: float, second: float, digits: int = 0) -> tuple[str, str]:
    """Write two shares as percentages, with as many decimals, five at most, as tell them apart."""
    for places in range(digits, 6):
        written = format_percent(first, places), format_percent(second, places)
        if written[0] != written[1]:
            break
    return written


def format_likelihood(share: float) -> str:
    """Write an estimated probability without claiming a certainty that resampling cannot give."""
    if 0 < share < 0.01:
        return _("under {percent}").format(percent=format_percent(0.01))
    if 0.99 < share < 1:
        return _("over {percent}").format(percent=format_percent(0.99))
    return format_percent(share)


def format_chance(low: float, high: float) -> str:
    """Write between which ends a chance lies: ``10 to 80%``, ``at most 60%``, ``at least 50%``."""
    if (low > 0) == (high < 1):
        ends = {"low": format_number(100 * low), "high": format_percent(high)}
        return _("{low} to {high}").format(**ends)
    if low > 0:
        return _("at least {percent}").format(percent=format_percent(low))
    return _("at most {percent}").format(percent=format_percent(high))


def format_date(day: date) -> str:
    """Write a date in full: ``30 September 2026`` or ``30 septembre 2026``."""
    from babel.dates import format_date as babel_date

    own = writing()
    first = own.first_of_month if day.day == 1 else ""
    return babel_date(day, format=first or own.date, locale=own.locale)


def format_short_date(day: date) -> str:
    """Write a date with a short month: ``30 Sep 2026`` or ``30 sept. 2026``."""
    from babel.dates import format_date as babel_date

    return babel_date(day, format=writing().short_date, locale=locale())


def format_moment(moment: datetime) -> str:
    """Write a day and its time: ``30 September 2026, 7:30`` or ``30 septembre 2026 à 7 h 30``."""
    from babel.dates import format_datetime

    return format_datetime(moment, writing().moment, locale=locale())


def format_duration(minutes: float) -> str:
    """Write a duration of workshop: ``45 min``, ``2 h``, ``2 h 30``."""
    hours, rest = divmod(round(minutes), 60)
    if not hours:
        return f"{rest}\u00a0min"
    if not rest:
        return f"{hours}\u00a0h"
    return _("{hours}\u00a0h\u00a0{minutes}").format(hours=hours, minutes=f"{rest:02d}")


def enumerate_words(words: Sequence[str]) -> str:
    """Join words into a list that reads as a sentence: ``a, b and c``.

    Examples
    --------
    >>> enumerate_words(["mail", "claims", "calls"])
    'mail, claims and calls'
    """
    from babel.lists import format_list

    return format_list(list(words), style="standard", locale=writing().lists)


def shorten(text: str, length: int = 60) -> str:
    """Cut a text that is quoted in a sentence, saying by an ellipsis that it was cut: after a word,
    unless that would lose more than a third of the length.
    """
    flat = PLAIN_SPACES.sub(" ", text).strip()
    if len(flat) <= length:
        return flat
    cut = flat[: length - 1]
    word = cut if flat[length - 1] == " " else cut.rpartition(" ")[0]
    return (word if len(word) >= 2 * length // 3 else cut).rstrip() + "…"


def cut_apart(texts: Sequence[str], cut: Callable[[str], str]) -> list[str]:
    """Cut texts; those that would be cut to the same lose their middle instead of their end.

    Parameters
    ----------
    texts : sequence of str
        Names that stand side by side, in a figure or a list.
    cut : callable
        How one is cut: `shorten`, say, or what folds it over a few lines.
    """
    cuts = [cut(text) for text in texts]
    for label in set(cuts):
        places = [place for place, own in enumerate(cuts) if own == label]
        alike = [" ".join(texts[place].split()) for place in places]
        if len(set(alike)) > 1:
            shared = len(commonprefix(alike))  # noqa: RUF071 - letter by letter is meant
            word = alike[0][:shared].rfind(" ") + 1  # where the first other word begins
            for start in (word, shared):
                ends = [_without_middle(text, start, cut) for text in alike]
                if len(set(ends)) == len(ends):
                    break
            for place, end in zip(places, ends, strict=True):
                cuts[place] = end
    return cuts


def _without_middle(text: str, start: int, cut: Callable[[str], str]) -> str:
    """A text from a place on, after as many of its first words as the cut leaves room for."""
    ends_of_words = [place for place in range(1, start - 1) if text[place] == " "]
    for place in reversed(ends_of_words):
        joined = f"{text[:place]}… {text[start:]}"
        if " ".join(cut(joined).split()) == joined:
            return cut(joined)
    return cut(f"…{text[start:]}")


def printable(text: str) -> str:
    """A text, or a file's name, without signs that a terminal would obey."""
    return "".join(
        sign if sign.isprintable() or unicodedata.category(sign) == "Zs" else "?" for sign in text
    )


def quote(text: str, length: int = 60) -> str:
    """Put a text between quotation marks, cut if it is long."""
    return _("“{text}”").format(text=shorten(text, length))


def some(
    words: Iterable[str],
    most: int = 4,
    *,
    spare: int = 0,
    join: Callable[[Sequence[str]], str] = enumerate_words,
) -> str:
    """Join the first few words, and how many more there are: ``a, b and 3 more``.

    Parameters
    ----------
    words : iterable of str
        All of them.
    most : int
        How many are named.
    spare : int
        So few more are named too, instead of counted.
    join : callable
        What makes one text of them.
    """
    words = list(words)
    shown = words if len(words) <= most + spare else words[:most]
    rest = len(words) - len(shown)
    if rest:
        shown = [*shown, ngettext("{rest} more", "{rest} more", rest).format(rest=rest)]
    return join(shown)


def number_ranges(numbers: Iterable[int]) -> list[str]:
    """Write whole numbers with neighbours put together: ``2``, ``5–9``.

    Examples
    --------
    >>> number_ranges([1, 2, 3, 5])
    ['1–3', '5']
    """
    ranges: list[list[int]] = []
    for number in sorted(set(numbers)):
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1][1:] = [number]
        else:
            ranges.append([number])
    return [
        _("{first}–{last}").format(first=r[0], last=r[-1]) if len(r) > 1 else str(r[0])
        for r in ranges
    ]


def quoted(texts: Iterable[str], most: int = 4, *, spare: int = 0) -> str:
    """Quote the first few texts, and say how many more there are, as `some` does."""
    return some(map(quote, texts), most, spare=spare)


def within(label: str) -> str:
    """A label as it stands inside a sentence: without its capital, where the language drops it.

    German keeps those of its nouns: it says which first words of labels are none.
    """
    lowered = writing().lowered
    if lowered is not None and label.split(" ")[0] not in lowered:
        return label
    return label[:1].lower() + label[1:]


def labelled(label: str, words: str) -> str:
    """Put a label before some words, with the colon of the language."""
    return _("{label}: {words}").format(label=label, words=words)


def headed(name: str, sentence: str) -> str:
    """Lead a whole sentence by the name of what it is about, which keeps its capital so."""
    return _("{name}. {sentence}").format(name=name, sentence=sentence)


def listed(parts: Sequence[str]) -> str:
    """Join parts into one text, with the semicolon of the language."""
    return _("; ").join(parts)
