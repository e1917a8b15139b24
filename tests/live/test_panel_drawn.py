"""How a panel's page is brought in step with what it shows (panels/dom.js), in a browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

import playbook.live.panels

DOM = Path(playbook.live.panels.__file__).parent / "dom.js"
DRAW = """words => {
  const before = [...document.body.childNodes];
  reconcile(document.body, words.map((word) => h("p", { key: word }, word)));
  const now = [...document.body.childNodes];
  return [now.map((node) => node.textContent), now.map((node) => before.indexOf(node))];
}"""


def test_a_sentence_that_stands_twice_stays_twice_and_what_stays_is_kept(browser: Browser) -> None:
    page = browser.new_page()
    page.add_script_tag(content=DOM.read_text(encoding="utf-8"))
    said = ["This vote is named.", "Grid", "This vote is named.", "Feedback"]
    assert page.evaluate(DRAW, said) == [said, [-1, -1, -1, -1]]
    assert page.evaluate(DRAW, said) == [said, [0, 1, 2, 3]]
    fewer = ["Feedback", "This vote is named.", "New"]
    assert page.evaluate(DRAW, fewer) == [fewer, [3, 0, -1]]
    page.close()
