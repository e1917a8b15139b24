"""The sheets of an Excel workbook (.xlsx, .xlsm), read from its parts (ECMA-376) cell by cell."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from functools import cache

from playbook.language import N_
from playbook.sources.extraction.archive import DAMAGED, NO_WORKBOOK, Archive
from playbook.sources.extraction.number_formats import (
    BUILT_IN,
    Format,
    Shown,
    format_of,
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
from playbook.sources.extraction.xml import elements, parse

NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
NAMES = {
    f"{namespace}}}{name}": name
    for namespace in NAMESPACES
    for name in ("c", "v", "f", "t", "si", "rPh", "row", "col", "mergeCell")
}
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
LAST_ROW = 2**20
TRUE = ("1", "true", "on")


def read_excel(archive: Archive) -> list[Sheet]:
    """Read the sheets of a workbook, less those that are charts.

    Raises
    ------
    Refused
        When it cannot be read, or draws on other files.
    """
    top = _relations(archive, "")
    book = next((target for kind, target in top.values() if kind == "officeDocument"), "")
    if book not in archive.names:
        raise Refused(NO_WORKBOOK)
    if book.endswith(".bin"):
        raise Refused(N_("this is the binary format .xlsb: save it as .xlsx."))
    relations = _relations(archive, book)
    _refuse_links(archive, relations)
    tags = elements(archive, book)
    if not any(tag == "workbook" for tag, _attributes in tags):
        raise Refused(NO_WORKBOOK)
    flags = {tag: a for tag, a in tags if tag in ("workbookPr", "calcPr")}
    from_1904 = flags.get("workbookPr", {}).get("date1904") in TRUE
    never_calculated = flags.get("calcPr", {}).get("fullCalcOnLoad") in TRUE
    targets = dict(relations.values())
    texts = _texts(archive, targets.get("sharedStrings"))
    formats = _formats(archive, targets.get("styles"))
    builder = SheetBuilder()
    for tag, attributes in tags:
        kind, part = relations.get(attributes.get("id", ""), ("", ""))
        if tag == "sheet" and kind == "worksheet":
            hidden = attributes.get("state", "visible") != "visible"
            sheet = builder.begin(unescape(attributes.get("name", "")), hidden)
            cells = _Cells(builder, sheet, texts, formats, from_1904, never_calculated)
            parse(archive, part, cells.start, cells.end, cells.text)
            sheet.settle()
    return builder.sheets


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to: by identifier, the kind and the name of the other part."""
    folder, name = posixpath.split(part)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    if place not in archive.names:
        return {}
    return {
        attributes.get("Id", ""): (
            attributes.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))[1:],
        )
        for tag, attributes in elements(archive, place)
        if tag == "Relationship"
    }


def _refuse_links(archive: Archive, relations: Mapping[str, tuple[str, str]]) -> None:
    """Refuse a workbook that takes values from other files: nobody knows how old they are."""
    for kind, part in relations.values():
        if kind == "externalLink":
            files = [target for _kind, target in _relations(archive, part).values()]
            raise Refused(
                N_(
                    "the workbook takes values from another file ({file}): in Excel, Data > Edit "
                    "Links > Break Link, and save."
                ),
                file=re.split(r"[/\\]", files[0])[-1] if files else part,
            )


def _texts(archive: Archive, part: str | None) -> list[str]:
    """The texts that cells share, without their looks and without their phonetic guides."""
    texts: list[str] = []
    pieces: list[str] = []
    wanted = False
    phonetic = False

    def start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal wanted, phonetic
        match NAMES.get(name):
            case "si":
                pieces.clear()
            case "rPh":
                phonetic = True
            case "t":
                wanted = not phonetic

    def end(name: str) -> None:
        nonlocal wanted, phonetic
        match NAMES.get(name):
            case "si":
                texts.append(unescape("".join(pieces)))
            case "rPh":
                phonetic = False
            case "t":
                wanted = False

    def text(data: str) -> None:
        if wanted:
            pieces.append(data)

    if part is not None:
        parse(archive, part, start, end, text)
    return texts


def _formats(archive: Archive, part: str | None) -> list[Format]:
    """What each style of cell shows numbers as."""
    codes: dict[int, Format] = dict(BUILT_IN)
    formats: list[Format] = []
    inside = False
    for tag, attributes in elements(archive, part) if part is not None else ():
        if tag == "numFmt":
            codes[_whole(attributes.get("numFmtId"))] = format_of(attributes.get("formatCode", ""))
        elif tag in ("cellXfs", "cellStyles", "dxfs"):
            inside = tag == "cellXfs"
        elif tag == "xf" and inside:
            formats.append(codes.get(_whole(attributes.get("numFmtId", "0")), Shown.NUMBER))
    return formats


