"""Everything that the tables say is translated, and no two columns read the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from playbook.locales import LANGUAGES, LOCALES, writing_of
from playbook.tables import TABLES, Table
from playbook.tables.matching import fold

TRANSLATED = LANGUAGES[1:]
PATHS = sorted(LOCALES.glob("*/*.po"))


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale=writing_of(path.parent.name).locale)


def table_messages(table: Table) -> Iterator[str]:
    yield from (table.label, table.description)
    for column in table.columns:
        yield from (column.label, column.description, *column.codes.values())


@cache
def translated(code: str) -> dict[str, str]:
    """What a language's catalogues hold together: a message that is said twice stands in one."""
    return {
        both(message.id)[0]: both(message.string)[0]
        for path in PATHS
        if path.parent.name == code
        for message in catalogue(path)
        if message.id and not message.fuzzy
    }


def both(word: str | tuple[str, ...]) -> tuple[str, ...]:
    """A message and its plural, or a message that has none."""
    return (word,) if isinstance(word, str) else tuple(word)


def in_all_languages(message: str) -> list[str]:
    return [translated(code)[message] for code in TRANSLATED]


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"{\w+}", text))


@pytest.mark.parametrize("code", TRANSLATED)
@pytest.mark.parametrize("name", TABLES)
def test_every_word_of_a_table_is_translated(name: str, code: str) -> None:
    words = translated(code)
    assert [m for m in table_messages(TABLES[name]) if not words.get(m)] == []


@pytest.mark.parametrize("code", TRANSLATED)
@pytest.mark.parametrize("name", TABLES)
def test_headers_of_a_table_differ_in_each_language(name: str, code: str) -> None:
    words = translated(code)
    headers = Counter(fold(words[column.label]) for column in TABLES[name].columns)
    assert [header for header, times in headers.items() if times > 1] == []


@pytest.mark.parametrize("name", TABLES)
def test_a_header_in_one_language_is_not_another_column_in_another(name: str) -> None:
    columns = TABLES[name].columns
    spellings = {
        (fold(word), column.name)
        for column in columns
        for word in (column.name, column.label, *in_all_languages(column.label))
    }
    words = Counter(word for word, _column in spellings)
    assert [word for word, columns in words.items() if columns > 1] == []


@pytest.mark.parametrize("name", TABLES)
def test_codes_of_a_column_differ_in_all_languages(name: str) -> None:
    for column in TABLES[name].columns:
        spellings = {
            (fold(word), code)
            for code, label in column.codes.items()
            for word in (code, label, *in_all_languages(label))
        }
        words = Counter(word for word, _code in spellings)
        assert [word for word, codes in words.items() if codes > 1] == [], column.name


@pytest.mark.parametrize("name", TABLES)
def test_no_code_is_called_something_with_the_separator_of_codes(name: str) -> None:
    labels = [label for column in TABLES[name].columns for label in column.codes.values()]
    assert [label for label in labels if ";" in label + "".join(in_all_languages(label))] == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_translations_keep_the_placeholders(path: Path) -> None:
    def keeps(message: Message) -> bool:
        *_one, several = map(placeholders, both(message.id))
        *one, translated = [placeholders(word) for word in both(message.string) if word] or [
            several
        ]
        return translated == several and all(found <= several for found in one)

    assert [message.id for message in catalogue(path) if message.id and not keeps(message)] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_message_is_translated_the_same_in_every_catalogue(code: str) -> None:
    said: dict[object, set[str]] = {}
    for path in sorted((LOCALES / code).glob("*.po")):
        for message in catalogue(path):
            if message.id:
                said.setdefault(str(message.id), set()).add(str(message.string))
    assert {text: words for text, words in said.items() if len(words) > 1} == {}
