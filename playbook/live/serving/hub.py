"""Everybody whose page is open: the panels before them, and the two ways to the database."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

from sqlalchemy.engine import Engine

from playbook.content.booklet import Booklet
from playbook.live.blocks import Block
from playbook.live.panels import make_panel
from playbook.live.rounds import prepare
from playbook.live.screen import SCREEN_NAME, Screen
from playbook.live.serving.access import FACILITATOR, SCREEN
from playbook.live.serving.refreshing import Page, Refresher
from playbook.live.session import Session
from playbook.live.transactions import in_groups
from playbook.parameters.declared import Parameters

REVOKED, CROWDED, STALE = 4003, 4002, 4001
"""Why a page is closed: it may not be opened, it is one too many, the server has another one."""
MOST_PAGES = 3
"""Pages that one person may have open: a phone, a laptop, and one that is being reloaded."""
WRITERS = 32
"""Votes that are stored together at most."""

Sitting = Session | Screen
"""Somebody before a panel, or all before the screen."""


class OpenPage(Page, Protocol):
    """A page that can be closed."""

    def opens_for(self) -> str | None:
        """Whom its link lets in now, if anybody."""

    def close(self, code: int) -> None:
        """Close it, and say why."""


class Hub:
    """The pages of a room, and their panels.

    Votes and views have threads of their own, so that neither waits for the other.

    Parameters
    ----------
    stages : sequence of str
        The panels that each page has.
    engine : Engine
        The campaign's database.
    parameters : Parameters
        The campaign's.
    campaign : str
        Its name.
    booklet : Booklet, optional
        Gives the panels' run sheets.
    secret : bytes
        What the reports' codes for participants are drawn with.
    join : Block, optional
        How people come in, for the screen.
    """

    def __init__(
        self,
        stages: Sequence[str],
        engine: Engine,
        parameters: Parameters,
        campaign: str,
        booklet: Booklet | None = None,
        secret: bytes = b"",
        join: Block | None = None,
    ) -> None:
        self._panels = [make_panel(stage, parameters, booklet) for stage in stages]
        for panel in self._panels:
            prepare(engine, panel.name, panel.rounds)
        self._engine = in_groups(engine)
        self._parameters = parameters
        self._campaign = campaign
        self._secret = secret
        self._join = join
        self._votes = ThreadPoolExecutor(WRITERS, "votes")
        self._pages: dict[OpenPage, str] = {}
        self.refresher = Refresher(engine)

    def join(self, page: OpenPage, person: str) -> Mapping[str, Sitting]:
        """Take a page in, and give its panels; the person's oldest page of too many is closed."""
        mine = [known for known, whose in self._pages.items() if whose == person]
        for old in mine[: max(len(mine) - MOST_PAGES + 1, 0)]:
            old.close(CROWDED)
            self.leave(old)
        self._pages[page] = person
        if person == SCREEN:
            screen = Screen(self._panels, self._engine, self._parameters, self._secret, self._join)
            return {SCREEN_NAME: screen}
        participant = None if person == FACILITATOR else person
        return {
            panel.name: Session(
                panel,
                self._engine,
                self._parameters,
                participant,
                self._campaign,
                secret=self._secret,
            )
            for panel in self._panels
        }

    def leave(self, page: OpenPage) -> None:
        """Forget a page."""
        self._pages.pop(page, None)
        self.refresher.remove(page)

    async def store(self, session: Sitting, content: object) -> dict[str, Any] | None:
        """Do what a page asks for, in its turn, and give the answer."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._votes, session.receive, content)

    def close_revoked(self) -> None:
        """Close the pages of people whose links open nothing any more."""
        for page, person in list(self._pages.items()):
            if page.opens_for() != person:
                page.close(REVOKED)
                self.leave(page)
