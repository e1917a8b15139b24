"""How a page is laid out: the answer first, each thing said once, the rest behind it."""

from __future__ import annotations

from typing import Any

import nbformat
import pandas as pd
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from playbook.language import speaking
from playbook.report.exporter import PageContext, export_page
from playbook.report.layout import Layout, lay_out
from playbook.show.findings import Finding, Findings, Summary, Tone
from playbook.show.table import ShownTable

FIRST, DOUBT = Finding("A is first."), Finding("It is close.", Tone.CAUTION)
PICTURE = {"image/svg+xml": "<svg/>"}
TABLE = ShownTable(pd.DataFrame({"title": ["x"]}), {})._repr_mimebundle_()
NO_ROWS = ShownTable(pd.DataFrame({"title": []}), {})._repr_mimebundle_()


def heading(text: str, *tags: str) -> nbformat.NotebookNode:
    return new_markdown_cell(f"## {text}", metadata={"tags": list(tags)})


def cell(*shown: Any, source: str = "show", tags: tuple[str, ...] = ()) -> nbformat.NotebookNode:
    bundles = [item if isinstance(item, dict) else item._repr_mimebundle_() for item in shown]
    outputs = [new_output("display_data", data=dict(bundle)) for bundle in bundles]
    return new_code_cell(source, outputs=outputs, metadata={"tags": list(tags)})


def laid_out(*cells: nbformat.NotebookNode) -> Layout:
    return lay_out(nbformat.from_dict(new_notebook(cells=list(cells))).cells)


def page(*cells: nbformat.NotebookNode) -> str:
    context = PageContext("Title", "Campaign", "", "today")
    with speaking("en"):
        return export_page(new_notebook(cells=[new_markdown_cell("# Title"), *cells]), context)


def shown_in(cells: list[nbformat.NotebookNode], *, folded: bool = False) -> list[str]:
    kept = [c for c in cells if bool(c.metadata.get("folded")) is folded]
    kinds = [next(iter(o.data)) for c in kept for o in c.get("outputs", [])]
    return [kind.partition("/")[0] for kind in kinds]


def test_a_section_marked_so_comes_first() -> None:
    laid = laid_out(heading("Votes"), cell(TABLE), heading("Decided", "first"), cell(TABLE))
    assert [section.heading for section in laid.sections] == ["Decided", "Votes"]


def test_a_page_says_each_finding_once_and_refers_to_it_below() -> None:
    html = page(
        heading("Which?"),
        cell(Findings([FIRST, DOUBT])),
        cell(Findings([Finding("A small thing.")])),
        cell(Summary([FIRST, DOUBT], answer=0)),
    )
    body = html.partition("</head>")[2]
    assert [body.count(text) for text in ("A is first.", "It is close.", "A small thing.")] == [
        1
    ] * 3
    top, _heading, below = body.partition('<h2 id="s1">')
    assert '<p class="answer" id="f0">A is first.' in top
    assert 'href="#s1"' in top
    assert 'href="#f0"' in below
    assert 'href="#f1"' in below
    assert "A small thing." in below


def test_references_that_follow_each_other_share_a_line() -> None:
    third = Finding("A third.")
    html = page(
        heading("Which?"),
        cell(Findings([DOUBT]), Findings([]), Findings([FIRST])), cell(PICTURE, Findings([third])),
        cell(Summary([FIRST, DOUBT, third], answer=0)),
    )  # fmt: skip
    lines = [line.partition("</p>")[0] for line in html.split('<p class="said">')[1:]]
    assert [line.count("href") for line in lines] == [2, 1]
    assert 'href="#f0"' in lines[0]


def test_seven_findings_leave_one_for_more() -> None:
    found = [Finding(f"F{number}.", weight=-number) for number in range(8)]
    parts = laid_out(heading("Which?"), cell(Findings(found)), cell(Summary(found, answer=7)))
    assert parts.answer is not None
    assert parts.answer.finding.text == "F7."
    assert [top.finding.text for top in parts.first] == [f"F{number}." for number in range(6)]
    assert [(top.number, top.finding.text, top.section) for top in parts.more] == [(7, "F6.", "s1")]


