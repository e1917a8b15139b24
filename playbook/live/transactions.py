"""Do a piece of work in one transaction, and again when the database asks for it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError

from playbook.language import _
from playbook.live.errors import NotStored
from playbook.sources.connection import writing

T = TypeVar("T")

ATTEMPTS = 6
SERIALISATION = ("40001", "40P01")
"""PostgreSQL's codes for work that lost against other work, and can be done again."""


def transact(engine: Engine, work: Callable[[Connection], T]) -> T:
    """Do some work in one transaction: all of it is stored when this returns, or nothing is.

    A lost connection leaves open whether the work was stored: the work must come to the same when
    it is done twice.

    Raises
    ------
    NotStored
        When the database refuses, or stays busy after several attempts.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
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


def _passes(error: DBAPIError) -> bool:
    """Whether the same work can succeed later."""
    code = getattr(error.orig, "sqlstate", None)
    busy = "locked" in str(error.orig) or "busy" in str(error.orig)
    return error.connection_invalidated or code in SERIALISATION or busy
