"""The sheets of an Excel workbook (.xlsx, .xlsm), read from its parts (ECMA-376) cell by cell."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from playbook.language import N_
from playbook.sources.extraction.archive import NO_WORKBOOK, Archive
from playbook.sources.extraction.excel_cells import (
    NAMES,
    NAMESPACES,
    TRUE,
    Cells,
    unescape,
    whole,
)
from playbook.sources.extraction.number_formats import BUILT_IN, Format, Shown, format_of
from playbook.sources.extraction.sheet import Refused, Sheet, SheetBuilder
from playbook.sources.extraction.xml import elements, parse

PACKAGE = ("http://schemas.openxmlformats.org/package/2006/relationships",)


def read_excel(archive: Archive) -> list[Sheet]:
    """Read the sheets of a workbook, less those that are charts.

    Raises
    ------
    Refused
        When it cannot be read, or draws on other files.
    """
    top = _relations(archive, "")
    book = next((target for kind, target in top.values() if kind == "officeDocument"), "")
    if not archive.has(book):
        raise Refused(NO_WORKBOOK)
    if book.endswith(".bin"):
        raise Refused(N_("this is the binary format .xlsb: save it as .xlsx."))
    relations = _relations(archive, book)
    _refuse_links(archive, relations)
    tags = elements(archive, book, NAMESPACES)
    if not any(tag == "workbook" for tag, _attributes in tags):
        raise Refused(NO_WORKBOOK)
    flags = {tag: a for tag, a in tags if tag in ("workbookPr", "calcPr")}
    from_1904 = flags.get("workbookPr", {}).get("date1904") in TRUE
    calculation = flags.get("calcPr", {})
    uncalculated = calculation.get("fullCalcOnLoad") in TRUE
    uncalculated |= calculation.get("calcCompleted", "1") not in TRUE
    targets = dict(relations.values())
    texts = _texts(archive, targets.get("sharedStrings"))
    formats = _formats(archive, targets.get("styles"))
    builder = SheetBuilder()
    for tag, attributes in tags:
        kind, part = relations.get(attributes.get("id", ""), ("", ""))
        if tag == "sheet" and kind == "worksheet":
            hidden = attributes.get("state", "visible") != "visible"
            sheet = builder.begin(unescape(attributes.get("name", "")), hidden)
            cells = Cells(builder, sheet, texts, formats, from_1904, uncalculated)
            parse(archive, part, cells.start, cells.end, cells.text)
            sheet.settle()
    return builder.sheets


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to: by identifier, the kind and the name of the other part."""
    folder, name = posixpath.split(part)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    if not archive.has(place):
        return {}
    return {
        attributes.get("Id", ""): (
            attributes.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))[1:],
        )
        for tag, attributes in elements(archive, place, PACKAGE)
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
    for tag, attributes in elements(archive, part, NAMESPACES) if part is not None else ():
        if tag == "numFmt":
            codes[whole(attributes.get("numFmtId"))] = format_of(attributes.get("formatCode", ""))
        elif tag in ("cellXfs", "cellStyles", "dxfs"):
            inside = tag == "cellXfs"
        elif tag == "xf" and inside:
            formats.append(codes.get(whole(attributes.get("numFmtId", "0")), Shown.NUMBER))
    return formats
