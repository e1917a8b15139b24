"""The follow-up form: a text to paste, and a document for the quick import of Microsoft Forms."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from playbook.packs.occasion import Occasion
from playbook.show.plain import plain_text

TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{body}</w:body></w:document>"
)
PARAGRAPH = '<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
MADE = (2026, 1, 1, 0, 0, 0)


def form_lines(occasion: Occasion) -> list[str]:
    """The form, line by line: subject, text, the challenge, then the numbered questions."""
    form = occasion.booklet.follow_up
    questions = [f"{number}. {text}" for number, text in enumerate(form.questions, start=1)]
    lead = [form.subject, form.text, occasion.campaign.parameters.challenge]
    return [plain_text(line) for line in (*lead, *questions)]


def form_text(occasion: Occasion) -> str:
    """The form as a message to paste."""
    return "\n\n".join(form_lines(occasion)) + "\n"


def form_document(occasion: Occasion) -> bytes:
    """The form as a Word document; the same form gives the same bytes."""
    body = "".join(PARAGRAPH.format(text=escape(line)) for line in form_lines(occasion))
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": DOCUMENT.format(body=body),
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(zipfile.ZipInfo(name, MADE), text.encode())
    return content.getvalue()
