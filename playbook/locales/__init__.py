"""The languages, a folder each: its catalogues, how it is written, its stop words.

docs/languages.md says what makes a language. English is the source: it needs no catalogues.
"""

from __future__ import annotations

import gettext
import io
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LOCALES = Path(__file__).parent
SOURCE = "en"
LANGUAGES = (
    SOURCE,
    *sorted({path.parent.name for path in LOCALES.glob("*/locale.toml")} - {SOURCE}),
)
"""The codes of all languages, the source's first: the folders that say how one is written."""


@dataclass(frozen=True)
class Writing:
    """How a language is written, where neither its catalogues nor CLDR say it.

    Attributes
    ----------
    name : str
        What its speakers call it.
    locale : str
        CLDR's code for its numbers, dates, currencies and plurals.
    lists : str
        CLDR's code for lists in a sentence; the same where it is not given.
    decimal_comma : bool
        Whether decimals follow a comma. CSV files then have semicolons between their cells.
    percent : str
        What follows the number of a percentage.
    currency_first : bool
        Whether a currency stands before its amount.
    date, short_date, moment : str
        CLDR patterns of a day in full, of one with a short month, of a day and its time.
    first_of_month : str
        The pattern of the first day of a month, where it is another one.
    typed_date : str
        How a day is typed into a table, as `strftime` has it.
    formula_errors : tuple of str
        What Excel in this language shows for formulas that fail, besides the English words.
    stemmer : str
        The name of its Snowball stemmer.
    elided : tuple of str
        What may stand before an apostrophe without being part of the word that follows.
    lowered : tuple of str, optional
        The first words of labels that lose their capital inside a sentence; all when not given.
    plurals : str
        The forms that its catalogues have for numbers, as gettext writes them; CLDR's as Babel
        knows them where it is not given.
    """

    name: str
    locale: str
    decimal_comma: bool
    percent: str
    currency_first: bool
    date: str
    short_date: str
    moment: str
    typed_date: str
    stemmer: str
    lists: str = ""
    first_of_month: str = ""
    formula_errors: tuple[str, ...] = ()
    elided: tuple[str, ...] = ()
    lowered: tuple[str, ...] | None = None
    plurals: str = ""


@cache
def writing_of(code: str) -> Writing:
    """How a language is written; TypeError when a line lacks or is not known."""
    lines = tomllib.loads((LOCALES / code / "locale.toml").read_text(encoding="utf-8"))
    values = {key: tuple(line) if isinstance(line, list) else line for key, line in lines.items()}
    return Writing(**{"lists": lines["locale"], **values})


def _with_plurals(catalogue: bytes, plurals: str) -> bytes:
    """A catalogue that says which forms its messages have, where it does not say so itself.

    Babel's own are CLDR's, which change: in 2.19 French has a third one, for millions.
    """
    if not plurals or b"Plural-Forms:" in catalogue:
        return catalogue
    return f'msgid ""\nmsgstr "Plural-Forms: {plurals}\\n"\n\n'.encode() + catalogue


def formula_errors() -> tuple[str, ...]:
    """What Excel shows for formulas that fail, in all languages but English."""
    return tuple(word for code in LANGUAGES for word in writing_of(code).formula_errors)


@cache
def stop_words(code: str) -> tuple[str, ...]:
    """The words of a language that say nothing of a note's subject."""
    return tuple((LOCALES / code / "stop_words.txt").read_text(encoding="utf-8").split())


_own: Path | None = None


def use_catalogues(folder: Path) -> None:
    """Take in the catalogues of a kit's own stages, from now on: ``STAGE/fr.po`` in a folder."""
    global _own
    if folder != _own:
        _own = folder
        translations.cache_clear()


@cache
def messages_of(code: str) -> dict[str, str]:
    """Every message of a language's catalogues with its translation; none of the source."""
    from babel.messages.pofile import read_po

    found: dict[str, str] = {}
    for path in sorted((LOCALES / code).glob("*.po")) if code != SOURCE else ():
        with path.open("rb") as source:
            for message in read_po(source, locale=writing_of(code).locale):
                if isinstance(message.id, str) and message.string and not message.fuzzy:
                    found[message.id] = str(message.string)
    found.pop("", None)
    return found


@cache
def translations(code: str, of: str = "*") -> gettext.NullTranslations:
    """Read the catalogues of one language as one: all its .po files or one, and a kit's own."""
    if code == SOURCE:
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    merged: gettext.NullTranslations | None = None
    own = sorted(_own.glob(f"*/{code}.po")) if _own else []
    for path in [*own, *sorted((LOCALES / code).glob(f"{of}.po"))]:
        compiled = io.BytesIO()
        source = io.BytesIO(_with_plurals(path.read_bytes(), writing_of(code).plurals))
        write_mo(compiled, read_po(source, locale=writing_of(code).locale))
        compiled.seek(0)
        catalogue = gettext.GNUTranslations(compiled)
        if merged is not None:
            catalogue.add_fallback(merged)
        merged = catalogue
    return merged or gettext.NullTranslations()
