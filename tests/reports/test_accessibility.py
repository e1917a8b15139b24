"""Reports, portfolio and packs, held to WCAG 2.2 and to good practice as far as axe can tell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support.accessibility import faults, leave_out_what_is_alike, lost_when_widened

from playbook.kit import Kit
from playbook.packs.prepare import prepare_workshop
from playbook.report.portfolio_page import write_portfolio

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
LOOKS = {"demo": (WIDE, "light"), "demo_fr": (PHONE, "dark")}
OTHERWISE = {"demo": (WIDE, "dark"), "demo_fr": (PHONE, "light")}
"""How each campaign's pages are looked at: the pages of both are made alike."""
WORKSHOPS = {
    "demo": ("ideation", "training_primer"),
    "demo_fr": ("prioritisation", "culture_workshop"),
}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


def wrong(page: Page, path: Path, size: object, scheme: object) -> list[str]:
    """What is wrong with a page in a window of this size, in the light or in the dark."""
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(path.as_uri())
    found = lost_when_widened(page)
    leave_out_what_is_alike(page)
    found += faults(page)
    return [f"{path.parent.name}/{path.name}: {fault}" for fault in found]


@pytest.mark.parametrize("campaign", LOOKS)
def test_no_report_has_a_fault(demo_kit: Kit, page: Page, campaign: str) -> None:
    folder = demo_kit.reports_of(campaign)
    pages = sorted(folder.glob("*.html"))
    assert len(pages) > 12
    found = [fault for path in pages for fault in wrong(page, path, *LOOKS[campaign])]
    for name in ("index", "prioritisation"):
        found += wrong(page, folder / f"{name}.html", *OTHERWISE[campaign])
    assert found == []


def test_no_page_of_a_pack_and_no_portfolio_has_a_fault(demo_kit: Kit, page: Page) -> None:
    _count, portfolio = write_portfolio(demo_kit)
    found = [fault for look in LOOKS.values() for fault in wrong(page, portfolio, *look)]
    for campaign, stages in WORKSHOPS.items():
        for stage in stages:
            files = prepare_workshop(demo_kit, campaign, stage)
            pages = [path for path in files if path.suffix == ".html"]
            assert len(pages) > 1
            found += [fault for path in pages for fault in wrong(page, path, *LOOKS[campaign])]
    assert found == []
