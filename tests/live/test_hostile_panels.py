"""Hostile texts in a room: the live panels show them as text, and nothing happens.

The pages have two walls, as reports have; each is tried alone. ``tools/hostile.py --panels`` does
the same with a whole file of attacks.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser
from support.attacks import ATTACKS, RUNNING
from support.hostile_panels import PAGES, fill_room, look, look_at_all, serving, set_rounds
from support.panel_pages import Served, database_of
from support.watched_page import Seen, readable

from playbook.kit import Kit

WORDS = [f"word{number}" for number in range(len(ATTACKS))]
Pages = dict[str, Seen]


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    return Kit(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def room(kit: Kit, browser: Browser) -> Iterator[Served]:
    with serving(kit.root, ATTACKS, browser) as served:
        yield served


@pytest.fixture(scope="module")
def plain(kit: Kit, room: Served) -> Pages:
    return look_at_all(room, kit, WORDS)


@pytest.fixture(scope="module")
def hostile(kit: Kit, room: Served) -> Pages:
    return look_at_all(room, kit, ATTACKS)


@pytest.mark.parametrize("page", PAGES)
def test_the_escaping_alone_would_do(hostile: Pages, plain: Pages, page: str) -> None:
    seen = hostile[page]
    assert seen.harmless, seen
    assert seen.skeleton == plain[page].skeleton
    assert [attack for attack in ATTACKS if not readable(attack, seen.text)] == []
    assert seen.broken_images == 0


@pytest.fixture(scope="module")
def running(kit: Kit, room: Served) -> Served:
    """The room with attacks that need no click, its votes open."""
    fill_room(database_of(kit), RUNNING)
    set_rounds(kit, opened=True)
    return room


def test_the_policy_alone_would_keep_scripts_and_requests_away(running: Served) -> None:
    seen = look(running, "participant", policy=True, escaping=False)
    assert seen.skeleton, seen.requests
    assert seen.scripts == 0
    hosts = {urlsplit(url).netloc for url in seen.requests}
    assert hosts <= {urlsplit(running.roster.address.url).netloc}


def test_without_either_the_attacks_run(running: Served) -> None:
    assert look(running, "participant", policy=False, escaping=False).scripts > 0
