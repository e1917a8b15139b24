"""What went to level 2 support, and what waits there."""

from __future__ import annotations

from datetime import date

from support.frames import frame

from playbook.stages.provider_steering.second_line import say_level2

REQUESTS = frame(
    "requests",
    "request_id solution_id opened_on closed_on kind level",
    [
        ("R1", "S", "2026-01-01", "2026-01-02", "support", "1"),
        ("R2", "S", "2026-01-01", "2026-03-02", "incident", "2"),
        ("R3", "S", "2026-01-01", "2026-01-05", "incident", "2"),
        ("R4", "S", "2026-01-01", None, "incident", None),
    ],
)


def test_what_waits_at_level_2_goes_to_the_committee() -> None:
    said = say_level2(REQUESTS, date(2026, 2, 1))
    assert said is not None
    assert said.text == (
        "Of 3 requests whose support level is noted, 2 went to level 2; 1 waits there: bring it to"
        " the committee."
    )
    later = say_level2(REQUESTS, date(2026, 4, 1))
    assert later is not None
    assert later.text.endswith("none waits there.")


def test_without_a_level_nothing_is_said() -> None:
    assert say_level2(REQUESTS[3:], date(2026, 2, 1)) is None
    assert say_level2(REQUESTS, date(2025, 1, 1)) is None
