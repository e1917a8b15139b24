"""The whole plan, level by level."""

from __future__ import annotations

from datetime import date

from support.frames import frame

from playbook.stages.communication_plan.plan import plan_by_level, say_plan
from playbook.stages.communication_plan.progress import plan_actions

TARGETS = frame("stakeholders", "stakeholder_id label group", [("T", "Team", "employees")])
ACTIONS = frame(
    "communications",
    "communication_id stakeholder_id level message channel date status",
    [
        ("C1", "T", "social", "Later", "Council", "2026-03-01", "planned"),
        ("C2", "T", "institutional", "Second", "Intranet", "2026-02-01", "planned"),
        ("C3", "T", "institutional", "First", "Meeting", "2026-01-01", "cancelled"),
    ],
)


def test_every_action_stands_in_the_order_of_levels_then_of_dates() -> None:
    table = plan_by_level(plan_actions(ACTIONS, TARGETS, date(2026, 1, 15)))
    assert list(table["communication_id"]) == ["C3", "C2", "C1"]
    assert list(table["target"]) == ["Team"] * 3
    said = say_plan(table)
    assert said is not None
    assert said.text == "The plan has 2 actions. Institutional: 1 and Social: 1."


def test_without_a_plan_nothing_is_said() -> None:
    table = plan_by_level(plan_actions(ACTIONS[:0], TARGETS, date(2026, 1, 15)))
    assert table.empty
    assert say_plan(table) is None
