"""The brief: one sheet of A4 for a committee: what to decide, to know, and to be careful about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from playbook.language import _, format_date, language, shorten
from playbook.report.index import key_figures, next_decisions, template
from playbook.report.manifest import STEERING, Manifest, StageRecord, Status
from playbook.report.style import look
from playbook.show.findings import Finding, Tone

BRIEF = "brief.html"
DECISIONS, KNOWN, CAUTIONS, LONGEST = 8, 10, 3, 180
"""How many of each fit on the sheet, and how long each may be there."""
SENTENCES = re.compile(r"(?<=[.!?]) (?=[“«„0-9A-ZÀ-ÞŒ])")
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
        (heading, tone, [(_gist(text), whom, stage) for text, whom, stage in lines])
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

    What the stage on the whole campaign asks for comes first. A stage's answer that asks for
    something is to be decided; nothing is said twice.
    """
    done = [record for record in manifest.stages if record.status is Status.DONE]
    decisions = [*_asked_of_all(done), *next_decisions(manifest)]
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
            [
                *((d["text"], d["whom"], d["stage"]) for d in decisions),
                *(
                    (record.answer, asked[record.answer], record.title)
                    for record in answered
                    if record.answer in asked
                ),
            ][:DECISIONS],
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


def _asked_of_all(records: Sequence[StageRecord]) -> Iterator[dict[str, str]]:
    """What the stage on the whole campaign asks to decide."""
    for record in records:
        for found in record.findings:
            if record.name == STEERING and found["tone"] == Tone.DECIDE:
                whom = Finding.of(found).whom
                yield {"text": found["text"], "whom": whom, "stage": record.title}


def _gist(text: str) -> str:
    """A text in its room: of several sentences the first and the last, which says what to do;
    else those at the beginning that it has room for.
    """
    if len(text) <= LONGEST:
        return text
    sentences = SENTENCES.split(text)
    ends = f"{sentences[0]} … {sentences[-1]}"
    if len(sentences) > 2 and len(ends) <= LONGEST:
        return ends
    begins, _rest = headline(text, LONGEST - 2)
    return f"{begins} …" if len(begins) <= LONGEST - 2 else shorten(text, LONGEST)


def headline(text: str, most: int) -> tuple[str, str]:
    """Divide a text into as many whole sentences as so many letters hold, and the rest.

    The first sentence is there however long it is.
    """
    first, *others = SENTENCES.split(text)
    count = 0
    while count < len(others) and len(" ".join([first, *others[: count + 1]])) <= most:
        count += 1
    return " ".join([first, *others[:count]]), " ".join(others[count:])


def _cautions(record: StageRecord) -> list[str]:
    """What a stage says to be careful about."""
    return [finding["text"] for finding in record.findings if finding["tone"] == Tone.CAUTION]
