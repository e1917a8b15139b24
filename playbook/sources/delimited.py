"""Read and write delimited text as spreadsheets do: their encodings, separators and quirks."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from playbook.errors import Problem
from playbook.language import _
from playbook.tables.raw import RawTable

SEPARATORS = ";,\t"
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
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
    text = read_text(path, where)
    return text if isinstance(text, Problem) else to_table(text, where, decimal_comma)


def to_table(text: str, where: str, decimal_comma: bool | None) -> RawTable | Problem:
    """The table that a delimited text holds, or why it holds none."""
    found = split_rows(text, where)
    if isinstance(found, Problem):
        return found
    separator, rows = found
    if not rows:
        return Problem(where, _("the file is empty: expected a header. Fill or delete it."))
    header = [cell.strip() for cell in rows[0][1]]
    body = [(number, [unguard(cell) for cell in cells]) for number, cells in rows[1:]]
    return RawTable(where, header, body, True if separator == ";" else decimal_comma)


def read_text(path: Path, where: str) -> str | Problem:
    """The text of a file, or why it is none."""
    try:
        text = decode(path.read_bytes())
    except UnicodeDecodeError:
        return Problem(where, _("the file is no text that the kit can read: save it as CSV UTF-8."))
    if "\0" in text:
        return Problem(where, _("the file holds binary data: save it as CSV UTF-8."))
    return text


def split_rows(
    text: str, where: str, separator: str | None = None
) -> tuple[str, list[tuple[int, list[str]]]] | Problem:
    """Split a text into the cells of its rows.

    Parameters
    ----------
    text : str
        What the file holds.
    where : str
        What to call it in messages.
    separator : str, optional
        What separates cells, when that is known: else the one that the first row uses most.

    Returns
    -------
    separator : str
        The one that was used.
    rows : list of (int, list of str)
        Each row that is not blank, with its number in the user's spreadsheet.
    """
    announced = re.match(r"sep=(.)\r?\n", text)
    body = text[announced.end() :] if announced else text
    if separator is None:
        separator = announced[1] if announced else _separator(body)
    try:
        records = list(csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        expected = _("the file is not well-formed CSV ({reason}): save it again.")
        return Problem(where, expected.format(reason=error))
    return separator, [
        (number, cells)
        for number, cells in enumerate(records, start=1)  # Excel shows no row for “sep=;”
        if any(map(str.strip, cells))
    ]


def _separator(text: str) -> str:
    """The separator that the first written line uses most."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    unquoted = re.sub(r'"[^"]*"', "", header)
    return max(SEPARATORS, key=unquoted.count) if any(map(unquoted.count, SEPARATORS)) else ","


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
    guarded = [[guard(cell) for cell in cells] for cells in rows]
    return join_rows(guarded, separator, "\n").encode("utf-8-sig")


def join_rows(rows: Iterable[Sequence[str]], separator: str, line_ending: str) -> str:
    """Rows of cells as text; texts that hold the separator, a quote or a line ending are quoted."""
    content = io.StringIO(newline="")
    ending = "\r\n"  # the writer quotes the texts that hold either of them, and only them
    writer = csv.writer(content, delimiter=separator, lineterminator=ending)
    lines = []
    for cells in rows:
        writer.writerow(cells)
        lines.append(content.getvalue().removesuffix(ending) + line_ending)
        content.seek(0)
        content.truncate()
    return "".join(lines)
