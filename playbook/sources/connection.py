"""Connections to the databases that the kit knows: SQLite and PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from playbook.errors import PlaybookError
from playbook.language import _

WAL_IS_SAFE = (3, 51, 3)
"""Before it, two connections that write at once can corrupt an SQLite database in WAL mode."""
PATIENCE_MS = 20_000
"""How long a vote waits for its turn; many people may vote at once."""
LITTLE_PATIENCE_MS = 2_000
"""How long a command waits, which people sit before."""
SECRETS = {"password", "sslpassword"}


def read_url(url: str) -> URL:
    """Understand a database's URL.

    Raises
    ------
    PlaybookError
        When it is none of a database that the kit knows, or holds a password: what stands in a
        campaign's YAML or on a command line is kept, by git or by the shell. The message shows
        nothing of the URL.
    """
    try:
        read = make_url(url)
    except (ArgumentError, ValueError):
        raise PlaybookError(_known_urls()) from None
    if read.password is not None or SECRETS & set(read.query):
        raise PlaybookError(
            _(
                "a password does not belong here, where it would be kept for all to read: take it"
                " out, and give it in the environment variable PGPASSWORD or the file ~/.pgpass."
            )
        )
    if read.drivername in ("postgres", "postgresql"):
        read = read.set(drivername="postgresql+psycopg")
    if read.drivername not in ("sqlite", "postgresql+psycopg"):
        raise PlaybookError(_known_urls())
    if read.database in (None, "", ":memory:"):
        raise PlaybookError(_("the URL names no database.") + " " + _known_urls())
    return read


def _known_urls() -> str:
    return _(
        "expected a URL such as sqlite:///data/spring.db or"
        " postgresql+psycopg://user@host/database."
    )


def file_of(url: URL, root: Path) -> Path | None:
    """The file of an SQLite database; relative places start from the kit's folder."""
    return root / str(url.database) if url.drivername == "sqlite" else None


def open_database(url: str, root: Path, patience: int = PATIENCE_MS) -> Engine:
    """Open a database; nothing is connected before it is used, but an SQLite file's folder is made.

    Parameters
    ----------
    url : str
        ``sqlite:///data/spring.db`` or ``postgresql+psycopg://user@host/database``.
    root : Path
        The kit's folder.
    patience : int
        How many milliseconds to wait for an SQLite file that another program holds.

    Raises
    ------
    PlaybookError
        When the URL will not do, or the driver is not installed.
    """
    read = read_url(url)
    file = file_of(read, root)
    if file is None:
        return _open_postgresql(read)
    file.parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(read.set(database=str(file)), poolclass=NullPool)
    sa.event.listen(engine, "connect", partial(_set_up_sqlite, patience))
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _open_postgresql(url: URL) -> Engine:
    """An engine for PostgreSQL that notices when the server has gone and come back."""
    try:
        engine = sa.create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError:
        raise PlaybookError(
            _(
                "the driver for PostgreSQL is not installed: install it with"
                " uv sync --all-extras, or pip install 'ai-playbook-kit[postgres]'."
            )
        ) from None
    sa.event.listen(engine, "connect", _set_up_postgresql)
    return engine


def _set_up_sqlite(patience: int, connection: sqlite3.Connection, _record: Any) -> None:
    """Make SQLite keep references, wait for its turn, and lose no vote that it acknowledged."""
    connection.isolation_level = None  # transactions begin where SQLAlchemy says: also for DDL
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {patience}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA secure_delete = ON")  # what is withdrawn or erased is overwritten
    wanted = journal_mode(sqlite3.sqlite_version_info)
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
        cursor.execute(f"PRAGMA journal_mode = {wanted}")
    cursor.close()


def journal_mode(version: tuple[int, ...]) -> str:
    """The journal that a version of SQLite can be trusted with when several write."""
    return "wal" if version >= WAL_IS_SAFE else "delete"


def _begin_sqlite(connection: Connection) -> None:
    """Begin a transaction; one that will write takes its turn at once, or it could be refused."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _set_up_postgresql(connection: Any, _record: Any) -> None:
    """Dates as the kit reads them, whatever the server is set to."""
    connection.execute("SET datestyle TO 'ISO, YMD'")
    connection.commit()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees all tables as they were at one moment."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in one transaction: all that is written in the block is kept, or nothing."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection
