"""What a page of the reports shows, as Word has it: headings, sentences, tables, pictures.

Only what is on paper is taken: what the page folds is left out, but for its further findings.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence, Set
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from playbook.report.key_figure import SPACES, figure_of
from playbook.report.office import plain

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

FOLDED = {"contents", "figures", "appendix", "code", "provenance", "choices", "quiet"}
"""What of a page is not in the document, by its class: what is not on paper, and empty sections."""
WIDEST = 12
"""How wide a figure is at most, in centimetres."""
LETTERS, SMALLER, MANY = 9, 8, 6
"""The size of a table's letters, in points, and that of a table of so many columns."""
LONGEST, MARGINS, WIDTH = 36, 4, 0.55
"""So many letters of its cells make a column wider, more make it higher; those beside a word;
how wide a letter is, in sizes.
"""
RULES = (
    '<w:tblBorders {names}><w:top w:val="single" w:sz="4" w:color="808080"/>'
    '<w:bottom w:val="single" w:sz="4" w:color="808080"/>'
    '<w:insideH w:val="single" w:sz="4" w:color="C8CED4"/></w:tblBorders>'
)
"""The lines of a table: between its rows."""


def add_page(document: Document, html: str) -> None:
    """Add a page of the reports, on a new sheet."""
    import lxml.html

    page = lxml.html.document_fromstring(html)
    title = add(document, page.findtext(".//h1") or "", "Heading 1")
    title.paragraph_format.page_break_before = True
    _add_within(document, page.get_element_by_id("main"))


def _add_within(document: Document, parent: Any) -> None:
    """Add what an element of a page holds, as far as it is on paper."""
    for element in parent.iterchildren("*"):
        classes = set(element.get("class", "").split())
        if classes & FOLDED or ("state" in classes and "base" not in classes):
            continue
        if element.tag in ("h2", "h3"):
            add(document, _said(element), f"Heading {element.tag[1]}")
        elif element.tag in ("p", "pre", "legend", "summary"):
            paragraph = add(document, element)
            paragraph.paragraph_format.keep_with_next = element.getnext() is not None and (
                "said" in classes or parent.tag == "main"
            )
        elif element.tag == "li":
            _add_item(document, element)
        elif element.tag == "figure":
            _add_figure(document, element)
        elif element.tag == "table":
            _add_shown(document, element)
        else:
            _add_within(document, element)


def add(document: Document, text: Any, style: str = "Normal") -> Paragraph:
    """Add a paragraph, of a text or of an element of a page, in a style where there is one."""
    known = style if style in document.styles else None
    if isinstance(text, str):
        return document.add_paragraph(plain(text), known)
    paragraph = document.add_paragraph(style=known)
    for words, is_bold in _runs(text, "answer" in text.get("class", "")):
        paragraph.add_run(words).bold = is_bold or None
    return paragraph


def _runs(element: Any, is_bold: bool) -> Iterator[tuple[str, bool]]:
    """The words of an element, with whether they are bold; links to places of the page are not."""
    is_bold = is_bold or element.tag == "strong"
    yield SPACES.sub(" ", plain(element.text or "")), is_bold
    for child in element.iterchildren("*"):
        if "to-section" not in child.get("class", ""):
            yield from _runs(child, is_bold)
        yield SPACES.sub(" ", plain(child.tail or "")), is_bold


def _said(element: Any) -> str:
    """The words of an element."""
    return "".join(words for words, _bold in _runs(element, False)).strip()


def _add_item(document: Document, item: Any) -> None:
    """Add a finding under its number, or another item of a list."""
    from docx.shared import Cm

    number = re.fullmatch(r"f(\d+)", item.get("id", ""))
    paragraph = add(document, item, "Normal" if number else "List Bullet")
    if number:
        paragraph.paragraph_format.left_indent = Cm(0.8)
        paragraph.paragraph_format.first_line_indent = Cm(-0.8)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))
        paragraph.runs[0].text = f"{number[1]}.\t"


def _add_figure(document: Document, figure: Any) -> None:
    """Add a figure: its title and how to read it, then the picture, which says what it shows."""
    from docx.shared import Cm

    shown = figure_of(figure)
    if shown is None:
        return
    for style, words in (("Caption", shown.title), ("Normal", shown.reading)):
        if words:
            add(document, words, style).paragraph_format.keep_with_next = True
    run = document.add_paragraph().add_run()
    shape = run.add_picture(io.BytesIO(shown.content), width=min(_room(document), Cm(WIDEST)))
    shape._inline.docPr.set("descr", shown.alt)


def _add_shown(document: Document, table: Any) -> None:
    """Add a table of a page: its header is repeated on each sheet, no row is split."""
    caption = table.find("caption")
    if caption is not None and _said(caption):
        add(document, caption, "Caption").paragraph_format.keep_with_next = True
    rows = [[_said(cell) for cell in row.iterchildren("th", "td")] for row in table.iter("tr")]
    numbers = {
        place
        for row in table.iter("tr")
        for place, cell in enumerate(row.iterchildren("th", "td"))
        if "number" in cell.get("class", "")
    }
    add_table(document, rows, len(table.findall("thead/tr")), numbers)


def add_table(
    document: Document, rows: Sequence[Sequence[str]], headers: int, numbers: Set[int]
) -> None:
    """Add a table of texts, the first rows as its header."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement, parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt

    if not rows:
        return
    columns = max(map(len, rows))
    made = document.add_table(len(rows), columns)
    size = Pt(SMALLER if columns >= MANY else LETTERS)
    room = _room(document)
    widths = [int(room * share) for share in _shares(rows, room / (size * WIDTH))]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width  # and that of each cell: programs differ in what they read
    rules = parse_xml(RULES.format(names=nsdecls("w")))
    made._tbl.tblPr.find(tag("w:tblLook")).addprevious(rules)  # the order is Word's
    for place, (texts, row) in enumerate(zip(rows, made.rows, strict=True)):
        about = row._tr.get_or_add_trPr()
        about.append(OxmlElement("w:cantSplit"))
        if place < headers:
            about.append(OxmlElement("w:tblHeader"))
        for column, (text, cell) in enumerate(zip(texts, row.cells, strict=False)):
            cell.width = widths[column]
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(plain(text))
            run.bold = place < headers or None
            run.font.size = size
            paragraph.paragraph_format.space_after = Pt(1)
            paragraph.paragraph_format.keep_with_next = place <= headers or None
            if column in numbers:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    below = document.add_paragraph().paragraph_format
    below.space_after, below.line_spacing = Pt(0), Pt(6)


def _room(document: Document) -> int:
    """How wide what is on a page may be."""
    page = document.sections[0]
    return (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)


def _shares(rows: Sequence[Sequence[str]], letters: float) -> list[float]:
    """The share of the width that each column has: its longest word first, then what it needs.

    Parameters
    ----------
    letters : float
        How many of them the whole width holds.
    """
    columns = list(zip_longest(*rows, fillvalue=""))
    least = [max(len(w) for text in c for w in text.split() or [""]) + MARGINS for c in columns]
    wanted = [min(max(map(len, column)), LONGEST) + MARGINS for column in columns]
    more = [max(want - word, 0) for want, word in zip(wanted, least, strict=True)]
    spare = max(letters - sum(least), 0) / (sum(more) or 1)
    needed = [word + spare * rest for word, rest in zip(least, more, strict=True)]
    return [share / sum(needed) for share in needed]


def tag(name: str) -> str:
    """The name of an element of Word, as lxml has it."""
    from docx.oxml.ns import qn

    return str(qn(name))
