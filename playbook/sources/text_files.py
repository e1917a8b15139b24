"""Read the text of a file: its encoding, its separator, and what is wrong when it is no text."""

from __future__ import annotations

import codecs
import csv
import io
import re
from pathlib import Path

from playbook.errors import Problem
from playbook.files import why_unreadable
from playbook.language import _

SEPARATORS = ";,\t"
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


def decode(content: bytes) -> str:
    """Decode text by its byte order mark, else as UTF-8, else as Windows writes French.

    Raises
    ------
    UnicodeDecodeError
        When it is none of these.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def read_text(path: Path, where: str) -> str | Problem:
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
        text = decode(content)
    except UnicodeDecodeError:
        return Problem(where, _("the file is no text that the kit can read: save it as CSV UTF-8."))
    if "\0" in text:
        expected = _("the file holds binary data: save it as CSV UTF-8.")
        return Problem(where, expected, row=_row_of(text[: text.index("\0")]))
    return text


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

    Without such a line it is the one that the first written line uses most.
    """
    announced = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    if announced:
        return text[announced.end() :], announced[1]
    written = re.search(r"\S[^\r\n]*", text)
    start, end = written.span() if written else (0, 0)
    start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    header = re.sub(r'"[^"]*"', "", text[start:end])
    return text, max(SEPARATORS, key=header.count) if any(map(header.count, SEPARATORS)) else ","
