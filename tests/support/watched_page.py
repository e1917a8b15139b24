"""A browser that counts what a page does: scripts that run, links to scripts, requests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, CDPSession, Dialog, Error, Route

ADDRESS = "http://kit.invalid/report.html"
# Forms and pages let their elements' names hide properties: those of the prototypes are asked.
LOOK = r"""(() => {
    const get = (type, name) => Object.getOwnPropertyDescriptor(type.prototype, name).get;
    const find = what => [...Document.prototype.querySelectorAll.call(document, what)];
    const names = one => Element.prototype.getAttributeNames.call(one);
    const value = (one, name) => Element.prototype.getAttribute.call(one, name);
    const isLink = name => /^(href|src|action|formaction|data|xlink:href)$/i.test(name);
    const runs = text => /^[\0-\x20]*(java|vb|live)script:/i.test(text.replace(/[\t\r\n]/g, ''));
    const all = find('*');
    return {
        skeleton: all.filter(
            one => value(one, 'class') != 'whole').map(
            one => [get(Element, 'localName').call(one), ...names(one).sort()].join(' ')),
        script_links: all.flatMap(
            one => names(one).filter(name => isLink(name) && runs(value(one, name)))).length,
        broken_images: find('img').filter(
            one => !get(HTMLImageElement, 'naturalWidth').call(one)).length,
        text: find('body').map(one => get(HTMLElement, 'innerText').call(one)).join(' '),
    };
})()"""
WORLD = "the test's own"
""


@dataclass
class Seen:
    """What a page did.

    Attributes
    ----------
    scripts : int
        Scripts that the browser compiled to run them, whatever they then did.
    script_links : int
        Addresses in the page that would run a script.
    requests : list of str
        Addresses that the page asked for, other than its own.
    text : str
        What a person reads.
    skeleton : list of str
        Its elements with the names of their attributes, but for those that keep a word whole.
    broken_images : int
        Images that the browser could not draw.
    """

    scripts: int = 0
    script_links: int = 0
    requests: list[str] = field(default_factory=list)
    text: str = ""
    skeleton: list[str] = field(default_factory=list)
    broken_images: int = 0

    @property
    def harmless(self) -> bool:
        """Whether it did nothing."""
        return not (self.scripts or self.script_links or self.requests)


class WatchedPage:
    """A page of a browser in which nothing reaches the network."""

    def __init__(self, browser: Browser, patience: int) -> None:
        self._browser = browser
        self._patience = patience
        self._html = ""
        self._seen = Seen()
        self._counting = False
        self._open()

    def look(self, html: str) -> Seen:
        """Open a page, wait until it had time to act, and say what it did."""
        self._html, self._seen = html, Seen()
        self._counting = True
        try:
            self._page.goto(ADDRESS, timeout=5000)
            self._page.wait_for_timeout(self._patience)
            self._counting = False
            for name, found in look_around(self._session).items():
                setattr(self._seen, name, found)
        except (Error, KeyError):
            self._seen.requests.append("it left, or never came to an end")
            self.close()
            self._open()
        return self._seen

    def close(self) -> None:
        """Close the page and all that it opened."""
        with suppress(Error):
            self._context.close()

    def _open(self) -> None:
        """Open an empty page, and listen to what runs in it."""
        self._context = self._browser.new_context()
        self._context.route("**", self._answer)
        self._page = self._context.new_page()
        self._page.on("dialog", dismiss)
        self._session = self._context.new_cdp_session(self._page)
        self._session.on("Debugger.scriptParsed", self._on_script)
        self._session.send("Debugger.enable")

    def _answer(self, route: Route) -> None:
        """Give the page itself; note every other address, and give nothing."""
        if route.request.url == ADDRESS and route.request.is_navigation_request():
            route.fulfill(body=self._html, content_type="text/html; charset=utf-8")
            return
        if self._counting:
            self._seen.requests.append(route.request.url)
        route.abort()

    def _on_script(self, event: dict[str, object]) -> None:
        """Count a script of the page."""
        self._seen.scripts += self._counting and runs_in_page(event)


def look_around(session: CDPSession, expression: str = LOOK) -> Any:
    """Look at a page from a world of our own, which its scripts cannot reach."""
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = {"frameId": frame, "worldName": WORLD}
    context = session.send("Page.createIsolatedWorld", world)["executionContextId"]
    asked = {"expression": expression, "contextId": context, "returnByValue": True}
    return session.send("Runtime.evaluate", asked)["result"].get("value")


def runs_in_page(event: dict[str, object]) -> bool:
    """Whether a script that was compiled is one of the page's; Playwright's have a world of their
    own, and the browser's error pages, which stand where a frame was forbidden, an address."""
    context = event.get("executionContextAuxData") or {}
    own = str(event["url"]).startswith("chrome-error:") or not isinstance(context, dict)
    return not own and bool(context.get("isDefault"))


def dismiss(dialog: Dialog) -> None:
    """Close a dialog; one that went with its page is closed already."""
    with suppress(Error):
        dialog.dismiss()


@contextmanager
def watched(browser: Browser, patience: int = 30) -> Iterator[WatchedPage]:
    """A watched page; ``patience`` is how many milliseconds a page gets to act."""
    page = WatchedPage(browser, patience)
    try:
        yield page
    finally:
        page.close()


def readable(text: str, page: str) -> bool:
    """Whether a page shows a text; white space is as browsers show it."""
    return _spaced([text]) in _spaced([page])


def _spaced(words: Iterable[str]) -> str:
    return " ".join(" ".join(words).split())
