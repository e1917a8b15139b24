"""What a campaign has of its own in its database: columns beside the kit's, tables beside them.

They carry their types and no constraint: `playbook check` holds them to their declarations, in a
database as elsewhere. The names of the tables are kept in one, so that a table of other origin is
never taken for one of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.schema import CreateColumn

from playbook.errors import PlaybookError
from playbook.language import _
from playbook.sources.schema import TYPES
from playbook.tables.columns import Column, Table

OWN = sa.Table(
    "playbook_own",
    sa.MetaData(),
    sa.Column("name", sa.Text, nullable=False),
    comment="The tables that the company added to the kit's.",
)
LONGEST_NAME = 63
"""Bytes of a column's name, in PostgreSQL."""


def sql_table(table: Table) -> sa.Table:
    """A table with its types alone."""
    columns = (sa.Column(c.name, TYPES.get(c.kind, sa.Text())) for c in table.columns)
    return sa.Table(table.name, sa.MetaData(), *columns)


def own_tables(connection: Connection) -> set[str]:
    """The names of the company's own tables that a database holds."""
    if not sa.inspect(connection).has_table(OWN.name):
        return set()
    return {row.name for row in connection.execute(sa.select(OWN))}


def columns_there(connection: Connection, table: Table) -> tuple[list[Column], tuple[str, ...]]:
    """The declared columns that a table has in a database, and the names of those beyond."""
    there = [column["name"] for column in sa.inspect(connection).get_columns(table.name)]
    declared = [column for column in table.columns if column.name in there]
    return declared, tuple(name for name in there if name not in table.column_names)


def make_room(connection: Connection, table: Table) -> None:
    """Make sure that a database has a table with all its columns, before it is filled anew.

    Raises
    ------
    PlaybookError
        When a table of that name is there that is none of ours, or a name is too long.
    """
    for column in table.columns:
        if column.own and len(column.name.encode()) > LONGEST_NAME:
            message = _("a database cannot have a column of so long a name: {name}")
            raise PlaybookError(message.format(name=column.name))
    if table.own:
        _make_again(connection, table)
    else:
        there, _beyond = columns_there(connection, table)
        lacking = {c.name for c in table.columns if c.own} - {c.name for c in there}
        add_columns(connection, table.name, [c for c in sql_table(table).c if c.name in lacking])


def add_columns(connection: Connection, table: str, columns: Sequence[sa.Column[Any]]) -> None:
    """Add columns to a table."""
    dialect = connection.dialect
    for column in columns:
        made = str(CreateColumn(column).compile(dialect=dialect)).replace("%%", "%")
        quoted = dialect.identifier_preparer.quote(table)
        connection.exec_driver_sql(f"ALTER TABLE {quoted} ADD COLUMN {made}")


def _make_again(connection: Connection, table: Table) -> None:
    """Make one of the company's own tables as it is declared now; its rows are written anew."""
    if not sa.inspect(connection).has_table(OWN.name):
        OWN.create(connection)
    known = own_tables(connection)
    if table.name in known:
        connection.execute(sa.schema.DropTable(sql_table(table), if_exists=True))
    elif sa.inspect(connection).has_table(table.name):
        message = _("the database has tables of other origin with these names: {tables}.")
        raise PlaybookError(message.format(tables=table.name))
    else:
        connection.execute(sa.insert(OWN), {"name": table.name})
    sql_table(table).create(connection)
