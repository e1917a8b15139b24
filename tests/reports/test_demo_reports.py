"""The reports of the demo campaigns, as files and as a browser shows them."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, expect
from support.printed import printed_object

from playbook.kit import Kit
from playbook.language import _, speaking
from playbook.report.manifest import Status, page_file, read_manifest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
from measure_pages import measure
from messages import messages

CAMPAIGNS = ("demo", "demo_fr")
ENGLISH = re.compile(r"\b(the|and|with|which|are|were|their|from|would|each|this|that|not|have)\b")


class Words(HTMLParser):
    """The words of a page that are read, by people or screen readers; no code and no provenance."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.alts: list[str] = []
        self.skipping: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("style", "pre", "dl"):
            self.skipping.append(tag)
        if tag == "img":
            self.alts.append(dict(attrs).get("alt") or "")
        self.words += [value for name, value in attrs if name in ("alt", "title") and value]

    def handle_endtag(self, tag: str) -> None:
        if self.skipping and tag == self.skipping[-1]:
            self.skipping.pop()

    def handle_data(self, data: str) -> None:
        if not self.skipping and data.strip():
            self.words.append(" ".join(data.split()))


def pages(kit: Kit, campaign: str) -> list[Path]:
    found = sorted(kit.reports_of(campaign).glob("*.html"))
    assert len(found) > 2
    return found


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_every_stage_of_the_demo_has_a_report(demo_kit: Kit, campaign: str) -> None:
    manifest = read_manifest(demo_kit.reports_of(campaign))
    assert manifest is not None
    assert {record.name: record.status for record in manifest.stages} == dict.fromkeys(
        demo_kit.stages(), Status.DONE
    )


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_a_report_is_light(demo_kit: Kit, campaign: str) -> None:
    heavy = {p.name: p.stat().st_size for p in pages(demo_kit, campaign) if p.stat().st_size > 3e5}
    assert heavy == {}


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_a_report_holds_no_script_and_forbids_them(demo_kit: Kit, campaign: str) -> None:
    for page in pages(demo_kit, campaign):
        html = page.read_text(encoding="utf-8")
        assert "<script" not in html
        assert "default-src 'none'" in html


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_no_page_prints_an_object_in_the_place_of_words(demo_kit: Kit, campaign: str) -> None:
    for page in demo_kit.reports_of(campaign).rglob("*.html"):
        assert printed_object(page.read_text("utf-8")) is None, page.name


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_every_figure_is_described_in_words(demo_kit: Kit, campaign: str) -> None:
    for page in pages(demo_kit, campaign):
        alts = Words(page.read_text(encoding="utf-8")).alts
        assert len(alts) == page.read_text(encoding="utf-8").count("<img ")
        assert [alt for alt in alts if len(alt.split()) <= 5] == [], page.name


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_a_page_answers_first_and_says_nothing_twice(demo_kit: Kit, campaign: str) -> None:
    manifest = read_manifest(demo_kit.reports_of(campaign))
    assert manifest is not None
    for record in manifest.stages:
        assert "answer" in record.findings[0], record.name
        path = demo_kit.reports_of(campaign) / page_file(record.name)
        html = re.sub(r' alt="[^"]*"', "", path.read_text(encoding="utf-8"))
        words = " ".join(Words(html).words)
        said = [finding["text"] for finding in record.findings]
        assert {words.count(" ".join(text.split())) for text in said} == {1}, record.name


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_every_table_of_a_report_has_its_results_file(demo_kit: Kit, campaign: str) -> None:
    manifest = read_manifest(demo_kit.reports_of(campaign))
    assert manifest is not None
    for record in manifest.stages:
        notebook = nbformat.read(
            demo_kit.reports_of(campaign) / f"notebooks/{record.name}.ipynb", as_version=4
        )
        shown = sum(
            'class="shown-table"' in output.get("data", {}).get("text/html", "")
            for cell in notebook.cells
            for output in cell.get("outputs", [])
        )
        kept = [name for name in record.outputs if name.endswith(".csv")]
        assert len(kept) >= shown


