"""The steering page of a campaign: its index, and what a committee opens.

It is drawn from the manifest, and from the page of the stage on the whole campaign, which is part
of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from playbook.language import (
    N_,
    _,
    enumerate_words,
    format_date,
    format_number,
    language,
    ngettext,
)
from playbook.report.manifest import STEERING, Manifest, StageRecord, Status, page_file
from playbook.report.style import TEMPLATES, css_string, look
from playbook.show.findings import Finding, Tone
from playbook.tables import TABLES, table_label

if TYPE_CHECKING:
    from jinja2 import Template

INDEX = "index.html"
STATUS_WORDS = {
    Status.DONE: N_("Report ready"),
    Status.NO_DATA: N_("No data yet"),
    Status.FAILED: N_("Failed"),
    Status.UNFINISHED: N_("Not finished"),
}
STEPS = {
    "0": N_("The whole campaign"),
    "1": N_("Step 1: framing"),
    "2": N_("Step 2: feasibility"),
    "4": N_("Step 4: deployment"),
    "5": N_("Step 5: anchoring"),
}
NEXT_DECISIONS = 5
BEGIN, SECTIONS, END = "<!-- page -->", "<!-- sections -->", "<!-- /page -->"
"""What the pages of stages mark, so that the index can take one in."""


def index_page(manifest: Manifest, outdated: Collection[str], part: str = "") -> str:
    """Write the steering page, in the language being spoken.

    Parameters
    ----------
    manifest : Manifest
        What the reports folder holds.
    outdated : collection of str
        The stages whose reports were made from other inputs than those there are now: they are
        marked as such.
    part : str
        The page of the stage on the whole campaign, or nothing.
    """
    parameters = manifest.parameters
    listed = [record for record in manifest.stages if record.name != STEERING or not part]
    done = sum(record.status is Status.DONE for record in manifest.stages)
    top, rest = _taken_in(part)
    return template("campaign.html.j2").render(
        language=language(),
        **look(manifest.brand, parameters["organisation"]),
        title=parameters["title"],
        organisation=parameters["organisation"],
        challenge=parameters["challenge"],
        as_of=format_date(date.fromisoformat(str(parameters["as_of"]))),
        standing=""
        if done == len(manifest.stages)
        else ngettext(
            "{done} of {count} page is written.",
            "{done} of {count} pages are written.",
            len(manifest.stages),
        ).format(done=done, count=len(manifest.stages)),
        proposals=_proposals(manifest.proposals),
        top=top,
        rest=rest,
        figures=key_figures(manifest),
        decisions=next_decisions(manifest),
        changes=changes(manifest),
        steps=[
            {"title": _(STEPS[step]) if step in STEPS else "", "cards": cards}
            for step, records in groupby(listed, key=lambda record: record.step)
            if (cards := [_card(r, r.name in outdated, manifest.proposals) for r in records])
        ],
        files=list(_files(manifest)),
        words={
            "brief": _("The brief, on one page"),
            "figures": _("Where it stands"),
            "decisions": _("To decide next"),
            "stages": _("Stages"),
            "files": _("Executed notebooks and results"),
            "manifest": _("What was made of what, with every fingerprint:"),
        },
    )


@cache
def template(name: str) -> Template:
    """A page's template; a run writes the page after each stage."""
    from jinja2 import Environment, FileSystemLoader  # a run with nothing to do spares it

    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    environment.filters["css_string"] = css_string
    return environment.get_template(name)


def _taken_in(part: str) -> tuple[str, str]:
    """The top and the rest of a stage's page, which the index is made of."""
    inner = part.partition(BEGIN)[2].partition(END)[0]
    top, _mark, rest = inner.partition(SECTIONS)
    return top, rest


def key_figures(manifest: Manifest) -> list[dict[str, str]]:
    """The figures that the stages hand to the page over the campaign, with the page of each."""
    return [
        {**figure, "page": quote(page_file(record.name))}
        for record in _done(manifest)
        for figure in record.figures
    ]


def next_decisions(manifest: Manifest, count: int | None = NEXT_DECISIONS) -> list[dict[str, Any]]:
    """What is to be decided next: what has a day, by its day; then what weighs most on each page.

    Without a count, all of it.
    What weighs most in a stage comes before what comes second in any, and a later stage before an
    earlier one. What the stage on the whole campaign asks for stands on this page anyway.
    """
    found = []
    for record in reversed([r for r in _done(manifest) if r.name != STEERING]):
        asked = [finding for finding in record.findings if finding["tone"] == Tone.DECIDE]
        for place, finding in enumerate(asked):
            found.append((finding.get("by", "9"), place, finding, record))
    found.sort(key=lambda entry: entry[:2])
    return [
        {
            "text": finding["text"],
            "whom": Finding.of(finding).whom,
            "stage": record.title,
            "page": quote(page_file(record.name)),
        }
        for _by, _place, finding, record in found[:count]
    ]


