"""Votes that wait at the same time share a transaction, and each is whole in it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from support.small_database import PEOPLE

from playbook.live.errors import NotStored, VoteRefused
from playbook.live.transactions import in_groups, transact
from playbook.sources.schema import schema

PARTICIPANTS = schema().tables["participants"]
RATINGS = schema().tables["ratings"]


def rating(person: str, value: float = 3.0) -> Callable[[Connection], str]:
    """Work that stores a vote."""
    row = {"participant_id": person, "use_case_id": "U1", "value": value}

    def work(connection: Connection) -> str:
        connection.execute(sa.insert(RATINGS).values(row))
        return person

    return work


def stored(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(connection.scalars(sa.select(RATINGS.c.participant_id)))


def together(engine: Engine, *works: Callable[[Connection], Any]) -> list[Any]:
    """Do works that all wait for the same first one; what each returns or raises."""
    group = in_groups(engine)
    begun, go = threading.Event(), threading.Event()

    def first(_connection: Connection) -> None:
        begun.set()
        go.wait(10)

    def attempt(work: Callable[[Connection], Any]) -> Any:
        try:
            return transact(group, work)
        except Exception as error:
            return error

    with ThreadPoolExecutor(len(works) + 1) as threads:
        waiting = [threads.submit(attempt, first)]
        begun.wait(10)
        waiting += [threads.submit(attempt, work) for work in works]
        threading.Timer(0.3, go.set).start()
        return [one.result() for one in waiting[1:]]


def test_many_votes_need_two_commits(database: Engine) -> None:
    commits: list[object] = []
    sa.event.listen(database, "commit", commits.append)
    found = together(database, *(rating(person) for person in PEOPLE))
    assert found == PEOPLE
    assert stored(database) == set(PEOPLE)
    assert len(commits) == 2


def test_what_is_refused_takes_nothing_with_it_and_leaves_nothing(database: Engine) -> None:
    def refuse(connection: Connection) -> None:
        rating("P2")(connection)
        raise VoteRefused("no")

    one, two, three, four = together(database, rating("P1"), refuse, rating("nobody"), rating("P4"))
    assert (one, four) == ("P1", "P4")
    assert isinstance(two, VoteRefused)
    assert isinstance(three, NotStored)
    assert stored(database) == {"P1", "P4"}


def test_nothing_is_said_to_be_stored_when_the_commit_fails(
    small: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_connection: Connection) -> None:
        raise OSError("the disk is gone")

    sa.event.listen(small, "commit", fail)
    found = together(small, rating("P1"), rating("P2"))
    sa.event.remove(small, "commit", fail)
    assert [type(one) for one in found] == [OSError, OSError]
    assert stored(small) == set()


def test_a_database_that_is_busy_for_a_moment_is_asked_again(small: Engine) -> None:
    busy = [sa.exc.OperationalError("", {}, Exception("database is locked"))] * 2

    def work(connection: Connection) -> str:
        if busy:
            raise busy.pop()
        return rating("P1")(connection)

    assert transact(in_groups(small), work) == "P1"
    assert stored(small) == {"P1"}
