"""A campaign's data as an SQL database: SQLite or PostgreSQL, one code path."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from playbook.errors import PlaybookError, Problem
from playbook.files import sha256, why_unreadable
from playbook.language import _
from playbook.sources.connection import (
    LITTLE_PATIENCE_MS,
    file_of,
    open_database,
    read_url,
    reading,
    writing,
)
from playbook.sources.own_sql import columns_there, make_room, own_tables, sql_table
from playbook.sources.schema import schema
from playbook.sources.schema_version import create_schema, fault_of_schema
from playbook.sources.sql_rows import in_key_order, records_of, word_of_value
from playbook.tables import TABLES
from playbook.tables.columns import Column, Kind, Table
from playbook.tables.notation import POINT
from playbook.tables.own import Contract, holding, with_texts
from playbook.tables.raw import RawTable

LOCKED = "database is locked"  # SQLite's own words


@contextmanager
def in_words(shown: str) -> Iterator[None]:
    """Say in words what a database cannot do.

    Parameters
    ----------
    shown : str
        The database, as messages name it.
    """
    try:
        yield
    except IntegrityError as error:
        message = _("the database {database} refuses a row ({reason}).")
        raise PlaybookError(message.format(database=shown, reason=_reason(error))) from error
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        if LOCKED in str(error):
            raise PlaybookError(_locked().format(database=shown)) from error
        message = _("the database {database} cannot be used ({reason}).")
        raise PlaybookError(message.format(database=shown, reason=_reason(error))) from error


class Database:
    """A `Source`: one SQL table for each table of the contract.

    Rows are read in the order of their keys, numbers in them by value (``P2`` before ``P10``):
    row 1 of a table is the one whose key comes first.

    Parameters
    ----------
    url : str
        ``sqlite:///data/spring.db`` or ``postgresql+psycopg://user@host/database``.
    root : Path
        The kit's folder, which a relative place of an SQLite file starts from.
    shown : str, optional
        The database as messages name it; the URL, less a password.
    contract : mapping of str to Table
        The tables that it can hold.
    """

    def __init__(
        self, url: str, root: Path, shown: str | None = None, contract: Contract = TABLES
    ) -> None:
        self.url = url
        self.root = root
        self.contract = contract
        self._shown = shown

    @property
    def shown(self) -> str:
        """The database as messages name it, without a password."""
        if self._shown is not None:
            return self._shown
        try:
            return read_url(self.url).render_as_string(hide_password=True)
        except PlaybookError:
            return _("the database")

    def fault(self) -> Problem | None:
        """Say when the database cannot be reached, or does not hold the kit's tables."""
        try:
            file = file_of(read_url(self.url), self.root)
            if file is not None and not file.exists():
                return Problem(self.shown, _("there is no such database."))
            if file is not None and (unreadable := why_unreadable(file)):
                return Problem(self.shown, unreadable)
            with self.connected() as engine, reading(engine) as connection:
                message = fault_of_schema(connection)
        except PlaybookError as error:
            return Problem(self.shown, str(error))
        return Problem(self.shown, message) if message else None

    def read(self, decimal_comma: bool | None) -> tuple[dict[str, RawTable], list[Problem]]:
        """Read every table that has rows, as at one moment; words are ISO in any language."""
        del decimal_comma  # a database writes decimals with a point
        tables = {
            name: RawTable(
                self._table(name),
                header,
                list(enumerate(rows, start=1)),
                decimal_comma=False,
                sure_mark=POINT,
            )
            for name, (header, rows) in self._words().items()
        }
        return tables, self._undeclared()

    def _undeclared(self) -> list[Problem]:
        """The company's own tables that are there and that nobody declares any more."""
        with self.connected() as engine, reading(engine) as connection:
            names = sorted(own_tables(connection) - set(self.contract))
        expected = _("it holds your own table {name}, which data/NAME.tables.yml does not declare.")
        return [Problem(self.shown, expected.format(name=name)) for name in names]

    def write(self, frames: Mapping[str, pd.DataFrame]) -> None:
        """Replace the rows of these tables, all of them or, when one is refused, none.

        Raises
        ------
        PlaybookError
            When the database refuses a row, or cannot be written.
        """
        held = {name: holding(self.contract[name], frame) for name, frame in frames.items()}
        records = {
            name: records_of(frame, held[name], self.shown) for name, frame in frames.items()
        }
        with self.connected() as engine:
            create_schema(engine)
            with writing(engine) as connection:
                _defer_references(connection)
                for table in held.values():
                    make_room(connection, table)
                for table in reversed(schema().sorted_tables):
                    if table.name in records:
                        connection.execute(sa.delete(table))
                ordered = [table.name for table in schema().sorted_tables]
                for name in [*ordered, *(name for name in held if held[name].own)]:
                    if records.get(name):
                        connection.execute(sa.insert(sql_table(held[name])), records[name])

    def fingerprints(self) -> dict[str, str]:
        """The fingerprint of the content of each table that has rows."""
        return {
            f"{self.shown}, {name}": sha256(json.dumps(content).encode())
            for name, content in self._words().items()
        }

    def _table(self, name: str) -> str:
        """A table as messages name it, with what its rows' numbers mean."""
        named = _("{database}, table {table} in the order of its key")
        return named.format(database=self.shown, table=name)

    @contextmanager
    def connected(self) -> Iterator[Engine]:
        """An engine that is let go of at the end; what it cannot do is said in words."""
        engine = open_database(self.url, self.root, LITTLE_PATIENCE_MS)
        try:
            with in_words(self.shown):
                yield engine
        finally:
            engine.dispose()

    def _words(self) -> dict[str, tuple[list[str], list[list[str]]]]:
        """The header and the rows of each table that has rows, in the order of the contract."""
        found = {}
        with self.connected() as engine, reading(engine) as connection:
            there = set(sa.inspect(connection).get_table_names())
            own = own_tables(connection)
            for name, table in self.contract.items():
                if name not in (there & own if table.own else there):
                    continue
                known, beyond = columns_there(connection, table)
                columns = [*known, *with_texts(table, beyond).columns[len(table.columns) :]]
                rows = _rows(connection, table, columns)
                if rows:
                    found[name] = ([column.name for column in columns], rows)
        return found


def _rows(connection: Connection, table: Table, columns: list[Column]) -> list[list[str]]:
    """The rows of one table as words, in the order of its key."""
    selected = [
        sa.cast(sa.column(column.name), sa.Text)
        if connection.dialect.name == "postgresql" and column.kind in (Kind.DATE, Kind.MOMENT)
        else sa.column(column.name)
        for column in columns
    ]
    result = connection.execute(sa.select(*selected).select_from(sa.table(table.name)))
    return in_key_order([[word_of_value(cell) for cell in row] for row in result], columns)


def _defer_references(connection: Connection) -> None:
    """Check references when all is written, so that tables can be replaced one by one."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    else:
        connection.exec_driver_sql("SET CONSTRAINTS ALL DEFERRED")


def _locked() -> str:
    """Say that somebody else holds a database, and who that may be."""
    return _(
        "the database {database} is locked by another program, such as a live room, another command"
        " of the kit, or a program to look into databases: close it, or try again in a moment."
    )


def _reason(error: Exception) -> str:
    """The database's own words, on one line."""
    original = error.orig if isinstance(error, DBAPIError) else error
    lines = str(original).strip().splitlines()
    return lines[0].strip() if lines else type(original).__name__


__all__ = ["Database", "create_schema", "open_database", "reading", "writing"]
