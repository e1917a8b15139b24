"""A live panel, served by ``playbook live`` as people get it, and its pages in a browser."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page
from sqlalchemy.engine import Engine

from playbook.kit import Kit
from playbook.live.serving.addresses import Address
from playbook.live.serving.room import open_access
from playbook.live.serving.roster import Roster
from playbook.sources.connection import open_database

ROOT = Path(__file__).parents[2]


def make_kit(folder: Path, language: str = "en", more: str = "") -> Kit:
    """A kit with the notebooks of the project and a campaign ``small`` in a database."""
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    for name in ("parameters", "data"):
        (folder / name).mkdir()
    (folder / "parameters/small.yml").write_text(
        f"title: Test\nlanguage: {language}\nchallenge: How?\ndata: data/small.db\n"
        f"as_of: 2026-09-30\n{more}",
        encoding="utf-8",
    )
    return Kit(folder)


def database_of(kit: Kit) -> Engine:
    """The database of the campaign."""
    return open_database("sqlite:///data/small.db", kit.root)


@dataclass
class Served:
    """A panel that is being served."""

    process: subprocess.Popen[str]
    roster: Roster
    browser: Browser
    said: str = ""
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def page(self, person: str | None = None, **options: object) -> Page:
        """The page of a participant, or of the facilitator; ready to be used."""
        page = self.browser.new_context(**options).new_page()  # type: ignore[arg-type]
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.show(page, person)
        return page

    def show(self, page: Page, person: str | None = None, panels: int = 1) -> None:
        """Go by somebody's link, and wait for so many panels."""
        links = {link.person: link.address for link in self.roster.links()}
        address = links[person] if person else self.roster.facilitator_link()
        page.goto(str(address), wait_until="commit", timeout=120_000)
        page.locator(".pb-title").nth(panels - 1).wait_for(timeout=90_000)

    def end(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=90)


def serve(kit: Kit, stage: str, browser: Browser, *options: str) -> Served:
    """Serve a panel until `Served.end`, with further options of ``playbook live``."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-u", "-m", "playbook.cli", "live", "small", stage]
    process = subprocess.Popen(
        [*command, f"--port={port}", "--no-browser", *options],
        cwd=kit.root,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    said = ""
    while "Ctrl-C" not in said:
        line = process.stdout.readline()
        assert line, said
        said += line
    address = Address(port=port, encrypted="--certfile" in options)
    return Served(process, Roster(open_access(kit, "small"), address), browser, said)


def cell(page: Page, name: str) -> Locator:
    """The input of one cell."""
    return page.locator(f'[data-cell="{name}"]')
