"""A campaign's database as panels see it: rows, people, rounds, and fields to fill."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from playbook.campaign.live_rounds import CLOSED, OPEN, WAITING
from playbook.live.ballot import Field, field_of
from playbook.live.look import Look
from playbook.live.roll import answered
from playbook.live.rounds import NOTES, Round, RoundState
from playbook.live.rows import PERSON, Row
from playbook.live.store import VoteStore
from playbook.parameters.declared import Parameters
from playbook.tables import TABLES

NO_TOKENS: Mapping[str, str] = MappingProxyType({})


class Desk:
    """What panels read, at one look: make a new one to look again.

    Parameters
    ----------
    store : VoteStore
        The database.
    parameters : Parameters
        The campaign's.
    tokens : mapping of str to str
        The numbers that this browser keeps for answers that bear no name, by form.
    look : Look, optional
        What is read; a look of its own unless given.
    secret : bytes
        What the reports' codes for participants are drawn with (`campaign.pseudonyms`).
    """

    def __init__(
        self,
        store: VoteStore,
        parameters: Parameters,
        tokens: Mapping[str, str] = NO_TOKENS,
        look: Look | None = None,
        secret: bytes = b"",
    ) -> None:
        self.store = store
        self.parameters = parameters
        self.tokens = tokens
        self.look = look or Look(store.engine)
        self.secret = secret
        self.stored: list[str] = []

    def rows(self, table: str) -> list[Row]:
        """The rows of a table in the order of its key."""
        return self.look.rows(table)

    def mine(self, table: str, person: str | None) -> list[Row]:
        """The rows of one person."""
        return [row for row in self.rows(table) if row[PERSON] == person]

    def state(self, vote: Round) -> RoundState:
        """How a round stands; one that either it or the campaign calls anonymous is."""
        found = self.look.states[vote.name]
        promised = vote.anonymous or (found.anonymous and found.state != WAITING)
        return RoundState(found.state, promised, found.revision)

    def is_open(self, vote: Round) -> bool:
        """Whether a round takes votes."""
        return self.state(vote).state == OPEN

    def is_closed(self, vote: Round) -> bool:
        """Whether a round took votes, and does not any more."""
        return self.state(vote).state == CLOSED

    def shows_notes(self, panel: str) -> bool:
        """Whether the facilitator shows a panel's notes to those too who have not voted yet."""
        found = self.look.states.get(NOTES.format(panel=panel))
        return found is not None and found.is_open

    def has_answered(self, vote: Round, person: str | None) -> bool:
        """Whether somebody has answered in a round whose answers bear no name."""
        return person in answered(self.store.engine, vote.name)

    def cast(self, vote: Round, table: str) -> list[Row]:
        """The rows of a round in one of its tables."""
        wanted = vote.within.items()
        return [row for row in self.rows(table) if all(row[name] == is_ for name, is_ in wanted)]

    def people(self) -> dict[str, str]:
        """What each participant is called here, where all know each other."""
        return {row[PERSON]: row["name"] or row[PERSON] for row in self.rows("participants")}

    def voters(self, vote: Round) -> dict[str, int]:
        """How many votes each person has given in a round; nobody is in it who gave none."""
        counts: dict[str, int] = {}
        for table, columns in vote.votes.items():
            for row in self.cast(vote, table):
                amount = vote.amount_in(row, columns)
                if amount and row.get(PERSON):
                    counts[row[PERSON]] = counts.get(row[PERSON], 0) + amount
        return counts

    def field(
        self,
        table: str,
        column: str,
        key: Mapping[str, str],
        row: Mapping[str, Any] | None,
        *,
        disabled: bool = False,
        about: str = "",
        **more: Any,
    ) -> Field:
        """An input for one cell; what is stored is noted, so that the panel can tell it."""
        value = row.get(column) if row else None
        field = field_of(
            TABLES[table], column, key, value, self.store.scales, disabled=disabled, about=about
        )
        if value is not None:
            self.stored.append(field["cell"])
        return {**field, **more}
