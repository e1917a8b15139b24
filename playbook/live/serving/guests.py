"""The people in a room, kept in step with the database while the server runs."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field

from sqlalchemy.exc import SQLAlchemyError

from playbook.live.serving.channels import GONE, Channels
from playbook.live.serving.guard import Door
from playbook.live.serving.kernels import LiveKernels
from playbook.live.serving.roster import Link, Roster

log = logging.getLogger("playbook.live")


@dataclass
class Guests:
    """Who may come, and which of their pages are open.

    Attributes
    ----------
    roster : Roster
        Who may come, in the database.
    door : Door
        Who may come, in memory.
    kernels : LiveKernels
        The kernels of their pages.
    pages : set of Channels
        The pages that are connected.
    """

    roster: Roster
    door: Door
    kernels: LiveKernels
    pages: set[Channels] = field(default_factory=set)

    def links(self) -> list[Link]:
        """The link of each participant; they open from now on."""
        links = self.roster.links()
        self.door.known = self.roster.known()
        return links

    async def keep_in_step(self) -> None:
        """Ask the database who may come, and show out who may no longer."""
        try:
            loop = asyncio.get_running_loop()
            self.door.known = await loop.run_in_executor(None, self.roster.known)
        except SQLAlchemyError as error:
            log.warning("The list of links could not be read again: %s", type(error).__name__)
            return
        for page in list(self.pages):
            if self.door.person(page.token()) != page.person:
                await self.kernels.end(page.kernel_id)

    async def revoke(self, person: str) -> None:
        """Close the link of a participant, and the pages that it opened."""
        self.roster.revoke(person)
        await self.keep_in_step()

    async def renew(self, person: str) -> None:
        """Replace the link of a participant, and close the pages that the former one opened."""
        self.roster.renew(person)
        await self.keep_in_step()

    def tell(self, kernel_id: str) -> None:
        """Tell the pages of a kernel that it is gone."""
        for page in list(self.pages):
            if page.kernel_id == kernel_id:
                page.close(GONE)
