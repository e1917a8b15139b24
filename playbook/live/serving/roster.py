"""The list of a campaign's participants with their links."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from playbook.errors import PlaybookError
from playbook.language import _
from playbook.live.serving.access import FACILITATOR, SCREEN, Access
from playbook.live.serving.addresses import Address
from playbook.sources.schema import schema


@dataclass(frozen=True)
class Link:
    """The link of one person.

    Attributes
    ----------
    person : str
        A participant's identifier.
    name : str
        What the person is called.
    address : str or None
        What the person opens; None when the link was revoked.
    """

    person: str
    name: str
    address: str | None


@dataclass(frozen=True)
class Roster:
    """Who may come, and by which link.

    Attributes
    ----------
    access : Access
        The tokens in the campaign's database.
    address : Address
        Where the panels are served.
    """

    access: Access
    address: Address

    def names(self) -> dict[str, str]:
        """What each participant of the campaign is called, by identifier."""
        table = schema().tables["participants"]
        wanted = sa.select(table.c.participant_id, table.c.name).order_by(table.c.participant_id)
        with self.access.engine.connect() as connection:
            return {person: name or person for person, name in connection.execute(wanted)}

    def links(self) -> list[Link]:
        """The link of each participant, by name; who never had one gets one."""
        names = self.names()
        self.access.prepare(names)
        tokens = self.access.tokens()
        return [
            Link(person, names[person], self.address.link(token) if token else None)
            for person in sorted(names, key=lambda person: (names[person].casefold(), person))
            for token in [tokens.get(person)]
        ]

    def facilitator_link(self) -> str:
        """What the facilitator opens."""
        self.access.prepare([])
        return self.address.link(self.access.tokens()[FACILITATOR])

    def screen_link(self) -> str:
        """What the projector shows; it opens nothing else."""
        self.access.prepare([])
        return self.address.screen_link(self.access.tokens()[SCREEN])

    def known(self) -> dict[str, str]:
        """The person that each valid fingerprint stands for; people who left the table are not."""
        people = {FACILITATOR, SCREEN, *self.names()}
        return {mark: who for mark, who in self.access.valid().items() if who in people}

    def revoke(self, person: str) -> None:
        """Close the link of a participant.

        Raises
        ------
        PlaybookError
            When there is no such participant.
        """
        self._check(person)
        self.access.revoke(person)

    def renew(self, person: str) -> None:
        """Replace the link of a participant.

        Raises
        ------
        PlaybookError
            When there is no such participant.
        """
        self._check(person)
        self.access.renew(person)

    def _check(self, person: str) -> None:
        if person not in self.names():
            message = _("there is no participant “{person}” in this campaign.")
            raise PlaybookError(message.format(person=person))
