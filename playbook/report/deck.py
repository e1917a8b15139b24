"""Slides of an executed notebook, for a room: first the question and a guess, then what came out.

One page of HTML without scripts: each slide is as high as the screen, and the browser's scrolling
snaps to it, so that its own keys, and the buttons of a presenter, go from one to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from playbook.brand.roles import KIT, Brand, declared
from playbook.language import _, language
from playbook.notebook_format import nbformat
from playbook.report.exporter import clean_markdown, fill_in
from playbook.report.layout import APPENDIX, EXERCISE
from playbook.show.findings import FINDINGS

Node = nbformat.NotebookNode
SHEET = (Path(__file__).parent / "deck.css").read_text(encoding="utf-8")
TITLE = re.compile(r"^#\s+(.+)$", re.MULTILINE)
HEADING = re.compile(r"^##\s+(.+)$", re.MULTILINE)
LEFT_OUT = "answer"
"""The tag of a heading whose section is about the campaign, and not for the room."""
PICTURE = "image/svg+xml"
LONG = 420
"""From so many characters on, the sentences of a slide are set smaller."""


def export_deck(notebook: Node, campaign_title: str, brand: Brand = KIT) -> str:
    """Write the slides of an executed notebook, in the language being spoken.

    Each section becomes a slide with its question, its prose and its exercise, and one with its
    sentences beside its first figure, or with its table where it has none. A section whose heading
    is tagged as an answer is left out.
    """
    lead, *sections = _sections(notebook)
    body = nbformat.v4.new_notebook()
    contents = []
    for number, section in enumerate(sections, start=1):
        heading = HEADING.search(section[0].source)
        assert heading is not None
        contents.append((f"d{number}", heading[1].strip()))
        body.cells += _slides(section, heading[1].strip(), f"d{number}")
    title = TITLE.search(lead[0].source) if lead else None
    deck = {
        "language": language(),
        "title": title[1].strip() if title else campaign_title,
        "campaign_title": campaign_title,
        "lead": clean_markdown(TITLE.sub("", lead[0].source)) if lead else "",
        "style": f":root {{ {declared(asdict(brand.light))} }}\n{SHEET}",
        "contents": contents,
        "words": {
            "contents": _("Contents"),
            "keys": _("Space or Page Down: on. Page Up: back. F11: full screen."),
        },
    }
    return fill_in("deck", body, {"deck": deck})


def _sections(notebook: Node) -> list[list[Node]]:
    """The cells before the first heading, then those of each section that is for the room."""
    sections: list[list[Node]] = [[]]
    for cell in nbformat.from_dict(notebook).cells:
        if cell.cell_type == "markdown" and (HEADING.search(cell.source)):
            sections.append([])
        sections[-1].append(cell)
    head, *rest = sections
    return [head[:1], *(s for s in rest if LEFT_OUT not in s[0].metadata.get("tags", []))]


def _slides(section: Sequence[Node], heading: str, anchor: str) -> Iterator[Node]:
    """The cells of a section's slides; the first of each says so."""
    prose = HEADING.sub("", section[0].source).strip()
    tasks = [cell.source for cell in section[1:] if EXERCISE in cell.metadata.get("tags", [])]
    asked = "\n\n".join(part for part in (prose, *tasks) if part)
    slide = {"kind": "asked", "heading": heading, "anchor": anchor}
    yield nbformat.v4.new_markdown_cell(asked, metadata={"slide": slide})
    outputs = [output for cell in section for output in cell.get("outputs", [])]
    shown = [output for output in outputs if FINDINGS in output.get("data", {})]
    pictures = [output for output in outputs if PICTURE in output.get("data", {})]
    if not pictures:
        shown = [*shown, *(o for o in outputs if _is_table(o))]
    elif not shown and APPENDIX in section[0].metadata.get("tags", []):
        return
    if not shown and not pictures:
        return
    words = sum(len(output["data"].get("text/plain", "")) for output in shown)
    kind = "shown" if pictures else "shown wide"
    slide = {"kind": f"{kind} many" if words > LONG else kind, "heading": heading}
    for place, part in enumerate(part for part in (_once(shown), pictures[:1]) if part):
        cell = nbformat.v4.new_code_cell("", outputs=part)
        if not place:
            cell.metadata["slide"] = {**slide, "anchor": f"{anchor}b"}
        yield cell


def _once(outputs: Sequence[Node]) -> list[Node]:
    """The outputs, each that says the same only once."""
    return list({output["data"].get("text/plain", ""): output for output in outputs}.values())


def _is_table(output: Node) -> bool:
    """Whether an output is a table of results with rows."""
    html = "".join(output.get("data", {}).get("text/html", ""))
    return html.startswith('<div class="shown-table"') and "<td" in html