class _Cells:
    """Puts the cells of one sheet into it, as the events of its XML come."""

    def __init__(
        self,
        builder: SheetBuilder,
        sheet: Sheet,
        texts: list[str],
        formats: list[Format],
        from_1904: bool,
        never_calculated: bool,
    ) -> None:
        self._builder = builder
        self._sheet = sheet
        self._texts = texts
        self._formats = formats
        self._from_1904 = from_1904
        self._never_calculated = never_calculated
        self._row = 0
        self._column = 0
        self._cell: dict[str, str] = {}
        self._value = ""
        self._formula: str | None = None
        self._pieces: list[str] | None = None
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

    def begin_text(self, _attributes: dict[str, str]) -> None:
        """A text that stands in the cell itself begins."""
        self._pieces = None if self._phonetic else []

    def end_text(self) -> None:
        """A text ends."""
        self._value, self._pieces = self._value + self._taken(), None

    def begin_guide(self, _attributes: dict[str, str]) -> None:
        """A phonetic guide begins."""
        self._phonetic = True

    def end_guide(self) -> None:
        """A phonetic guide ends."""
        self._phonetic = False

    def begin_columns(self, attributes: dict[str, str]) -> None:
        """Columns that look the same."""
        if _is_hidden(attributes, "width"):
            last = min(_whole(attributes.get("max")), MOST_COLUMNS)
            first = _whole(attributes.get("min"))
            self._sheet.hidden_columns.update(range(first, last + 1))

    def begin_row(self, attributes: dict[str, str]) -> None:
        """A row begins."""
        self._row = _whole(attributes.get("r", str(self._row + 1)))
        self._column = 0
        if self._row > LAST_ROW:
            raise Refused(DAMAGED)
        if _is_hidden(attributes, "ht"):
            self._sheet.hidden_rows.add(self._row)

    def begin_cell(self, attributes: dict[str, str]) -> None:
        """A cell begins."""
        self._cell = attributes
        self._value = ""
        self._formula = None
        reference = attributes.get("r")
        row, column = (self._row, self._column + 1) if reference is None else _place(reference)
        if row != self._row:
            raise Refused(DAMAGED)
        self._column = column

    def end_cell(self) -> None:
        """A cell ends."""
        if self._formula is not None:
            self._sheet.formulas.add((self._row, self._column))
            absent = not self._value and self._cell.get("t") != "str"
            if absent or self._never_calculated:
                self._sheet.uncalculated.add((self._row, self._column))
                self._builder.put(self._row, self._column, f"={self._formula}")
                return
        elif not self._value:
            return
        word = self._word(self._cell.get("t", "n"), self._value)
        if word:
            self._builder.put(self._row, self._column, word)

    def _word(self, kind: str, stored: str) -> str:
        """The word of a cell, by its kind (ECMA-376, part 1, 18.18.11)."""
        match kind:
            case "s":
                at = _whole(stored or "0")
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
                style = _whole(self._cell.get("s", "0"))
                shown = self._formats[style] if style < len(self._formats) else Shown.NUMBER
                return word_of_number(stored, shown, self._from_1904)
            case _:
                return stored

    def merge(self, attributes: dict[str, str]) -> None:
        """A range of cells is one."""
        first, _colon, last = attributes.get("ref", "").partition(":")
        self._sheet.merged.append((*_place(first), *_place(last or first)))

    def _taken(self) -> str:
        return "".join(self._pieces or ())


def unescape(text: str) -> str:
    """Undo Excel's way with characters that XML cannot hold: ``_x000D_`` is a carriage return."""
    return ESCAPE.sub(_character, text) if "_x" in text else text


def _character(escaped: re.Match[str]) -> str:
    code = int(escaped[1], 16)
    return escaped[0] if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    """Whether a row or column is hidden, or has no height or width."""
    return attributes.get("hidden") in TRUE or attributes.get(size) == "0"


def _place(reference: str) -> tuple[int, int]:
    """The row and column that a reference such as B7 names."""
    found = REFERENCE.fullmatch(reference)
    if found is None:
        raise Refused(DAMAGED)
    return int(found[2]), _column(found[1])


_column: Callable[[str], int] = cache(number_of)


def _whole(words: str | None) -> int:
    """A whole number from 0 on."""
    if words is None or not re.fullmatch(r"[0-9]{1,9}", words):
        raise Refused(DAMAGED)
    return int(words)


_STARTS = {
    "row": _Cells.begin_row,
    "c": _Cells.begin_cell,
    "v": _Cells.begin_content,
    "f": _Cells.begin_content,
    "t": _Cells.begin_text,
    "rPh": _Cells.begin_guide,
    "col": _Cells.begin_columns,
    "mergeCell": _Cells.merge,
}
_ENDS = {
    "c": _Cells.end_cell,
    "v": _Cells.end_value,
    "f": _Cells.end_formula,
    "t": _Cells.end_text,
    "rPh": _Cells.end_guide,
}
STARTS = {full: _STARTS[name] for full, name in NAMES.items() if name in _STARTS}
ENDS = {full: _ENDS[name] for full, name in NAMES.items() if name in _ENDS}
