"""Who may come, kept in step with the database while the server runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from playbook.live.serving.guard import Door
from playbook.live.serving.roster import Link, Roster

LOG = logging.getLogger(__name__)
PAUSE = 1.0
"""Seconds between two looks at the list of links."""


@dataclass
class Guests:
    """Who may come.

    Attributes
    ----------
    roster : Roster
        As the database has it.
    door : Door
        As it is known in memory.
    on_change : callable
        Called when that is known anew.
    """

    roster: Roster
    door: Door
    on_change: Callable[[], None]

    def links(self) -> list[Link]:
        """The link of each participant; they open from now on."""
        links = self.roster.links()
        self.door.known = self.roster.known()
        return links

    async def follow(self) -> None:
        """Ask the database again and again who may come."""
        while True:
            await asyncio.sleep(PAUSE)
            await self.look()

    async def look(self) -> None:
        """Ask the database who may come."""
        try:
            self.door.known = await asyncio.to_thread(self.roster.known)
        except SQLAlchemyError as error:
            LOG.warning("the list of links could not be read again: %s", type(error).__name__)
        else:
            self.on_change()

    async def revoke(self, person: str) -> None:
        """Close the link of a participant, and the pages that it opened."""
        await asyncio.to_thread(self.roster.revoke, person)
        await self.look()

    async def renew(self, person: str) -> None:
        """Replace the link of a participant, and close the pages that the former one opened."""
        await asyncio.to_thread(self.roster.renew, person)
        await self.look()
