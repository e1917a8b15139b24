"""The brief: one sheet of A4 for a committee: what to decide, to know, and to be careful about."""

from __future__ import annotations

from datetime import date

from playbook.language import _, format_date, language, shorten
from playbook.report.index import key_figures, next_decisions, template
from playbook.report.manifest import Manifest, Status
from playbook.report.style import look
from playbook.show.findings import Tone

BRIEF = "brief.html"
KNOWN, CAUTIONS, LONGEST = 10, 4, 200
"""How many answers and cautions fit on the sheet, and how long each may be."""
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
    return template("brief.html.j2").render(
        language=language(),
        **look(manifest.brand, parameters["organisation"]),
        title=parameters["title"],
        organisation=parameters["organisation"],
        challenge=parameters["challenge"],
        as_of=format_date(date.fromisoformat(str(parameters["as_of"]))),
        figures=key_figures(manifest),
        parts=brief_parts(manifest),
        brief=_("Brief"),
    )


def brief_parts(manifest: Manifest) -> list[tuple[str, Tone, list[Line]]]:
    """What to decide, to know and to be careful about: headings, tones, and lines."""
    done = [record for record in manifest.stages if record.status is Status.DONE]
    decisions = next_decisions(manifest)
    said = {decision["text"] for decision in decisions}
    known = [record for record in done if record.answer and record.answer not in said]
    cautions = [
        (found[0], record.title)
        for record in reversed(done)
        if (found := [f["text"] for f in record.findings if f["tone"] == Tone.CAUTION])
    ]
    return [
        (
            _("Decide"),
            Tone.DECIDE,
            [(shorten(d["text"], LONGEST), d["whom"], d["stage"]) for d in decisions],
        ),
        (
            _("Know"),
            Tone.RESULT,
            [(shorten(record.answer, LONGEST), "", record.title) for record in known[:KNOWN]],
        ),
        (
            _("Beware"),
            Tone.CAUTION,
            [(shorten(text, LONGEST), "", title) for text, title in cautions[:CAUTIONS]],
        ),
    ]
