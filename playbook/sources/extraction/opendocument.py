"""The sheets of an OpenDocument spreadsheet (.ods), as LibreOffice saves it (ODF 1.3, part 3)."""

from __future__ import annotations

import re
from collections.abc import Callable

from playbook.language import N_
from playbook.sources.extraction.archive import DAMAGED, ENCRYPTED, NO_WORKBOOK, Archive
from playbook.sources.extraction.opendocument_words import (
    LIBREOFFICE,
    ODF,
    OFFICE,
    TABLE,
    Cell,
    word_of,
)
from playbook.sources.extraction.sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    Refused,
    Sheet,
    SheetBuilder,
)
from playbook.sources.extraction.xml import elements, parse

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
TEXT, STYLE = f"{ODF}text:1.0}}", f"{ODF}style:1.0}}"
LINKS = {f"{TABLE}{name}" for name in ("table-source", "cell-range-source", "dde-link")}
BLANKS = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
NUMBERS = ("float", "currency", "percentage")
MOST_REPEATED = 2**21
MOST_BLANKS = 1000


def read_opendocument(archive: Archive) -> list[Sheet]:
    """Read the sheets of a spreadsheet.

    Raises
    ------
    Refused
        When it cannot be read, or draws on other files.
    """
    if archive.has(MANIFEST):
        tags = {tag for tag, _attributes in elements(archive, MANIFEST, None)}
        if "encryption-data" in tags:
            raise Refused(ENCRYPTED)
    reading = _Content()
    parse(archive, CONTENT, reading.start, reading.end, reading.text)
    if not reading.is_spreadsheet:
        raise Refused(NO_WORKBOOK)
    for sheet in reading.builder.sheets:
        sheet.settle()
    return reading.builder.sheets


