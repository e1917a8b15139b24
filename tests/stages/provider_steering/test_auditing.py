"""Which security audits are due."""

from __future__ import annotations

import pandas as pd
import pytest
from support.contracts import AGREED, AS_OF
from support.typed_tables import SOLUTIONS, typed

from playbook.show.findings import Finding, Tone
from playbook.stages.provider_steering import auditing


def _audits(*rows: str, months: int = 12):
    level = AGREED[AGREED["solution_id"] == "S1"]
    return auditing.audits_due(typed("audits", *rows), level, SOLUTIONS, AS_OF, months)


@pytest.mark.parametrize(
    ("rows", "issues"),
    [
        ((), "none"),
        (("A1, S1, 2026-10-01, Lab, yes, passed",), "none"),
        (("A1, S1, 2026-09-30, Lab, yes, passed",), None),
        (("A1, S1, 2025-09-30, Lab, yes, passed",), None),
        (("A1, S1, 2025-09-29, Lab, yes, passed",), "overdue"),
        (("A1, S1, 2026-09-01, Lab, yes,",), "result_missing"),
        (("A1, S1, 2026-09-01, Own, no, failed",), "failed;not_certified"),
        (("A1, S1, 2026-09-01, Own, no, passed",), "not_certified"),
        (("A1, S1, 2026-09-01, Own, , passed",), "certificate_missing"),
        (
            ("A1, S1, 2026-01-01, Lab, yes, reservations", "A2, S1, 2026-09-01, Lab, yes,"),
            "result_missing;reservations",
        ),
        (
            ("A1, S1, 2026-01-01, Lab, no, failed", "A2, S1, 2026-09-01, Lab, yes, passed"),
            None,
        ),
    ],
)
def test_what_an_audit_leaves_to_be_seen_to(rows: tuple[str, ...], issues: str | None) -> None:
    found = _audits(*rows)["issues"].iloc[0]
    assert found == issues or (issues is None and pd.isna(found))


def test_audits_to_see_to_come_first_then_by_name() -> None:
    levels = typed("service_levels", *[f"S{n}, high, 0.99, ," for n in (3, 4, 6, 5)])
    audits = typed(
        "audits", "A1, S3, 2026-09-01, Lab, yes, passed", "A2, S4, 2026-09-01, Lab, yes, passed"
    )
    table = auditing.audits_due(audits, levels, SOLUTIONS, AS_OF, 12)
    assert list(table["solution_id"]) == ["S5", "S6", "S3", "S4"]


def test_audits_are_said_in_words() -> None:
    assert auditing.say_audits(_audits("A1, S1, 2025-01-01, Own, no, failed"), 12) == Finding(
        "See to the security audits. Kelvio: audit failed, last result from a body that is not"
        " certified and due again.",
        Tone.DECIDE,
    )
    assert auditing.say_audits(_audits("A1, S1, 2026-01-15, Lab, yes, passed"), 12) == Finding(
        "Each solution that has a service level was audited by a certified body, passed, within 12"
        " months; the next audit is due by 15 January 2027."
    )
