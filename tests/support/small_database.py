"""A small campaign in a database, for live votes."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from playbook.sources.connection import writing
from playbook.sources.schema import schema
from playbook.sources.schema_version import create_schema

PEOPLE = [f"P{number}" for number in range(1, 8)]
ROWS: dict[str, list[dict[str, object]]] = {
    "participants": [{"participant_id": person, "name": f"Name {person}"} for person in PEOPLE],
    "ideas": [
        {"idea_id": f"N{number}", "participant_id": "P1", "text": f"Idea {number}",
         "round": "first_reflection"}
        for number in range(1, 5)
    ],
    "use_cases": [
        {"use_case_id": "U1", "title": "Drafts"}, {"use_case_id": "U2", "title": "Sorting"},
    ],
    "solutions": [{"solution_id": "S1", "name": "One"}, {"solution_id": "S2", "name": "Two"}],
    "criteria": [
        {"criterion_id": "C1", "section": "technical", "label": "Fits", "weight": 2.0},
        {"criterion_id": "C2", "section": "project", "label": "In time", "weight": 1.0},
    ],
    "tasks": [
        {"task_id": "T1", "job": "Handler", "question": "typical_week", "text": "Sort mail",
         "repetitiveness": 0.9, "added_value": 0.2},
        {"task_id": "T2", "job": "Handler", "question": "time_savings", "text": "Meet members",
         "repetitiveness": 0.1, "added_value": 0.9},
        {"task_id": "T3", "job": "Handler", "question": "time_savings", "text": "Type notes",
         "repetitiveness": None, "added_value": None},
    ],
    "run_checklist": [
        {"item_id": "R1", "area": "steer", "label": "Dashboard", "status": "todo"}
    ],
}  # fmt: skip


def fill(engine: Engine) -> None:
    create_schema(engine)
    with writing(engine) as connection:
        for name, rows in ROWS.items():
            connection.execute(sa.insert(schema().tables[name]), rows)
