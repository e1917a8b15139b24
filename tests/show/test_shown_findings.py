"""Findings as they are shown."""

from __future__ import annotations

from datetime import date
from typing import Any

from playbook.language import speaking
from playbook.show.findings import Finding, Findings, Summary, Tone

MIXED = [
    Finding("A is first.", Tone.RESULT),
    Finding("Few voted.", Tone.CAUTION),
    Finding("Choose.", Tone.DECIDE),
    Finding("B is <b>second</b>.", Tone.RESULT),
]


def bundle(findings: Findings) -> dict[str, Any]:
    return findings._repr_mimebundle_()


def test_findings_keep_their_order_and_say_their_tone() -> None:
    assert bundle(Findings(MIXED))["text/plain"].splitlines() == [
        "Result: A is first.",
        "Caution: Few voted.",
        "To decide: Choose.",
        "Result: B is <b>second</b>.",
    ]


def test_a_summary_gives_the_answer_then_what_weighs_most() -> None:
    assert bundle(Summary(MIXED, answer=3))["text/plain"].splitlines() == [
        "B is <b>second</b>.",
        "To decide: Choose.",
        "Caution: Few voted.",
        "Result: A is first.",
    ]
    weighed = [*MIXED, Finding("Mind this.", weight=1)]
    assert bundle(Summary(weighed))["text/plain"].splitlines()[0] == "Result: Mind this."


def test_a_summary_says_six_findings_and_folds_the_others() -> None:
    shown = bundle(Summary([Finding(f"F{i}.") for i in range(8)], answer=0))
    first, _summary, folded = shown["text/html"].partition("<summary>More findings (1)</summary>")
    assert [f"F{i}." in first for i in range(8)] == [True] * 7 + [False]
    assert "F7." in folded
    assert "<details>" not in bundle(Summary(MIXED))["text/html"]


def test_a_finding_says_who_sees_to_it_and_by_when() -> None:
    both = Finding("Renew it.", Tone.DECIDE, who="Ann & Co", by=date(2026, 10, 13))
    assert bundle(Findings([both]))["text/plain"] == (
        "To decide: Renew it. (Ann & Co, 13 October 2026)"
    )
    assert "Ann &amp; Co, 13 October" in bundle(Findings([both]))["text/html"]
    assert Finding.of(both.record()) == both
    assert Finding("Renew it.").whom == ""


def test_words_that_findings_quote_are_escaped() -> None:
    for shown in (Findings(MIXED), Summary(MIXED)):
        assert "B is &lt;b&gt;second&lt;/b&gt;." in bundle(shown)["text/html"]
        assert "<b>" not in bundle(shown)["text/html"]


def test_tones_are_translated() -> None:
    with speaking("fr"):
        lines = bundle(Findings(MIXED))["text/plain"].splitlines()
    assert [line.partition(":")[0].strip() for line in lines] == [
        "Résultat",
        "Prudence",
        "À décider",
        "Résultat",
    ]
