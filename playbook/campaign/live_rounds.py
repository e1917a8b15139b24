"""What live votes have promised: anonymous ones are not analysed before they are closed."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from playbook.campaign.place import open_source
from playbook.errors import Problem
from playbook.language import _
from playbook.sources.connection import reading
from playbook.sources.database import Database

ROUNDS = sa.table("live_rounds", sa.column("round"), sa.column("state"), sa.column("anonymous"))
WAITING, OPEN, CLOSED = "waiting", "open", "closed"
"""The states of a round of live votes."""
ALWAYS_ANONYMOUS = ("pulse", "training_primer before", "training_primer after")
"""How rounds are called that are anonymous whatever the campaign says of its votes."""


def promises_to_keep(root: Path, data: str, anonymous_votes: bool) -> list[Problem]:
    """Say which live votes cannot be analysed as things stand.

    Parameters
    ----------
    root : Path
        The kit's folder, which relative places start from.
    data : str
        A database that can be read, as the campaign's parameter ``data`` names it.
    anonymous_votes : bool
        Whether the campaign's reports protect its votes.
    """
    database = open_source(root, data)
    assert isinstance(database, Database)
    problems = []
    for name, state in _anonymous_rounds(database):
        if state == OPEN:
            expected = _("the vote {round} is anonymous and still open: close it first.")
            problems.append(Problem(database.shown, expected.format(round=name)))
        elif not anonymous_votes and not name.startswith(ALWAYS_ANONYMOUS):
            expected = _("anonymity was promised for the vote {round}: set anonymous_votes: true.")
            problems.append(Problem(database.shown, expected.format(round=name)))
    return problems


def _anonymous_rounds(database: Database) -> list[tuple[str, str]]:
    """The anonymous rounds that have been opened, with their states."""
    with database.connected() as engine, reading(engine) as connection:
        if not sa.inspect(connection).has_table(ROUNDS.name):
            return []
        rows = connection.execute(sa.select(ROUNDS).order_by(ROUNDS.c.round))
        return [(row.round, row.state) for row in rows if row.anonymous and row.state != WAITING]
