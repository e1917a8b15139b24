"""A whole prioritisation in a room: a screen, six phones, a crash, a late-comer, two rounds."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator

import psutil
import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Locator, Page, expect
from support.accessibility import faults
from support.panel_pages import Served, cell, database_of, make_kit, serve

from playbook.kit import Kit
from playbook.live.course import read_course
from playbook.sources.connection import writing
from playbook.sources.schema import schema
from playbook.sources.schema_version import create_schema

PATIENCE = 60_000
RUNS = "<img src=x onerror=window.hit=1>"
PEOPLE = {f"person-{n}-of-the-room": f"Ada Secretname {n} {RUNS}" for n in range(1, 7)}
CASES = {"U1": f"Drafts </style><script>window.hit=1</script>{RUNS}", "U2": "Sorting"}
VOTES = {"U1": (4, 4, 5, 1, 4, 4), "U2": (2, 2, 2, 2, 2, 2)}
"""The value of each use case, as each person votes."""
NEVER_ON_THE_SCREEN = ("Secretname", "of-the-room", '"stored": ["', "ratings", "fields")


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    made = make_kit(tmp_path_factory.mktemp("room"))
    engine = database_of(made)
    create_schema(engine)
    people = [{"participant_id": key, "name": name, "role": None} for key, name in PEOPLE.items()]
    cases = [{"use_case_id": key, "title": title, "description": RUNS, "value_comment": RUNS}
             for key, title in CASES.items()]  # fmt: skip
    with writing(engine) as connection:
        keeper = {"participant_id": "F", "name": "Secretname", "role": "facilitator"}
        connection.execute(sa.insert(schema().tables["participants"]), [*people, keeper])
        connection.execute(sa.insert(schema().tables["use_cases"]), cases)
    return made


@pytest.fixture
def served(kit: Kit, browser: Browser) -> Iterator[Served]:
    room = serve(kit, "prioritisation", browser)
    yield room
    room.end()


class Projected:
    """A screen, opened from the facilitator's page, with every byte that came to it."""

    def __init__(self, desk: Page) -> None:
        self.said: list[str] = []
        desk.context.on("page", self._listen)
        with desk.expect_popup() as popup:
            desk.get_by_role("link", name="The screen, to project").click()
        self.page = popup.value
        self.page.set_viewport_size({"width": 1920, "height": 1080})

    def _listen(self, page: Page) -> None:
        page.on("websocket", lambda s: s.on("framereceived", lambda text: self.said.append(text)))
        page.on("response", lambda answer: self.said.append(f"{answer.url} {answer.headers}"))

    def seconds(self) -> float:
        """What its clock shows."""
        shown = self.page.locator(".pb-time").inner_text()
        minutes, seconds = re.fullmatch(r"(\d+):(\d\d)", shown).groups()  # type: ignore[union-attr]
        return 60 * int(minutes) + int(seconds)


def see(where: Locator, *words: str) -> None:
    for some in words:
        expect(where).to_contain_text(some, timeout=PATIENCE)


def lead(desk: Page, key: str, says: str) -> None:
    """Press a key once the facilitator's page says where it leads, as somebody who looks does."""
    see(desk.locator(f'[aria-keyshortcuts~="{key}"]'), says)
    desk.keyboard.press(key)


def vote(page: Page, case: str, value: int) -> None:
    for criterion, given in (("value", value), ("feasibility", 4)):
        box = cell(page, f"ratings/{case}/{criterion}")
        box.locator("label").nth(given - 1).click()
        expect(box).to_have_attribute("data-state", "stored", timeout=PATIENCE)


