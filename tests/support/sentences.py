"""What findings say, as tests compare it."""

from __future__ import annotations

from collections.abc import Iterable

from playbook.show.findings import Finding, Tone


def said(finding: Finding | None) -> tuple[str, Tone]:
    """The words of one finding, and its tone."""
    assert finding is not None
    return finding.text, finding.tone


def texts(findings: Iterable[Finding | None]) -> list[str]:
    """The words of findings, those that say nothing left out."""
    return [finding.text for finding in findings if finding is not None]


def plain(words: str) -> str:
    """Words in which every space is an ordinary one."""
    return words.replace("\u00a0", " ").replace("\u202f", " ")
