"""A language that nobody speaks: English with accents on all letters that can have one.

A folder makes it a language like any other. What comes out of the kit without accents is then a
sentence that no catalogue has, or a word of the campaign's own data.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po, write_po
from ruamel.yaml import YAML

from playbook.locales import LOCALES

CODE = "qps"  # the code that the registry of languages keeps for the qualified local use
ACCENTS = str.maketrans("acdeghiklnorstuyzACDEGHIKLNORSTUYZ", "åçðéğĥîķļñöŕšţûýžÅÇÐÉĞĤÎĶĻÑÖŔŠŢÛÝŽ")
KEPT = re.compile(r"\{[^{}]*\}|<[^>]*>|`[^`]*`|\]\([^)]*\)|https?://\S+|&\w+;|\\u\w{4}")
"""What is no word: places of values, marks of HTML and Markdown, addresses."""


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
    finnish = {'locale = "en"': 'locale = "fi"', 'lists = "en_GB"': 'lists = "fi"'}
    writing = (LOCALES / "en/locale.toml").read_text(encoding="utf-8")
    for english, other in finnish.items():
        writing = writing.replace(english, other)
    (folder / "locale.toml").write_text(writing, encoding="utf-8")
    shutil.copy(LOCALES / "en/stop_words.txt", folder)
    for path in (LOCALES / "fr").glob("*.po"):
        with path.open("rb") as source:
            catalogue = read_po(source, locale="fi")
        for message in catalogue:
            if message.id:
                one = isinstance(message.id, str)
                message.string = accented(message.id) if one else tuple(map(accented, message.id))
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
