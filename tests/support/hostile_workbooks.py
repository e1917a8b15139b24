"""Files that call themselves workbooks and mean harm, or are broken, with a word of the refusal."""

from __future__ import annotations

import struct
from collections.abc import Callable

from support.raw_workbooks import (
    HEADER,
    MAIN,
    OFFICE,
    excel,
    opendocument,
    relations,
    sheet_xml,
    zipped,
)

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
USE = '<row r="2"><c r="A2" t="inlineStr"><is><t>&{};</t></is></c></row>'
MB = 2**20
TEXT = 't="s"'


def cell(reference: str, content: str = "<v>1</v>", more: str = "") -> str:
    return f'<c r="{reference}" {more}>{content}</c>'


def rows(count: int) -> str:
    return "".join(f'<row r="{i}"><c r="A{i}"><v>1</v></c></row>' for i in range(1, count + 1))


def encrypted() -> bytes:
    ole = bytes.fromhex("D0CF11E0A1B11AE1")
    return ole + bytes(1016) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)


def many_parts() -> bytes:
    return zipped({"xl/workbook.xml": "x", **{f"{i:040}": "" for i in range(30_000)}})


def linked() -> bytes:
    link = relations(l=("externalLinkPath", "file:///C:/Users/me/budget.xlsx"))
    book = relations(
        s0=("worksheet", "sheet0.xml"), l1=("externalLink", "externalLinks/externalLink1.xml")
    )
    return excel(
        parts={
            "xl/_rels/workbook.xml.rels": book,
            "xl/externalLinks/externalLink1.xml": "<externalLink/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": link,
        }
    )


def wide_sharing() -> bytes:
    """One long text, shared by many cells."""
    used = "".join(f'<row r="{i}"><c r="A{i}" t="s"><v>0</v></c></row>' for i in range(1, 400))
    book = relations(s0=("worksheet", "sheet0.xml"), t=("sharedStrings", "texts.xml"))
    texts = f'<sst xmlns="{MAIN}"><si><t>{"x" * 32_000}</t></si></sst>'
    return excel(sheet_xml(used), parts={"xl/_rels/workbook.xml.rels": book, "xl/texts.xml": texts})


def same_part() -> bytes:
    """Two hundred sheets that are all the same large part."""
    tabs = "".join(f'<sheet name="n{i}" sheetId="{i}" r:id="s0"/>' for i in range(200))
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{tabs}</sheets></workbook>'
    return excel(sheet_xml(" " * MB + rows(3000)), parts={"xl/workbook.xml": book})


def lying_size() -> bytes:
    """A bomb whose directory announces a few bytes."""
    bomb = bytearray(excel(sheet_xml(" " * (20 * MB))))
    at = bomb.rfind(b"PK\1\2")
    struct.pack_into("<L", bomb, at + 24, 100)
    return bytes(bomb)


