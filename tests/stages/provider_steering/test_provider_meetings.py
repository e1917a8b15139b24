"""Whether the providers are met."""

from __future__ import annotations

from support.contracts import AGREED
from support.typed_tables import SOLUTIONS, typed

from playbook.show.findings import Finding, Tone
from playbook.stages.provider_steering import first_line, provider_meetings


def test_several_providers_make_the_committees_ambiguous() -> None:
    support = first_line.level1_support(AGREED, SOLUTIONS)
    committees = typed(
        "committees", "C1, provider, 2026-03-01,", columns="committee_id, kind, planned_on, held_on"
    )
    assert provider_meetings.say_whose(committees, support) == Finding(
        "The table of committees does not say which of the 2 providers was met: one who is never"
        " met does not show.",
        Tone.CAUTION,
    )
    assert provider_meetings.say_whose(committees, support.head(1)) is None
    assert provider_meetings.say_whose(committees.head(0), support) is None