def test_no_english_word_is_left_in_the_french_reports(demo_kit: Kit) -> None:
    with speaking("fr"):
        english = {
            message
            for _catalogue, message, _file in messages()
            if isinstance(message, str) and len(message.split()) > 1 and _(message) != message
        }
    left = []
    for page in pages(demo_kit, "demo_fr"):
        words = Words(page.read_text(encoding="utf-8")).words
        left += [f"{page.name}: {word}" for word in words if ENGLISH.search(word)]
        left += [f"{page.name}: {word}" for word in words if word in english]
    assert left == []


def test_the_french_executed_notebooks_are_french_too(demo_kit: Kit) -> None:
    left = []
    for path in sorted(demo_kit.reports_of("demo_fr").glob("notebooks/*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
        code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
        prose += [
            line.split("# ", 1)[1] for cell in code for line in cell.split("\n") if "# " in line
        ]
        left += [f"{path.name}: {text}" for text in prose if ENGLISH.search(text)]
    assert left == []


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_pages_stay_short_on_screen_and_on_paper(
    demo_kit: Kit, browser: Browser, campaign: str
) -> None:
    sizes = {path.stem: measure(browser, path) for path in pages(demo_kit, campaign)}
    assert sum(size.sheets for size in sizes.values()) <= 55
    for name in ("prioritisation", "solution_selection"):
        assert sizes[name].wide < 5500
        assert sizes[name].sheets <= 5
    assert sum(size.cut for size in sizes.values()) == 0


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_a_page_fits_its_screen_and_asks_nobody(
    demo_kit: Kit, browser: Browser, campaign: str
) -> None:
    seen: list[str] = []
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.on("console", lambda message: seen.append(message.text))
    page.on("request", lambda request: seen.append(request.url))
    for path in pages(demo_kit, campaign):
        seen.clear()
        page.goto(path.as_uri())
        assert [url for url in seen if not url.startswith(("file:", "data:"))] == [], path.name
        width_of_content = page.evaluate("document.documentElement.scrollWidth")
        assert width_of_content <= 1280, path.name
        sizes = page.evaluate("[...document.images].map(image => image.naturalWidth)")
        assert all(sizes), path.name
    page.close()


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_every_link_of_a_page_leads_somewhere(
    demo_kit: Kit, browser: Browser, campaign: str
) -> None:
    page = browser.new_page()
    for path in pages(demo_kit, campaign):
        page.goto(path.as_uri())
        for link in page.evaluate("[...document.links].map(link => link.getAttribute('href'))"):
            if link.startswith("#"):
                assert page.locator(link).count() == 1, (path.name, link)
            else:
                assert (path.parent / link).is_file(), (path.name, link)
    page.close()


@pytest.mark.parametrize("page", ["prioritisation", "solution_selection"])
def test_choices_switch_states_by_keyboard_and_on_paper_the_base_case_stands(
    demo_kit: Kit, browser: Browser, page: str
) -> None:
    opened = browser.new_context(java_script_enabled=False).new_page()
    opened.goto((demo_kit.reports_of("demo") / f"{page}.html").as_uri())
    what_if = opened.locator(".what-if").first
    choices, states = what_if.get_by_role("radio"), what_if.locator(".state")
    base = what_if.locator(".base")
    assert choices.count() == states.count() > 10
    assert base.is_visible()
    choices.first.check()
    assert states.first.is_visible()
    choices.first.press("ArrowRight")
    shown = [states.nth(place).is_visible() for place in range(states.count())]
    assert shown == [place == 1 for place in range(states.count())]
    label = what_if.locator("label").nth(1).inner_text()
    expect(what_if.get_by_role("radio", name=label, exact=True)).to_be_checked()
    expect(what_if.get_by_role("table")).to_have_accessible_name(label)
    opened.keyboard.press("Tab")
    expect(states.nth(1).get_by_role("group")).to_be_focused()
    opened.emulate_media(media="print")
    assert base.is_visible()
    assert not what_if.locator("input").first.is_visible()
    opened.context.close()


def test_a_page_is_dark_in_a_dark_room_and_paper_on_paper(demo_kit: Kit, browser: Browser) -> None:
    path = demo_kit.reports_of("demo") / "prioritisation.html"
    background = "getComputedStyle(document.body).backgroundColor"
    page = browser.new_page(color_scheme="dark")
    page.goto(path.as_uri())
    assert page.evaluate(background) == "rgb(20, 25, 31)"
    page.emulate_media(media="print")
    assert page.evaluate(background) == "rgb(255, 255, 255)"
    assert not page.locator("details.code").first.is_visible()
    page.close()
