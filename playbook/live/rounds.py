"""Rounds of votes: what each declares, and opening and closing them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection, Engine

from playbook.campaign.live_rounds import CLOSED, OPEN, WAITING
from playbook.language import N_, _
from playbook.live.errors import VoteRefused
from playbook.live.schema import HISTORY, LIVE, ROUNDS
from playbook.live.transactions import transact

Shown = Callable[[Connection], bool]
NOTES = "{panel} notes shown"
"""What stands among the rounds for whether a panel's notes are shown before people vote."""


@dataclass(frozen=True)
class Quota:
    """How much one person may give in a table.

    Attributes
    ----------
    limit : int
        The most that one person may give in all.
    counted : str, optional
        The column that is summed; None counts rows.
    most_on_one : int, optional
        The most in one row.
    """

    limit: int
    counted: str | None = None
    most_on_one: int | None = None


@dataclass(frozen=True)
class Round:
    """One vote that is opened and closed as a whole.

    Attributes
    ----------
    name : str
        Tells it from the campaign's other rounds.
    label : str
        A message of the catalogue.
    votes : mapping of str to tuple of str
        The columns that voters fill, by table.
    anonymous : bool
        Whether its votes are promised to be anonymous.
    quotas : mapping of str to Quota
        By table.
    within : mapping of str to object
        What its rows have in common, where a table holds several rounds.
    promise : str
        Who will see what is given, a message of the catalogue; empty: what is said of every vote.
    once : bool
        Whether its rows name nobody, and each person gives one all the same.
    unit : str
        What is counted of each person, a message of the catalogue.
    amount : callable, optional
        How many of that one row holds; its filled columns unless given.
    admits : callable, optional
        Whether a row may be voted on, asked in the transaction that stores the vote.
    first : mapping of str to str
        Where what was voted before the room talked is kept when it votes again, by table; empty
        where there is one round only.
    """

    name: str
    label: str
    votes: Mapping[str, tuple[str, ...]]
    anonymous: bool
    quotas: Mapping[str, Quota] = field(default_factory=dict)
    within: Mapping[str, Any] = field(default_factory=dict)
    promise: str = ""
    once: bool = False
    unit: str = N_("Votes")
    amount: Callable[[Mapping[str, Any]], int] | None = None
    admits: Callable[[Connection, Mapping[str, Any]], bool] | None = None
    first: Mapping[str, str] = field(default_factory=dict)

    def amount_in(self, row: Mapping[str, Any], columns: Collection[str]) -> int:
        """How many votes a row holds, in the columns that voters fill; 1 where they fill none."""
        if self.amount is not None:
            return self.amount(row)
        return sum(row[name] is not None for name in columns) if columns else 1


@dataclass(frozen=True)
class RoundState:
    """How a round stands."""

    state: str
    anonymous: bool
    revision: int

    @property
    def is_open(self) -> bool:
        """Whether votes are taken."""
        return self.state == OPEN


def prepare(engine: Engine, name: str, rounds: Iterable[Round]) -> None:
    """Make what a panel needs in the database, where it is not there yet.

    Parameters
    ----------
    name : str
        The panel: what its facilitator notes is counted under it.
    rounds : iterable of Round
        Its rounds.
    """
    wanted = {name: False, **{vote.name: vote.anonymous for vote in rounds}}

    def work(connection: Connection) -> None:
        LIVE.create_all(connection)
        known = set(connection.scalars(select(ROUNDS.c.round)))
        for new in wanted.keys() - known:
            values = {"round": new, "state": WAITING, "anonymous": wanted[new], "revision": 0}
            connection.execute(insert(ROUNDS).values(values))

    transact(engine, work)


def states(engine: Engine) -> dict[str, RoundState]:
    """How each round stands."""
    with engine.connect() as connection:
        return {row.round: _state(row) for row in connection.execute(select(ROUNDS))}


def open_round(engine: Engine, name: str, anonymous: bool, shown: Shown) -> None:
    """Take votes from now on; whether they are anonymous stays as it was first opened.

    Parameters
    ----------
    anonymous : bool
        Whether the campaign wants them anonymous.
    shown : callable
        Tells, inside the transaction, whether results of anonymous votes were shown already: what
        changes between two showings would tell the votes in between.

    Raises
    ------
    VoteRefused
        When votes that were promised to be anonymous would not be.
    """

    def work(connection: Connection) -> None:
        state = locked(connection, name)
        if state.state == OPEN:
            return
        if state.state == WAITING:
            state = RoundState(WAITING, anonymous, state.revision)
        elif anonymous != state.anonymous:
            raise VoteRefused(
                _(
                    "a vote that began with names keeps them, and one that began anonymous stays"
                    " anonymous, to its end."
                )
            )
        elif state.anonymous and shown(connection):
            raise VoteRefused(
                _(
                    "results of this anonymous vote have been shown: it stays closed, as results"
                    " before and after a change would give single votes away."
                )
            )
        set_state(connection, name, OPEN, state.anonymous)

    transact(engine, work)


def close_round(engine: Engine, name: str) -> None:
    """Take no votes any more: who is voting now is stored before this, or refused after it."""

    def work(connection: Connection) -> None:
        state = locked(connection, name)
        if state.state == OPEN:
            set_state(connection, name, CLOSED, state.anonymous)

    transact(engine, work)


def show_notes(engine: Engine, panel: str, shown: bool) -> None:
    """Show what the facilitator notes to those too who have not voted yet, or to them no more."""
    name = NOTES.format(panel=panel)

    def work(connection: Connection) -> None:
        locked(connection, panel)  # by this, pages notice
        connection.execute(delete(ROUNDS).where(ROUNDS.c.round == name))
        values = {"round": name, "state": OPEN if shown else CLOSED, "anonymous": False}
        connection.execute(insert(ROUNDS).values({**values, "revision": 0}))

    transact(engine, work)


def set_state(connection: Connection, name: str, state: str, anonymous: bool) -> None:
    """Write the new state of a round, and keep when for named ones."""
    mine = ROUNDS.c.round == name
    connection.execute(update(ROUNDS).where(mine).values(state=state, anonymous=anonymous))
    if not anonymous:
        values = {"round": name, "at": datetime.now(UTC), "entered_by": "facilitator"}
        connection.execute(insert(HISTORY).values(**values, event=state))


def locked(connection: Connection, name: str) -> RoundState:
    """Lock a round until the end of the transaction, count a write, and say how it stands.

    The update comes first: it takes the lock, on SQLite as on PostgreSQL.
    """
    mine = ROUNDS.c.round == name
    connection.execute(update(ROUNDS).where(mine).values(revision=ROUNDS.c.revision + 1))
    return _state(connection.execute(select(ROUNDS).where(mine)).one())


def _state(row: Any) -> RoundState:
    return RoundState(row.state, bool(row.anonymous), row.revision)
