"""How a page is laid out: what a notebook shows, put into the order in which people read.

The answer and the findings that weigh most are on top, each said once; below, a section for each
question; then an appendix, and the code, all in one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any

from playbook.language import _, labelled, listed, number_ranges, within
from playbook.notebook_format import nbformat
from playbook.show.findings import FINDINGS, NOTHING_DRAWN, SHOWN_FIRST, Finding, Findings
from playbook.show.what_if import WHAT_IF

Node = nbformat.NotebookNode
APPENDIX, FIRST, FIGURES, EXERCISE = "appendix", "first", "figures", "exercise"
"""The tags of a heading whose section goes to the appendix or comes first; of a cell that is
folded, and of one that only the students' copy of a notebook shows."""
HEADING = re.compile(r"^##\s+(.+)$", re.MULTILINE)
TABLE, EMPTY_TABLE = '<div class="shown-table"', re.compile(r'<div class="shown-table">(?!<table)')
CAPTION = re.compile(r"<caption>(.+?)</caption>")
NO_FINDINGS = Findings([])._html()
SENTENCES = ('<p class="said">', '<ul class="findings"')
UNBROKEN_DASH = "\u2060–\u2060"  # no line ends in a range
PICTURES = ("image/svg+xml", "image/png", "image/jpeg")


@dataclass(frozen=True)
class Top:
    """One finding on the top of a page.

    Attributes
    ----------
    number : int
        Its number on the page; 0 for the answer.
    section : str
        The anchor of the section that it was said in, or nothing.
    """

    number: int
    finding: Finding
    section: str = ""


@dataclass
class Section:
    """A question of the notebook with all that is shown under it."""

    heading: str
    anchor: str
    cells: list[Node] = field(default_factory=list)

    def tagged(self, tag: str) -> bool:
        """Whether its heading has a tag."""
        return any(tag in cell.metadata.get("tags", []) for cell in self.cells[:1])

    def outputs(self) -> Iterator[Node]:
        """What its cells show."""
        return (output for cell in self.cells for output in cell.get("outputs", []))

    def says_something(self) -> bool:
        """Whether it shows anything but tables without rows and lists without a sentence; prose
        alone is something.
        """
        shown = [*self.outputs()]
        return not shown or any(
            _is_picture(output) or not (EMPTY_TABLE.search(html) or html == NO_FINDINGS)
            for output in shown
            for html in [_html(output)]
        )


@dataclass(frozen=True)
class Layout:
    """A page's parts.

    Attributes
    ----------
    top : sequence of Top
        All that the stage has said, the answer first, then what weighs most.
    sections, appendix : sequence of Section
        What is shown under each question.
    quiet : sequence of str
        The questions under which there is nothing to show.
    code : sequence of (heading, source)
        What was run, by the question it was run for.
    """

    top: Sequence[Top]
    sections: Sequence[Section]
    appendix: Sequence[Section]
    quiet: Sequence[str]
    code: Sequence[tuple[str, str]]

    @property
    def answer(self) -> Top | None:
        """The finding that answers the page's question."""
        return next((top for top in self.top if not top.number), None)

    @property
    def first(self) -> list[Top]:
        """The few findings that weigh most."""
        return [top for top in self.top if 0 < top.number <= SHOWN_FIRST]

    @property
    def more(self) -> list[Top]:
        """The others."""
        return [top for top in self.top if top.number > SHOWN_FIRST]

    @property
    def put_to(self) -> dict[str, str]:
        """Who sees to several findings, and by when, with the numbers of those findings: said once
        for all of them.
        """
        numbers: dict[str, list[int]] = {}
        for top in self.top:
            if top.finding.whom:
                numbers.setdefault(top.finding.whom, []).append(top.number)
        return {whom: _which(found) for whom, found in numbers.items() if len(found) > 1}


def lay_out(cells: Sequence[Node]) -> Layout:
    """Put the cells of an executed notebook into the order of a page.

    Parameters
    ----------
    cells : sequence of cell
        Those of a copy: they are changed.
    """
    shown = [cell for cell in cells if EXERCISE not in cell.metadata.get("tags", [])]
    summary, cells = _take_summary(shown)
    sections = _sections(cells)
    code = [
        (section.heading, "\n\n".join(sources))
        for section in sections
        if (sources := [c.source for c in section.cells if c.cell_type == "code" and c.source])
    ]
    numbers = _numbers(summary)
    places: dict[str, str] = {}
    loud: list[Section] = []
    choices = 0
    for section in sections:
        _leave_out_nothing(section)
        for output in section.outputs():
            for record in output.get("data", {}).get(FINDINGS, {}).get("said", []):
                places.setdefault(record["text"], section.anchor)
            if WHAT_IF in output.get("data", {}):
                choices += 1
                output.metadata["what_if"] = {**output.data[WHAT_IF], "number": choices}
                output.data = {"text/html": ""}
        _refer(section, numbers)
        if section.says_something():
            loud.append(section)
        _fold(section)
    top = [
        Top(numbers[record["text"]], Finding.of(record), places.get(record["text"], ""))
        for record in summary
    ]
    return Layout(
        top=sorted({t.number: t for t in top}.values(), key=lambda t: t.number),
        sections=sorted(
            (section for section in loud if not section.tagged(APPENDIX)),
            key=lambda section: bool(section.heading) and not section.tagged(FIRST),
        ),
        appendix=[section for section in loud if section.tagged(APPENDIX)],
        quiet=[s.heading for s in sections if s.heading and s not in loud],
        code=code,
    )


