"""The page in a browser: how one gets in, how it comes back, what the facilitator hands out."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, WebSocket
from support.browsers import wait_for
from support.live_room import ServedRoom, end, serve_room

PATIENCE = 60_000


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedRoom]:
    served = serve_room(tmp_path_factory.mktemp("pages"), language="fr")
    yield served
    end(served)


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


def vote(page: Page, count: int) -> None:
    page.get_by_role("button", name="Vote").click()
    page.get_by_text(f"stored {count}", exact=True).wait_for()


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
    page.get_by_text("I am P1").wait_for()
    vote(page, 1)
    assert page.url == room.address.url
    assert room.tokens["P1"] not in page.content()
    assert page.title() == "A room"
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    # Voilà's own layout is as high as the window, and what is below could not be reached.
    page.set_viewport_size({"width": 390, "height": 100})
    wait_for(page, "document.documentElement.scrollHeight > window.innerHeight")
    page.mouse.move(100, 50)
    page.mouse.wheel(0, 500)
    wait_for(page, "window.scrollY > 0")
    outside = [url for url in asked if not url.startswith((room.address.url, "blob:", "data:"))]
    assert outside == ["http://mail.example/"]
    page.go_back()
    assert room.tokens["P1"] not in page.url


def test_a_page_is_given_all_its_widgets_in_one_message(room: ServedRoom, page: Page) -> None:
    """Asking for one after the other takes longer, and pages were drawn before all had come."""
    sent: list[str] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: sent.append(frame.decode("utf-8", "replace")))

    page.on("websocket", listen)
    page.goto(room.address.link(room.tokens["P3"]))
    page.get_by_text("I am P3").wait_for()
    assert any("jupyter.widget.control" in frame for frame in sent)
    assert not any("comm_info_request" in frame for frame in sent)


def test_a_page_that_was_drawn_without_its_widgets_is_made_again(
    room: ServedRoom, page: Page
) -> None:
    page.goto(room.address.link(room.tokens["P3"]))
    page.get_by_text("I am P3").wait_for()
    error = "Error displaying widget: model not found"
    with page.expect_event("load"):
        page.evaluate("words => { document.querySelector('main').textContent = words; }", error)
    page.get_by_text("I am P3").wait_for()


@pytest.mark.parametrize("killed", ["kernel", "server"])
def test_a_page_comes_back_by_itself_after_a_kill(
    room: ServedRoom, page: Page, killed: str
) -> None:
    page.add_init_script(NOTE_WHAT_IS_SAID)
    page.goto(room.address.link(room.tokens["P2"]))
    page.get_by_text("I am P2").wait_for()
    vote(page, 1)
    status = page.locator("#live-status")
    assert status.is_hidden()
    assert status.get_attribute("aria-live") == "polite"
    for pid in room.kernel_pids() if killed == "kernel" else [room.server_pid()]:
        os.kill(pid, signal.SIGKILL)
    page.get_by_text("nothing yet").wait_for()
    assert "Reconnexion" in page.evaluate("sessionStorage.said")
    vote(page, 1)
    assert page.url == room.address.url
    assert len(room.kernel_pids()) == 1  # the page that was fetched is the one that is shown


def test_a_page_whose_link_is_revoked_says_so(room: ServedRoom, page: Page) -> None:
    page.goto(room.address.link(room.tokens["P3"]))
    page.get_by_text("I am P3").wait_for()
    room.access.revoke("P3")
    page.locator("#live-status").get_by_text("Demandez-en un nouveau").wait_for()


def test_the_facilitator_hands_out_revokes_and_renews_links(room: ServedRoom, page: Page) -> None:
    page.goto(room.address.link(room.tokens[""]))
    page.get_by_role("link", name="Liens des participants").click()
    first = page.locator("section").first
    assert first.locator("h2").inner_text() == "Ada <b>Lovelace</b>"
    assert first.locator(".address").inner_text() == room.address.link(room.tokens["P1"])
    assert first.locator("svg").is_visible()
    first.get_by_role("button", name="Révoquer").click()
    first.get_by_text("Révoqué").wait_for()
    assert "P1" not in room.access.tokens()
    first.get_by_role("button", name="Nouveau lien").click()
    first.locator("svg").wait_for()
    assert room.access.tokens()["P1"] != room.tokens["P1"]
