"""Measure the pages of reports: how high they are on a screen, how many sheets on paper.

    python tools/measure_pages.py reports/demo [reports/demo_fr …]

For each page: its height in pixels at 1280 and at 390 px width, the sheets of A4 that it prints on,
its tables, and those of them whose first cells leave the screen of a phone when one scrolls.
"""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDE, PHONE = 1280, 390
SHEET = re.compile(rb"/Type\s*/Page\b(?!s)")
HEIGHT = "document.documentElement.scrollHeight"
CUT = """[...document.querySelectorAll('.shown-table')].filter(region => {
    const cell = region.querySelector('tbody th');
    return region.checkVisibility() && region.scrollWidth > region.clientWidth + 1
        && !(cell && getComputedStyle(cell).position === 'sticky');
}).length"""


@dataclass(frozen=True)
class Size:
    """The size of one page: pixels, sheets of A4, and tables that a phone cuts."""

    wide: int
    phone: int
    sheets: int
    tables: int
    cut: int


def measure(browser: Browser, path: Path) -> Size:
    """Open one page wide, on a phone and on paper."""
    page = browser.new_page(viewport={"width": WIDE, "height": 900})
    page.goto(path.resolve().as_uri())
    wide = page.evaluate(HEIGHT)
    sheets = len(SHEET.findall(page.pdf(format="A4")))
    page.set_viewport_size({"width": PHONE, "height": 844})
    tables = page.locator("table").count()
    size = Size(wide, page.evaluate(HEIGHT), sheets, tables, page.evaluate(CUT))
    page.close()
    return size


def measured(folders: list[Path]) -> Iterator[tuple[str, Size]]:
    """The size of every page of some folders."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for folder in folders:
            for path in sorted(folder.glob("*.html")):
                yield f"{folder.name}/{path.stem}", measure(browser, path)
        browser.close()


def main() -> None:
    """Print the size of each page, and the sums."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="+", type=Path, help="reports of a campaign")
    line = "{:<34}{:>9}{:>9}{:>8}{:>8}{:>6}"
    print(line.format("page", "1280 px", "390 px", "sheets", "tables", "cut"))
    sizes = []
    for name, size in measured(parser.parse_args().folder):
        sizes.append(astuple(size))
        print(line.format(name, *sizes[-1]))
    print(line.format(f"{len(sizes)} pages", *map(sum, zip(*sizes, strict=True))))


if __name__ == "__main__":
    main()
