"""Do a piece of work in one transaction, and again when the database asks for it."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError

from playbook.language import _
from playbook.live.errors import NotStored
from playbook.sources.connection import writing

T = TypeVar("T")
Work = Callable[[Connection], Any]

ATTEMPTS = 6
SERIALISATION = ("40001", "40P01")
"""PostgreSQL's codes for work that lost against other work, and can be done again."""
GROUP = "playbook_group"


def transact(engine: Engine, work: Callable[[Connection], T]) -> T:
    """Do some work in one transaction: all of it is stored when this returns, or nothing is.

    A lost connection leaves open whether the work was stored: the work must come to the same when
    it is done twice.

    Raises
    ------
    NotStored
        When the database refuses, or stays busy after several attempts.
    """
    group: Group | None = engine.get_execution_options().get(GROUP)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            if group is not None:
                return group.do(engine, work)
            with writing(engine) as connection:
                return work(connection)
        except DBAPIError as error:
            if attempt == ATTEMPTS or not _passes(error):
                reason = str(error.orig).strip().splitlines()[0] if error.orig else str(error)
                raise NotStored(
                    _("not stored: the database answers “{reason}”. Try again.").format(
                        reason=reason
                    )
                ) from error
            time.sleep(random.uniform(0.01, 0.05) * 2**attempt)
    raise AssertionError("unreachable")


def in_groups(engine: Engine) -> Engine:
    """The same database, for many threads: what waits at the same time is stored together.

    A disk takes as long for one vote as for fifty.
    """
    return engine.execution_options(**{GROUP: Group()})


class _Piece:
    """A piece of work that waits for its transaction."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.done = False
        self.value: Any = None
        self.error: Exception | None = None


class Group:
    """Pieces of work of several threads, each whole in a transaction that they share."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._turn = threading.Lock()
        self._waiting: list[_Piece] = []

    def do(self, engine: Engine, work: Work) -> Any:
        """Do some work, together with what waits: when this returns, it is stored."""
        piece = _Piece(work)
        with self._lock:
            self._waiting.append(piece)
        with self._turn:  # whose turn it is does the work of all who wait
            if not piece.done:
                with self._lock:
                    pieces, self._waiting = self._waiting, []
                _store(engine, pieces)
        if piece.error is not None:
            raise piece.error
        return piece.value


def _store(engine: Engine, pieces: Sequence[_Piece]) -> None:
    """Store what can be stored of several pieces, all at once."""
    try:
        with writing(engine) as connection:
            for piece in pieces:
                try:
                    with connection.begin_nested():
                        piece.value = piece.work(connection)
                except Exception as error:  # its thread is told, and the others go on
                    piece.error = error
    except Exception as error:
        for piece in pieces:
            piece.error = piece.error or error
    for piece in pieces:
        piece.done = True


def _passes(error: DBAPIError) -> bool:
    """Whether the same work can succeed later."""
    code = getattr(error.orig, "sqlstate", None)
    busy = "locked" in str(error.orig) or "busy" in str(error.orig)
    return error.connection_invalidated or code in SERIALISATION or busy
