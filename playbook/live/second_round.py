"""A second round: after talking, people vote again, and what they had voted is kept.

The table of the votes holds what counts, as before; its rows as they were before the talk are
copied into another (`Round.first`). So votes stand until somebody changes them, and everything
that reads votes reads the last ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection, Engine

from playbook.campaign.live_rounds import CLOSED, OPEN
from playbook.language import _, format_number, ngettext
from playbook.live.desk import Desk
from playbook.live.errors import VoteRefused
from playbook.live.rounds import Round, locked, set_state
from playbook.live.rows import PERSON, Row
from playbook.live.transactions import transact
from playbook.sources.schema import schema
from playbook.tables import TABLES


def vote_again(engine: Engine, vote: Round) -> None:
    """Keep what was voted as the first round, and take votes again.

    Raises
    ------
    VoteRefused
        When the vote is anonymous, is not closed, had its second round, or has no votes.
    """

    def work(connection: Connection) -> None:
        state = locked(connection, vote.name)
        if state.anonymous or vote.anonymous:
            raise VoteRefused(why_one_round())
        second = any(_holds_rows(connection, first) for first in vote.first.values())
        if state.state == OPEN and second:
            return  # it was asked for twice
        if state.state != CLOSED or second:
            raise VoteRefused(_("a second round follows the first, once it is closed."))
        for table, first in vote.first.items():
            columns = TABLES[first].column_names
            cast = schema().tables[table]
            copied = select(*(cast.c[name] for name in columns))
            connection.execute(insert(schema().tables[first]).from_select(columns, copied))
        if not any(_holds_rows(connection, first) for first in vote.first.values()):
            raise VoteRefused(_("nobody has voted yet: there is nothing to vote on again."))
        set_state(connection, vote.name, OPEN, anonymous=False)

    transact(engine, work)


def why_one_round() -> str:
    """Why an anonymous vote has no second round."""
    return _(
        "An anonymous vote has one round: figures before and after would show who"
        " changed their mind."
    )


def is_second(desk: Desk, vote: Round) -> bool:
    """Whether a round is in its second round, or has had it."""
    return not desk.state(vote).anonymous and any(desk.rows(name) for name in vote.first.values())


def had_voted(rows: Sequence[Row], person: str | None, criterion: str, label: str) -> str:
    """What the first round gave: one's own vote, and the room's.

    Parameters
    ----------
    rows : sequence of Row
        The first votes on one thing.
    criterion, label : str
        What was voted on, and how that is called.

    Returns
    -------
    str
        Empty where nobody had voted.
    """
    given = {row[PERSON]: row[criterion] for row in rows if row[criterion] is not None}
    if not given:
        return ""
    low, high = min(given.values()), max(given.values())
    room = _("all {low}") if low == high else _("all {low} to {high}, median {middle}")
    words = _("{label}, first round: you {own}; {room}.")
    if person not in given:
        words = _("{label}, first round: {room}.")
    return words.format(
        label=label,
        own=_short(given.get(str(person), low)),
        room=room.format(low=_short(low), high=_short(high), middle=_short(median(given.values()))),
    )


def say_moves(before: Sequence[Row], after: Sequence[Row], votes: Sequence[str]) -> str:
    """How many people have changed how many of the votes that they had given in the first round."""
    key = [name for name in before[0] if name not in votes] if before else []
    now = {_key(row, key): row for row in after}
    moves = [
        (row[PERSON], name)
        for row in before
        for name in votes
        if row[name] is not None and now.get(_key(row, key), {}).get(name) != row[name]
    ]
    people = len({person for person, _name in moves})
    changed = ngettext("{votes} vote", "{votes} votes", len(moves))
    of_whom = ngettext("{people} person", "{people} people", people)
    return _("Changed since the first round: {votes}, of {people}.").format(
        votes=changed.format(votes=format_number(len(moves))),
        people=of_whom.format(people=format_number(people)),
    )


def _key(row: Mapping[str, object], names: Sequence[str]) -> tuple[object, ...]:
    return tuple(row[name] for name in names)


def _holds_rows(connection: Connection, table: str) -> bool:
    return connection.execute(select(schema().tables[table]).limit(1)).first() is not None


def _short(value: float) -> str:
    """A vote without useless decimals."""
    return format_number(value, 0 if value == int(value) else 1)
