"""Read the text of a file: its encoding, its separator, and what is wrong when it is no text."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from playbook.errors import Problem
from playbook.files import why_unreadable
from playbook.language import _

SEPARATORS = ";,\t"
QUOTED = re.compile(r'"[^"]*"')
BEGINNING = 2**16
FIRST_LINES = 20
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LARGEST_FILE = 20 * 2**20
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
PAGE = re.compile(
    rb"(\xef\xbb\xbf)?\s*<(!doctype|\?xml|html|head|body|table|meta)\b", re.IGNORECASE
)
LETTERS_IN_UTF8 = re.compile(
    rb"\xc2[\xa0-\xbf]|\xc3[\x80-\xbf]|\xc5[\x92\x93]|\xe2\x80[\x90-\xaf]|\xe2\x82\xac"
)
"""Letters and signs of French, as UTF-8 writes them; in Windows-1252 they would be gibberish."""


ODD_LETTERS = re.compile(
    "[a-zß-öø-ÿ][À-ÖØ-ÞŠŒŽŸƒ]|[^\\W\\d_][‚ƒ„†‡ˆ‰‹˜¢£¤¥¦¨¬¯±¶¸¼½¾¿¡]|[^\\W\\d_][“”•™›][^\\W\\d_]"
)
"""What no word has: where it stands, letters of another system were read as those of Windows."""
MOST_ODD = 10
"""One odd word among as many letters of French is a word that was written so."""
OTHER_SYSTEMS = {"cp850": "MS-DOS", "mac_roman": "Mac OS 9"}
FRENCH = frozenset("éèêàâçùûôîœÉÈÊÀÂÇÙÛÔÎŒ’«»")
PLAUSIBLE = FRENCH | frozenset("ëïüäöÿñáíóúßæøåËÏÜÄÖÑÁÍÓÚÆØÅ€£§°²³·µ…–—‘“”•\u00a0¿¡ªº®©™")


@dataclass(frozen=True)
class TextFile:
    """What a file holds.

    Attributes
    ----------
    text : str
        The text.
    encoding : str
        What it is written in.
    """

    text: str
    encoding: str

    @property
    def notice(self) -> str | None:
        """What to know about its letters."""
        if self.encoding not in OTHER_SYSTEMS:
            return None
        said = _(
            "the letters were read as {system} wrote them; if one is wrong, save as CSV UTF-8."
        )
        return said.format(system=OTHER_SYSTEMS[self.encoding])


def encoding_of(content: bytes) -> str:
    """What text is written in: by its byte order mark, else UTF-8, else by its words.

    Raises
    ------
    UnicodeDecodeError
        When it is nothing that can be told.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return encoding
    try:
        content.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        refusal = error
    try:
        text = content.decode("cp1252")
        odd = len(ODD_LETTERS.findall(text))
        if not odd or odd * MOST_ODD <= sum(sign in FRENCH for sign in text):
            return "cp1252"
    except UnicodeDecodeError as error:
        refusal = error
    merits = {encoding: _merit(content.decode(encoding)) for encoding in OTHER_SYSTEMS}
    best = max(merits, key=lambda encoding: merits[encoding])
    if not merits[best] or list(merits.values()).count(merits[best]) > 1:
        raise refusal
    return best


def _merit(text: str) -> int:
    """How many letters of French a text has; 0 when it has signs that no text has."""
    signs = [sign for sign in text if not sign.isascii()]
    if not PLAUSIBLE.issuperset(signs) or ODD_LETTERS.search(text):
        return 0
    return sum(sign in FRENCH for sign in signs)


def decode(content: bytes) -> str:
    """Decode text; it raises `UnicodeDecodeError` as `encoding_of` does."""
    return content.decode(encoding_of(content))


def read_text(path: Path, where: str) -> TextFile | Problem:
    """Read the text of a file, or say why it holds none.

    Parameters
    ----------
    path : Path
        The file.
    where : str
        What to call it in messages.
    """
    if unreadable := why_unreadable(path):
        return Problem(where, unreadable)
    if path.stat().st_size > LARGEST_FILE:
        expected = _("the file is larger than {limit} MB: use a database for so much data.")
        return Problem(where, expected.format(limit=LARGEST_FILE // 2**20))
    content = path.read_bytes()
    fault = _fault_of(content)
    if fault is not None:
        return Problem(where, fault)
    mixed = _place_of_mixed_letters(content)
    if mixed is not None:
        expected = _("the letters are partly UTF-8, partly Windows-1252: save it as CSV UTF-8.")
        return Problem(where, expected, row=_row_of(content[:mixed].decode("latin-1")))
    try:
        encoding = encoding_of(content)
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return Problem(where, _("this is not text that the kit can read: save it as CSV UTF-8."))
    if "\0" in text:
        expected = _("the file holds binary data: save it as CSV UTF-8.")
        return Problem(where, expected, row=_row_of(text[: text.index("\0")]))
    return TextFile(text, encoding)


def _fault_of(content: bytes) -> str | None:
    """Say what a file is that is only called a CSV."""
    if content.startswith((b"PK\3\4", OLE)):
        return _("this is a workbook, not a CSV: save the sheet as CSV UTF-8.")
    if PAGE.match(content):
        return _("this is a web page or XML, not a CSV: save it as CSV UTF-8.")
    return None


def _place_of_mixed_letters(content: bytes) -> int | None:
    """Where the first byte stands that is no UTF-8, in a text that has letters in UTF-8 too."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        signed = content.startswith(codecs.BOM_UTF8)
        return error.start if signed or LETTERS_IN_UTF8.search(content) else None
    return None


def _row_of(text: str) -> int:
    """The row that a text ends in, as a spreadsheet numbers it."""
    body, separator = separator_of(text)
    reader = csv.reader(io.StringIO(body.replace("\0", " "), newline=""), delimiter=separator)
    try:
        rows = sum(1 for _cells in reader)
    except csv.Error:
        rows = body.count("\n")
    return max(1, rows + body.endswith(("\n", "\r")))


def separator_of(text: str) -> tuple[str, str]:
    """The text less the line that announces the separator, and the separator.

    Without such a line it is the one that the first written line uses most; or, where that line
    has fewer cells than others and must be a title, the one that most lines use as often.
    """
    announced = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    if announced:
        return text[announced.end() :], announced[1]
    lines = [line for line in QUOTED.sub("", text[:BEGINNING]).splitlines() if line.strip()]
    counts = {sign: [line.count(sign) for line in lines[:FIRST_LINES]] for sign in SEPARATORS}
    first = max(SEPARATORS, key=lambda sign: counts[sign][:1])
    usual = {
        sign: max(map(found.count, {*found} - {0}), default=0) for sign, found in counts.items()
    }
    steady = max(SEPARATORS, key=lambda sign: usual[sign])
    cells = Counter(filter(None, counts[steady])).most_common(1)
    if cells and [cells[0][0]] > counts[first][:1]:  # the first line is a title
        first = steady
    return text, first if any(counts[first]) else ","
