"""One look at a campaign's database, which all who look at the same moment can share."""

from __future__ import annotations

import time

from sqlalchemy import select
from sqlalchemy.engine import Engine

from playbook.live.rounds import RoundState, states
from playbook.live.rows import Row
from playbook.sources.schema import schema
from playbook.sources.sql_rows import key_order
from playbook.tables import TABLES


class Look:
    """How the rounds stand, and rows that are at least as new.

    Rows are read when they are asked for. A write counts up the revision of its round: who sees
    the same states again has missed nothing.

    Attributes
    ----------
    began : float
        When it began, on the monotonic clock: what was written before is in it.
    states : dict of str to RoundState
        How each round stands.
    """

    def __init__(self, engine: Engine) -> None:
        self.began = time.monotonic()
        self.states: dict[str, RoundState] = states(engine)
        self._engine = engine
        self._rows: dict[str, list[Row]] = {}

    def rows(self, table: str) -> list[Row]:
        """The rows of a table in the order of its key; they are not to be changed."""
        if table not in self._rows:
            self._rows[table] = read_rows(self._engine, table)
        return self._rows[table]


def read_rows(engine: Engine, table: str) -> list[Row]:
    """The rows of a table in the order of its key."""
    key = [column for column in TABLES[table].columns if column.key]
    with engine.connect() as connection:
        found = [dict(row) for row in connection.execute(select(schema().tables[table])).mappings()]
    return sorted(found, key=lambda row: [key_order(str(row[c.name]), c) for c in key])
