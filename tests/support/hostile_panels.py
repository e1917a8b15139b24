"""A room with a hostile text in every place that people's words reach in a live panel.

One page holds all panels. What it does is counted as of reports; the scripts and the addresses that
every panel's page needs are its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import sqlalchemy as sa
import yaml
from playwright.sync_api import Browser, Error, Page
from sqlalchemy.engine import Engine
from support.panel_pages import Served, database_of, make_kit, serve
from support.small_kit import add_notebook
from support.watched_page import Seen, dismiss, look_around, runs_in_page

from playbook.kit import Kit
from playbook.live.panels import PANELS, make_panel
from playbook.live.place import campaign_parameters
from playbook.live.rounds import close_round, open_round, prepare
from playbook.sources.connection import writing
from playbook.sources.schema import schema
from playbook.sources.schema_version import create_schema

PAGES = {"participant": "P1", "facilitator": None, "links": None}
"""The pages that are looked at, and by whose link."""
OWN = re.compile(r"/(enter\?token=[^&]*|links|alive|live/[\w.]+)?")
TIME_TO_ACT = 1000
A_FEW = 16
"""How many texts are in what every cell of a grid repeats: pages would grow with their square."""
OPEN_ALL = "void document.querySelectorAll('details').forEach(one => { one.open = true; })"
TYPED = "[...document.querySelectorAll('input, textarea')].map(one => one.value).join(' ')"
AS_MARKUP = """const made = document.createTextNode.bind(document);
document.createTextNode = words => words ? made(words) : Object.defineProperty(
    document.createElement('span'), 'data', { set(said) { this.innerHTML = said; } });
//# sourceURL=test:as-markup"""
"""Makes the browser read as HTML what the panels write as text."""


def make_hostile_room(folder: Path, texts: Sequence[str]) -> Kit:
    """Make a kit with a campaign of the texts, in a database, and a notebook with all panels."""
    kit = make_kit(folder)
    path = kit.parameters_of("small")
    title = yaml.safe_dump({"title": " ".join(texts[:A_FEW])})
    path.write_text(path.read_text("utf-8").replace("title: Test\n", title), encoding="utf-8")
    opened = [f"open_panel({name!r}, campaign);" for name in PANELS]
    opened[0] = f"from playbook.live import open_panel\n{opened[0]}"
    add_notebook(kit, "live/all", "# Panels", 'campaign = "small"', *opened)
    engine = database_of(kit)
    create_schema(engine)
    fill_room(engine, texts)
    return kit


def fill_room(engine: Engine, texts: Sequence[str]) -> None:
    """Put the texts into the tables that panels show, in place of all that was there."""
    with writing(engine) as connection:
        for table in reversed(schema().sorted_tables):
            connection.execute(sa.delete(table))
        for name, rows in _rows(texts).items():
            connection.execute(sa.insert(schema().tables[name]), rows)


def _rows(texts: Sequence[str]) -> dict[str, list[dict[str, object]]]:
    """Rows of the texts: identifiers too, but for the participant's who opens a page."""
    one = {"participant_id": "P1"}
    given = {n: (f"{text} {n}", text) for n, text in enumerate(texts)}
    all_of_them = " ".join(texts)
    solution = " ".join(texts[:A_FEW])
    scores = dict.fromkeys(("fear", "understanding", "disappointment", "daily_use"), 1)
    return {
        "participants": [
            {**one, "name": all_of_them, "department": all_of_them},
            *({"participant_id": k, "name": t, "department": t} for k, t in given.values()),
        ],
        "process_steps": [
            {"step_id": k, "position": n + 1, "label": t} for n, (k, t) in given.items()
        ],
        "ideas": [
            {"idea_id": k, "participant_id": "P1" if n < 2 else k, "text": t, "theme": t,
             "round": "follow_up", "step_id": k}
            for n, (k, t) in given.items()
        ],
        "use_cases": [
            {"use_case_id": k, "title": t, "description": t, "value_comment": t,
             "feasibility_comment": t}
            for k, t in given.values()
        ],
        "solutions": [{"solution_id": solution, "name": solution}],
        "criteria": [
            {"criterion_id": k, "section": "technical", "label": t, "weight": 1}
            for k, t in given.values()
        ],
        "jury_scores": [
            {**one, "solution_id": solution, "criterion_id": k, "score": 1, "comment": t}
            for k, t in given.values()
        ],
        "feedback": [
            {**one, "solution_id": solution, "strengths": all_of_them, "comment": all_of_them}
        ],
        "tasks": [
            {"task_id": k, "job": t, "question": "typical_week", "group": t, "text": t,
             "repetitiveness": 0.9, "added_value": 0.5}
            for k, t in given.values()
        ],
        "run_checklist": [
            {"item_id": k, "area": "steer", "label": t, "status": "todo", "owner": t}
            for k, t in given.values()
        ],
        "pulse": [
            {"date": date.today(), "department": t, "respondent": k, **scores}
            for k, t in given.values()
        ],
    }  # fmt: skip


