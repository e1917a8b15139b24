"""Participants' text may be hostile: it is shown as text, and does nothing.

The pages have two walls, the escaping and the content security policy; each is tried alone.
``tools/hostile.py`` does the same with a whole file of attacks.
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser
from support.attacks import ATTACKS, RUNNING
from support.hostile_campaign import make_hostile_kit
from support.hostile_pages import ESCAPED, ROUTES, escaping_taken_out, without_policy
from support.small_kit import add_notebook
from support.stderr import heard
from support.watched_page import readable, watched

from playbook.kit import Kit
from playbook.pipeline.run import run_campaign
from playbook.report.manifest import Manifest, Status, page_file

ROOT = Path(__file__).parents[2]
STAGES = list(Kit(ROOT).stages())


def rows_of(path: Path) -> list[list[str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    """The kit's notebooks on the demo turned hostile, and a notebook that shows raw HTML."""
    made = make_hostile_kit(tmp_path_factory.mktemp("hostile"), ATTACKS)
    raw = "from IPython.display import HTML, Markdown, Javascript, display\n" + "\n".join(
        f"display(HTML({attack!r}), Markdown({attack!r}))" for attack in ATTACKS
    )
    failing = f"raise ValueError({''.join(RUNNING)!r})"
    add_notebook(made, "raw", 'campaign = "x"', raw, "Javascript('window.ran = 1')")
    add_notebook(made, "failing", 'campaign = "x"', failing)
    return made


@pytest.fixture(scope="module")
def manifest(kit: Kit) -> Manifest:
    """What became of the stages of the hostile campaign."""
    with heard() as warnings:
        made = run_campaign(kit, "hostile").manifest
    assert warnings == []
    return made


@pytest.fixture(scope="module")
def reports(kit: Kit, manifest: Manifest) -> Path:
    """The folder of its reports."""
    return kit.reports_of("hostile")


def test_every_stage_works_on_hostile_texts(manifest: Manifest) -> None:
    ends = {record.name: record.status for record in manifest.stages}
    assert ends.pop("failing") is Status.FAILED
    assert ends == dict.fromkeys([*STAGES, "raw"], Status.DONE)


@pytest.mark.parametrize("page", ["index", "brief", *STAGES, "raw"])
def test_no_page_of_the_campaign_does_anything(reports: Path, browser: Browser, page: str) -> None:
    html = (reports / page_file(page)).read_text(encoding="utf-8")
    with watched(browser) as opened:
        for content in (html, without_policy(html)):
            seen = opened.look(content)
            assert seen.harmless, seen
            assert seen.broken_images == 0


def test_every_attack_can_be_read(reports: Path, browser: Browser) -> None:
    with watched(browser) as opened:
        pages = [opened.look(path.read_text(encoding="utf-8")) for path in reports.glob("*.html")]
    text = " ".join(page.text for page in pages)
    assert [attack for attack in ATTACKS if not readable(attack, text)] == []


@pytest.mark.parametrize("route", ROUTES)
def test_the_escaping_alone_would_do(browser: Browser, route: str) -> None:
    make = ROUTES[route]
    with watched(browser) as page:
        plain = page.look(without_policy(make("words"))).skeleton
        for attack in ATTACKS:
            seen = page.look(without_policy(make(attack)))
            assert seen.harmless, (attack, seen)
            if route in ESCAPED:
                assert seen.skeleton == plain, attack
                assert readable(attack, seen.text)
                assert seen.broken_images == 0


@pytest.mark.parametrize("route", ROUTES)
def test_the_policy_alone_would_keep_scripts_and_requests_away(
    browser: Browser, route: str
) -> None:
    """All but one: no policy keeps a page from sending its reader elsewhere."""
    attacks = [attack for attack in ATTACKS if "refresh" not in attack]
    with escaping_taken_out(), watched(browser) as page:
        for attack in (*RUNNING, "".join(attacks)):
            seen = page.look(ROUTES[route](attack))
            assert seen.scripts == 0
            assert seen.requests == []


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("attack", RUNNING)
def test_without_either_the_attacks_run(browser: Browser, route: str, attack: str) -> None:
    with escaping_taken_out(), watched(browser) as page:
        html = without_policy(ROUTES[route](attack))
        # On a busy machine a page may not get to it in the time that it is watched.
        assert any(page.look(html).scripts for _try in range(10))


def test_the_calendar_holds_no_line_of_a_participant(reports: Path, kit: Kit) -> None:
    [path] = reports.glob("results/*.ics")
    lines = path.read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    names = {re.split(rb"[:;]", line)[0] for line in lines if line[:1] not in (b" ", b"")}
    assert not {name for name in names if not re.fullmatch(rb"[A-Z-]+", name)}
    assert b"X" not in names
    events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert len(events) == len(rows_of(kit.root / "data/hostile/communications.csv")) - 1
    assert not any(str(event["SUMMARY"]) == "forged" for event in events)


def test_no_cell_of_a_result_is_a_formula(reports: Path) -> None:
    guarded = 0
    for path in reports.glob("results/*.csv"):
        for cell in (cell for row in rows_of(path) for cell in row):
            guarded += cell.startswith("'=")
            assert cell[:1] not in tuple("=+-@\t\r") or re.fullmatch(r"[+-][\d.e+-]+", cell), path
    assert guarded


def test_no_file_is_named_by_a_participant(reports: Path, manifest: Manifest) -> None:
    files = {path.relative_to(reports).as_posix() for path in reports.rglob("*") if path.is_file()}
    assert all(re.fullmatch(r"[a-z0-9_/]+\.[a-z]+", name) for name in files)
    written = json.loads((reports / "manifest.json").read_text(encoding="utf-8"))
    assert written["parameters"]["title"] == manifest.parameters["title"] == ATTACKS[0]
