"""Make a page of an executed notebook: no script, no outside request, every word escaped.

Two walls keep hostile text from running: what notebooks show is cleaned by nh3, and the page's
content security policy forbids scripts and requests.
"""

from __future__ import annotations

import base64
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import nh3
from nbconvert import HTMLExporter, TemplateExporter
from nbconvert.filters import Highlight2HTML
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from playbook.brand.roles import Brand
from playbook.language import _, language
from playbook.notebook_format import nbformat
from playbook.report.layout import Layout, lay_out
from playbook.report.style import TEMPLATES, css_string, signature, style
from playbook.show.findings import TONE_WORDS, more_findings
from playbook.show.svg import without_heading

exporting = threading.Lock()
HEADING = re.compile(r"<h2>\s*\[(s\d+)\]\s*(.*?)</h2>", re.DOTALL)
ANCHOR_LINK = re.compile(r'<a class="anchor-link".*?</a>')
ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    "*": {"class", "title", "lang"},
    "th": {"scope", "colspan", "rowspan", "align"},
    "td": {"colspan", "rowspan", "align", "data-label"},
    "div": {"role", "tabindex", "aria-label"},
}
SCHEMES = {"http", "https", "mailto"}
HYPHENATED = re.compile(r"\b\w+(?:-\w+)+\b")
LONGEST_UNBROKEN = 16
TAGS = nh3.ALLOWED_TAGS - {"img", "map", "area"}


@dataclass(frozen=True)
class PageContext:
    """What a page says around the notebook.

    Attributes
    ----------
    provenance : sequence of (title, rows)
        Lists of names and values: what the report was made from.
    brand : Brand, optional
        The company's, where it has one.
    """

    title: str
    campaign_title: str
    organisation: str
    as_of: str
    provenance: Sequence[tuple[str, Sequence[tuple[str, str]]]] = field(default_factory=list)
    brand: Brand | None = None


def export_page(notebook: nbformat.NotebookNode, context: PageContext) -> str:
    """Write the page of an executed notebook, in the language being spoken.

    The first heading becomes the page's title, the prose under it the lead; then comes what
    `playbook.report.layout` makes of the rest.
    """
    body: nbformat.NotebookNode = nbformat.from_dict(notebook)
    lead = _take_lead(body)
    page = lay_out([cell for cell in body.cells if not _is_plumbing(cell)])
    body.cells = [cell for section in page.sections for cell in section.cells]
    aside = [cell for section in page.appendix for cell in section.cells]
    if aside:
        aside[0].metadata["opens_appendix"] = True
    body.cells += aside
    report = {
        **vars(context),
        "language": language(),
        "style": style(context.brand),
        "signature": signature(context.brand, context.organisation),
        "words": _words(page),
        "tones": {tone: _(word) for tone, word in TONE_WORDS.items()},
        "lead": lead,
        "page": page,
        "has_appendix": bool(aside),
    }
    return fill_in("playbook", body, {"report": report})


def fill_in(template: str, notebook: nbformat.NotebookNode, resources: dict[str, Any]) -> str:
    """Fill in one of the kit's templates.

    `HTMLExporter` itself would read the page once more and write it again, for the sake of images
    without a description: two thirds of the time that a page takes, and ours all have one.
    """
    with exporting:
        exporter = exporter_of(template)
        html, _resources = TemplateExporter.from_notebook_node(exporter, notebook, resources)
    return str(html)


@cache
def exporter_of(template: str) -> HTMLExporter:
    """The exporter of all pages of one kind: it compiles its templates once."""
    exporter = HTMLExporter(
        template_name=template,
        default_preprocessors=[],  # none has anything to do, and each has the notebook checked
        extra_template_basedirs=[str(TEMPLATES)],
        extra_template_paths=[str(TEMPLATES)],  # one template can extend another
    )
    exporter.register_filter("highlight_code", Highlight2HTML("python", parent=exporter))
    exporter.register_filter("report_html", clean_html)
    exporter.register_filter("report_markdown", clean_markdown)
    exporter.register_filter("svg_base64", _svg_base64)
    exporter.register_filter("css_string", css_string)
    exporter.register_filter("unbroken", unbroken)
    return exporter


def clean_html(html: str) -> str:
    """Keep what tables and prose need of some HTML; no script, style, frame, image or handler."""
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES)


def clean_markdown(source: str) -> str:
    """Turn Markdown into clean HTML, with the anchors that the list of contents points to."""
    html = clean_html(ANCHOR_LINK.sub("", markdown2html_mistune(source)))
    return HEADING.sub(lambda found: f'<h2 id="{found[1]}">{unbroken(found[2])}</h2>', html)


def unbroken(html: str) -> str:
    """Keep short words of a title whole where a line would end at their hyphen: ``sont-elles``.

    No sign that prevents it is in all fonts, or leaves the words as people search and copy them.
    """
    return "".join(
        part if part.startswith("<") else HYPHENATED.sub(_kept_whole, part)
        for part in re.split("(<[^>]*>)", html)
    )


def _kept_whole(word: re.Match[str]) -> str:
    """A word that stays on one line, unless it is long."""
    return f'<span class="whole">{word[0]}</span>' if len(word[0]) <= LONGEST_UNBROKEN else word[0]


def _take_lead(notebook: nbformat.NotebookNode) -> str:
    """Take the first cell's heading out, and give the prose under it."""
    if not notebook.cells or notebook.cells[0].cell_type != "markdown":
        return ""
    lead = notebook.cells.pop(0).source
    return clean_markdown(re.sub(r"^#\s+.+$", "", lead, count=1, flags=re.MULTILINE))


def _is_plumbing(cell: nbformat.NotebookNode) -> bool:
    """Whether a cell only sets parameters, which the provenance lists."""
    tags = cell.metadata.get("tags", [])
    return "parameters" in tags or "injected-parameters" in tags


def _svg_base64(svg: str | Sequence[str]) -> str:
    """Encode a figure, whose heading the page says, for an address that holds it."""
    return base64.b64encode(without_heading("".join(svg)).encode()).decode()


def _words(page: Layout) -> Mapping[str, Any]:
    """The words of the template."""
    return {
        "skip": _("Skip to the content"),
        "in_short": _("In short"),
        "more": more_findings(len(page.more)),
        "section": _("To the section: {heading}"),
        "contents": _("Contents"),
        "appendix": _("Appendix"),
        "quiet": _("Nothing to show under:"),
        "code": _("Code"),
        "no_alt": _("A figure without a description."),
        "folded": _("What is folded on the screen is not printed."),
        "provenance": _("Where this comes from"),
        "provenance_intro": _(
            "Made from the data and parameters below by the notebook of this stage; the same"
            " inputs give the same page."
        ),
        "details": _("Data, parameters and versions"),
    }
