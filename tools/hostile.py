"""Put each hostile text of a file everywhere that people's words go, and count what it does there.

    python tools/hostile.py PAYLOADS [--wall escaping] [--wall policy] [--wall none]
                            [--route report] [--campaigns] [--panels]

PAYLOADS holds a text a line: JSON objects with `id` and `payload`, or JSON strings. Every text is
put into a report, an index and a report of someone's own Markdown and HTML, and each page is
opened in Chromium. The pages have two walls, the escaping and the content security policy: each
is tried alone, or (`none`) both are taken out, which shows that the texts are dangerous. With
`--campaigns` the texts also fill every free text of the demo's tables, a few hundred at a time,
and all notebooks are run on them. With `--panels` they fill the database of a room instead, and
the pages of its live panels are opened as `playbook live` serves them, without their policy.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.hostile_campaign import make_hostile_kit
from support.hostile_pages import ESCAPED, ROUTES, escaping_taken_out
from support.hostile_pages import without_policy as opened
from support.hostile_panels import look_at_all, serving
from support.watched_page import Seen, WatchedPage, readable, watched

from playbook.kit import Kit
from playbook.pipeline.run import run_campaign
from playbook.report.manifest import Status

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WALLS = ("escaping", "policy", "none")
BATCH, ROOM = 300, 200
SIDE_BY_SIDE = 12


@dataclass
class Tally:
    """Which texts did what, by identifier."""

    scripts: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    requests: set[str] = field(default_factory=set)
    unreadable: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)

    def add(
        self,
        name: str,
        seen: Seen,
        text: str | None = None,
        skeleton: list[str] | None = None,
    ) -> None:
        """Note what a page did; ``text`` must be readable there where it is given."""
        happened = {
            "scripts": seen.scripts,
            "links": seen.script_links,
            "requests": seen.requests,
            "unreadable": text is not None and not readable(text, seen.text),
            "changed": skeleton is not None and seen.skeleton != skeleton,
            "broken": seen.broken_images,
        }
        for kind, so in happened.items():
            if so:
                getattr(self, kind).add(name)

    def __str__(self) -> str:
        return ", ".join(f"{kind} {len(names)}" for kind, names in vars(self).items())


def main() -> int:
    """Try every text, and print how many did what."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("payloads", type=Path)
    parser.add_argument("--wall", action="append", choices=WALLS)
    parser.add_argument("--campaigns", action="store_true")
    parser.add_argument("--panels", action="store_true")
    parser.add_argument("--route", action="append", choices=list(ROUTES))
    chosen = parser.parse_args()
    routes = chosen.route or list(ROUTES)
    texts = dict(read_texts(chosen.payloads))
    print(f"{len(texts)} texts", flush=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        alone = chosen.campaigns or chosen.panels
        for wall in chosen.wall or ([] if alone else ["escaping"]):
            for route, tally in try_pages(browser, texts, wall, routes):
                print_tally(f"{wall} alone" if wall != "none" else "no wall", route, tally)
        if chosen.campaigns:
            try_campaigns(browser, texts)
        if chosen.panels:
            try_panels(browser, texts)
        browser.close()
    return 0


def read_texts(path: Path) -> Iterator[tuple[str, str]]:
    """The texts of a file, with what each is called."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        entry = json.loads(line)
        named = isinstance(entry, dict)
        yield (str(entry["id"]), entry["payload"]) if named else (str(number), entry)


def try_pages(
    browser: Browser, texts: dict[str, str], wall: str, routes: list[str]
) -> Iterator[tuple[str, Tally]]:
    """Open every page of every text behind one wall, or behind none."""
    alone = wall == "escaping"
    down = nullcontext() if alone else escaping_taken_out()
    with watched(browser, 30 if alone else 100) as page, down:
        for route in routes:
            tally = Tally()
            if alone:
                try_escaped(page, texts, route, tally)
            else:
                try_unescaped(page, texts, route, tally, policy=wall == "policy")
            yield route, tally


def try_unescaped(
    page: WatchedPage, texts: dict[str, str], route: str, tally: Tally, policy: bool
) -> None:
    """Open the page of each text as if nothing were escaped, with the policy or without."""
    for name, text in texts.items():
        html = ROUTES[route](text)
        tally.add(name, page.look(html if policy else opened(html)))


def try_escaped(page: WatchedPage, texts: dict[str, str], route: str, tally: Tally) -> None:
    """Open pages of many texts without a policy; where anything happens, of each text alone."""
    names = list(texts)
    plain: dict[int, list[str]] = {}
    batches = [names[start : start + SIDE_BY_SIDE] for start in range(0, len(names), SIDE_BY_SIDE)]
    for batch in batches:
        together = Tally()
        try_batch(page, {name: texts[name] for name in batch}, route, together, plain)
        if any(vars(together).values()):
            for name in batch:
                try_batch(page, {name: texts[name]}, route, tally, plain)


def try_batch(
    page: WatchedPage,
    texts: dict[str, str],
    route: str,
    tally: Tally,
    plain: dict[int, list[str]],
) -> None:
    """Note what a page of some texts does; ``plain`` keeps what pages of as many words hold."""
    make, count = ROUTES[route], len(texts)
    if route in ESCAPED and count not in plain:
        plain[count] = page.look(opened(make(*(f"word{n}" for n in range(count))))).skeleton
    seen = page.look(opened(make(*texts.values())))
    for name, text in texts.items():
        tally.add(name, seen, text if route in ESCAPED else None, plain.get(count))


def try_campaigns(browser: Browser, texts: dict[str, str]) -> None:
    """Run all notebooks on campaigns made of the texts, and open their pages without a policy."""
    total = Tally()
    for start, batch in in_batches(texts, BATCH):
        with tempfile.TemporaryDirectory() as folder, watched(browser, 200) as page:
            kit = make_hostile_kit(Path(folder), list(batch.values()))
            manifest = run_campaign(kit, "hostile").manifest
            ends = [record.status for record in manifest.stages]
            reports = kit.reports_of("hostile")
            for path in sorted(reports.glob("*.html")):
                seen = page.look(opened(path.read_text(encoding="utf-8")))
                total.add(f"{start}/{path.stem}", seen)
            print(f"texts {start + 1} to {start + len(batch)}:", end=" ")
            print(", ".join(f"{ends.count(end)} {end}" for end in Status if end in ends))
            for record in manifest.stages:
                if record.reason:
                    print(f"  {record.name}: {record.place} {record.reason}"[:300])
            sys.stdout.flush()
    print_tally("escaping alone", "campaigns, by page", total)


def try_panels(browser: Browser, texts: dict[str, str]) -> None:
    """Open the pages of rooms made of the texts, and hold them against rooms of plain words."""
    total = Tally()
    for start, batch in in_batches(texts, ROOM):
        given, words = list(batch.values()), [f"word{n}" for n in range(len(batch))]
        with tempfile.TemporaryDirectory() as folder, serving(Path(folder), given, browser) as room:
            plain = look_at_all(room, Kit(Path(folder)), words)
            pages = look_at_all(room, Kit(Path(folder)), given)
        for page, seen in pages.items():
            total.add(f"{start}/{page}", seen, skeleton=plain[page].skeleton)
            for name, text in batch.items():
                if not readable(text, seen.text):
                    total.unreadable.add(f"{name} ({page})")
        print(f"texts {start + 1} to {start + len(batch)}: {total}", flush=True)
    print_tally("escaping alone", "panels, by page", total)


def in_batches(texts: dict[str, str], size: int) -> Iterator[tuple[int, dict[str, str]]]:
    """The texts that tables take, some at a time."""
    names = [name for name, text in texts.items() if text.strip() and "\0" not in text]
    print(f"{len(texts) - len(names)} blank or binary texts are left aside: no table takes them")
    for start in range(0, len(names), size):
        yield start, {name: texts[name] for name in names[start : start + size]}


def print_tally(walls: str, route: str, tally: Tally) -> None:
    """Print one line of counts, and the texts behind small ones."""
    print(f"{walls}, {route}: {tally}", flush=True)
    for kind, names in vars(tally).items():
        if 0 < len(names) <= 12:
            print(f"  {kind}: {', '.join(sorted(names))}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
