"""Pages that hold a hostile text in every place that participants' words reach.

The pages of live panels are in `hostile_panels`: they need a server.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch

import jinja2
import nbformat
import pandas as pd
from nbconvert.filters.markdown_mistune import markdown2html_mistune
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from playbook.report import exporter, index
from playbook.report import portfolio_page as portfolio
from playbook.report.brief import brief_page
from playbook.report.exporter import PageContext, export_page
from playbook.report.index import index_page
from playbook.report.manifest import Manifest, StageRecord, Status
from playbook.report.portfolio import Entry
from playbook.report.portfolio_page import portfolio_page
from playbook.show import findings, table
from playbook.show.chart import Chart, drawing, titled, wrapped
from playbook.show.findings import Finding, Findings, Summary
from playbook.show.table import ShownTable

POLICY = 'http-equiv="Content-Security-Policy"'

ENVIRONMENT = jinja2.Environment


def report_of(*texts: str) -> str:
    """A report: the texts in its titles, tables, findings, figures, prints and errors."""
    cells = [new_markdown_cell("# A stage")]
    for text in texts:
        shown = [
            ShownTable(pd.DataFrame({text: [text]}), {}, title=text, source=text),
            ShownTable(pd.DataFrame({"label": [text] * 2}), {}, title=text, source=text, rows=1),
            ShownTable(pd.DataFrame({"label": []}), {}, title=text),
            Findings([Finding(text)]),
            Summary([Finding(text)]),
            chart_of(text),
        ]
        for item in shown:
            bundle = item._repr_mimebundle_()
            cells.append(_showing(*bundle) if isinstance(bundle, tuple) else _showing(bundle))
        cells += [_showing({"text/plain": text}), _showing({"text/latex": text})]
        printed = new_output("stream", name="stdout", text=text)
        failed = new_output("error", ename="ValueError", evalue=text, traceback=[text])
        cells += [new_code_cell("print(text)", outputs=[printed, failed])]
    return export_page(new_notebook(cells=cells), _context(" ".join(texts)))


def written_page_of(*texts: str) -> str:
    """A report of someone's own notebook that writes the texts as Markdown and as HTML."""
    cells = []
    for text in texts:
        cells += [
            new_markdown_cell(f"# {text}\n\n{text}"),
            new_markdown_cell(f"## {text}\n\n{text}"),
            *(new_markdown_cell(f"## A heading\n\n- {text}\n\n> {text}") for _ in range(2)),
            _showing({"text/markdown": text}, source=f"say({text!r})  # {text}"),
            _showing({"text/html": text}),
            _showing({"text/html": f"<table><tr><td>{text}</td></tr></table>"}),
            _showing({"application/javascript": "document.title = 1"}),
        ]
    return export_page(new_notebook(cells=cells), _context(" ".join(texts)))


def index_of(*texts: str) -> str:
    """An index: the texts in the campaign's titles and in what is said of its stages."""
    return index_page(_hostile_manifest(*texts), texts)


def brief_of(*texts: str) -> str:
    """A brief of the same."""
    return brief_page(_hostile_manifest(*texts))


def _hostile_manifest(*texts: str) -> Manifest:
    """A manifest whose stages say the texts, ask for them and hand them on as figures."""
    stages = []
    for text in texts:
        done = StageRecord(
            text, text, Status.DONE, inputs="then", outputs={f"results/{text}.csv": "0"},
            findings=[
                {"text": text, "tone": "result", "answer": "yes"},
                {"text": f"Decide {text}", "tone": "decide", "who": text, "by": "2026-10-13"},
                {"text": f"Beware {text}", "tone": "caution"},
            ],
            figures=[{"label": text, "value": text, "note": text}],
        )  # fmt: skip
        failed = StageRecord("failed", text, Status.FAILED, reason=text, place=text)
        stages += [done, failed, StageRecord("lacking", text, Status.NO_DATA, missing=[text])]
    before = {"figures": dict.fromkeys(texts, "other"), "answers": {t: t * 2 for t in texts}}
    manifest = _manifest(" ".join(texts), stages)
    return replace(manifest, before={"as_of": "2026-06-30", **before})


def portfolio_of(*texts: str) -> str:
    """A page over campaigns with the texts in their titles and in what they selected."""
    manifests = {text: _manifest(text, []) for text in texts}
    return portfolio_page(
        [
            Entry(name, manifest, [text])
            for text, manifest in manifests.items()
            for name in (text, f"another {text}")
        ]
    )


ROUTES: dict[str, Callable[..., str]] = {
    "report": report_of,
    "index": index_of,
    "brief": brief_of,
    "portfolio": portfolio_of,
    "written": written_page_of,
}
ESCAPED = ("report", "index", "brief", "portfolio")
"""The pages that show the text as it is; the other one reads it as Markdown and HTML."""


def chart_of(text: str) -> Chart:
    """A figure with the text wherever words are drawn."""
    with drawing(5) as (figure, axes):
        axes.barh([0, 1], [1, 2])
        axes.set_yticks([0, 1], [wrapped(text), "other"])
        axes.set_xlabel(text[:40])
        axes.annotate(text[:40], (0.1, 0.5))
        titled(axes, text[:200], text[:200])
        return Chart(figure, text)


def without_policy(page: str) -> str:
    """The page with its content security policy taken out: the escaping stands alone."""
    assert POLICY in page
    return page.replace(POLICY, 'name="nothing"')


@contextmanager
def escaping_taken_out() -> Iterator[None]:
    """Make pages as they would be if nobody had thought of hostile texts."""
    with (
        patch.object(table, "escape", _as_it_is),
        patch.object(findings, "escape", _as_it_is),
        patch.object(exporter, "clean_html", _as_it_is),
        patch.object(exporter, "clean_markdown", markdown2html_mistune),
        patch.object(jinja2, "Environment", _careless),
        patch.object(portfolio, "Environment", _careless),
        patch.dict("nbconvert.exporters.templateexporter.default_filters", {"e": _as_it_is}),
    ):
        _forget_templates()
        yield
    _forget_templates()


def _forget_templates() -> None:
    """Let the next page be made by templates that are read anew, with what is patched now."""
    exporter.exporter_of.cache_clear()
    index.template.cache_clear()


def _as_it_is(text: object) -> str:
    """What escapes nothing."""
    return str(text)


def _careless(**options: object) -> jinja2.Environment:
    """An environment of templates that escapes nothing."""
    return ENVIRONMENT(**{**options, "autoescape": False})  # type: ignore[arg-type]


def _showing(
    data: dict[str, str], metadata: dict[str, object] | None = None, source: str = "show"
) -> nbformat.NotebookNode:
    """A cell that shows something."""
    output = new_output("display_data", data=data, metadata=metadata or {})
    return new_code_cell(source, outputs=[output])


def _manifest(text: str, stages: list[StageRecord]) -> Manifest:
    """The manifest of a campaign with a text in all that its pages show of it."""
    words = dict.fromkeys(("title", "organisation", "challenge"), text)
    return Manifest(
        "small", {**words, "currency": "EUR", "as_of": "2026-09-30"}, settings="", place="",
        data={}, tables={}, notices="", code="", versions={}, stages=stages,
    )  # fmt: skip


def _context(text: str) -> PageContext:
    """What stands around a notebook: words of the campaign's parameters and names of files."""
    return PageContext(text, text, text, text, [(text, [(text, text)])])