class _Content:
    """Fills sheets as the events of content.xml come."""

    def __init__(self) -> None:
        self.builder = SheetBuilder()
        self.is_spreadsheet = False
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._sheet: Sheet | None = None
        self._row = self._column = 0
        self._row_repeated = 1
        self._row_hidden = False
        self._row_cells: list[Cell] = []
        self._cell: Cell | None = None
        self._aside = 0  # inside a comment or a drawing, whose text is none of the cell's
        self._in_paragraph = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name in LINKS:
            raise Refused(
                N_(
                    "the workbook takes values from another file: in LibreOffice, Edit > Links to "
                    "External Files > Break Link, and save."
                )
            )
        if self._aside or name in ASIDE:
            self._aside += 1
            return
        begin = STARTS.get(name)
        if begin is not None:
            begin(self, attributes)
        elif name in BLANKS and self._cell is not None:
            self.text(BLANKS[name] * _whole(attributes.get(f"{TEXT}c", "1"), MOST_BLANKS))

    def text(self, data: str) -> None:
        """A piece of text comes."""
        if self._in_paragraph and self._cell is not None and not self._aside:
            self._cell.paragraphs[-1].append(data)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._aside:
            self._aside -= 1
        elif name == f"{TEXT}p":
            self._in_paragraph = False
        elif name in CELLS:
            self._end_cell()
        elif name == f"{TABLE}table-row":
            self._end_row()
        elif name == f"{TABLE}table":
            self._sheet = None

    def begin_spreadsheet(self, _attributes: dict[str, str]) -> None:
        self.is_spreadsheet = True

    def begin_style(self, attributes: dict[str, str]) -> None:
        self._style = attributes.get(f"{STYLE}name", "")

    def begin_properties(self, attributes: dict[str, str]) -> None:
        if attributes.get(f"{TABLE}display") == "false":
            self._hidden_styles.add(self._style)

    def begin_table(self, attributes: dict[str, str]) -> None:
        if self._sheet is not None:
            raise Refused(DAMAGED)  # tables in tables, which no spreadsheet program writes
        hidden = attributes.get(f"{TABLE}style-name") in self._hidden_styles
        self._sheet = self.builder.begin(attributes.get(f"{TABLE}name", ""), hidden)
        self._row = self._column = 0

    def begin_column(self, attributes: dict[str, str]) -> None:
        repeated = _whole(attributes.get(f"{TABLE}number-columns-repeated", "1"))
        if self._sheet is not None and _is_hidden(attributes):
            last = min(self._column + repeated, MOST_COLUMNS)
            self._sheet.hidden_columns.update(range(self._column + 1, last + 1))
        self._column += repeated

    def begin_row(self, attributes: dict[str, str]) -> None:
        self._row_repeated = _whole(attributes.get(f"{TABLE}number-rows-repeated", "1"))
        self._row_hidden = _is_hidden(attributes)
        self._row_cells = []
        self._column = 0

    def begin_cell(self, attributes: dict[str, str]) -> None:
        repeated = _whole(attributes.get(f"{TABLE}number-columns-repeated", "1"))
        self._cell = Cell(attributes, self._column + 1, repeated)
        self._column += repeated

    def begin_paragraph(self, _attributes: dict[str, str]) -> None:
        if self._cell is not None:
            self._cell.paragraphs.append([])
            self._in_paragraph = True

    def _end_cell(self) -> None:
        cell = self._cell
        if cell is not None and (cell.attributes or cell.paragraphs):
            self._row_cells.append(cell)
        self._cell = None

    def _end_row(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        for cell in self._row_cells:
            word = word_of(cell)
            down = _whole(cell.attributes.get(f"{TABLE}number-rows-spanned", "1"))
            right = _whole(cell.attributes.get(f"{TABLE}number-columns-spanned", "1"))
            if down > 1 or right > 1:
                top, left = self._row + 1, cell.column
                self.builder.merge(top, left, top + down - 1, left + right - 1)
            if not word:
                continue
            for row in range(self._row + 1, self._row + 1 + min(self._row_repeated, MOST_ROWS + 1)):
                for column in range(
                    cell.column, cell.column + min(cell.repeated, MOST_COLUMNS + 1)
                ):
                    self._put(sheet, row, column, cell, word)
        self._row += self._row_repeated

    def _put(self, sheet: Sheet, row: int, column: int, cell: Cell, word: str) -> None:
        formula = cell.attributes.get(f"{TABLE}formula")
        if formula is not None:
            if "file:///" in formula:
                raise Refused(
                    N_(
                        "the workbook takes values from another file: in LibreOffice, Edit > Links "
                        "to External Files > Break Link, and save."
                    )
                )
            sheet.formulas.add((row, column))
            if f"{OFFICE}value-type" not in cell.attributes:
                sheet.uncalculated.add((row, column))
        if cell.attributes.get(f"{LIBREOFFICE}value-type") == "error":
            sheet.errors.add((row, column))
        kind = cell.attributes.get(f"{OFFICE}value-type")
        self.builder.put(row, column, word, kind in NUMBERS)
        if self._row_hidden:
            sheet.hidden_rows.add(row)


def _is_hidden(attributes: dict[str, str]) -> bool:
    return attributes.get(f"{TABLE}visibility", "visible") != "visible"


def _whole(words: str, most: int = MOST_REPEATED) -> int:
    """A count of repetitions."""
    if not re.fullmatch(r"[0-9]{1,7}", words) or int(words) > most:
        raise Refused(DAMAGED)
    return int(words)


CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
ASIDE = {f"{OFFICE}annotation", f"{TABLE}shapes", f"{TABLE}tracked-changes"}
ASIDE |= {f"{ODF}drawing:1.0}}{name}" for name in ("frame", "custom-shape", "g", "control")}
STARTS: dict[str, Callable[[_Content, dict[str, str]], None]] = {
    f"{OFFICE}spreadsheet": _Content.begin_spreadsheet,
    f"{STYLE}style": _Content.begin_style,
    f"{STYLE}table-properties": _Content.begin_properties,
    f"{TABLE}table": _Content.begin_table,
    f"{TABLE}table-column": _Content.begin_column,
    f"{TABLE}table-row": _Content.begin_row,
    **dict.fromkeys(CELLS, _Content.begin_cell),
    f"{TEXT}p": _Content.begin_paragraph,
}
