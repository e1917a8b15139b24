"""The people of a session: their links, kept in step with the database while the server runs."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError


from playbook.live.serving.access import FACILITATOR
from playbook.live.serving.channels import GONE, Channels
from playbook.live.serving.guard import Door
from playbook.live.serving.kernels import LiveKernels
from playbook.live.serving.pages import Link
from playbook.sources.schema import schema

log = logging.getLogger("playbook.live")


@dataclass
class Guests:
    """Who may come, and which of their pages are open.

    Attributes
    ----------
    door : Door
        Lets them in.
    kernels : LiveKernels
        The kernels of their pages.
    pages : set of Channels
        The pages that are connected.
    """

    door: Door
    kernels: LiveKernels
    pages: set[Channels] = field(default_factory=set)

    def names(self) -> dict[str, str]:
        """What each participant of the campaign is called, by identifier."""
        table = schema().tables["participants"]
        wanted = sa.select(table.c.participant_id, table.c.name).order_by(table.c.participant_id)
        with self.door.access.engine.connect() as connection:
            return {person: name or person for person, name in connection.execute(wanted)}

    def links(self) -> list[Link]:
        """The link of each participant, in the order of their names; new ones get theirs."""
        names = self.names()
        self.door.access.prepare(names)
        self.read()
        tokens = self.door.access.tokens()
        order = sorted(names, key=lambda person: (names[person].casefold(), person))
        return [
            Link(person, names[person], self.door.address.link(token) if token else None)
            for person in order
            for token in [tokens.get(person)]
        ]

    def read(self) -> None:
        """Ask the database who may come."""
        people = {FACILITATOR, *self.names()}
        valid = self.door.access.valid()
        self.door.known = {mark: person for mark, person in valid.items() if person in people}

    async def keep_in_step(self) -> None:
        """Ask the database who may come, and show out who may no longer."""
        try:
            await asyncio.get_running_loop().run_in_executor(None, self.read)
        except SQLAlchemyError as error:
            log.warning("The list of links could not be read again: %s", type(error).__name__)
            return
        for page in list(self.pages):
            if self.door.person(page.get_cookie(self.door.cookie)) != page.person:
                await self.kernels.end(page.kernel_id)

    async def change(self, person: str, change: str) -> None:
        """Revoke or renew the link of a participant, at once."""
        if person not in self.names():
            return
        if change == "renew":
            self.door.access.renew(person)
        else:
            self.door.access.revoke(person)
        await self.keep_in_step()

    def tell(self, kernel_id: str) -> None:
        """Tell the pages of a kernel that it is gone."""
        for page in list(self.pages):
            if page.kernel_id == kernel_id:
                page.close(GONE)


