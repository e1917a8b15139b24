"""Erase a participant from a database: its rows, the live room's, and what lies in freed space."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from playbook.sources.connection import writing
from playbook.sources.own_sql import columns_there, sql_table
from playbook.sources.schema import schema
from playbook.tables import TABLES
from playbook.tables.own import Contract, with_texts
from playbook.tables.references import erased_cells, references_to_participants

LIVE = "live_"
"""What the names of the live room's tables begin with."""


def erase_rows(engine: Engine, participant: str, contract: Contract = TABLES) -> dict[str, int]:
    """Take a participant out of all tables, in one transaction, then out of the freed space.

    Parameters
    ----------
    engine : Engine
        The database.
    participant : str
        The identifier.
    contract : mapping of str to Table
        The tables that it can hold.

    Returns
    -------
    dict of str to int
        How many rows were deleted or emptied, by table.
    """
    _rebuild(engine, [])  # where somebody holds the file, this fails before anything is erased
    with writing(engine) as connection:
        changed = {table: rows for table, rows in _erase(connection, participant, contract) if rows}
    _rebuild(engine, list(changed))
    return changed


def _erase(
    connection: Connection, participant: str, contract: Contract
) -> Iterator[tuple[str, int]]:
    """Delete or empty the rows; the participant's own row comes last, as others refer to it."""
    there = set(sa.inspect(connection).get_table_names())
    for name in sorted(there):
        if name.startswith(LIVE):
            live = sa.Table(name, sa.MetaData(), autoload_with=connection)
            if "participant_id" in live.c:
                own = live.c.participant_id == participant
                yield name, connection.execute(sa.delete(live).where(own)).rowcount
    ordered = [table.name for table in reversed(schema().sorted_tables)]
    for name in (*(n for n in contract if contract[n].own), *ordered):
        if name not in there:
            continue
        known, beyond = columns_there(connection, contract[name])
        declared = with_texts(replace(contract[name], columns=tuple(known)), beyond)
        table = sql_table(declared)
        for column in references_to_participants(declared):
            own = table.c[column.name] == participant
            command: sa.Delete | sa.Update = sa.delete(table).where(own)
            if not column.required:
                command = sa.update(table).where(own).values(erased_cells(declared, column.name))
            yield name, connection.execute(command).rowcount


def _rebuild(engine: Engine, tables: Sequence[str]) -> None:
    """Write tables anew, without what was deleted. A server's own journal is beyond reach."""
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as raw:  # outside any transaction
            cursor = raw.cursor()
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    quote = engine.dialect.identifier_preparer.quote
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in tables:
            connection.exec_driver_sql(f"VACUUM (FULL, ANALYZE) {quote(table)}")
