"""Find the declared name behind a word that people wrote: in any language, any case, accents or not."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache

from playbook.language import _
from playbook.locales import LANGUAGES, translations
from playbook.tables.columns import Table


@lru_cache(maxsize=4096)  # the same words come again and again, in hundreds of thousands of rows
def fold(word: str) -> str:
    """Reduce a word to what matters when names are compared: no case, accents or punctuation."""
    decomposed = unicodedata.normalize("NFKD", word).casefold()
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"[\W_]+", " ", letters).strip()


def tidy(text: str) -> str:
    """A text on one line, with single blanks and composed accents."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def name_key(name: str) -> str:
    """What all spellings of one name have in common; of signs alone, the signs."""
    return fold(name) or tidy(name)


def _spellings(names: Mapping[str, str]) -> dict[str, str]:
    """Map every accepted spelling, folded, to the name that it stands for.

    A declared name always wins over a label that happens to read the same.
    """
    # Labels of tables are in the tables' catalogue: the others of every language take a while.
    spellings = {
        fold(translations(language, "tables").gettext(label)): name
        for language in reversed(LANGUAGES)
        for name, label in names.items()
        if label
    }
    return spellings | {fold(name): name for name in names}


def table_spellings(tables: Mapping[str, Table]) -> dict[str, str]:
    """Every accepted name of a table, folded, with its key."""
    return _spellings({name: table.label for name, table in tables.items()})


@cache
def column_spellings(table: Table) -> dict[str, str]:
    """Every accepted header of a table, folded, with the column's name."""
    return _spellings({column.name: column.label for column in table.columns})


@cache
def code_spellings(table: Table, column: str) -> dict[str, str]:
    """Every accepted word for a code of a column, folded, with the code."""
    return _spellings(table.column(column).codes)


def nearest(word: str, names: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The declared name that a mistyped word most likely meant, if any is near."""
    folded = {fold(name): name for name in names}
    found = difflib.get_close_matches(fold(word), folded, n=1, cutoff=cutoff)
    return folded[found[0]] if found else None


def did_you_mean(
    word: str,
    names: Iterable[str],
    shown: Callable[[str], str] = str,
    cutoff: float = 0.6,
) -> str:
    """A sentence, after a blank, that names what a mistyped word most likely meant; none, nothing.

    Parameters
    ----------
    word : str
        What was written.
    names : iterable of str
        What it can have meant.
    shown : callable
        How a name is best shown.
    cutoff : float
        How near the name must be, from 0 to 1.
    """
    meant = nearest(word, names, cutoff)
    return "" if meant is None else " " + _("Did you mean {name}?").format(name=shown(meant))
