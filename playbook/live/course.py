"""The course of a session: where the room is in its run sheet, and how much of a result it sees.

It is one row a panel in the database, so that it is there again after a crash. Each change counts
as a write of the panel's (`rounds.locked`), which is how pages notice it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection, Engine

from playbook.live.clock import Clock
from playbook.live.rounds import locked
from playbook.live.schema import COURSE
from playbook.live.transactions import transact


@dataclass(frozen=True)
class Course:
    """Where a room is.

    Attributes
    ----------
    moment : str
        The key of the moment of the agenda; empty before the first.
    one_by_one : bool
        Whether what is voted on is taken in turn, as the facilitator goes.
    clock : Clock
        How long the moment has taken.
    shown : str
        The round whose result the room sees; empty while it sees none.
    slide : int
        Which part of that result, from 1.
    """

    moment: str = ""
    one_by_one: bool = True
    clock: Clock = field(default_factory=Clock)
    shown: str = ""
    slide: int = 0


def hidden(course: Course) -> Course:
    """The same, and no result is seen."""
    return replace(course, shown="", slide=0)


def read_course(connection: Connection, panel: str) -> Course:
    """Where the room of a panel is; at the beginning, when nothing has been kept."""
    row = connection.execute(select(COURSE).where(COURSE.c.panel == panel)).one_or_none()
    if row is None:
        return Course()
    clock = Clock(row.started_at, row.spent)
    return Course(row.moment, bool(row.one_by_one), clock, row.shown, row.slide)


def change_course(engine: Engine, panel: str, change: Callable[[Course], Course]) -> None:
    """Take a room elsewhere; the change must come to the same when it is asked for twice."""

    def work(connection: Connection) -> None:
        locked(connection, panel)
        new = change(read_course(connection, panel))
        connection.execute(delete(COURSE).where(COURSE.c.panel == panel))
        values = {
            "panel": panel,
            "moment": new.moment,
            "one_by_one": new.one_by_one,
            "started_at": new.clock.started_at,
            "spent": new.clock.spent,
            "shown": new.shown,
            "slide": new.slide,
        }
        connection.execute(insert(COURSE).values(values))

    transact(engine, work)
