"""Read and write delimited text as spreadsheets do: their rows, separators and quirks."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playbook.errors import Problem
from playbook.language import _, format_number, writing
from playbook.sources.extraction.sheet import Sheet
from playbook.sources.text_files import read_text, separator_of
from playbook.tables.raw import RawTable

MOST_CELLS = 1_000_000


@dataclass(frozen=True)
class TextSheet:
    """A delimited text as a sheet.

    Attributes
    ----------
    sheet : Sheet
        Its words; it has no name.
    separator : str
        What separates its cells.
    """

    sheet: Sheet
    separator: str


class UnreadableRow(Exception):
    """A row of a text that cannot be split into cells.

    Attributes
    ----------
    problem : Problem
        Which one, and what to mend.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


UNSEEN = "\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
FORMULA = re.compile(f"'*([{UNSEEN}]*[=+\\-@＝＋－﹣＠]|\\s)")
GUARDED_FORMULA = re.compile(f"'+([{UNSEEN}]*[=+\\-@＝＋－﹣＠]|\\s)")
QUOTED_AFTER_BLANK = re.compile(r'(?:^|[,;\t|]) +"', re.MULTILINE)
NUMBER = re.compile(r"[+-][ .,\u00a0\u202f]*\d[\d .,\u00a0\u202f]*([eE][+-]?\d+)?")


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
    file = read_text(path, where)
    return file if isinstance(file, Problem) else to_table(file.text, where, decimal_comma)


def to_table(text: str, where: str, decimal_comma: bool | None) -> RawTable | Problem:
    """The table that a delimited text holds, or why it holds none."""
    separator, found = split_rows(text, where)
    try:
        rows = list(found)
    except UnreadableRow as error:
        return error.problem
    if not rows:
        return _empty(where)
    header = [cell.strip() for cell in rows[0][1]]
    body = [(number, [unguard(cell) for cell in cells]) for number, cells in rows[1:]]
    return RawTable(where, header, body, True if separator == ";" else decimal_comma)


def text_sheet(text: str, where: str, separator: str | None = None) -> TextSheet | Problem:
    """A delimited text as a sheet, or why it cannot be read.

    Parameters
    ----------
    text : str
        What the file holds.
    where : str
        What to call it in messages.
    separator : str, optional
        What separates cells, when that is known.
    """
    separator, rows = split_rows(text, where, separator)
    try:
        sheet = _sheet(rows)
    except UnreadableRow as error:
        return error.problem
    return TextSheet(sheet, separator) if sheet.rows else _empty(where)


def _empty(where: str) -> Problem:
    return Problem(where, _("the file is empty: expected a header. Fill or delete it."))


def _sheet(rows: Iterable[tuple[int, list[str]]]) -> Sheet:
    """The rows of a text as a sheet."""
    sheet = Sheet("", is_text=True)
    width = 0
    same: dict[str, str] = {}  # most words of a large file stand there many times: keep one
    for number, cells in rows:
        words = {}
        for column, cell in enumerate(cells, start=1):
            word = unguard(cell)
            if word.strip():
                words[column] = same.setdefault(word, word)
                if word is not cell:
                    sheet.verbatim.add((number, column))
        sheet.rows[number] = words
        width = max(width, max(words, default=0))
        if len(cells) < width:
            sheet.short.add(number)
    return sheet


def split_rows(
    text: str, where: str, separator: str | None = None
) -> tuple[str, Iterator[tuple[int, list[str]]]]:
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
        The one that is used.
    rows : iterator of (int, list of str)
        Each row that is not blank, with its number in the user's spreadsheet. One that cannot be
        read raises `UnreadableRow`.
    """
    body, likely = separator_of(text)
    separator = separator or likely
    return separator, _rows(body, separator, where)


def _rows(body: str, separator: str, where: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a text that are not blank, as they are split."""
    number = cells = 0
    reader = csv.reader(
        io.StringIO(body, newline=""),
        delimiter=separator,
        skipinitialspace=QUOTED_AFTER_BLANK.search(body) is not None,
        strict=True,
    )
    try:
        for number, row in enumerate(reader, start=1):  # Excel shows no row for “sep=;”
            cells += max(1, len(row))
            if cells > MOST_CELLS:
                expected = _("the file has more than {cells} cells: use a database for so much.")
                most = format_number(MOST_CELLS)
                raise UnreadableRow(Problem(where, expected.format(cells=most), row=number))
            if any(map(str.strip, row)):
                yield number, row
    except csv.Error as error:
        raise UnreadableRow(Problem(where, _meaning(str(error)), row=number + 1)) from error


def _meaning(error: str) -> str:
    """What a person has to mend, for what the csv module says."""
    if "unexpected end" in error or "field limit" in error:
        return _("a quotation mark opens in this row and never closes, or a cell is endless.")
    return _("a quotation mark inside a text must be written twice, and the text between two.")


def guard(cell: str) -> str:
    """Keep a spreadsheet from taking a text for a formula: the apostrophe marks text there.

    A text that already looks guarded gets one more apostrophe, so that `unguard` gives back
    exactly what was there.
    """
    return "'" + cell if FORMULA.match(cell) and not NUMBER.fullmatch(cell) else cell


def unguard(cell: str) -> str:
    """Undo `guard`."""
    return cell[1:] if GUARDED_FORMULA.match(cell) else cell


def cell_separator() -> str:
    """What spreadsheets put between cells in the language being spoken."""
    return ";" if writing().decimal_comma else ","


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
