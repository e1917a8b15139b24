"""The brief: one sheet of A4 for a committee: what to decide, to know, and to be careful about."""

from __future__ import annotations

from datetime import date

from playbook.language import _, format_date, language, shorten
from playbook.report.index import key_figures, next_decisions, template
from playbook.report.manifest import Manifest, StageRecord, Status
from playbook.report.style import look
from playbook.show.findings import Finding, Tone

BRIEF = "brief.html"
KNOWN, CAUTIONS, LONGEST = 10, 3, 170
"""How many answers and cautions fit on the sheet, and how long each may be there."""
Line = tuple[str, str, str]
"""A sentence, who sees to it and by when, and the stage that says it."""


def brief_page(manifest: Manifest) -> str:
    """Write the brief, in the language being spoken.

    Parameters
    ----------
    manifest : Manifest
        What the reports folder holds; the brief says nothing that it does not.
    """
    parameters = manifest.parameters
    parts = [
        (heading, tone, [(shorten(text, LONGEST), whom, stage) for text, whom, stage in lines])
        for heading, tone, lines in brief_parts(manifest)
    ]
    return template("brief.html.j2").render(
        language=language(),
        **look(manifest.brand, parameters["organisation"]),
        title=parameters["title"],
        organisation=parameters["organisation"],
        challenge=parameters["challenge"],
        as_of=format_date(date.fromisoformat(str(parameters["as_of"]))),
        figures=key_figures(manifest),
        parts=parts,
        brief=_("Brief"),
    )


def brief_parts(manifest: Manifest) -> list[tuple[str, Tone, list[Line]]]:
    """What to decide, to know and to be careful about: headings, tones, and lines.

    A stage's answer that asks for something is to be decided; nothing is said twice.
    """
    done = [record for record in manifest.stages if record.status is Status.DONE]
    decisions = next_decisions(manifest)
    said = {decision["text"] for decision in decisions}
    answered = [record for record in done if record.answer and record.answer not in said]
    asked = {
        finding["text"]: Finding.of(finding).whom
        for record in done
        for finding in record.findings
        if finding["tone"] == Tone.DECIDE
    }
    known = [record for record in answered if record.answer not in asked][:KNOWN]
    told = {record.answer for record in known}
    cautions = [
        (found[0], record.title)
        for record in reversed(done)
        if (found := [text for text in _cautions(record) if text not in told])
    ]
    return [
        (
            _("Decide"),
            Tone.DECIDE,
            [(d["text"], d["whom"], d["stage"]) for d in decisions]
            + [
                (record.answer, asked[record.answer], record.title)
                for record in answered
                if record.answer in asked
            ],
        ),
        (
            _("Know"),
            Tone.RESULT,
            [(record.answer, "", record.title) for record in known],
        ),
        (
            _("Beware"),
            Tone.CAUTION,
            [(text, "", title) for text, title in cautions[:CAUTIONS]],
        ),
    ]


def _cautions(record: StageRecord) -> list[str]:
    """What a stage says to be careful about."""
    return [finding["text"] for finding in record.findings if finding["tone"] == Tone.CAUTION]
