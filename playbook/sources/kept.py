"""Write a table back into the file that people wrote: what does not change stays as it is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from playbook.errors import Problem
from playbook.language import language, speaking, writing
from playbook.sources.delimited import guard, join_rows, split_rows, text_sheet
from playbook.sources.layout import find_layout, headings_of
from playbook.sources.sheets import read_sheet
from playbook.sources.text_files import encoding_of, separator_of
from playbook.sources.words import word_of
from playbook.tables.columns import Kind, Table, shown_name
from playbook.tables.matching import column_spellings, fold
from playbook.tables.reading import read_table

UNBOUNDED = {"rating": (-math.inf, math.inf), "jury": (-math.inf, math.inf)}
Cells = list[str]


@dataclass(frozen=True)
class KeptFile:
    """A table as its file has it.

    Attributes
    ----------
    text : str
        The whole file.
    encoding : str
        What it is written in.
    separator : str
        What separates its cells.
    above : list of list of str
        The rows above its headers.
    header : list of str
        Its headers, those that the kit does not know too.
    rows : dict of tuple to list of str
        The cells of each row as they are written, by the words of the row's key, in order.
    frame : DataFrame
        The same rows, typed.
    has_total : bool
        Whether a last row sums the others: it goes when they change.
    """

    text: str
    encoding: str
    separator: str
    above: list[Cells]
    header: Cells
    rows: dict[tuple[str, ...], Cells]
    frame: pd.DataFrame
    has_total: bool


def rewritten(content: bytes, table: Table, frame: pd.DataFrame) -> bytes | None:
    """A file with the rows of a table, changed where they differ and nowhere else.

    Rows, columns that the kit does not know, headers, separator, encoding and the file's language
    stay; where rows are only added, what was there stays to the byte.

    Parameters
    ----------
    content : bytes
        The file as it is.
    table : Table
        Its declaration.
    frame : DataFrame
        Every row that the table shall have.

    Returns
    -------
    bytes or None
        None when the file cannot be read without a problem: nothing of it can be kept.
    """
    kept = _kept_file(content, table)
    if kept is None:
        return None
    spellings = column_spellings(table)
    positions = {
        spellings[fold(header)]: place
        for place, header in enumerate(kept.header)
        if fold(header) in spellings
    }
    names = [name for name in table.column_names if name in frame]
    absent = [name for name in names if name not in positions and frame[name].notna().any()]
    file_language = _language(kept.header, table)
    with speaking(file_language):
        header = [*kept.header, *(shown_name(table.column(name)) for name in absent)]
        places = positions | {name: len(kept.header) + i for i, name in enumerate(absent)}
        rows, untouched = _rows(kept, table, frame, places, len(header))
    if not absent and not kept.has_total and untouched == list(kept.rows):
        return _encoded(kept, _with_more(kept, rows[len(untouched) :]))
    announced = kept.text.removesuffix(separator_of(kept.text)[0])
    whole = join_rows([*kept.above, header, *rows], kept.separator, _ending(kept.text))
    return _encoded(kept, announced + whole)


def _kept_file(content: bytes, table: Table) -> KeptFile | None:
    """Read a file, or give up when there is a problem in it."""
    try:
        encoding = encoding_of(content)
    except UnicodeDecodeError:
        return None
    text = content.decode(encoding)
    found = text_sheet(text, "")
    if isinstance(found, Problem):
        return None
    likely = True if found.separator == ";" or writing().decimal_comma else None
    raw, problems = read_sheet("", found.sheet, table, likely)
    read = read_table(raw, table, UNBOUNDED)
    frame = read.frame.reset_index(drop=True)
    keys = [_key(table, values) for values in frame.to_dict("records")]
    if problems or read.problems or len(set(keys)) < len(keys):
        return None
    layout = find_layout(found.sheet, headings_of(table))
    by_number = dict(split_rows(text, "")[1])
    rows = {key: by_number[row] for key, row in zip(keys, layout.rows, strict=True)}
    above = [by_number[row] for row in layout.above]
    header = by_number[layout.header]
    left_out = layout.total is not None
    return KeptFile(text, encoding, found.separator, above, header, rows, frame, left_out)


def _key(table: Table, values: Mapping[str, object]) -> tuple[str, ...]:
    """The key of a row in words that do not depend on the language."""
    with speaking("en"):
        return tuple(word_of(values[name], table.column(name)) for name in table.key)


def _language(header: Sequence[str], table: Table) -> str:
    """The language in which the headers are written."""
    names = {fold(name) for name in table.column_names}
    return "en" if sum(fold(word) in names for word in header) * 2 > len(header) else language()


def _rows(
    kept: KeptFile, table: Table, frame: pd.DataFrame, places: Mapping[str, int], width: int
) -> tuple[list[Cells], list[tuple[str, ...]]]:
    """The cells of each row, and the keys of the rows at the start that stay as they are."""
    before = dict(zip(kept.rows, kept.frame.to_dict("records"), strict=True))
    rows: list[Cells] = []
    untouched: list[tuple[str, ...]] = []
    for values in frame.to_dict("records"):
        key = _key(table, values)
        old = before.get(key)
        cells = list(kept.rows.get(key, []))
        cells += [""] * (width - len(cells))
        same = old is not None
        for name, place in places.items():
            if name not in values:
                continue
            word = _word(values[name], table, name, kept.separator)
            if old is None or word != _word(old[name], table, name, kept.separator):
                cells[place] = guard(word)
                same = False
        if same and len(untouched) == len(rows):
            untouched.append(key)
        rows.append(cells)
    return rows, untouched


def _word(value: object, table: Table, name: str, separator: str) -> str:
    """One cell; decimals have a comma only where the separator shows that they may."""
    column = table.column(name)
    word = word_of(value, column)
    return word.replace(",", ".") if column.kind is Kind.NUMBER and separator != ";" else word


def _ending(text: str) -> str:
    """How the lines of a text end."""
    return "\r\n" if "\r\n" in text else "\n"


def _with_more(kept: KeptFile, rows: Sequence[Cells]) -> str:
    """The text of a file with more rows at its end."""
    ending = _ending(kept.text)
    between = "" if not rows or kept.text.endswith(("\n", "\r")) else ending
    return kept.text + between + join_rows(rows, kept.separator, ending)


def _encoded(kept: KeptFile, text: str) -> bytes:
    """A text as its file was written; in UTF-8 when it has signs that the file could not hold."""
    try:
        return text.encode(kept.encoding)
    except UnicodeEncodeError:
        return text.encode("utf-8-sig")
