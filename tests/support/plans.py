"""A small communication plan."""

from __future__ import annotations

from datetime import date

import pandas as pd
from support.frames import frame

from playbook.stages.communication_plan.progress import plan_actions

AS_OF = date(2026, 9, 30)
TARGET = "stakeholder_id label group headcount stakes"
ACTION = "communication_id stakeholder_id level message channel date owner status"


def targets(*rows: tuple[object, ...]) -> pd.DataFrame:
    return frame("stakeholders", TARGET, rows)


def action(number: object, who: str, day: str, status: str | None = "done", level: str = "hr",
           owner: str | None = "Ann") -> tuple[object, ...]:  # fmt: skip
    return (number, who, level, f"Message {number}", "E-mail", day, owner, status)


def planned(people: pd.DataFrame, *rows: tuple[object, ...]) -> pd.DataFrame:
    return plan_actions(frame("communications", ACTION, rows), people, AS_OF)


STAFF = targets(
    ("H", "HR", "hr", 10, "x"), ("M", "Leaders", "managers", 20, None),
    ("E", "Staff", "employees", 150, None), ("S", "Mail desk", "special_population", None, None),
)  # fmt: skip
ACTIONS = planned(
    STAFF,
    action("5", "H", "2026-12-01", "planned"),
    action("1", "H", "2026-01-05"),
    action("2", "E", "2026-01-10", level="operational"),
    action("3", "M", "2026-01-24", level="targeted"),
    action("4", "E", "2026-09-29", "planned", level="operational"),
    action("6", "S", "2026-10-02", "cancelled"),
)
