"""Keep the pages of a room in step with the database, without holding up the votes.

Views are made one after the other, apart from the votes: first for pages whose own vote was just
answered, then for those that others' votes concern. Making them takes half of the time at most, so
that in a large room a vote changes everybody's page a little later instead of stopping all others.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Protocol, TypeVar

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from playbook.live.look import Look
from playbook.live.rounds import RoundState

T = TypeVar("T")
LOG = logging.getLogger(__name__)
PAUSE = 1.0
"""Seconds between two looks for what others wrote, at least."""
OLDEST = 5.0
"""Seconds after which rows are read anew although no round has moved: imports move none."""
PATIENCE = 1.0
"""Seconds that the others wait for a view; one that takes longer goes on by itself."""
LONGEST_REST = 0.25
MOST_AT_ONCE = 32


class Page(Protocol):
    """What is kept in step."""

    def is_behind(self, states: Mapping[str, RoundState]) -> bool:
        """Whether it shows less than this."""

    def make(self, look: Look) -> Sequence[str]:
        """What is to be sent, in a thread of its own; nothing where a view is as it was."""

    async def send(self, texts: Sequence[str]) -> None:
        """Send it; this may take as long as the browser likes."""


class Refresher:
    """Makes views, and sends them to the pages that they are for.

    Parameters
    ----------
    engine : Engine
        The campaign's database.
    """

    def __init__(self, engine: Engine) -> None:
        self.pages: dict[Page, None] = {}
        self._engine = engine
        self._look: Look | None = None
        self._read_at = 0.0
        self._looking = threading.Lock()
        self._threads = ThreadPoolExecutor(MOST_AT_ONCE, "views")
        # Each page waits once, however often it is asked for, since when what it shows must be.
        self._own: dict[Page, float] = {}
        self._others: dict[Page, float] = {}
        self._since: dict[Page, float] = {}
        self._busy: set[Page] = set()
        self._asked = asyncio.Event()
        self._hurried = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    def add(self, page: Page) -> None:
        """Keep a page in step from now on, and show it what there is."""
        self.pages[page] = None
        self.soon(page)

    def remove(self, page: Page) -> None:
        """Forget a page."""
        for known in (self.pages, self._own, self._others, self._since):
            known.pop(page, None)

    def soon(self, page: Page) -> None:
        """Show a page what is there now: it was just answered."""
        if page in self.pages:
            self._own[page] = self._since[page] = time.monotonic()
            self._asked.set()

    def hurry(self) -> None:
        """Show everybody what there is now: the facilitator leads on, and the room waits for it."""
        self._hurried.set()

    def close(self) -> None:
        """Make no view any more."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def follow(self) -> None:
        """Look at the database again and again for what others wrote."""
        while True:
            began = time.monotonic()
            try:
                states = (await self._in_thread(self.look, began)).states
            except SQLAlchemyError:
                await asyncio.sleep(PAUSE)  # it is away for a moment: the next look will tell
                continue
            behind = [page for page in self.pages if page.is_behind(states)]
            self._others.update(dict.fromkeys(behind, began))
            self._asked.set()
            # The former round is over before another begins.
            while any(page not in self._busy for page in self._others):
                await asyncio.sleep(PAUSE / 10)
            rest = max(PAUSE - (time.monotonic() - began), 0)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._hurried.wait(), rest)
            self._hurried.clear()

    async def work(self) -> None:
        """Make one view after the other."""
        while True:
            await self._asked.wait()
            page, since = self._next()
            if page is None:
                self._asked.clear()
                continue
            began = time.monotonic()
            self._busy.add(page)
            making = asyncio.ensure_future(self._in_thread(self._make, page, since))
            task = asyncio.create_task(self._show(page, making))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            await asyncio.wait([making], timeout=PATIENCE)
            await asyncio.sleep(min(time.monotonic() - began, LONGEST_REST))

    def look(self, since: float) -> Look:
        """What the database holds, no older than this; all who need no newer one share it."""
        with self._looking:
            known = self._look
            if known is None or known.began < since:
                new = Look(self._engine)
                kept = known is not None and new.began - self._read_at < OLDEST
                if kept and known is not None and known.states == new.states:
                    known.began = new.began  # nothing was missed: its rows are as new
                else:
                    self._look, self._read_at = new, new.began
            assert self._look is not None
            return self._look

    def _next(self) -> tuple[Page | None, float]:
        """The page whose turn it is, and since when what it shows must be."""
        for waiting in (self._own, self._others):
            for page in waiting:
                if page not in self._busy:
                    since = max(own.pop(page, 0.0) for own in (self._own, self._others))
                    return page, since
        return None, 0.0

    def _make(self, page: Page, since: float) -> tuple[float, Sequence[str]]:
        look = self.look(since)
        began = look.began
        return began, page.make(look)

    async def _show(self, page: Page, making: asyncio.Future[tuple[float, Sequence[str]]]) -> None:
        """Send a view when it is made, unless the page has been answered since it was begun."""
        try:
            began, texts = await making
            if began >= self._since.get(page, 0.0):
                await page.send(texts)
        except SQLAlchemyError:
            LOG.info("a view waits for the database")
        except Exception:
            LOG.exception("a view could not be made")
        finally:
            self._busy.discard(page)
            self._asked.set()

    async def _in_thread(self, function: Callable[..., T], *arguments: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, function, *arguments)
