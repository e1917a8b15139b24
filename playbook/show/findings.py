"""Sentences computed from the data, and how they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from html import escape
from typing import Any

from playbook.language import N_, _, format_date
from playbook.show.in_notebooks import LIST, SUMMARY, callout


class Tone(StrEnum):
    """What a finding asks of its reader."""

    RESULT = "result"
    CAUTION = "caution"
    DECIDE = "decide"


TONE_WORDS = {
    Tone.RESULT: N_("Result"),
    Tone.CAUTION: N_("Caution"),
    Tone.DECIDE: N_("To decide"),
}


@dataclass(frozen=True)
class Finding:
    """One sentence that the data support, in the language being spoken.

    Attributes
    ----------
    text : str
        The sentence. It may quote participants' words: it is escaped where it is shown.
    tone : Tone
        Whether it is a result, a caution about one, or something to decide.
    who : str
        Who sees to it, where the data know.
    by : date, optional
        The day by which it is to be seen to, where the data know.
    late : bool
        Whether that day is over.
    fact : str
        What is left to say once the campaign has gone on and nothing is to be decided any more.
    weight : int
        How much it weighs for who reads only the top of the page: more comes first.
    """

    text: str
    tone: Tone = Tone.RESULT
    who: str = ""
    by: date | None = None
    weight: int = 0
    late: bool = False
    fact: str = ""

    @property
    def whom(self) -> str:
        """Who sees to it and by when, as far as either is known."""
        if self.by is None:
            return self.who
        text = _("overdue since {day}") if self.late else "{day}" if self.who else _("due on {day}")
        day = text.format(day=format_date(self.by))
        return f"{self.who}, {day}" if self.who else day

    def record(self) -> dict[str, str]:
        """What a run keeps of it: text and tone, who and by when where they are known."""
        by = self.by.isoformat() if self.by else ""
        known = {"who": self.who, "by": by, "late": "yes" if self.late else ""}
        kept = {name: value for name, value in known.items() if value}
        return {"text": self.text, "tone": str(self.tone), **kept}

    @classmethod
    def of(cls, record: Mapping[str, str]) -> Finding:
        """The finding that a record was kept of."""
        by = date.fromisoformat(record["by"]) if record.get("by") else None
        tone, late = Tone(record["tone"]), bool(record.get("late"))
        return cls(record["text"], tone, record.get("who", ""), by, late=late)


FINDINGS = "application/vnd.playbook.findings+json"
"""The type under which a page finds what was said, and in which order it weighs."""
SHOWN_FIRST = 6
WEIGHED = (Tone.DECIDE, Tone.CAUTION, Tone.RESULT)


class Findings:
    """A list of findings; a notebook displays it as the value of a cell."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)

    def _html(self) -> str:
        return _listed(self.findings)

    def _plain(self) -> str:
        return "\n".join(map(_line, self.findings))

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, Any]:
        said = [finding.record() for finding in self.findings]
        return {
            "text/html": self._html(),
            "text/plain": self._plain(),
            FINDINGS: {"said": said},
        }


class Summary(Findings):
    """All findings of a stage: its answer, then the few that weigh most, then the others.

    Parameters
    ----------
    findings : iterable of Finding
        In the order in which they were said.
    answer : int, optional
        The place of the one that answers the page's question.
    """

    def __init__(self, findings: Iterable[Finding], answer: int | None = None) -> None:
        super().__init__(findings)
        self.answer = answer
        order = sorted(range(len(self.findings)), key=self._weighs)
        self.order = [place for place in order if place != answer]

    def _weighs(self, place: int) -> tuple[int, int]:
        """What sorts a finding: its weight, then its tone; those alike stay as they were said."""
        finding = self.findings[place]
        return -finding.weight, WEIGHED.index(finding.tone)

    def records(self) -> list[dict[str, str]]:
        """What a run keeps: the answer, marked as such, then the others as they weigh."""
        first, more = self._parts()
        answer = (
            []
            if self.answer is None
            else [{**self.findings[self.answer].record(), "answer": "yes"}]
        )
        return [*answer, *(finding.record() for finding in (*first, *more))]

    def _html(self) -> str:
        answer = "" if self.answer is None else escape(self.findings[self.answer].text)
        first, more = self._parts()
        more_title = escape(more_findings(len(more)))
        folded = f"<details><summary>{more_title}</summary>{_listed(more)}</details>"
        return (
            f'<div class="summary"{SUMMARY}><h2>{escape(_("In short"))}</h2>'
            + (f'<p class="answer"><strong>{answer}</strong></p>' if answer else "")
            + _listed(first)
            + (folded if more else "")
            + "</div>"
        )

    def _plain(self) -> str:
        first, more = self._parts()
        answer = [] if self.answer is None else [self.findings[self.answer].text]
        rest = [more_findings(len(more)), *map(_line, more)] if more else []
        return "\n".join([*answer, *map(_line, first), *rest])

    def _parts(self) -> tuple[list[Finding], list[Finding]]:
        """The few findings that weigh most, and the others."""
        ordered = [self.findings[place] for place in self.order]
        return ordered[:SHOWN_FIRST], ordered[SHOWN_FIRST:]

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, Any]:
        shown = {"text/html": self._html(), "text/plain": self._plain()}
        return {**shown, FINDINGS: {"summary": self.records()}}


NOTHING_DRAWN = N_("There is nothing to draw yet.")
"""What a notebook says where a figure would stand; a page leaves it out."""


def more_findings(count: int) -> str:
    """What the list of the findings that weigh less is called."""
    return _("More findings ({count})").format(count=count)


def _listed(findings: Sequence[Finding]) -> str:
    """A list of findings, as HTML."""
    items = "".join(map(_item, findings))
    return f'<ul class="findings"{LIST}>{items}</ul>' if findings else ""


def _item(finding: Finding) -> str:
    """One finding of a list, as HTML."""
    whom = f' <span class="whom">{escape(finding.whom)}</span>' if finding.whom else ""
    tone = f'<strong class="tone">{escape(_(TONE_WORDS[finding.tone]))}</strong>'
    look = callout(finding.tone)
    return f'<li class="{finding.tone}"{look}>{tone} {escape(finding.text)}{whom}</li>'


def _line(finding: Finding) -> str:
    """One finding as text."""
    whom = f" ({finding.whom})" if finding.whom else ""
    return f"{_(TONE_WORDS[finding.tone])}: {finding.text}{whom}"
