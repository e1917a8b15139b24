"""One small workbook as several programs write it, in the shapes that their files have."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from support.raw_workbooks import MAIN, OFFICE, PACKAGE, zipped

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
KINDS = {
    "workbook.xml": "sheet.main",
    "worksheets/sheet1.xml": "worksheet",
    "worksheets/sheet2.xml": "worksheet",
    "styles.xml": "styles",
    "sharedStrings.xml": "sharedStrings",
}
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+'
    'xml"/><Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/xl/{part}" ContentType="{SPREADSHEET}.{kind}+xml"/>'
        for part, kind in KINDS.items()
    )
    + "</Types>"
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TEXTS = ["id", "label", "amount", "day", "moment", "done", "total", "01", "Idée &amp; co"]
ROWS = [
    ["id", "label", "amount", "day", "moment", "done", "total"],
    ["01", "Idée & co", "1234.5", "2025-04-03", "2025-04-03 14:05", "TRUE", "2469"],
]
"""What every one of them says."""
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}" {{more}}><numFmts count="2"><numFmt numFmtId="164" '
    'formatCode="{day}"/><numFmt numFmtId="165" formatCode="{moment}"/></numFmts><fonts><font/>'
    '</fonts><fills><fill><patternFill patternType="none"/></fill></fills>'
    "<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165"/>'
    '</cellXfs><cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "{extension}</styleSheet>"
)
EXCEL_NAMES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac '
    'x15 x16r2" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
    'xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main" '
    'xmlns:x16r2="http://schemas.microsoft.com/office/spreadsheetml/2015/02/main"'
)
X15 = (
    '<extLst><ext uri="{9260A510-F301-46a8-8635-F512D64BE5F5}"><x15:timelineStyles/>'
    '<x15:cellXfs><x15:xf numFmtId="165"/></x15:cellXfs></ext></extLst>'
)


def _texts(texts: list[str], *, rich: bool = False) -> str:
    """The shared texts; a rich one has its letters in several runs and a phonetic guide."""
    items = [f"<si><t>{text}</t></si>" for text in texts]
    if rich:
        items[-1] = (
            '<si><r><rPr><b/></rPr><t>Idée</t></r><r><t xml:space="preserve"> &amp; co</t></r>'
            '<rPh sb="0" eb="4"><t>guide</t></rPh></si>'
        )
    return f'{HEAD}<sst xmlns="{MAIN}" count="9" uniqueCount="9">{"".join(items)}</sst>'


def _cells(day: int, *, formula: str = "C2*2", more: str = "") -> str:
    """The rows as most programs write them, with days counted from the system's start."""
    header = "".join(f'<c r="{letter}1" t="s"><v>{i}</v></c>' for i, letter in enumerate("ABCDEFG"))
    return (
        f'<row r="1" spans="1:7" {more}>{header}</row><row r="2" spans="1:7" {more}>'
        '<c r="A2" t="s"><v>7</v></c><c r="B2" t="s"><v>8</v></c><c r="C2"><v>1234.5</v></c>'
        f'<c r="D2" s="1"><v>{day}</v></c><c r="E2" s="2"><v>{day}.586805555555555</v></c>'
        f'<c r="F2" t="b"><v>1</v></c><c r="G2"><f>{formula}</f><v>2469</v></c></row>'
    )


def _sheet(rows: str, before: str = "", names: str = "") -> str:
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}" {names}>{before}'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )


def _book(inside: str, sheets: str = '<sheet name="Data" sheetId="1" r:id="rId1"/>') -> str:
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}" {EXCEL_NAMES}>{inside}'
        f'<sheets>{sheets}</sheets><calcPr calcId="0"/></workbook>'
    )


def _package(
    book: str, sheet: str, texts: str | None, styles: str, others: Mapping[str, str] | None = None
) -> bytes:
    """The parts with their relations, which are as Excel writes them."""
    kinds = [("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")]
    kinds += [("sharedStrings", "sharedStrings.xml")] if texts is not None else []
    kinds += [("worksheet", name.removeprefix("xl/")) for name in others or {}]
    relations = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(kinds, start=1)
    )
    top = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    book_relations = f'{HEAD}<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}">{top}</Relationships>',
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": book_relations,
        "xl/worksheets/sheet1.xml": sheet,
        "xl/styles.xml": styles,
    }
    parts |= {} if texts is None else {"xl/sharedStrings.xml": texts}
    return zipped(parts | dict(others or {}))


def _styles(day: str, moment: str, more: str = "", extension: str = "") -> str:
    return STYLES.format(day=day, moment=moment, more=more, extension=extension)


SAME_NAME = (
    '<extLst><ext uri="{140A7094-0E35-4892-8432-C4D2E57EDEB5}">'
    '<x15:workbookPr chartTrackingRefBase="1"/></ext></extLst>'
)
FRENCH = _styles("[$-40C]d\\ mmmm\\ yyyy;@", "dd/mm/yyyy\\ hh:mm", EXCEL_NAMES, X15)
DAY_1900, DAY_1904 = 45750, 44288