NESTED = "<g>" * 100_000
FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.xlsx": (lambda: b"", "empty"),
    "zeros.xlsx": (lambda: bytes(4096), "empty"),
    "page.xlsx": (lambda: b"\xef\xbb\xbf <html><table><tr><td>1</table></html>", "web page"),
    "text.xlsx": (lambda: b"participant_id;name\n1;Ann\n", "text, not a workbook"),
    "wide.xlsx": (lambda: "participant_id;name\n1;Ann\n".encode("utf-16"), "not a workbook"),
    "encrypted.xlsx": (encrypted, "password"),
    "old.xls": (lambda: bytes.fromhex("D0CF11E0A1B11AE1") + bytes(4000), "before 2007"),
    "binary.xlsb": (
        lambda: zipped(
            {
                "_rels/.rels": relations(b=("officeDocument", "xl/workbook.bin")),
                "xl/workbook.bin": "x",
            }
        ),
        ".xlsb",
    ),
    "letter.docx.xlsx": (
        lambda: zipped(
            {
                "_rels/.rels": relations(b=("officeDocument", "word/document.xml")),
                "word/document.xml": "<document/>",
            }
        ),
        "not a workbook",
    ),
    "archive.xlsx": (lambda: zipped({"a.txt": "a"}), "not a workbook"),
    "truncated.xlsx": (lambda: excel()[:-30], "cut short"),
    "half.xlsx": (lambda: excel()[: len(excel()) // 2], "cut short"),
    "flipped.xlsx": (lambda: excel().replace(b"PK\3\4", b"PK\3\5"), "cut short"),
    "not_xml.xlsx": (lambda: excel("\0\0\0\0"), "damaged"),
    "no_table.xlsx": (lambda: excel(names=("a",)), "no sheet is a table"),
    "lost_sheet.xlsx": (
        lambda: excel(
            parts={"xl/_rels/workbook.xml.rels": relations(s0=("worksheet", "gone.xml"))}
        ),
        "damaged",
    ),
    "bad_index.xlsx": (
        lambda: excel(sheet_xml(f'<row r="1">{cell("A1", more=TEXT)}</row>')),
        "damaged",
    ),
    "bad_number.xlsx": (
        lambda: excel(sheet_xml(f'<row r="1">{cell("A1", "<v>1_0</v>")}</row>')),
        "damaged",
    ),
    "bad_place.xlsx": (lambda: excel(sheet_xml(f'<row r="1">{cell("A2")}</row>')), "damaged"),
    "no_content.ods": (lambda: zipped({"content.xml": "<x/>"}), "not a workbook"),
    "encrypted.ods": (
        lambda: zipped(
            {
                "content.xml": "?",
                "META-INF/manifest.xml": "<manifest><file-entry><encryption-data/></file-entry>"
                "</manifest>",
            }
        ),
        "password",
    ),
    "far.xlsx": (
        lambda: excel(sheet_xml(f'{HEADER}<row r="1048576">{cell("XFD1048576")}</row>')),
        "XFD1048576",
    ),
    "many_rows.xlsx": (lambda: excel(sheet_xml(rows(100_001))), "A100001"),
    "many_blank_rows.xlsx": (lambda: excel(sheet_xml("<row/>" * 1_100_000)), "damaged"),
    "many_blank_cells.xlsx": (
        lambda: excel(sheet_xml(("<row>" + "<c/>" * 16_000 + "</row>") * 100)),
        "far more",
    ),
    "many_cells.xlsx": (
        lambda: excel(
            sheet_xml("".join(f"<row>{'<c><v>1</v></c>' * 999}</row>" for _ in range(1000)))
        ),
        "300,000",
    ),
    "bomb.xlsx": (lambda: excel(sheet_xml(" " * (70 * MB))), "64 MB"),
    "bomb_of_styles.xlsx": (lambda: excel(parts={"xl/styles.xml": bytes(70 * MB)}), "64 MB"),
    "lying_bomb.xlsx": (lying_size, "damaged"),
    "same_part.xlsx": (same_part, "64 MB"),
    "shared.xlsx": (wide_sharing, "characters"),
    "many_parts.xlsx": (many_parts, "parts"),
    "laughs.xlsx": (lambda: excel(sheet_xml(HEADER + USE.format("d"), LAUGHS)), "entities"),
    "external.xlsx": (lambda: excel(sheet_xml(HEADER + USE.format("a"), EXTERNAL)), "entities"),
    "utf16_laughs.xlsx": (
        lambda: excel(
            sheet_xml(HEADER + USE.format("d"), LAUGHS)
            .replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="utf-16"?>')
            .encode("utf-16")
        ),
        "entities",
    ),
    "comment.xlsx": (lambda: excel(sheet_xml(f"<!--{'<' * (8 * MB)}-->")), "damaged"),
    "attribute.xlsx": (lambda: excel(sheet_xml(f'<row x="{"y" * (8 * MB)}"/>')), "damaged"),
    "attributes.xlsx": (
        lambda: excel(sheet_xml("<row " + " ".join(f'a{i}=""' for i in range(90_000)) + "/>")),
        "sheet is empty",
    ),
    "nested.xlsx": (lambda: excel(sheet_xml(NESTED)), "damaged"),
    "twice.xlsx": (lambda: excel(sheet_xml(f'<row r="1">{cell("A1")}{cell("A1")}</row>')), "twice"),
    "linked.xlsx": (linked, "budget.xlsx"),
    "laughs.ods": (lambda: opendocument("", LAUGHS), "entities"),
    "repeated.ods": (
        lambda: opendocument(
            '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
            'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
            "</table:table-row>"
        ),
        "beyond",
    ),
    "spaces.ods": (
        lambda: opendocument(
            "<table:table-row><table:table-cell><text:p>"
            + '<text:s text:c="1000"/>' * 10_100
            + "x</text:p></table:table-cell></table:table-row>"
        ),
        "characters",
    ),
    "linked.ods": (lambda: opendocument('<table:table-source xlink="x"/>'), "another file"),
}
