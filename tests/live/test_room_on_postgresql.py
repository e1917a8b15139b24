"""A room whose votes are stored in PostgreSQL, also when the server drops its connections."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from playwright.sync_api import Browser, Page, expect
from support.panel_pages import cell, make_kit, serve

from playbook.sources.connection import open_database, writing
from playbook.sources.schema import schema
from playbook.sources.schema_version import create_schema

PATIENCE = 60_000
DROPPED = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def vote(page: Page, criterion: str, value: int) -> None:
    box = cell(page, f"ratings/U1/{criterion}")
    box.locator("label").nth(value - 1).click()
    expect(box).to_have_attribute("data-state", "stored", timeout=PATIENCE)


def test_votes_are_stored_before_and_after_connections_are_dropped(
    tmp_path: Path, postgres_url: str, browser: Browser
) -> None:
    kit = make_kit(tmp_path)
    parameters = kit.parameters_of("small")
    parameters.write_text(parameters.read_text().replace("data/small.db", postgres_url))
    engine = open_database(postgres_url, kit.root)
    create_schema(engine)
    with writing(engine) as connection:
        connection.execute(sa.insert(schema().tables["participants"]), {"participant_id": "P1"})
        case = {"use_case_id": "U1", "title": "Sorting"}
        connection.execute(sa.insert(schema().tables["use_cases"]), case)
    room = serve(kit, "prioritisation", browser)
    try:
        desk, phone = room.page(), room.page("P1", viewport={"width": 390, "height": 844})
        desk.get_by_role("button", name="Open the vote").click()
        vote(phone, "value", 4)
        with engine.connect() as connection:
            assert len(connection.exec_driver_sql(DROPPED).all()) >= 1
        vote(phone, "feasibility", 2)
    finally:
        room.end()
    ratings = schema().tables["ratings"]
    with engine.connect() as connection:
        rows = connection.execute(sa.select(ratings.c.value, ratings.c.feasibility)).all()
    engine.dispose()
    assert rows == [(4, 2)]
