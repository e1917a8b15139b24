"""Where each action of the plan stands, what is late and what comes next."""

from __future__ import annotations

from datetime import date

import pytest
from support.plans import ACTIONS, STAFF, action, planned, targets
from support.sentences import texts

from playbook.show.findings import Finding, Tone
from playbook.stages.communication_plan import progress, stakes


@pytest.mark.parametrize(
    ("day", "status", "state"),
    [
        ("2026-09-29", "planned", "overdue"), ("2026-09-30", "planned", "to_come"),
        ("2026-10-01", "planned", "to_come"), ("2026-09-29", None, "unsaid"),
        ("2026-09-30", None, "to_come"), ("2026-09-30", "done", "done"),
        ("2026-10-01", "done", "early"), ("2020-01-01", "cancelled", "cancelled"),
        ("2027-01-01", "cancelled", "cancelled"),
    ],
)  # fmt: skip
def test_where_an_action_stands(day: str, status: str | None, state: str) -> None:
    assert planned(STAFF, action("1", "H", day, status))["state"].tolist() == [state]


def test_actions_come_in_the_order_of_their_dates() -> None:
    assert ACTIONS["communication_id"].tolist() == ["1", "2", "3", "4", "6", "5"]
    assert ACTIONS["target"].tolist()[:3] == ["HR", "Staff", "Leaders"]


def test_silence_is_said_except_where_something_is_late() -> None:
    said = progress.say_silence(stakes.target_table(STAFF, ACTIONS))
    assert said.text == "Nothing more is planned for “Leaders”."
    assert progress.say_silence(stakes.target_table(STAFF.head(1), ACTIONS)) is None


def test_overdue_actions_and_contradictions_are_said() -> None:
    first, *rest = progress.say_overdue(ACTIONS)
    assert first.text == (
        "1 planned action is overdue: “Message 4”, for “Staff”, planned on 29 September 2026."
        " Carry it out, or set a new date."
    )
    assert rest == []
    long = targets(("L", "T" * 41, "hr", 1, None))
    late = planned(long, *[action(n, "L", "2026-01-01", "planned") for n in range(3)])
    cut = f"for “{'T' * 39}…”, planned on 1 January 2026"
    assert progress.say_overdue(late)[0] == Finding(
        f"3 planned actions are overdue: “Message 0”, {cut}, “Message 1”, {cut} and 1 more."
        " Carry it out, or set a new date.",
        Tone.DECIDE,
        who="Ann",
        by=date(2026, 1, 1),
    )
    doubtful = planned(STAFF, action(1, "H", "2026-01-01", None), action(2, "H", "2027-01-01"))
    assert progress.say_overdue(doubtful) == [
        Finding("No planned action is overdue."),
        Finding("1 action of the past does not say whether it was done.", Tone.CAUTION),
        Finding("1 action is marked as done and dated after the day of this report.", Tone.CAUTION),
    ]


def test_the_next_action_and_those_that_nobody_owns() -> None:
    said = progress.say_coming(ACTIONS)
    assert texts(said) == [
        "1 action to come; the next is “Message 5”, for “HR”, on 1 December 2026 (Ann)."
    ]
    lonely = planned(STAFF, action(1, "H", "2027-01-01", "planned", owner=None))
    assert progress.say_coming(lonely)[1] == Finding(
        "1 action to come has no owner: name one.", Tone.DECIDE
    )
    past = planned(STAFF, action(1, "H", "2026-01-01"))
    assert progress.say_coming(past) == [
        Finding("Nothing is planned after the day of this report: plan more.", Tone.DECIDE)
    ]


def test_what_comes_on_the_same_day_as_the_next_action_is_counted() -> None:
    days = ["2026-10-01", "2026-10-01", "2026-11-01"]
    actions = planned(STAFF, *[action(i, "H", day, "planned") for i, day in enumerate(days)])
    assert progress.say_coming(actions)[0].text.endswith(" (Ann). 1 other is on the same day.")
    assert progress.say_coming(actions.tail(1))[0].text.endswith("on 1 November 2026 (Ann).")
