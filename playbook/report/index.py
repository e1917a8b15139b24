"""The index page of a campaign's reports, drawn from the manifest and from nothing else."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cache
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
from playbook.report.manifest import Manifest, StageRecord, Status
from playbook.report.style import STYLE, TEMPLATES
from playbook.show.findings import TONE_WORDS, Tone
from playbook.tables import TABLES

if TYPE_CHECKING:
    from jinja2 import Template

INDEX = "index.html"
STATUS_WORDS = {
    Status.DONE: N_("Report ready"),
    Status.NO_DATA: N_("No data yet"),
    Status.FAILED: N_("Failed"),
    Status.UNFINISHED: N_("Not finished"),
}
SHOWN_FINDINGS = 3


def index_page(manifest: Manifest, outdated: Collection[str]) -> str:
    """Write the index page, in the language being spoken.

    Parameters
    ----------
    manifest : Manifest
        What the reports folder holds.
    outdated : collection of str
        The stages whose reports were made from other inputs than those there are now: they are
        marked as such.
    """
    parameters = manifest.parameters
    done = sum(record.status is Status.DONE for record in manifest.stages)
    return _template().render(
        language=language(),
        style=STYLE,
        title=parameters["title"],
        organisation=parameters["organisation"],
        challenge=parameters["challenge"],
        as_of=format_date(date.fromisoformat(str(parameters["as_of"]))),
        standing=ngettext(
            "{done} of {count} stage has a report.",
            "{done} of {count} stages have a report.",
            len(manifest.stages),
        ).format(done=done, count=len(manifest.stages)),
        proposals=_proposals(manifest.proposals),
        cards=[_card(record, record.name in outdated) for record in manifest.stages],
        words={
            "files": _("Executed notebook and results"),
            "manifest": _("What was made of what, with every fingerprint:"),
        },
    )


@cache
def _template() -> Template:
    """The page's template; a run writes the page after each stage."""
    from jinja2 import Environment, FileSystemLoader  # a run with nothing to do spares it

    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    return environment.get_template("campaign.html.j2")


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


def _card(record: StageRecord, is_outdated: bool) -> dict[str, Any]:
    """What the index says of one stage."""
    page = f"{record.name}.html"
    return {
        "title": record.title,
        "status": str(record.status),
        "status_word": _(STATUS_WORDS[record.status]),
        "message": _message(record, is_outdated),
        "page": quote(page) if record.status is Status.DONE else None,
        "findings": [
            {**finding, "word": _(TONE_WORDS[Tone(finding["tone"])])}
            for finding in chosen_findings(record.findings)
        ],
        "files": [(name.split("/")[-1], quote(name)) for name in record.outputs if name != page],
    }


def chosen_findings(findings: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """The few findings that stand for a stage: the first result, then decisions, then the rest."""
    order = (Tone.DECIDE, Tone.RESULT, Tone.CAUTION)
    results = [finding for finding in findings if finding["tone"] == Tone.RESULT]
    rest = [finding for finding in findings if finding not in results[:1]]
    rest.sort(key=lambda finding: order.index(Tone(finding["tone"])))
    return [*results[:1], *rest][:SHOWN_FINDINGS]


def _message(record: StageRecord, is_outdated: bool) -> str:
    """Why a stage has no report, or why its report is not the last word."""
    match record.status:
        case Status.NO_DATA:
            return _("Needs: {tables}.").format(tables=", ".join(record.missing))
        case Status.FAILED:
            place = f"{record.place}: " if record.place else ""
            return place + record.reason
        case Status.UNFINISHED:
            return _("The last run was cut short before this stage was finished: run it again.")
        case _ if is_outdated:
            return _("Made from earlier data, parameters or code: run it again.")
        case _:
            return ""