def test_without_an_answer_the_findings_count_from_one() -> None:
    parts = laid_out(cell(Summary([FIRST, FIRST, DOUBT])))
    assert parts.answer is None
    assert [(top.number, top.finding.text) for top in parts.first] == [
        (1, "It is close."),
        (2, "A is first."),
    ]


def test_a_table_beside_a_figure_is_folded_and_one_alone_is_not() -> None:
    beside = laid_out(heading("A"), cell(PICTURE, TABLE), cell(TABLE)).sections[0].cells
    assert shown_in(beside) == ["image"]
    assert shown_in(beside, folded=True) == ["text", "text"]
    assert shown_in(laid_out(heading("A"), cell(TABLE)).sections[0].cells) == ["text"]


def test_what_is_tagged_as_figures_is_folded_but_for_its_sentences() -> None:
    cells = (
        laid_out(heading("A"), cell(Findings([FIRST]), PICTURE, tags=("figures",)), cell(TABLE))
        .sections[0]
        .cells
    )
    assert shown_in(cells) == ["text", "text"]
    assert shown_in(cells, folded=True) == ["image"]


def test_sections_of_the_appendix_come_last_and_empty_ones_in_a_line() -> None:
    parts = laid_out(
        heading("Audit", "appendix"), cell(TABLE), heading("Main"), cell(TABLE),
        heading("Nothing"), cell(NO_ROWS), heading("Prose"),
    )  # fmt: skip
    assert [section.heading for section in parts.sections] == ["Main", "Prose"]
    assert [section.heading for section in parts.appendix] == ["Audit"]
    assert list(parts.quiet) == ["Nothing"]


def test_the_code_stands_in_one_place() -> None:
    html = page(heading("A"), cell(TABLE, source="first()"), cell(TABLE, source="second()"))
    assert html.count('<details class="code">') == 1
    code = html.partition('<details class="code">')[2]
    assert code.index("first") < code.index("second")


def test_who_sees_to_several_findings_is_said_once() -> None:
    def asked(text: str, who: str) -> Finding:
        return Finding(text, Tone.DECIDE, who)

    board = [asked(f"Decide {n}.", "Board") for n in range(4)]
    said = [*board, asked("Do it.", "Ann"), FIRST]
    html = page(heading("Which?"), cell(Findings(said)), cell(Summary(said, answer=0)))
    assert html.count(">Board</span>") == html.count(">Ann</span>") == 1
    assert ">Board</span> (the answer above, 1\u2060–\u20603)<" in html
    alone = page(heading("Which?"), cell(Findings([said[4]])), cell(Summary([said[4]])))
    assert "put-to" not in alone.partition("<body")[2]


def test_a_figure_that_is_missing_is_nothing_to_show() -> None:
    nothing = Findings([Finding("There is nothing to draw yet.", Tone.CAUTION)])
    said = cell(Summary([FIRST]))
    laid = laid_out(heading("Empty?"), cell(nothing, NO_ROWS), heading("Full?"), cell(TABLE), said)
    assert (laid.quiet, [s.heading for s in laid.sections]) == (["Empty?"], ["Full?"])
    html = page(heading("Said?"), cell(Findings([FIRST]), nothing, NO_ROWS), said)
    assert "nothing to draw" not in html
    assert "In detail" not in html


def test_what_is_folded_is_called_by_its_tables() -> None:
    captioned = ShownTable(pd.DataFrame({"title": ["x"]}), {}, title="Costs & more")
    html = page(heading("What?"), cell(PICTURE, captioned))
    assert "<summary>In detail: Costs &amp; more</summary>" in html


def test_short_words_of_titles_are_kept_whole_and_nothing_is_put_into_them() -> None:
    """A line of a narrow title would end at the hyphen of ``sont-elles``."""
    drawn = cell(PICTURE)
    drawn.outputs[0].metadata["image/svg+xml"] = {"title": "A-t-on <b>tout</b> vu ?", "alt": "x"}
    html = page(heading("Où sont-elles, *ces* Vermögensschadenhaftpflicht-Fälle ?"), drawn)
    assert (
        '<h2 id="s1">Où <span class="whole">sont-elles</span>, <em>ces</em>'
        " Vermögensschadenhaftpflicht-Fälle ?</h2>"
    ) in html
    assert '<span class="whole">A-t-on</span> &lt;b&gt;tout&lt;/b&gt; vu ?' in html
