"""What axe finds on a page as a person has it, and what is lost when its text is widened."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": [
        "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice",
    ],
    "resultTypes": ["violations"],
    "preload": False,
}  # fmt: skip
UNFOLD = "for (const folded of document.querySelectorAll('details')) folded.open = true"
ALIKE = """:is(tbody tr, li, dl > div, label):nth-child(n+4), .slip ~ .slip, .state:not(.base),
    .code .highlight ~ *, pre span ~ span ~ span"""
"""What is made as what stands before it."""
NARROW = {"width": 320, "height": 256}
"""A window of 1280 by 1024 pixels at 400 % (WCAG 1.4.10)."""
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""
"""The spacing that text must stand (WCAG 1.4.12)."""
WIDEN = """rules => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
}"""
LOST = """() => {
    const overflows = (hidden, inner, outer) => /hidden|clip/.test(hidden) && inner > outer + 1;
    const cut = [...document.querySelectorAll('body *')].filter(node => {
        const style = getComputedStyle(node);
        return node.clientWidth > 1 && node.textContent.trim() && node.checkVisibility() && (
            overflows(style.overflowX, node.scrollWidth, node.clientWidth) ||
            overflows(style.overflowY, node.scrollHeight, node.clientHeight));
    }).map(node => node.outerHTML.slice(0, 100));
    const {scrollWidth, clientWidth} = document.documentElement;
    return scrollWidth > clientWidth ? [`${scrollWidth} > ${clientWidth}`, ...cut] : cut;
}"""


def faults(page: Page, *, but: str = "") -> list[str]:
    """Each violation of WCAG 2.2 (A and AA) and of good practice, with what breaks it.

    ``but`` is a rule that is not held; the page is unfolded for it.
    """
    page.evaluate(UNFOLD)
    rules = RULES | ({"rules": {but: {"enabled": False}}} if but else {})
    found = Axe().run(page, options=rules).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


def leave_out_what_is_alike(page: Page) -> None:
    """Keep of what is repeated, such as rows, the first three: axe looks long at each word."""
    page.evaluate("alike => document.querySelectorAll(alike).forEach(node => node.remove())", ALIKE)


def lost_when_widened(page: Page) -> list[str]:
    """What is cut or scrolls sideways at 320 pixels, and with the widest spacing of text."""
    page.evaluate(UNFOLD)
    before = page.viewport_size
    assert before is not None
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    lost = page.evaluate(LOST)
    page.set_viewport_size(before)
    page.evaluate(WIDEN, SPACED)
    lost += page.evaluate(LOST)
    page.evaluate(WIDEN, "")
    return lost
