"""A Word document of a campaign: the brief, then each page with what it shows on paper.

It is made from the pages themselves, so that no figure can differ: their headings, sentences and
tables become Word's own, their figures pictures. The same reports give the same bytes.
"""

from __future__ import annotations

import base64
import io
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from playbook.brand.roles import KIT, Brand
from playbook.errors import PlaybookError
from playbook.files import read_file, refusal
from playbook.language import _, format_date
from playbook.report.brief import brief_parts
from playbook.report.document_parts import add, add_page, add_table, tag
from playbook.report.index import key_figures
from playbook.report.manifest import Manifest, Status, page_file
from playbook.report.office import (
    PROPERTY,
    give_theme,
    language_tag,
    missing,
    plain,
    save,
)

if TYPE_CHECKING:
    from docx.document import Document


LOGO_HEIGHT = 1.4
"""In centimetres."""


def write_document(
    folder: Path, manifest: Manifest, target: Path, template: Path | None = None
) -> Path:
    """Write the document of a campaign's reports, in the language being spoken.

    Parameters
    ----------
    folder : Path
        The reports.
    manifest : Manifest
        What they hold.
    target : Path
        The file to write.
    template : Path, optional
        A Word file whose styles, page, header and footer are taken; its text is not.

    Raises
    ------
    PlaybookError
        When python-docx or resvg-py is not installed, or the template cannot be read.
    """
    document = _opened(template)
    parameters = manifest.parameters
    title, organisation = str(parameters["title"]), str(parameters["organisation"] or "")
    if template is None:
        brand = manifest.brand or KIT
        _give_look(document, brand)
        _number_pages(document, title, brand.name or organisation)
        _add_logo(document, brand)
    for spoken in document.styles.element.iter(tag("w:lang")):
        spoken.set(tag("w:val"), language_tag())
    properties = document.core_properties
    properties.title, properties.author = plain(title)[:PROPERTY], plain(organisation)[:PROPERTY]
    properties.language, properties.comments = language_tag(), ""

    add(document, title, "Title")
    as_of = format_date(date.fromisoformat(str(parameters["as_of"])))
    add(document, str(parameters["challenge"]), "Subtitle")
    add(document, ", ".join(part for part in (organisation, as_of) if part))
    figures = key_figures(manifest)
    if figures:
        add(document, _("Where it stands"), "Heading 1")
        add_table(document, [[f["label"], f["value"], f["note"]] for f in figures], 0, {1})
    for heading, _tone, lines in brief_parts(manifest):
        if lines:
            add(document, heading, "Heading 1")
        for text, whom, stage in lines:
            about = ", ".join(part for part in (whom, stage) if part)
            add(document, f"{text} ({about})", "List Bullet")
    for record in manifest.stages:
        if record.status is Status.DONE:
            add_page(document, read_file(folder / page_file(record.name)).decode())
    return save(document, target)


def _opened(template: Path | None) -> Document:
    """A document without text, with the styles of a template."""
    try:
        import docx
        from docx.shared import Cm
    except ModuleNotFoundError:
        raise missing("python-docx") from None
    try:
        document = docx.Document(io.BytesIO(read_file(template)) if template else None)
    except OSError as error:
        raise refusal(error, template) from error
    except Exception as error:  # a file may be anything
        message = _("{file} cannot be read as a Word file: {reason}")
        raise PlaybookError(message.format(file=template, reason=error)) from error
    body = document.element.body
    for element in list(body)[:-1] if body.sectPr is not None else list(body):
        body.remove(element)
    if template is None:
        page = document.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2.2)
        page.top_margin = page.bottom_margin = Cm(2)
    return document


def _give_look(document: Document, brand: Brand) -> None:
    """Give the styles of python-docx's own template the letters and colours of a brand."""
    from docx.shared import Pt, RGBColor

    give_theme(document.part, brand)
    sizes = {"Normal": 10, "Title": 24, "Subtitle": 13, "Heading 1": 18, "Heading 2": 13,
             "Heading 3": 11, "Caption": 10}  # fmt: skip
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.size = Pt(size)
        colour = brand.light.ink if name in ("Normal", "Caption") else brand.light.accent
        style.font.color.rgb = RGBColor.from_string(colour[1:].upper())
        style.font.italic = False
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.styles["Heading 1"].paragraph_format.space_after = Pt(6)


def _add_logo(document: Document, brand: Brand) -> None:
    """Add the logo of a brand; Word takes a PNG."""
    from docx.shared import Cm

    logo = brand.logo("png")
    if logo is not None:
        content = io.BytesIO(base64.b64decode(logo.content))
        shape = document.add_picture(content, height=Cm(LOGO_HEIGHT))
        shape._inline.docPr.set("descr", plain(logo.alt or brand.name))


def _number_pages(document: Document, title: str, name: str) -> None:
    """Write what the document is above each page, and its number below."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement

    page = document.sections[0]
    page.header.paragraphs[0].text = plain(" – ".join(p for p in (title, name) if p))
    number = page.footer.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for before, field in (("", "PAGE"), (" / ", "NUMPAGES")):
        number.add_run(before)
        written = OxmlElement("w:fldSimple")
        written.set(tag("w:instr"), field)
        number._p.append(written)
