"""A language that nobody speaks: English with accents on all letters that can have one.

A folder makes it a language like any other. What comes out of the kit without accents is then a
sentence that no catalogue has, or a word of the campaign's own data.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from ruamel.yaml import YAML

from playbook.locales import LOCALES

CODE = "qps"  # among the codes that are kept free for everybody's own use
CLDR = "zh"  # whose months, currencies and lists have no letter that English has
ACCENTS = str.maketrans("acdeghiklnorstuyzACDEGHIKLNORSTUYZ", "åçðéğĥîķļñöŕšţûýžÅÇÐÉĞĤÎĶĻÑÖŔŠŢÛÝŽ")
KEPT = re.compile(r"\{[^{}]*\}|<[^>]*>|`[^`]*`|\]\([^)]*\)|https?://\S+|&\w+;")
"""What is no word: places of values, marks of HTML and Markdown, addresses."""
NO_WORDS = re.compile(r"[\w/.-]+\.(csv|ics|ipynb|json|html|yml|xlsx)\b|\b[0-9A-Z]{4}\b")
"""Names of files, and codes of participants."""
EVERYWHERE = {"min", "max", "sha", "csv", "ai", "build", "run"}


def accented(text: str) -> str:
    """A text with accents on its words."""
    parts, end = [], 0
    for found in KEPT.finditer(text):
        parts += [text[end : found.start()].translate(ACCENTS), found[0]]
        end = found.end()
    return "".join([*parts, text[end:].translate(ACCENTS)])


def add_language(package: Path) -> None:
    """Make the language a folder of a copy of the package."""
    folder = package / "locales" / CODE
    folder.mkdir()
    writing = (LOCALES / "en/locale.toml").read_text(encoding="utf-8")
    for english, other in {'locale = "en"': "locale", 'lists = "en_GB"': "lists"}.items():
        assert english in writing
        writing = writing.replace(english, f'{other} = "{CLDR}"')
    (folder / "locale.toml").write_text(writing, encoding="utf-8")
    shutil.copy(LOCALES / "en/stop_words.txt", folder)
    for path in (LOCALES / "fr").glob("*.po"):
        catalogue = Catalog(locale=CLDR)
        with path.open("rb") as source:
            for message in read_po(source, locale="fr"):
                if message.id:
                    one = isinstance(message.id, str)
                    said = accented(message.id) if one else (accented(message.id[1]),)
                    catalogue.add(message.id, said)
        with (folder / path.name).open("wb") as target:
            write_po(target, catalogue, omit_header=True)
    yaml = YAML(typ="safe", pure=True)
    english, french = (
        yaml.load((package / f"content/{code}.yml").read_text(encoding="utf-8"))
        for code in ("en", "fr")
    )
    with (package / f"content/{CODE}.yml").open("w", encoding="utf-8") as content:
        YAML(typ="safe", pure=True).dump(_content(english, french), content)


def _content(english: Any, french: Any) -> Any:
    """The booklet with accents where its languages differ: names and codes are the same in all."""
    if isinstance(english, dict):
        return {key: _content(english[key], french[key]) for key in english}
    if isinstance(english, list):
        return [_content(one, other) for one, other in zip(english, french, strict=True)]
    return accented(english) if isinstance(english, str) and english != french else english


def not_translated(texts: Iterable[str], data: Iterable[str]) -> set[str]:
    """The words of texts that have no accents and do not stand so in the data.

    Parameters
    ----------
    texts : iterable of str
        What people see.
    data : iterable of str
        The cells that people wrote: their words may stand anywhere, cut at their end or not.
    """
    known = "|" + "|".join(" ".join(re.findall("[a-z]+", cell.lower())) for cell in data)
    return {words for text in texts for words in _plain_words(text) if words not in known}


def _plain_words(text: str) -> Iterator[str]:
    """Neighbouring words without accents, between signs and words that have some."""
    text = re.sub(r"\w*[^\x00-\x7f\W]\w*", "|", NO_WORDS.sub("|", text))
    for piece in re.split(r"[^A-Za-z0-9\s'-]+", text):
        words = [word for word in re.findall("[a-z]+", piece.lower()) if len(word) > 1]
        if set(words) - EVERYWHERE:
            yield " ".join(re.findall("[a-z]+", piece.lower()))
