"""One look at a campaign's database, which all who look at the same moment can share."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.engine import Engine

from playbook.live.course import Course, read_course
from playbook.live.rounds import RoundState, states
from playbook.live.rows import Row
from playbook.sources.schema import schema
from playbook.sources.sql_rows import key_order
from playbook.tables import TABLES

T = TypeVar("T")


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
        self._made: dict[Hashable, Any] = {}
        self._making = threading.RLock()

    def rows(self, table: str) -> list[Row]:
        """The rows of a table in the order of its key; they are not to be changed."""
        if table not in self._rows:
            self._rows[table] = read_rows(self._engine, table)
        return self._rows[table]

    def course(self, panel: str) -> Course:
        """Where the room of a panel is."""
        return self.once(("course", panel), lambda: self._read_course(panel))

    def _read_course(self, panel: str) -> Course:
        with self._engine.connect() as connection:
            return read_course(connection, panel)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is computed of this look, such as a picture: once for all who share it."""
        with self._making:
            if key not in self._made:
                self._made[key] = make()
            made: T = self._made[key]
            return made


def read_rows(engine: Engine, table: str) -> list[Row]:
    """The rows of a table in the order of its key."""
    key = [column for column in TABLES[table].columns if column.key]
    with engine.connect() as connection:
        found = [dict(row) for row in connection.execute(select(schema().tables[table])).mappings()]
    return sorted(found, key=lambda row: [key_order(str(row[c.name]), c) for c in key])
