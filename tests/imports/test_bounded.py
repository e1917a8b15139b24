"""What is done with a cell takes time as its length, whatever stands in it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest

from playbook.imports.columns import label_of
from playbook.imports.mapping import CellRule
from playbook.imports.words import clean, converted, holds_email, is_email
from playbook.sources.delimited import guard, unguard
from playbook.sources.extraction.number_formats import format_of
from playbook.sources.text_files import encoding_of, separator_of
from playbook.tables.cells import FORMULA_ERROR, CellError
from playbook.tables.matching import fold, nearest
from playbook.tables.notation import dates_of, decide_numbers, numbers_of
from playbook.tables.suspicions import _mended

PIECES = [
    "a",
    "a@",
    "a.",
    "@",
    " ",
    "1",
    "1,",
    "1 ",
    "1.234",
    "<br",
    "<br>",
    "&",
    "=",
    "'",
    "Ã",
    "[",
]
READERS: dict[str, Callable[[str], object]] = {
    "is_email": is_email,
    "holds_email": holds_email,
    "clean": partial(clean, text="html"),
    "number": lambda word: converted(word, CellRule(column=["x"], number=True)),
    "dates": lambda word: converted(word, CellRule(column=["x"], dates=["%d/%m/%Y", "%m/%d/%Y"])),
    "split": lambda word: converted(word, CellRule(column=["x"], split=",")),
    "label": lambda word: label_of("*a*b*{label}*c", word),
    "fold": fold,
    "nearest": lambda word: nearest(word, ["participants", "ideas"]),
    "numbers_of": numbers_of,
    "decide_numbers": lambda word: decide_numbers([word], None),
    "dates_of": dates_of,
    "guard": guard,
    "unguard": unguard,
    "format_of": format_of,
    "encoding_of": lambda word: encoding_of(word.encode("cp1252")),
    "separator_of": separator_of,
    "formula error": FORMULA_ERROR.fullmatch,
    "garbled": _mended,
}
SHORT, LONG = 15_000, 60_000
GROWTH = LONG / SHORT
ENOUGH = 0.02


def seconds(read: Callable[[str], object], word: str) -> float:
    """The processor time that a word takes, at best."""
    taken = []
    for _turn in range(3):
        start = time.process_time()
        with suppress(CellError, UnicodeDecodeError):
            read(word)
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize("name", READERS)
def test_four_times_as_long_takes_about_four_times_as_long(name: str) -> None:
    read = READERS[name]
    for piece in PIECES:
        for end in ("", "!"):
            long = seconds(read, (piece * LONG)[:LONG] + end)
            if long > ENOUGH:
                short = seconds(read, (piece * SHORT)[:SHORT] + end)
                assert long < short * GROWTH * 2, (piece, short, long)
