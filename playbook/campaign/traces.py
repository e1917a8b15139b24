"""What would tell of a person, found however it is written: any case, accents, order of a name."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from html import escape, unescape
from itertools import permutations
from pathlib import Path

from playbook.files import read_file

MARKS = re.compile("[\u0300-\u036f]+")
SIGNS = re.compile(r"[\W_]+")
UMLAUTS = re.compile("(?<=[aou])e")
"""Müller is Mueller where a keyboard has no ü."""
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
MOST_WORDS = 4
"""A name of more words is looked for in its own order alone."""
LONG = 8
"""Letters from which a trace is looked for inside words too, where a file keeps none apart."""


def spelling(text: str) -> str:
    """What all spellings of a text have in common: its letters and digits, with blanks between."""
    text = text.replace("ß", "ss").replace("æ", "ae").replace("œ", "oe")
    plain = MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    return UMLAUTS.sub("", SIGNS.sub(" ", plain)).strip()


def same_name(one: str, other: str) -> bool:
    """Whether two are spellings of one name: “MÜLLER, Eve” is Eve Mueller."""
    return bool(spelling(one)) and sorted(spelling(one).split()) == sorted(spelling(other).split())


class Traces:
    """Texts that would tell of a person.

    Parameters
    ----------
    names : iterable of str
        What the person is called; the words of each may come in any order.
    texts : iterable of str
        What else is the person's: an identifier, what the person wrote.
    """

    def __init__(self, names: Iterable[str], texts: Iterable[str]) -> None:
        self._exact = {*names, *texts}
        words = [spelling(name).split() for name in names]
        orders = {
            " ".join(order)
            for name in words
            for order in (permutations(name) if len(name) <= MOST_WORDS else [name])
        }
        self._spellings = {one for one in orders | set(map(spelling, texts)) if one}

    def in_text(self, text: str) -> bool:
        """Whether a text holds one of them, as words of their own."""
        if any(trace in text for trace in self._exact):
            return True
        spelt = f" {spelling(text)} "
        return any(f" {trace} " in spelt for trace in self._spellings)

    def in_file(self, path: Path) -> bool:
        """Whether a file holds one of them, in any encoding that the kit reads.

        Raises
        ------
        OSError
            When it cannot be read.
        """
        return any(self._in_bytes(part) for part in _parts(path))

    def _in_bytes(self, content: bytes) -> bool:
        """Whether some bytes hold one of them."""
        if any(word in content for word in self._encoded()):
            return True
        if b"\0" in content:  # texts lie side by side there, as in the file of a database
            spelt = spelling(content.decode("utf-8", "ignore"))
            return any(trace in spelt for trace in self._spellings if len(trace) >= LONG)
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
        text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        return self.in_text(unescape(text) if "&" in text else text)

    def _encoded(self) -> set[bytes]:
        """The traces as they are, in the bytes of each encoding."""
        return {
            form.encode(encoding, "ignore")
            for trace in self._exact
            for form in (trace, escape(trace))
            for encoding in ("utf-8", "cp1252", "utf-16-le")
        }


def _parts(path: Path) -> Iterator[bytes]:
    """The content of a file; of a workbook, that of the files packed in it."""
    content = read_file(path)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield from (packed.read(name) for name in packed.namelist())
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        yield content
