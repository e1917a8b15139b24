"""Sessions before a panel, without a browser: what they are shown, what they send."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from playbook.content.booklet import open_booklet
from playbook.live.panels import make_panel
from playbook.live.rounds import prepare
from playbook.live.session import Session
from playbook.parameters.declared import Parameters
from playbook.sources.schema import schema

ROOT = Path(__file__).parents[2]
RATING = {"kind": "cell", "table": "ratings", "key": {"use_case_id": "U1"}, "number": 1}
TOKEN = "123456789012"


def parameters(**more: Any) -> Parameters:
    return Parameters(
        title="Test", language=more.pop("language", "en"), challenge="How?", data="data/x.db",
        as_of=date(2026, 9, 30), **more,
    )  # fmt: skip


def session(engine: Engine, stage: str, person: str | None = None, **more: Any) -> Session:
    settings = parameters(**more)
    panel = make_panel(stage, settings, open_booklet(ROOT, settings.language))
    prepare(engine, panel.name, panel.rounds)
    return Session(panel, engine, settings, person, "test")


def press(
    desk: Session, act: str, row: str = "", token: str = TOKEN, **given: Any
) -> dict[str, Any]:
    return desk.receive(
        {"kind": "act", "name": act, "row": row, "token": token, "given": given, "cell": act}
    )


def rate(who: Session, value: Any, **more: Any) -> dict[str, Any]:
    return who.receive({**RATING, "given": {"value": value}, "cell": "x", **more})


def rows(engine: Engine, table: str) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        return [
            dict(row) for row in connection.execute(sa.select(schema().tables[table])).mappings()
        ]


def blocks(view: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every block of a view, those inside others too."""
    waiting = list(view["blocks"])
    while waiting:
        block = waiting.pop(0)
        yield block
        waiting += block.get("blocks", [])


def fields(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {field["cell"]: field for block in blocks(view) for field in block.get("fields", [])}


def words(view: dict[str, Any]) -> str:
    return json.dumps(view["blocks"], ensure_ascii=False)


def results(view: dict[str, Any]) -> dict[str, list[str]]:
    tables = [block for block in blocks(view) if block["kind"] == "table"]
    return {row[0]: row[1:] for table in tables for row in table["rows"]}
