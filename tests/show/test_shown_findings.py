"""Findings as they are shown."""

from __future__ import annotations

from playbook.language import speaking
from playbook.show.findings import Finding, Findings, Summary, Tone

MIXED = [
    Finding("A is first.", Tone.RESULT),
    Finding("Few voted.", Tone.CAUTION),
    Finding("Choose.", Tone.DECIDE),
    Finding("B is <b>second</b>.", Tone.RESULT),
]


def bundle(findings: Findings) -> dict[str, str]:
    return findings._repr_mimebundle_()


def test_findings_keep_their_order_and_say_their_tone() -> None:
    assert bundle(Findings(MIXED))["text/plain"].splitlines() == [
        "Result: A is first.",
        "Caution: Few voted.",
        "To decide: Choose.",
        "Result: B is <b>second</b>.",
    ]


def test_a_summary_puts_results_then_decisions_then_cautions() -> None:
    assert bundle(Summary(MIXED))["text/plain"].splitlines() == [
        "What the data say",
        "- A is first.",
        "- B is <b>second</b>.",
        "What to decide",
        "- Choose.",
        "What to be careful about",
        "- Few voted.",
    ]


def test_a_summary_has_a_heading_for_each_tone_that_is_there() -> None:
    headings = [bundle(Summary(MIXED[:count]))["text/html"].count("<h3>") for count in range(5)]
    assert headings == [0, 1, 2, 3, 3]


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
