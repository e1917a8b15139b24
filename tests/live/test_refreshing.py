"""Views follow votes without holding them up, nor each other."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from support.awaited import awaited

from playbook.live.look import Look
from playbook.live.rounds import Round, RoundState, open_round, prepare
from playbook.live.serving import refreshing
from playbook.live.serving.refreshing import Refresher
from playbook.live.store import VoteStore

VOTE = Round("ratings", "Ratings", {"ratings": ("value",)}, anonymous=False)
SCALES = {"rating": (1.0, 5.0), "jury": (0.0, 5.0)}


class Page:
    """A page that notes what it is sent."""

    def __init__(self, make: Callable[[], None] = lambda: None, takes: float = 0) -> None:
        self._make = make
        self._takes = takes
        self.seen: Mapping[str, RoundState] = {}
        self.made = 0
        self.sent: list[str] = []

    def is_behind(self, states: Mapping[str, RoundState]) -> bool:
        return self.seen != states

    def make(self, look: Look) -> Sequence[str]:
        self.made += 1
        self._make()
        votes = [row["value"] for row in look.rows("ratings")]
        self.seen = look.states
        return [str(votes)]

    async def send(self, texts: Sequence[str]) -> None:
        await asyncio.sleep(self._takes)
        self.sent += texts


def store_of(engine: Engine) -> VoteStore:
    prepare(engine, "ratings", [VOTE])
    open_round(engine, VOTE.name, False, lambda _connection: False)
    return VoteStore(engine, SCALES)


def rate(store: VoteStore, person: str, value: float) -> None:
    store.vote(VOTE, person, "ratings", {"use_case_id": "U1"}, {"value": value})


def run(engine: Engine, work: Callable[[Refresher], Coroutine[Any, Any, None]]) -> None:
    """Do something while a refresher works."""

    async def both() -> None:
        refresher = Refresher(engine)
        tasks = [asyncio.create_task(each) for each in (refresher.follow(), refresher.work())]
        await asyncio.wait_for(work(refresher), 90)
        for task in tasks:
            task.cancel()
        refresher.close()

    awaited(both())


async def until(condition: Callable[[], bool]) -> None:
    while not condition():
        await asyncio.sleep(0.02)


def test_where_the_facilitator_leads_everybody_sees_without_a_pause(
    small: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing, "PAUSE", 60.0)
    store = store_of(small)

    async def work(refresher: Refresher) -> None:
        page = Page()
        refresher.add(page)
        await until(lambda: set(page.sent) == {"[]"})  # once or twice: others look, too
        rate(store, "P1", 4)
        refresher.hurry()
        await until(lambda: page.sent[-1] == "[4.0]")

    run(small, work)


def test_a_page_sees_its_own_vote_at_once_and_others_see_it_a_little_later(small: Engine) -> None:
    store = store_of(small)

    async def work(refresher: Refresher) -> None:
        pages = [Page() for _page in range(10)]
        for page in pages:
            refresher.add(page)
        await until(lambda: all(set(page.sent) == {"[]"} for page in pages))
        rate(store, "P1", 3)
        refresher.soon(pages[0])
        await until(lambda: pages[0].sent[-1] == "[3.0]")
        await until(lambda: all(page.sent[-1] == "[3.0]" for page in pages))

    run(small, work)


def test_many_votes_of_one_page_wait_for_one_view(small: Engine) -> None:
    store_of(small)
    go = threading.Event()

    async def work(refresher: Refresher) -> None:
        slow = Page(lambda: void(go.wait(10)))
        refresher.add(slow)
        await until(lambda: slow.made == 1)
        for _vote in range(100):
            refresher.soon(slow)
        go.set()
        await until(lambda: slow.made == 2 and bool(slow.sent))
        await asyncio.sleep(0.3)
        assert slow.made == 2
        assert len(slow.sent) == 1  # the first was out of date when it was made

    run(small, work)


def void(_value: object) -> None:
    """Nothing."""


def test_a_view_that_hangs_and_a_browser_that_reads_nothing_hold_nobody_up(small: Engine) -> None:
    store = store_of(small)
    go = threading.Event()

    async def work(refresher: Refresher) -> None:
        stuck, deaf, page = Page(lambda: void(go.wait(25))), Page(takes=25), Page()
        for one in (stuck, deaf, page):
            refresher.add(one)
        for value in (1, 2, 3):
            rate(store, "P1", value)
            await until(lambda value=value: page.sent[-1:] == [f"[{value:.1f}]"])
        assert stuck.made == deaf.made == 1
        go.set()

    run(small, work)


def test_a_view_that_cannot_be_made_is_tried_again(small: Engine) -> None:
    store_of(small)
    errors: list[Exception] = [
        sa.exc.OperationalError("select", {}, Exception("database is locked")),
        RuntimeError("a bug"),
    ]

    def fail() -> None:
        if errors:
            raise errors.pop()

    async def work(refresher: Refresher) -> None:
        page = Page(fail)
        refresher.add(page)
        await until(lambda: bool(page.sent))

    run(small, work)


def test_votes_have_half_of_the_time_however_many_watch(small: Engine, monkeypatch: Any) -> None:
    monkeypatch.setattr(refreshing, "PAUSE", 0.1)
    store = store_of(small)
    cost = 0.01

    async def work(refresher: Refresher) -> None:
        pages = [Page(lambda: time.sleep(cost)) for _page in range(20)]
        for page in pages:
            refresher.add(page)
        await until(lambda: all(page.sent for page in pages))
        before = sum(page.made for page in pages)
        began = time.monotonic()
        while time.monotonic() - began < 1:
            await asyncio.to_thread(rate, store, "P1", 1 + time.monotonic() % 4)
        views = sum(page.made for page in pages) - before
        assert 0 < views * cost < 0.6 * (time.monotonic() - began)

    run(small, work)


def test_those_who_look_at_the_same_moment_read_once(small: Engine) -> None:
    store = store_of(small)
    refresher = Refresher(small)
    first = refresher.look(time.monotonic())
    first.rows("ratings")
    assert refresher.look(first.began) is first
    assert refresher.look(time.monotonic()) is first  # nothing was written
    rate(store, "P1", 4)
    assert refresher.look(first.began) is first
    second = refresher.look(time.monotonic())
    assert [row["value"] for row in second.rows("ratings")] == [4.0]
    refresher.close()


def test_rows_that_were_imported_meanwhile_are_seen_too(small: Engine, monkeypatch: Any) -> None:
    store_of(small)
    monkeypatch.setattr(refreshing, "OLDEST", 0)
    refresher = Refresher(small)
    first = refresher.look(time.monotonic())
    assert refresher.look(time.monotonic()) is not first
    refresher.close()
