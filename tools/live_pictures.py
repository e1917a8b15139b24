"""Take the pictures of docs/live.md: a prioritisation of the demo, played in a browser.

    python tools/live_pictures.py

It serves a copy of the demo and leads it from the facilitator's page, into docs/images/live_*.png.
It needs Chromium and Playwright.
"""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs/images"
PORT = 8869
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SIZES = {"screen": (1920, 1080, 0.5), "desk": (1280, 800, 0.75), "phone": (390, 780, 0.75)}
"""Width and height in pixels, and the scale that its picture is taken at."""
NOT_YET = "DELETE FROM ratings WHERE use_case_id = 'U03' AND participant_id IN ('P3', 'P5')"


def make_kit(folder: Path) -> None:
    """A kit with the demo in a database, in which two people have still to vote on a use case."""
    for name in ("notebooks", "parameters", "data"):
        shutil.copytree(ROOT / name, folder / name)
    command = [sys.executable, "-m", "playbook.cli", "copy", "demo", "sqlite:///data/demo.db"]
    subprocess.run([*command, "--use"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    with sqlite3.connect(folder / "data/demo.db") as connection:
        connection.execute(NOT_YET)


def serve(folder: Path) -> tuple[subprocess.Popen[str], dict[str, str]]:
    """Start the room, and say by which links it is opened."""
    command = [sys.executable, "-u", "-m", "playbook.cli"]
    room = [*command, "live", "demo", "prioritisation", "--no-browser", f"--port={PORT}"]
    process = subprocess.Popen(room, cwd=folder, text=True, stdout=subprocess.PIPE)
    assert process.stdout is not None
    said = ""
    while "Ctrl-C" not in said:
        line = process.stdout.readline()
        assert line, said
        said += line
    desk, screen = (word for word in said.split() if "token=" in word)
    listed = [*command, "links", "demo", f"--port={PORT}"]
    links = subprocess.run(listed, cwd=folder, text=True, capture_output=True, check=True).stdout
    return process, {"desk": desk, "screen": screen, "phone": links.split()[-1]}


def open_page(browser: Browser, name: str, link: str) -> Page:
    """One of the pages, at its size."""
    width, height, scale = SIZES[name]
    size = {"width": width, "height": height}
    page = browser.new_context(viewport=size, device_scale_factor=scale).new_page()
    page.goto(link)
    page.locator(".pb-part, .pb-title").first.wait_for()
    return page


def play(pages: dict[str, Page]) -> None:
    """Lead the room from its opening to the matrix, and take the pictures on the way."""

    def take(name: str, picture: str, *words: str) -> None:
        for some in words:
            pages[name].locator("main").get_by_text(some).first.wait_for()
        pages[name].wait_for_timeout(500)
        pages[name].screenshot(path=IMAGES / f"live_{picture}.png")

    desk = pages["desk"]

    def press(*names: str) -> None:
        for name in names:
            desk.get_by_role("button", name=name).first.click()
            desk.wait_for_timeout(1500)

    press("Begin", "Open the vote", "Next", "Next", "Next")
    for name, words in {"screen": "2 people", "desk": "Sorting", "phone": "Sorting"}.items():
        take(name, f"vote_{name}", words)
    press("Close the vote", "Close the vote", "Show the result", "Next: Claim", "Next: Sorting")
    take("screen", "dots_screen", "Not far apart")
    for _part in range(8):
        desk.keyboard.press("ArrowRight")
        desk.wait_for_timeout(1500)
    pages["screen"].locator(".pb-picture").wait_for()
    take("screen", "matrix_screen")


def main() -> None:
    """Play it."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        make_kit(Path(name))
        process, links = serve(Path(name))
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            play({page: open_page(browser, page, link) for page, link in links.items()})
        finally:
            browser.close()
            process.send_signal(signal.SIGINT)
            process.wait(30)


if __name__ == "__main__":
    main()
