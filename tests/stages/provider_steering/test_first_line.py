"""Who answers first."""

from __future__ import annotations

from support.contracts import AGREED
from support.typed_tables import SOLUTIONS, typed

from playbook.show.findings import Finding, Tone
from playbook.stages.provider_steering import first_line


def test_level_1_support_needs_an_owner_and_hours() -> None:
    table = first_line.level1_support(AGREED, SOLUTIONS)
    assert list(table["solution"]) == ["Voxa", "Kelvio"]
    assert first_line.say_level1(table) == Finding(
        "Agree on who answers first, and when, for Voxa.", Tone.DECIDE
    )
    levels = typed(
        "service_levels", *[f"S{n}, low, 0.9, company, always" for n in (1, 2)],
        "S3, low, 0.9, provider, always",
    )  # fmt: skip
    assert first_line.say_level1(first_line.level1_support(levels, SOLUTIONS)) == Finding(
        "Level 1 support is agreed for each of the 3 solutions that have a service level: the"
        " company gives it for 2, the provider for 1."
    )
