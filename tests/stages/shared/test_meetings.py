"""The rhythm of committees."""

from __future__ import annotations

from datetime import date

import pytest
from support.typed_tables import typed

from playbook.show.findings import Tone
from playbook.stages.shared.meetings import meeting_rhythm, next_committee, say_meetings

AS_OF = date(2026, 9, 30)


def _rows(*rows: str):
    return typed("committees", *rows, columns="committee_id, kind, planned_on, held_on")


def _rhythm(*rows: str, months: tuple[int, int] = (3, 6), late_after: int = 14):
    return meeting_rhythm(_rows(*rows), "steering", AS_OF, months, late_after)


def test_each_committee_is_held_late_skipped_or_to_come() -> None:
    table = _rhythm(
        "C1, steering, 2026-01-05, 2026-01-19",
        "C2, steering, 2026-04-01, 2026-04-16",
        "C3, steering, 2026-07-01,",
        "C4, steering, 2026-09-30,",
        "C5, provider, 2026-05-01,",
    )
    assert list(table["meeting"]) == ["held", "late", "skipped", "planned"]
    assert list(table["days_late"].dropna()) == [14, 15]


def test_what_is_held_after_the_day_is_not_known_yet() -> None:
    table = _rhythm("C1, steering, 2026-09-01, 2026-10-02")
    assert list(table["meeting"]) == ["skipped"]
    assert table["held_on"].isna().all()


def test_the_next_committee_of_a_kind_decides_and_one_that_was_held_does_not() -> None:
    rows = _rows(
        "C1, steering, 2026-09-01,",
        "C2, steering, 2026-10-01, 2026-09-28",
        "C3, steering, 2026-12-01,",
        "C4, provider, 2026-10-02,",
    )
    assert next_committee(rows, "steering", AS_OF) == ("Steering committee", date(2026, 12, 1))
    assert next_committee(rows.head(2), "steering", AS_OF) == ("", None)


def test_intervals_are_counted_between_the_days_held() -> None:
    table = _rhythm(
        "C1, steering, 2025-01-01, 2025-01-01",
        "C2, steering, 2025-02-01, 2025-02-01",
        "C3, steering, 2025-05-01,",
        "C4, steering, 2025-08-20, 2025-08-20",
        "C5, steering, 2025-12-01, 2025-12-01",
        late_after=0,
    )
    assert list(table["rhythm"].fillna("none")) == ["none", "short", "none", "long", "within"]
    assert table["months_since"].iloc[1] == pytest.approx(31 / 30.4375)


def test_a_few_days_do_not_break_the_rhythm() -> None:
    rows = ("C1, steering, 2026-03-10, 2026-03-10", "C2, steering, 2026-06-12, 2026-06-12")
    assert _rhythm(*rows, months=(3, 3), late_after=2)["rhythm"].iloc[1] == "within"
    assert _rhythm(*rows, months=(3, 3), late_after=1)["rhythm"].iloc[1] == "long"


def test_a_rhythm_that_is_kept_is_said() -> None:
    table = _rhythm(
        "C1, steering, 2026-01-05, 2026-01-05",
        "C2, steering, 2026-06-05, 2026-06-05",
        "C3, steering, 2026-11-05,",
    )
    found = say_meetings(table, "steering", AS_OF, (3, 6))
    assert found.tone is Tone.RESULT
    assert found.text == (
        "Steering committees: 2 were held. They keep the rhythm of 3 to 6 months. The next is"
        " planned for 5 November 2026, in time for 5 December 2026."
    )


def test_a_committee_that_is_due_and_not_planned_is_to_decide() -> None:
    table = _rhythm("C1, steering, 2026-01-05, 2026-01-05", "C2, steering, 2026-05-05,")
    found = say_meetings(table, "steering", AS_OF, (3, 6))
    assert found.tone is Tone.DECIDE
    assert "1 was held and the one planned for 5 May 2026 was not." in found.text
    assert "The next was due by 5 July 2026, and none is planned." in found.text


def test_a_committee_planned_too_late_is_to_decide() -> None:
    table = _rhythm("C1, steering, 2026-06-05, 2026-06-05", "C2, steering, 2027-02-05,")
    found = say_meetings(table, "steering", AS_OF, (3, 6))
    assert found.tone is Tone.DECIDE
    assert "planned for 5 February 2027, after 5 December 2026 when it is due" in found.text


def test_no_committee_at_all_is_to_decide() -> None:
    table = _rhythm()
    assert table.empty
    found = say_meetings(table, "provider", AS_OF, (3, 3))
    assert found.text == "Committees with the provider: none is on record, held or planned."
    first = say_meetings(_rhythm("C1, steering, 2026-10-05,"), "steering", AS_OF, (3, 6))
    assert first.text.endswith("none has been held; the first is planned for 5 October 2026.")


def test_five_hundred_committees_are_read() -> None:
    rows = [f"C{n}, steering, {2000 + n // 12}-{n % 12 + 1:02d}-01, " for n in range(500)]
    assert len(_rhythm(*rows)) == 500


def test_a_committee_that_was_planned_and_not_held_is_on_record() -> None:
    rows = ("C1, steering, 2026-03-01,", "C2, steering, 2026-11-01,")
    found = say_meetings(_rhythm(rows[0]), "steering", AS_OF, (3, 6))
    assert found.text == "Steering committees: none has been held, though 1 was planned."
    found = say_meetings(_rhythm(*rows), "steering", AS_OF, (3, 6))
    assert found.text.endswith("though 1 was planned. The next is planned for 1 November 2026.")