def test_a_prioritisation_from_the_waiting_screen_to_the_ranking(
    kit: Kit, served: Served, browser: Browser
) -> None:
    desk = served.page(viewport={"width": 1280, "height": 900})
    phones = [
        served.page(person, viewport={"width": 390, "height": 844}) for person in list(PEOPLE)[:5]
    ]
    projected = Projected(desk)
    screen, shown = projected.page, projected.page.locator("main")
    see(shown, "How?", "We begin in a moment")
    assert screen.locator(".pb-clock").count() == 0

    lead(desk, "ArrowRight", "Begin: Introduction")
    see(shown, "Introduction")
    assert 540 <= projected.seconds() <= 600
    desk.get_by_role("button", name="Open the vote").click()
    see(shown, "6 people have not voted on everything yet")
    lead(desk, "ArrowRight", "Next: Drafts")
    see(shown, "1 of 2", "Drafts </style>", "6 people are still to vote")
    for phone, value in zip(phones[:3], VOTES["U1"], strict=False):
        expect(cell(phone, "ratings/U2/value")).to_have_count(0, timeout=PATIENCE)
        vote(phone, "U1", value)
    see(shown, "3 people are still to vote")

    (server,) = psutil.Process(served.process.pid).children()
    os.kill(server.pid, signal.SIGKILL)
    late = served.page(list(PEOPLE)[5], viewport={"width": 390, "height": 844})
    expect(screen.locator("#live-status")).to_be_hidden(timeout=PATIENCE)
    with database_of(kit).connect() as connection:
        clock = read_course(connection, "prioritisation").clock
    assert abs(projected.seconds() - (clock.ends_at(600) - time.time())) <= 3
    phones.append(late)
    for phone, value in zip(phones[3:], VOTES["U1"][3:], strict=True):
        vote(phone, "U1", value)
    see(shown, "Everybody has voted.")

    desk.locator("textarea").first.focus()
    lead(desk, "ArrowRight", "Next: Sorting")
    see(shown, "1 of 2")
    desk.locator("h1").first.click()
    lead(desk, "PageDown", "Next: Sorting")
    see(shown, "2 of 2", "Sorting")
    for phone, value in zip(phones, VOTES["U2"], strict=True):
        vote(phone, "U2", value)
    desk.get_by_role("button", name="Pause the clock").click()
    see(shown, "paused")
    standing = projected.seconds()
    desk.get_by_role("button", name="Close the vote").click()
    desk.get_by_role("button", name="Close the vote").click()
    see(shown, "The vote is closed.")
    see(phones[0].locator("main"), "The facilitator shows the result in a moment.")
    assert projected.seconds() == standing
    for word in ("piles", "picture"):
        assert not [text for text in projected.said if word in text], word

    lead(desk, "ArrowRight", "Show the result")
    for page in (screen, phones[0], late):
        first = page.locator(".pb-spread").first
        see(first, "Median 4, mean 3.67.")
        assert first.locator("circle").count() == 6
        assert first.locator("svg").get_attribute("aria-label") == (
            "Votes, and how many: 1: 1; 4: 4; 5: 1."
        )
    assert faults(screen) + faults(late) == []
    lead(desk, "ArrowRight", "Next: Sorting")
    see(shown, "Everybody voted the same. Median 2")
    for title, part in (("Value", "valuable and feasible"), ("The ranking", "comes first")):
        lead(desk, "ArrowRight", f"Next: {title}")
        for page in (screen, late):
            picture = page.locator(".pb-picture img")
            expect(picture).to_have_attribute("alt", re.compile(part), timeout=PATIENCE)
            assert picture.evaluate("image => image.naturalWidth") > 0
    expect(late.locator("table")).to_contain_text("Sorting")
    lead(desk, "ArrowLeft", "Back: Value")
    expect(screen.locator(".pb-picture img")).to_have_attribute("alt", re.compile("valuable"))
    assert faults(screen) == []

    for _sure in range(2):
        desk.get_by_role("button", name="Vote again after the talk").click()
    expect(screen.locator(".pb-picture")).to_have_count(0, timeout=PATIENCE)
    expect(desk.get_by_role("button", name="Close the vote")).to_be_visible(timeout=PATIENCE)
    desk.locator("h1").first.click()
    lead(desk, "PageUp", "Back: Drafts")
    see(shown, "1 of 2", "Drafts")
    vote(phones[3], "U1", 4)  # who stood alone
    desk.get_by_role("button", name="Close the vote").click()
    desk.get_by_role("button", name="Close the vote").click()
    see(shown, "The vote is closed.")
    lead(desk, "ArrowRight", "Show the result")
    for page in (screen, late):
        see(page.locator(".pb-spread").first, "Median 4, mean 4.17.")
    assert _first_and_last(kit, list(PEOPLE)[3]) == (1, 4)

    assert desk.locator(".pb-title").count() == 1  # the screen has not ended its session
    expect(screen.locator(".pb-time")).to_have_attribute("role", "timer")
    secrets = [t for who, t in served.roster.access.tokens().items() if who != " "]
    assert len(secrets) == 8
    everything = "\n".join([*projected.said, screen.content()])
    assert len(everything) > 20_000
    for word in (*secrets, *NEVER_ON_THE_SCREEN):
        assert word not in everything, word
    for page in (desk, screen, *phones):
        assert page.evaluate("window.hit") is None
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert served.errors == []


def _first_and_last(kit: Kit, person: str) -> tuple[int, int]:
    """The value that a person gave the first use case, before the talk and after it."""
    found = []
    with database_of(kit).connect() as connection:
        for name in ("first_ratings", "ratings"):
            table = schema().tables[name]
            chosen = sa.select(table.c.value).where(
                table.c.participant_id == person, table.c.use_case_id == "U1"
            )
            found.append(int(connection.execute(chosen).scalar_one()))
    return found[0], found[1]
