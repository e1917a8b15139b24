"""How a panel's page is brought in step with what it shows (panels/dom.js), in a browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

import playbook.live.panels
from playbook.live.scripts import script

DOM = Path(playbook.live.panels.__file__).parent / "dom.js"
NESTED = """() => {
  document.body.innerHTML = "<div id='root'></div>";
  const root = document.getElementById("root");
  const view = { words: {}, language: "en", blocks: [{ kind: "text", id: "t", text: "One" }] };
  const page = new Page({ get: () => view, send() {} }, root);
  let asked = 0;
  // What is drawn makes a field say that it changed, as one does that loses the focus.
  BLOCKS.text = (_page, content) => {
    if (asked++ < 2) { content.text += "!"; page.draw(); }
    return h("p", { key: content.id }, content.text);
  };
  page.draw();
  return [root.textContent, asked];
}"""
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


def test_what_changes_while_a_panel_is_drawn_is_drawn_after_it(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<!DOCTYPE html>")
    page.add_script_tag(content=script().replace("export default", "const widget ="))
    assert page.evaluate(NESTED) == ["One!!", 3]
    page.close()
