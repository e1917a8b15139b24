"""Live panels in a browser, served as people get them: pointers, keys, screen readers, phones."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page, expect
from support.accessibility import faults, lost_when_widened
from support.browsers import wait_for
from support.live_room import wait_until
from support.panel_pages import Served, cell, database_of, make_kit, serve
from support.small_database import fill

from playbook.kit import Kit
from playbook.live.rounds import Round, open_round, prepare
from playbook.sources.schema import schema

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 800}, "has_touch": True, "color_scheme": "dark",
}  # fmt: skip
VOTE = Round("prioritisation", "", {}, anonymous=False)
U1_VALUE, U1_FEASIBILITY = "ratings/U1/value", "ratings/U1/feasibility"


def rows(kit: Kit, table: str) -> list[dict[str, Any]]:
    engine = database_of(kit)
    with engine.connect() as connection:
        found = connection.execute(sa.select(schema().tables[table])).mappings()
        return [dict(row) for row in found]


@pytest.fixture(scope="module")
def votes(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Served]:
    """The prioritisation panel of a named vote, in English."""
    kit = make_kit(tmp_path_factory.mktemp("votes"))
    fill(database_of(kit))
    served = serve(kit, "prioritisation", browser)
    yield served
    served.end()


def kit_of(served: Served) -> Kit:
    return Kit(Path(str(served.roster.access.engine.url.database)).parents[1])


def open_vote(served: Served) -> None:
    engine = served.roster.access.engine
    prepare(engine, "prioritisation", [VOTE])
    open_round(engine, VOTE.name, False, lambda _connection: False)


def expect_stored(page: Page, name: str, state: str = "stored") -> None:
    expect(cell(page, name)).to_have_attribute("data-state", state)


def test_a_vote_from_the_opening_to_the_report(votes: Served) -> None:
    desk = votes.page(viewport={"width": 1100, "height": 900})
    phone = votes.page("P1", **PHONE)
    expect(phone.get_by_text("This vote is not open yet.")).to_be_visible()
    desk.get_by_role("button", name="Open the vote").click()

    value = cell(phone, U1_VALUE)
    expect(value).to_be_visible()
    expect(value).to_have_attribute("data-state", "idle")
    expect(phone.get_by_text("This vote is named")).to_be_visible()
    assert phone.locator("input:checked").count() == 0
    assert rows(kit_of(votes), "ratings") == []

    value.locator("label").nth(3).tap()
    expect_stored(phone, U1_VALUE)
    expect(value.get_by_text("Stored ✓")).to_be_visible()
    expect(value).to_have_attribute("data-version", "1")
    (row,) = rows(kit_of(votes), "ratings")
    assert (row["participant_id"], row["value"], row["feasibility"]) == ("P1", 4.0, None)

    value.locator("label").nth(0).tap()
    expect(value).to_have_attribute("data-version", "2")
    assert rows(kit_of(votes), "ratings")[0]["value"] == 1.0
    value.get_by_role("button", name="No opinion").tap()
    expect(value).to_have_attribute("data-version", "3")
    assert rows(kit_of(votes), "ratings") == []
    value.locator("label").nth(1).tap()
    expect(value).to_have_attribute("data-version", "4")

    phone.reload()
    expect_stored(phone, U1_VALUE)
    expect(cell(phone, U1_VALUE).get_by_role("radio", name="2")).to_be_checked()
    expect(cell(phone, U1_FEASIBILITY)).to_have_attribute("data-state", "idle")
    assert lost_when_widened(phone) + faults(phone) == []

    expect(desk.get_by_role("row", name="Name P1 1")).to_be_visible()
    assert lost_when_widened(desk) + faults(desk) == []
    desk.get_by_role("button", name="Close the vote").click()
    desk.get_by_role("button", name="Close the vote").click()
    expect(phone.get_by_text("This vote is closed")).to_be_visible()
    expect(cell(phone, U1_VALUE).get_by_role("radio", name="5")).to_be_disabled()
    expect(desk.get_by_role("row", name="Drafts 2 (2.00)")).to_be_visible()
    expect(desk.get_by_text("playbook run small")).to_be_visible()

    for _sure in range(2):
        desk.get_by_role("button", name="Vote again after the talk").click()
    expect(phone.get_by_text("Second round")).to_be_visible()
    expect(phone.get_by_text("Value, first round: you 2; all 2.")).to_be_visible()
    late = votes.page("P6", **PHONE)
    expect(late.get_by_text("You are here as Name P6.")).to_be_visible()
    expect(late.get_by_text("0 of 2 done")).to_be_visible()
    for who, place in ((phone, 4), (late, 3)):
        cell(who, U1_VALUE).locator("label").nth(place).tap()
        expect(cell(who, U1_VALUE)).to_have_attribute("data-state", "stored")
    expect(desk.get_by_role("row", name="Name P6 1")).to_be_visible()
    for _sure in range(2):
        desk.get_by_role("button", name="Close the vote").click()
    moved = desk.get_by_text("Changed since the first round: 1 vote, of 1 person.")
    expect(moved).to_be_visible()
    assert [row["value"] for row in rows(kit_of(votes), "first_ratings")] == [2.0]
    desk.get_by_role("button", name="Open again").click()
    desk.get_by_role("button", name="Open again").click()
    expect(desk.get_by_role("button", name="Close the vote")).to_be_visible()

    run = [sys.executable, "-m", "playbook.cli", "run", "small", "--stage", "prioritisation"]
    subprocess.run(run, cwd=kit_of(votes).root, check=True, capture_output=True)
    result = kit_of(votes).root / "reports/small/results"
    assert any("Drafts" in path.read_text("utf-8") for path in result.glob("prioritisation*.csv"))
    movers = (result / "prioritisation_second_round_movers.csv").read_text("utf-8").splitlines()
    assert [line.split(",")[1:] for line in movers[1:]] == [["1", "1"]]
    assert votes.errors == []
    for page in (desk, phone, late):
        page.context.close()


def test_a_vote_without_a_mouse(votes: Served) -> None:
    open_vote(votes)
    page = votes.page("P2", viewport={"width": 900, "height": 800})
    value = cell(page, U1_VALUE)
    expect(value).to_be_visible()
    first = value.get_by_role("radio", name="1, low")
    for _stop in range(40):
        page.keyboard.press("Tab")
        if first.evaluate("node => node === document.activeElement"):
            break
    expect(first).to_be_focused()
    page.keyboard.press("Space")
    expect(value).to_have_attribute("data-version", "1")
    for _step in range(3):
        page.keyboard.press("ArrowRight")
    expect(value).to_have_attribute("data-version", "2")
    mine = [row for row in rows(kit_of(votes), "ratings") if row["participant_id"] == "P2"]
    assert [row["value"] for row in mine] == [4.0]
    page.emulate_media(forced_colors="active")
    grounds = "nodes => nodes.map(node => getComputedStyle(node).backgroundColor)"
    *others, chosen, high = value.locator(".pb-step span").evaluate_all(grounds)
    assert chosen not in {*others, high}
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(value).to_have_attribute("data-version", "3")
    assert not [row for row in rows(kit_of(votes), "ratings") if row["participant_id"] == "P2"]
    page.context.close()


def test_who_hears_the_page_is_told_all_of_it(votes: Served) -> None:
    open_vote(votes)
    page = votes.page("P3", viewport={"width": 900, "height": 800})
    group = page.get_by_role("group", name="Drafts: Value")
    expect(group).to_be_visible()
    expect(group.get_by_role("radio")).to_have_count(5)
    expect(group.get_by_role("radio", name="1, low")).to_be_visible()
    said = page.get_by_role("status").last
    group.get_by_role("radio", name="3", exact=True).check(force=True)
    expect(said).to_have_text("Drafts, Value: Stored ✓")
    page.context.close()


def test_a_page_is_as_high_as_its_content(votes: Served) -> None:
    open_vote(votes)
    page = votes.page("P4", viewport={"width": 390, "height": 500})
    expect(cell(page, U1_VALUE)).to_be_visible()
    page.mouse.move(200, 250)
    page.mouse.wheel(0, 400)
    wait_for(page, "scrollY > 100")
    page.context.close()


def test_a_panel_asks_nobody_else_for_anything(votes: Served) -> None:
    hosts = {
        urlsplit(url).netloc for url in votes.requests if not url.startswith(("data:", "blob:"))
    }
    assert hosts == {f"localhost:{votes.roster.address.port}"}


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Served]:
    """The culture workshop's panel, in French."""
    kit = make_kit(tmp_path_factory.mktemp("board"), language="fr")
    fill(database_of(kit))
    served = serve(kit, "culture_workshop", browser)
    yield served
    served.end()


