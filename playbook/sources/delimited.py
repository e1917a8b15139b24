"""Read and write delimited text as spreadsheets do: their encodings, separators and quirks."""

from __future__ import annotations

import codecs
import csv
import io
import re
from pathlib import Path

from playbook.errors import Problem
from playbook.language import _, format_number
from playbook.tables.raw import RawTable

SEPARATORS = ";,\t"
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LARGEST_FILE = 20 * 2**20
MOST_CELLS = 1_000_000
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
PAGE = re.compile(
    rb"(\xef\xbb\xbf)?\s*<(!doctype|\?xml|html|head|body|table|meta)\b", re.IGNORECASE
)
LETTERS_IN_UTF8 = re.compile(
    rb"\xc2[\xa0-\xbf]|\xc3[\x80-\xbf]|\xc5[\x92\x93]|\xe2\x80[\x90-\xaf]|\xe2\x82\xac"
)
"""Letters and signs of French, as UTF-8 writes them; in Windows-1252 they would be gibberish."""
FORMULA = re.compile(r"'*[=+\-@\t\r]")
GUARDED_FORMULA = re.compile(r"'+[=+\-@\t\r]")
NUMBER = re.compile(r"[+-][ .,\u00a0\u202f]*\d[\d .,\u00a0\u202f]*([eE][+-]?\d+)?")


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


def read_delimited(path: Path, where: str, decimal_comma: bool | None) -> RawTable | Problem:
    """Read a delimited file, or say why it cannot be read.

    Parameters
    ----------
    path : Path
        The file.
    where : str
        What to call it in messages.
    decimal_comma : bool or None
        Whether the campaign's language writes decimals with a comma; a file separated by
        semicolons does anyway.
    """
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
    body, separator = _separator(text)
    records, problem = _records(body, separator, where)
    if problem is not None:
        return problem
    written = (i for i, cells in enumerate(records, start=1) if any(map(str.strip, cells)))
    first = next(written, None)
    if first is None:
        return Problem(where, _("the file is empty: expected a header. Fill or delete it."))
    rows = [
        (number, [unguard(cell) for cell in cells])
        for number, cells in enumerate(records, start=1)  # Excel shows no row for “sep=;”
        if number > first and any(map(str.strip, cells))
    ]
    header = [cell.strip() for cell in records[first - 1]]
    return RawTable(where, header, rows, True if separator == ";" else decimal_comma)


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
    body, separator = _separator(text)
    reader = csv.reader(io.StringIO(body.replace("\0", " "), newline=""), delimiter=separator)
    try:
        rows = sum(1 for _cells in reader)
    except csv.Error:
        rows = body.count("\n")
    return max(1, rows + body.endswith(("\n", "\r")))


def _records(body: str, separator: str, where: str) -> tuple[list[list[str]], Problem | None]:
    """The rows of a text, and what is wrong with the first one that cannot be read."""
    records: list[list[str]] = []
    cells = 0
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    try:
        for record in reader:
            records.append(record)
            cells += max(1, len(record))
            if cells > MOST_CELLS:
                expected = _("the file has more than {cells} cells: use a database for so much.")
                most = format_number(MOST_CELLS)
                return [], Problem(where, expected.format(cells=most), row=len(records))
    except csv.Error as error:
        return [], Problem(where, _meaning(str(error)), row=len(records) + 1)
    return records, None


def _meaning(error: str) -> str:
    """What a person has to mend, for what the csv module says."""
    if "unexpected end" in error or "field limit" in error:
        return _("a quotation mark opens in this row and never closes, or a cell is endless.")
    return _("a quotation mark inside a text must be written twice, and the text between two.")


def _separator(text: str) -> tuple[str, str]:
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


def guard(cell: str) -> str:
    """Keep a spreadsheet from taking a text for a formula: the apostrophe marks text there.

    A text that already looks guarded gets one more apostrophe, so that `unguard` gives back
    exactly what was there.
    """
    return "'" + cell if FORMULA.match(cell) and not NUMBER.fullmatch(cell) else cell


def unguard(cell: str) -> str:
    """Undo `guard`."""
    return cell[1:] if GUARDED_FORMULA.match(cell) else cell


def write_delimited(rows: list[list[str]], separator: str = ",") -> bytes:
    """Write rows of words as a CSV that spreadsheets open as text, with a byte order mark."""
    content = io.StringIO(newline="")
    ending = "\r\n"  # the writer quotes the texts that hold either of them, and only them
    writer = csv.writer(content, delimiter=separator, lineterminator=ending)
    lines = []
    for cells in rows:
        writer.writerow([guard(cell) for cell in cells])
        lines.append(content.getvalue().removesuffix(ending) + "\n")
        content.seek(0)
        content.truncate()
    return "".join(lines).encode("utf-8-sig")
