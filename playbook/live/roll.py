"""Who has answered where answers bear no name: nobody answers twice, and no answer leads back.

The roll and the answers have nothing in common. Rows betray the order in which they were written,
and PostgreSQL's the transaction: so the roll of a round is written anew as a whole, sorted, each
time somebody is entered. It says who has answered, and neither when nor what.
"""

from __future__ import annotations

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection, Engine

from playbook.language import _
from playbook.live.errors import VoteRefused
from playbook.live.schema import ROLL


def _on_roll(connection: Connection, name: str) -> set[str]:
    """Who has answered in a round."""
    return set(connection.scalars(select(ROLL.c.participant_id).where(ROLL.c.round == name)))


def answered(engine: Engine, name: str) -> set[str]:
    """Who has answered in a round, by whatever browser."""
    with engine.connect() as connection:
        return _on_roll(connection, name)


def enter_on_roll(connection: Connection, name: str, person: str) -> None:
    """Note that somebody answers, in the transaction that stores the answer and locks the round.

    Raises
    ------
    VoteRefused
        When the person has answered already.
    """
    there = _on_roll(connection, name)
    if person in there:
        raise VoteRefused(
            _("not stored: you have answered already; only that browser can change the answers.")
        )
    connection.execute(delete(ROLL).where(ROLL.c.round == name))
    rows = [{"round": name, "participant_id": one} for one in sorted(there | {person})]
    connection.execute(insert(ROLL), rows)