def changes(manifest: Manifest) -> dict[str, Any] | None:
    """What has changed since the last run of an earlier day; None when there is none."""
    before = manifest.before
    if not before:
        return None
    answers = before["answers"]
    lines = changed_figures(manifest)
    lines += [
        {"what": record.title, "before": answers.get(record.name, "–"), "now": record.answer}
        for record in _done(manifest)
        if record.answer and answers.get(record.name) != record.answer
    ]
    day = format_date(date.fromisoformat(before["as_of"]))
    return {
        "title": _("Since {day}").format(day=day),
        "lines": lines,
        "nothing": _("Nothing changed."),
        "headers": [_("What"), _("Before"), _("Now")],
    }


def changed_figures(manifest: Manifest) -> list[dict[str, str]]:
    """The figures that are others than in the last run of an earlier day."""
    figures = manifest.before["figures"] if manifest.before else {}
    return [
        {"what": figure["label"], "before": figures[figure["label"]], "now": figure["value"]}
        for record in _done(manifest)
        for figure in record.figures
        if figures.get(figure["label"], figure["value"]) != figure["value"]
    ]


def _done(manifest: Manifest) -> list[StageRecord]:
    """The stages that have a report."""
    return [record for record in manifest.stages if record.status is Status.DONE]


def _proposals(counts: Mapping[str, int]) -> str:
    """Say which rows are proposals that nobody has adapted; nothing where there are none."""
    if not counts:
        return ""
    parts = [f"{_(TABLES[name].label)} ({format_number(count)})" for name, count in counts.items()]
    text = _(
        "Proposals of the kit that nobody has adapted yet, left out of every report: {tables}."
        " They are not your organisation's answers."
    )
    return text.format(tables=enumerate_words(parts))


def _card(record: StageRecord, is_outdated: bool, proposals: Mapping[str, int]) -> dict[str, Any]:
    """What the index says of one stage."""
    asked = sum(finding["tone"] == Tone.DECIDE for finding in record.findings)
    return {
        "name": record.name,
        "title": record.title,
        "status": str(record.status),
        "status_word": _(STATUS_WORDS[record.status]),
        "message": _message(record, is_outdated, proposals),
        "page": quote(page_file(record.name)) if record.status is Status.DONE else None,
        "answer": record.answer or next((found["text"] for found in record.findings), ""),
        "asked": ngettext("{count} to decide", "{count} to decide", asked).format(count=asked)
        if asked
        else "",
    }


def _files(manifest: Manifest) -> Iterator[Mapping[str, Any]]:
    """The files that each stage has left, but for its page."""
    for record in manifest.stages:
        names = [name for name in record.outputs if name != page_file(record.name)]
        if names:
            files = [(name.split("/")[-1], quote(name)) for name in names]
            yield {"title": record.title, "files": files}


def _message(record: StageRecord, is_outdated: bool, proposals: Mapping[str, int]) -> str:
    """Why a stage has no report, or why its report is not the last word."""
    match record.status:
        case Status.NO_DATA:
            needed = enumerate_words([*map(table_label, record.missing)])
            proposed = [name for name in record.missing if name in proposals]
            if proposed and len(proposed) == len(record.missing):
                return _("Only proposals are there yet, to adapt: {tables}.").format(tables=needed)
            text = _("Needs: {tables}.").format(tables=needed)
            if proposed:
                adapt = enumerate_words([*map(table_label, proposed)])
                text += " " + _("Proposals to adapt are there: {tables}.").format(tables=adapt)
            return text
        case Status.FAILED:
            place = f"{record.place}: " if record.place else ""
            return place + record.reason
        case Status.UNFINISHED:
            return _("The last run was cut short before this stage was finished: run it again.")
        case _ if is_outdated:
            return _("Made from earlier data, parameters or code: run it again.")
        case _ if record.given:
            said = enumerate_words([f"{name} = {value}" for name, value in record.given.items()])
            return _("Made with what was given for one run: {parameters}.").format(parameters=said)
        case _:
            return ""