def _take_summary(cells: Sequence[Node]) -> tuple[list[Mapping[str, str]], list[Node]]:
    """The records of what was said, and the cells but for those that show them."""
    records: list[Mapping[str, str]] = []
    rest = []
    for cell in cells:
        found = [output.get("data", {}).get(FINDINGS, {}) for output in cell.get("outputs", [])]
        shown = [summary["summary"] for summary in found if "summary" in summary]
        records += [record for summary in shown for record in summary]
        if not shown:
            rest.append(cell)
    return records, rest


def _numbers(summary: Sequence[Mapping[str, str]]) -> dict[str, int]:
    """The number of each sentence on the page; the answer's is 0."""
    answers = [record["text"] for record in summary if record.get("answer")]
    numbers = dict.fromkeys(answers[:1], 0)
    for record in summary:
        numbers.setdefault(record["text"], len(numbers) + (0 if answers else 1))
    return numbers


def _sections(cells: Sequence[Node]) -> list[Section]:
    """Split the cells at the headings, which get their anchors; what is before has no heading."""
    sections = [Section("", "")]
    count = 0
    for cell in cells:
        if cell.cell_type == "markdown" and (found := HEADING.search(cell.source)):
            sections.append(Section(found[1].strip(), f"s{count + 1}"))

            def mark(heading: re.Match[str]) -> str:
                nonlocal count
                count += 1
                return f"## [s{count}] {heading[1]}"

            cell.source = HEADING.sub(mark, cell.source)
        sections[-1].cells.append(cell)
    return [section for section in sections if section.cells]


def _refer(section: Section, numbers: Mapping[str, int]) -> None:
    """Put references in the place of the sentences that the top of the page says; those that
    follow each other share a line.
    """
    line, listed = None, set[int]()
    for cell in section.cells:
        if cell.cell_type != "code":
            line = None
        kept = []
        for output in cell.get("outputs", []):
            found = output.get("data", {}).get(FINDINGS)
            said = (found or {}).get("said", [])
            known = {numbers[record["text"]] for record in said if record["text"] in numbers}
            if not known:
                line = line if found and not said else None
                kept.append(output)
                continue
            rest = Findings(Finding.of(r) for r in said if r["text"] not in numbers)._html()
            if line is None:
                line, listed = output, set()
                kept.append(line)
            listed |= known
            line.data = {"text/html": _references(listed)}
            if rest and output is line:
                line.data["text/html"] += rest
            elif rest:
                output.data = {"text/html": rest}
                kept.append(output)
            line = None if rest else line
        if "outputs" in cell:
            cell.outputs = kept


def _leave_out_nothing(section: Section) -> None:
    """Take out what says no more than that a figure is missing."""
    for output in section.outputs():
        said = output.get("data", {}).get(FINDINGS, {}).get("said", [])
        if [record["text"] for record in said] == [_(NOTHING_DRAWN)]:
            output.data = {"text/html": NO_FINDINGS}


def _references(numbers: set[int]) -> str:
    """A line that says which findings of the top belong here."""
    return f'<p class="said">{", ".join(map(_link, sorted(numbers)))}</p>'


def _which(numbers: Sequence[int]) -> str:
    """Which findings, in words: ``the answer above, 1–3, 5``."""
    first = [within(_("The answer above"))] if 0 in numbers else []
    ranges = number_ranges(number for number in numbers if number)
    return ", ".join([*first, *(each.replace("–", UNBROKEN_DASH) for each in ranges)])


def _link(number: int) -> str:
    """Where the top of the page says a finding."""
    words = _("Finding {number}").format(number=number) if number else _("The answer above")
    return f'<a href="#f{number}">{escape(words)}</a>'


def _fold(section: Section) -> None:
    """Fold what gives the figures behind a picture: tables beside it, and cells tagged so."""
    code = [cell for cell in section.cells if cell.cell_type == "code"]
    open_ones = [cell for cell in code if FIGURES not in cell.metadata.get("tags", [])]
    drawn = any(_is_picture(output) for cell in open_ones for output in cell.outputs)
    folded: list[Node] = []
    for cell in code:
        outputs, cell.outputs = cell.outputs, []
        for output in outputs:
            html = _html(output)
            behind = (
                not html.startswith(SENTENCES)
                if cell not in open_ones
                else (html.startswith(TABLE) and (drawn or bool(EMPTY_TABLE.match(html))))
            )
            (folded if behind else cell.outputs).append(output)
    if any(not EMPTY_TABLE.match(_html(output)) for output in folded):
        titles = dict.fromkeys(t for output in folded for t in CAPTION.findall(_html(output)))
        name = labelled(_("In detail"), listed([*titles])) if titles else _("In detail")
        cell = nbformat.v4.new_code_cell("", outputs=folded, metadata={"folded": unescape(name)})
        section.cells.append(cell)


def _is_picture(output: Node) -> bool:
    """Whether an output is a figure."""
    return any(kind in output.get("data", {}) for kind in PICTURES)


def _html(output: Node) -> str:
    """What an output shows as HTML."""
    html: Any = output.get("data", {}).get("text/html", "")
    return "".join(html)
