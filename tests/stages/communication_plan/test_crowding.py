"""Whether a target hears too much at once."""

from __future__ import annotations

from support.plans import action, planned, targets

from playbook.show.findings import Finding, Tone
from playbook.stages.communication_plan import crowding


def test_load_counts_a_month_for_each_target() -> None:
    people = targets(("A", "Ann", "hr", 1, None), ("B", "Ben", "hr", 1, None))
    days = ["2026-01-01", "2026-01-31", "2026-02-01", "2026-03-02", "2026-03-03"]
    rows = [action(i, "A", day) for i, day in enumerate(days)]
    actions = planned(
        people, *rows, action(9, "B", "2026-05-05"), action(8, "B", "2026-05-06", "cancelled")
    )
    table = crowding.load(actions, 1)
    assert table["target"].tolist() == ["Ann", "Ben"]
    assert table["actions"].tolist() == [5, 1]
    assert table["most"].tolist() == [2, 1]
    assert table["month"].tolist() == ["January 2026", "May 2026"]
    assert table["crowded"].tolist() == [2, 0]
    assert crowding.say_load(table, 1) == Finding(
        "Too much at once, more than 1 action in a month: “Ann” (2 in January 2026). Spread them.",
        Tone.DECIDE,
    )
    once = crowding.load(actions.head(2), 1)
    assert once["crowded"].tolist() == [1]
    assert crowding.say_load(once, 1).tone is Tone.DECIDE
    calm = crowding.say_load(crowding.load(actions, 2), 2)
    assert calm.text == "No target gets more than 2 actions in any month (limit: 2)."