def excel_2007() -> bytes:
    book = _book('<workbookPr defaultThemeVersion="124226"/>')
    return _package(
        book, _sheet(_cells(DAY_1900)), _texts(TEXTS), _styles("dd/mm/yyyy", "m/d/yyyy h:mm")
    )


def excel_2013() -> bytes:
    """With an element of the same name in another namespace, and looks in several runs."""
    inside = (
        '<mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="C:\\" xmlns:x15ac="'
        'http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/></mc:Choice>'
        '</mc:AlternateContent><workbookPr/><extLst><ext uri="{140A7094-0E35-4892-8432-C4D2E57EDEB5}"><x15:workbookPr chartTrackingRefBase="1"/>'
        "</ext></extLst>"
    )
    rows = _cells(DAY_1900, more='x14ac:dyDescent="0.25"')
    sheet = _sheet(
        rows, '<sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25"/>', EXCEL_NAMES
    )
    return _package(_book(inside), sheet, _texts(TEXTS, rich=True), FRENCH)


def excel_mac() -> bytes:
    """With days from 1904, and an element of the same name in another namespace."""
    inside = f'<workbookPr date1904="1" showInkAnnotation="0" autoCompressPictures="0"/>{SAME_NAME}'
    return _package(_book(inside), _sheet(_cells(DAY_1904)), _texts(TEXTS), FRENCH)


def libreoffice() -> bytes:
    rows = _cells(DAY_1900, more='customFormat="false" ht="12.8" hidden="false" outlineLevel="0"')
    rows = rows.replace("<f>", '<f aca="false">').replace('<c r="C2">', '<c r="C2" s="0" t="n">')
    book = _book('<fileVersion appName="Calc"/><workbookPr backupFile="false" date1904="false"/>')
    return _package(book, _sheet(rows), _texts(TEXTS), _styles("dd/mm/yyyy", "dd/mm/yyyy\\ hh:mm"))


def google_sheets() -> bytes:
    """With formulas whose text is a string of its own, and no spans."""
    rows = (
        _cells(DAY_1900)
        .replace(' spans="1:7"', "")
        .replace(
            '<c r="A2" t="s"><v>7</v></c>', '<c r="A2" s="0" t="str"><f>"0"&amp;1</f><v>01</v></c>'
        )
    )
    book = _book("<workbookPr/>", '<sheet state="visible" name="Data" sheetId="1" r:id="rId1"/>')
    return _package(book, _sheet(rows), _texts(TEXTS), _styles("yyyy-mm-dd", "yyyy-mm-dd hh:mm"))


def numbers() -> bytes:
    """With a first sheet that lists the others, and texts in the cells with a value beside them."""
    rows = _cells(DAY_1900)
    for i, text in enumerate(TEXTS):
        rows = rows.replace(
            f' t="s"><v>{i}</v>', f' t="inlineStr"><v>{text}</v><is><t>{text}</t></is>'
        )
    sheets = (
        '<sheet name="Export Summary" sheetId="1" r:id="rId3"/>'
        '<sheet name="Data" sheetId="2" r:id="rId1"/>'
    )
    summary = _sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>Exported</t></is></c></row>')
    styles = _styles("d mmm yyyy", "d mmm yyyy hh:mm")
    return _package(
        _book("<workbookPr/>", sheets),
        _sheet(rows),
        None,
        styles,
        {"xl/worksheets/sheet2.xml": summary},
    )


def prefixed() -> bytes:
    """With every element under a prefix, as the Open XML SDK of .NET writes them."""
    book, sheet, texts = _book("<workbookPr/>"), _sheet(_cells(DAY_1900)), _texts(TEXTS)
    names = "workbook workbookPr sheets sheet calcPr worksheet sheetData row c v f sst si t"
    for name in names.split():
        book, sheet, texts = (
            part.replace(f"<{name} ", f"<x:{name} ").replace(f"<{name}>", f"<x:{name}>")
            .replace(f"</{name}>", f"</x:{name}>").replace(f"<{name}/>", f"<x:{name}/>")
            for part in (book, sheet, texts)
        )  # fmt: skip
    own = f'xmlns="{MAIN}"'
    book, sheet, texts = (part.replace(own, f'xmlns:x="{MAIN}"') for part in (book, sheet, texts))
    return _package(book, sheet, texts, FRENCH)


PROGRAMS: dict[str, Callable[[], bytes]] = {
    "Excel 2007": excel_2007,
    "Excel 2013 and later": excel_2013,
    "Excel for Mac, days from 1904": excel_mac,
    "LibreOffice": libreoffice,
    "Google Sheets": google_sheets,
    "Numbers": numbers,
    ".NET (Open XML SDK)": prefixed,
}
