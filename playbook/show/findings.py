"""Sentences computed from the data, and how they are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from typing import Any

from playbook.language import N_, _


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
    """

    text: str
    tone: Tone = Tone.RESULT


SUMMARY_MARK = '<div class="summary">'
GROUP_WORDS = {
    Tone.RESULT: N_("What the data say"),
    Tone.DECIDE: N_("What to decide"),
    Tone.CAUTION: N_("What to be careful about"),
}


class Findings:
    """A list of findings; a notebook displays it as the value of a cell."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)

    def _html(self) -> str:
        items = "".join(
            f'<li class="{finding.tone}"><strong class="tone">{escape(_(TONE_WORDS[finding.tone]))}'
            f"</strong> {escape(finding.text)}</li>"
            for finding in self.findings
        )
        return f'<ul class="findings">{items}</ul>'

    def _plain(self) -> str:
        return "\n".join(
            f"{_(TONE_WORDS[finding.tone])}: {finding.text}" for finding in self.findings
        )

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, str]:
        return {"text/html": self._html(), "text/plain": self._plain()}


class Summary(Findings):
    """All findings of a stage, those of one tone together: results, decisions, cautions.

    A report finds it by its mark, and puts it on top.
    """

    def _html(self) -> str:
        groups = "".join(
            f'<div class="group {tone}"><h3>{escape(_(GROUP_WORDS[tone]))}</h3><ul>'
            + "".join(f"<li>{escape(finding.text)}</li>" for finding in chosen)
            + "</ul></div>"
            for tone, chosen in self._groups()
        )
        return f"{SUMMARY_MARK}<h2>{escape(_('In short'))}</h2>{groups}</div>"

    def _plain(self) -> str:
        return "\n".join(
            "\n".join([_(GROUP_WORDS[tone]), *(f"- {finding.text}" for finding in chosen)])
            for tone, chosen in self._groups()
        )

    def _groups(self) -> list[tuple[Tone, list[Finding]]]:
        """The findings of each tone that has any."""
        groups = [(tone, [f for f in self.findings if f.tone is tone]) for tone in GROUP_WORDS]
        return [(tone, chosen) for tone, chosen in groups if chosen]