@contextmanager
def serving(folder: Path, texts: Sequence[str], browser: Browser) -> Iterator[Served]:
    """Serve a hostile room while this lasts."""
    served = serve(make_hostile_room(folder, texts), "all", browser)
    try:
        yield served
    finally:
        served.end()


def look_at_all(served: Served, kit: Kit, texts: Sequence[str]) -> dict[str, Seen]:
    """What each page of a room of these texts does without a policy.

    Participants see the ballots of open votes, the facilitator the results of closed ones.
    """
    fill_room(database_of(kit), texts)
    set_rounds(kit, opened=True)
    seen = {"participant": look(served, "participant", policy=False)}
    set_rounds(kit, opened=False)
    return seen | {page: look(served, page, policy=False) for page in ("facilitator", "links")}


def set_rounds(kit: Kit, *, opened: bool) -> None:
    """Open every vote of every panel, or close it: results are shown then."""
    engine = database_of(kit)
    for name in PANELS:
        panel = make_panel(name, campaign_parameters(kit, "small"))
        prepare(engine, panel.name, panel.rounds)
        for vote in panel.rounds:
            if opened:
                open_round(engine, vote.name, vote.anonymous, lambda _connection: False)
            else:
                close_round(engine, vote.name)


def look(served: Served, page: str, *, policy: bool, escaping: bool = True) -> Seen:
    """Open one of the pages, behind each wall or without, and say what it did."""
    context = served.browser.new_context(bypass_csp=not policy)
    if not escaping:
        context.add_init_script(AS_MARKUP)
    try:
        return _look(served, context.new_page(), page)
    except (Error, TypeError) as error:
        return Seen(requests=[f"it left, or never came to an end: {error}"])
    finally:
        context.close()


def _look(served: Served, page: Page, name: str) -> Seen:
    own = served.roster.address.url.rstrip("/")
    scripts: list[str] = []
    asked: list[str] = []
    session = page.context.new_cdp_session(page)
    session.on("Debugger.scriptParsed", lambda e: runs_in_page(e) and scripts.append(e["url"]))
    session.send("Debugger.enable")
    page.on("dialog", dismiss)
    page.on("request", lambda request: asked.append(request.url))
    served.show(page, PAGES[name], panels=len(PANELS))
    if name == "links":
        page.goto(f"{own}/links")
    look_around(session, OPEN_ALL)
    page.wait_for_timeout(TIME_TO_ACT)
    seen = Seen(**look_around(session))
    return replace(
        seen,
        text=f"{seen.text} {look_around(session, TYPED)}",
        scripts=sum(not _is_own(url, own) for url in scripts),
        requests=[url for url in asked if not _is_own(url, own)],
        skeleton=sorted(set(seen.skeleton)),
    )


def _is_own(url: str, own: str) -> bool:
    """Whether every page of a panel needs this address, or this test."""
    if url.startswith(own):
        return OWN.fullmatch(url.removeprefix(own)) is not None
    return url.startswith(("data:", "test:"))
