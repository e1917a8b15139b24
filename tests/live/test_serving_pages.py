"""The page in a browser: how one gets in, how it comes back, what the facilitator hands out."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from support.accessibility import faults, lost_when_widened
from support.browsers import wait_for
from support.live_room import ServedRoom, end, serve_room
from support.panel_pages import cell

from playbook.live.serving.hub import MOST_PAGES

PATIENCE = 60_000
VOTE = "ratings/U1/value"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedRoom]:
    served = serve_room(tmp_path_factory.mktemp("pages"), language="fr")
    yield served
    assert "Traceback" not in end(served)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


NOTE_WHAT_IS_SAID = """new MutationObserver(() => {
  const line = document.getElementById("live-status");
  if (line) sessionStorage.said = (sessionStorage.said || "") + line.textContent;
}).observe(document, { subtree: true, childList: true, characterData: true });"""


def come_in(room: ServedRoom, page: Page, person: str) -> None:
    page.goto(room.address.link(room.tokens[person]))
    cell(page, VOTE).wait_for()


def vote(page: Page, value: int) -> None:
    """Vote, and wait until it is said to be stored."""
    before = int(cell(page, VOTE).get_attribute("data-version") or 0)
    cell(page, VOTE).locator("label").nth(value - 1).click()
    expect(cell(page, VOTE)).to_have_attribute("data-version", str(before + 1), timeout=PATIENCE)


def test_a_link_in_a_mail_leads_to_the_panel_and_leaves_no_token_behind(
    room: ServedRoom, page: Page
) -> None:
    link = room.address.link(room.tokens["P1"])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route(
        "http://mail.example/",
        lambda route: route.fulfill(body=f'<a href="{link}">vote</a>', content_type="text/html"),
    )
    page.goto("http://mail.example/")
    page.get_by_text("vote").click()
    vote(page, 3)
    assert room.rating("P1") == 3
    assert page.url == room.address.url
    assert room.tokens["P1"] not in page.content()
    assert page.title() == "A room"
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.locator("#live-status").is_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.set_viewport_size({"width": 390, "height": 100})
    wait_for(page, "document.documentElement.scrollHeight > window.innerHeight")
    page.mouse.move(100, 50)
    page.mouse.wheel(0, 500)
    wait_for(page, "window.scrollY > 0")
    outside = [url for url in asked if not url.startswith((room.address.url, "data:"))]
    assert outside == ["http://mail.example/"]
    page.go_back()
    assert room.tokens["P1"] not in page.url


def test_a_page_comes_back_after_a_kill_without_being_loaded_again(
    room: ServedRoom, page: Page
) -> None:
    page.add_init_script(NOTE_WHAT_IS_SAID)
    loads: list[Page] = []
    page.on("load", lambda loaded: loads.append(loaded))
    come_in(room, page, "P2")
    count = len(loads)
    vote(page, 2)
    os.kill(room.server_pid(), signal.SIGKILL)
    wait_for(page, "sessionStorage.said.includes('Reconnexion')")
    expect(page.locator("#live-status")).to_be_hidden(timeout=PATIENCE)
    vote(page, 4)
    assert room.rating("P2") == 4
    assert len(loads) == count
    assert page.locator("#live-status").get_attribute("aria-live") == "polite"


def test_a_vote_on_its_way_when_the_server_is_killed_is_sent_again(
    room: ServedRoom, page: Page
) -> None:
    come_in(room, page, "P2")
    os.kill(room.server_pid(), signal.SIGSTOP)
    cell(page, VOTE).locator("label").nth(4).click()
    os.kill(room.server_pid(), signal.SIGKILL)
    expect(cell(page, VOTE)).to_have_attribute("data-state", "stored", timeout=PATIENCE)
    assert room.rating("P2") == 5


def test_a_page_whose_link_is_revoked_says_so_and_stays_away(room: ServedRoom, page: Page) -> None:
    come_in(room, page, "P3")
    room.access.revoke("P3")
    page.locator("#live-status").get_by_text("Demandez-en un nouveau").wait_for()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(2000)
    assert asked == []
    room.access.renew("P3")


def test_the_page_that_is_one_too_many_says_so_and_stays_away(
    room: ServedRoom, browser: Browser
) -> None:
    context = browser.new_context()
    pages = [context.new_page() for _page in range(MOST_PAGES + 1)]
    for page in pages:
        come_in(room, page, "P1")
    pages[0].locator("#live-status").get_by_text("ouvert ce panneau ailleurs").wait_for()
    pages[0].wait_for_timeout(1500)
    for page, value in zip(pages[1:], (1, 2, 4), strict=True):
        assert page.locator("#live-status").is_hidden()
        vote(page, value)
    context.close()


def test_a_text_as_long_as_a_book_is_refused_and_the_page_stays(
    room: ServedRoom, page: Page
) -> None:
    page.goto(room.address.link(room.tokens[""]))
    comment = cell(page, "use_cases/U1/value_comment")
    comment.get_by_role("textbox").fill("x" * 300_000)
    comment.get_by_role("textbox").blur()
    expect(comment).to_have_attribute("data-state", "refused", timeout=PATIENCE)
    expect(comment).to_contain_text("trop long")
    assert page.locator("#live-status").is_hidden()


def test_the_facilitator_hands_out_revokes_and_renews_links(room: ServedRoom, page: Page) -> None:
    page.goto(room.address.link(room.tokens[""]))
    page.get_by_role("link", name="Liens des participants").click()
    first = page.locator("section").first
    assert first.locator("h2").inner_text() == "Ada <b>Lovelace</b>"
    assert first.locator(".address").inner_text() == room.address.link(room.tokens["P1"])
    assert first.locator("svg").is_visible()
    copy = first.get_by_role("button", name="Copier le lien")
    copy.click()
    expect(first.get_by_role("button", name="Copié ✓")).to_be_visible()
    assert lost_when_widened(page) + faults(page) == []
    first.get_by_role("button", name="Révoquer").click()
    first.get_by_text("Révoqué").wait_for()
    assert "P1" not in room.access.tokens()
    first.get_by_role("button", name="Nouveau lien").click()
    first.locator("svg").wait_for()
    assert room.access.tokens()["P1"] != room.tokens["P1"]