def place_of(served: Served, task: str) -> tuple[float, float]:
    (row,) = [row for row in rows(kit_of(served), "tasks") if row["task_id"] == task]
    return row["repetitiveness"], row["added_value"]


def test_tasks_are_placed_by_pointer_by_keys_and_by_numbers_in_french(board: Served) -> None:
    desk = board.page(viewport={"width": 1000, "height": 1800})
    expect(desk.locator("html")).to_have_attribute("lang", "fr")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Où sont les tâches")
    desk.get_by_role("button", name="Ouvrir le vote").click()
    expect(desk.get_by_role("button", name="Clore le vote")).to_be_visible()

    waiting = desk.get_by_role("button", name="3. Type notes. Pas encore placées")
    area = desk.locator(".pb-board").bounding_box()
    chip = waiting.bounding_box()
    assert area
    assert chip
    desk.mouse.move(chip["x"] + chip["width"] / 2, chip["y"] + chip["height"] / 2)
    desk.mouse.down()
    desk.mouse.move(area["x"] + area["width"] * 0.77, area["y"] + area["height"] * 0.5, steps=5)
    desk.mouse.up()
    expect_stored(desk, "tasks/T3")
    assert place_of(board, "T3") == pytest.approx((0.8, 0.5), abs=0.02)

    first = cell(desk, "tasks/T1")
    expect(first).to_have_attribute(
        "aria-label", "1. Sort mail. Répétitivité 0,9, Valeur ajoutée 0,2"
    )
    first.focus()
    for key in ("ArrowLeft", "ArrowUp", "Shift+ArrowUp"):
        desk.keyboard.press(key)
    assert wait_until(lambda: place_of(board, "T1") == (0.85, 0.26), 60)

    desk.get_by_text("Les tâches et leurs places en nombres").click()
    place = "tasks/T2/repetitiveness"
    number = cell(desk, place).get_by_role("textbox")
    expect(number).to_have_value("0,1")
    number.fill("0,75")
    expect(cell(desk, "tasks/T2/repetitiveness")).to_have_attribute("data-version", "1")
    assert place_of(board, "T2") == (0.75, 0.9)
    number.fill("2")
    expect_stored(desk, place, "refused")
    refusal = "non enregistré\u00a0: Répétitivité\u00a0: il faut un nombre"
    expect(cell(desk, place)).to_contain_text(refusal)
    assert place_of(board, "T2") == (0.75, 0.9)

    phone = board.page("P1", **PHONE)
    dot = phone.get_by_role("button", name="Meet members: Automatisable")
    expect(dot).to_have_attribute("aria-pressed", "false")
    dot.tap()
    expect(dot).to_have_attribute("aria-pressed", "true")
    expect_stored(phone, "task_dots/T2/automatable/reason")
    assert [row["task_id"] for row in rows(kit_of(board), "task_dots")] == ["T2"]
    assert lost_when_widened(phone) + faults(phone) == []
    # Tasks that lie close together are small targets; their numbers in the list do the same.
    assert lost_when_widened(desk) + faults(desk, but="target-size") == []
    assert board.errors == []
    for page in (desk, phone):
        page.context.close()
