"""Workbooks written part by part, as no spreadsheet program would write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>participant_id</t></is></c></row>'

Content = str | bytes


def sheet_xml(rows: str = HEADER, before: str = "", after: str = "") -> str:
    """A sheet with these rows."""
    return (
        f'<?xml version="1.0"?>{before}<worksheet xmlns="{MAIN}">'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def relations(**targets: tuple[str, str]) -> str:
    """Relations of a part: identifier, kind and target."""
    lines = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target={quoteattr(target)}/>'
        for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}">{lines}</Relationships>'


def excel(
    *sheets: Content,
    names: tuple[str, ...] = ("participants",),
    book: str = "",
    parts: Mapping[str, Content] | None = None,
) -> bytes:
    """An .xlsx with these sheets, or one with only a header."""
    sheets = sheets or (sheet_xml(),)
    tabs = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{i}" r:id="s{i}"/>' for i, name in enumerate(names)
    )
    targets = {f"s{i}": ("worksheet", f"sheet{i}.xml") for i in range(len(sheets))}
    targets |= {"x": ("styles", "styles.xml")} if parts and "xl/styles.xml" in parts else {}
    return zipped(
        {
            "_rels/.rels": relations(b=("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{book}'
            f"<sheets>{tabs}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": relations(**targets),
            **{f"xl/sheet{i}.xml": sheet for i, sheet in enumerate(sheets)},
            **(parts or {}),
        }
    )


def styled(*codes: str) -> dict[str, Content]:
    """The part of the styles: style 0 is plain, then one for each number format."""
    formats = "".join(
        f'<numFmt numFmtId="{i}" formatCode={quoteattr(code)}/>'
        for i, code in enumerate(codes, 164)
    )
    used = "".join(f'<xf numFmtId="{i}"/>' for i in range(164, 164 + len(codes)))
    return {
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts>'
        f'<cellXfs><xf numFmtId="0"/>{used}</cellXfs></styleSheet>'
    }


def opendocument(rows: str, before: str = "", table: str = "participants") -> bytes:
    """An .ods with one sheet."""
    odf = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0"?>{before}<office:document-content xmlns:office="{odf}:office:1.0" '
        f'xmlns:table="{odf}:table:1.0" xmlns:text="{odf}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="{table}">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"content.xml": content})


def zipped(parts: Mapping[str, Content]) -> bytes:
    """A zip of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()
