"""The cells of a sheet of an Excel workbook, from the events of its XML (ECMA-376, 1, 18.3)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from playbook.sources.extraction.archive import DAMAGED
from playbook.sources.extraction.number_formats import (
    Format,
    Shown,
    word_of_moment,
    word_of_number,
)
from playbook.sources.extraction.sheet import (
    MOST_COLUMNS,
    Refused,
    Sheet,
    SheetBuilder,
    number_of,
)

NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
NAMES = {
    f"{namespace}}}{name}": name
    for namespace in NAMESPACES
    for name in ("c", "v", "f", "is", "t", "si", "rPh", "row", "col", "mergeCell")
}
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
LAST_ROW = 2**20
TRUE = ("1", "true", "on")


class Cells:
    """Puts the cells of one sheet into it, as the events of its XML come."""

    def __init__(
        self,
        builder: SheetBuilder,
        sheet: Sheet,
        texts: list[str],
        formats: list[Format],
        from_1904: bool,
        uncalculated: bool,
    ) -> None:
        self._builder = builder
        self._sheet = sheet
        self._texts = texts
        self._formats = formats
        self._from_1904 = from_1904
        self._uncalculated = uncalculated
        self._row = 0
        self._column = 0
        self._cell: dict[str, str] = {}
        self._value = ""
        self._formula: str | None = None
        self._pieces: list[str] | None = None
        self._inline: str | None = None
        self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        begin = STARTS.get(name)
        if begin is not None:
            begin(self, attributes)

    def text(self, data: str) -> None:
        """A piece of text comes."""
        if self._pieces is not None:
            self._pieces.append(data)

    def end(self, name: str) -> None:
        """An element ends."""
        finish = ENDS.get(name)
        if finish is not None:
            finish(self)

    def begin_content(self, _attributes: dict[str, str]) -> None:
        """The value, the formula or a text of a cell begins."""
        self._pieces = []

    def end_value(self) -> None:
        """The value ends."""
        self._value, self._pieces = self._taken(), None

    def end_formula(self) -> None:
        """The formula ends."""
        self._formula, self._pieces = self._taken(), None

    def begin_inline(self, _attributes: dict[str, str]) -> None:
        """What stands in the cell itself begins; a value beside it is only a copy."""
        self._inline = ""

    def begin_text(self, _attributes: dict[str, str]) -> None:
        """A text that stands in the cell itself begins."""
        self._pieces = None if self._phonetic or self._inline is None else []

    def end_text(self) -> None:
        """A text ends."""
        if self._inline is not None:
            self._inline, self._pieces = self._inline + self._taken(), None

    def begin_guide(self, _attributes: dict[str, str]) -> None:
        """A phonetic guide begins."""
        self._phonetic = True

    def end_guide(self) -> None:
        """A phonetic guide ends."""
        self._phonetic = False

    def begin_columns(self, attributes: dict[str, str]) -> None:
        """Columns that look the same."""
        if is_hidden(attributes, "width"):
            last = min(whole(attributes.get("max")), MOST_COLUMNS)
            first = whole(attributes.get("min"))
            self._sheet.hidden_columns.update(range(first, last + 1))

    def begin_row(self, attributes: dict[str, str]) -> None:
        """A row begins."""
        self._row = whole(attributes.get("r", str(self._row + 1)))
        self._column = 0
        if self._row > LAST_ROW:
            raise Refused(DAMAGED)
        if is_hidden(attributes, "ht"):
            self._sheet.hidden_rows.add(self._row)

    def begin_cell(self, attributes: dict[str, str]) -> None:
        """A cell begins."""
        self._cell = attributes
        self._value = ""
        self._formula = None
        self._inline = None
        reference = attributes.get("r")
        row, column = (self._row, self._column + 1) if reference is None else place_of(reference)
        if row != self._row:
            raise Refused(DAMAGED)
        self._column = column

    def end_cell(self) -> None:
        """A cell ends."""
        if self._inline is not None and self._cell.get("t") == "inlineStr":
            self._value = self._inline
        if self._formula is not None:
            self._sheet.formulas.add((self._row, self._column))
            absent = not self._value and self._cell.get("t") != "str"
            if absent or self._uncalculated:
                self._sheet.uncalculated.add((self._row, self._column))
                self._builder.put(self._row, self._column, f"={self._formula}")
                return
        elif not self._value:
            return
        word = self._word(self._cell.get("t", "n"), self._value)
        if word:
            is_number = self._cell.get("t", "n") == "n"
            self._builder.put(self._row, self._column, word, is_number)

    def _word(self, kind: str, stored: str) -> str:
        """The word of a cell, by its kind (ECMA-376, part 1, 18.18.11)."""
        match kind:
            case "s":
                at = whole(stored or "0")
                if at >= len(self._texts):
                    raise Refused(DAMAGED)
                return self._texts[at]
            case "str" | "inlineStr":
                return unescape(stored)
            case "e":
                self._sheet.errors.add((self._row, self._column))
                return stored
            case "b":
                return "TRUE" if stored in TRUE else "FALSE"
            case "d":
                return word_of_moment(stored)
            case "n" if stored:
                style = whole(self._cell.get("s") or "0")
                shown = self._formats[style] if style < len(self._formats) else Shown.NUMBER
                return word_of_number(stored, shown, self._from_1904)
            case _:
                return stored

    def merge(self, attributes: dict[str, str]) -> None:
        """A range of cells is one."""
        first, _colon, last = attributes.get("ref", "").partition(":")
        self._builder.merge(*place_of(first), *place_of(last or first))

    def _taken(self) -> str:
        return "".join(self._pieces or ())


def unescape(text: str) -> str:
    """Undo Excel's way with characters that XML cannot hold: ``_x000D_`` is a carriage return."""
    return ESCAPE.sub(_character, text) if "_x" in text else text


def _character(escaped: re.Match[str]) -> str:
    code = int(escaped[1], 16)
    return escaped[0] if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)


def is_hidden(attributes: dict[str, str], size: str) -> bool:
    """Whether a row or column is hidden, or has no height or width."""
    return attributes.get("hidden") in TRUE or attributes.get(size) == "0"


def place_of(reference: str) -> tuple[int, int]:
    """The row and column that a reference such as B7 names."""
    found = REFERENCE.fullmatch(reference)
    if found is None:
        raise Refused(DAMAGED)
    return int(found[2]), _column(found[1])


_column: Callable[[str], int] = cache(number_of)


def whole(words: str | None) -> int:
    """A whole number from 0 on."""
    if words is None or not re.fullmatch(r"[0-9]{1,9}", words):
        raise Refused(DAMAGED)
    return int(words)


_STARTS = {
    "row": Cells.begin_row,
    "c": Cells.begin_cell,
    "v": Cells.begin_content,
    "f": Cells.begin_content,
    "is": Cells.begin_inline,
    "t": Cells.begin_text,
    "rPh": Cells.begin_guide,
    "col": Cells.begin_columns,
    "mergeCell": Cells.merge,
}
_ENDS = {
    "c": Cells.end_cell,
    "v": Cells.end_value,
    "f": Cells.end_formula,
    "t": Cells.end_text,
    "rPh": Cells.end_guide,
}
STARTS = {full: _STARTS[name] for full, name in NAMES.items() if name in _STARTS}
ENDS = {full: _ENDS[name] for full, name in NAMES.items() if name in _ENDS}
