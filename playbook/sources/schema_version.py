"""Which version of the data contract a database was made by, and how it follows a newer one."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from playbook.errors import PlaybookError
from playbook.language import _
from playbook.sources.connection import writing
from playbook.sources.schema import schema
from playbook.tables import TABLES
from playbook.tables.columns import Column, Table

Contract = dict[str, Any]

CONTRACT = sa.Table(
    "playbook_contract",
    sa.MetaData(),
    sa.Column("contract", sa.Text, nullable=False),
    comment="The declarations that the tables of the AI playbook kit were made from.",
)
"""One row: the declarations as JSON."""


def contract() -> Contract:
    """The declarations, as far as SQL tables depend on them."""
    return {table.name: _table(table) for table in TABLES.values()}


def _table(table: Table) -> dict[str, Any]:
    return {
        "columns": {column.name: _column(column) for column in table.columns},
        "either": [list(group) for group in table.either],
        "in_order": [list(pair) for pair in table.in_order],
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "kind": str(column.kind),
        "key": column.key,
        "required": column.required,
        "refers_to": column.refers_to,
        "codes": list(column.codes),
        "minimum": column.minimum,
        "maximum": column.maximum,
    }


def create_schema(engine: Engine) -> None:
    """Make the kit's tables in a database that has none; other tables are let be.

    Raises
    ------
    PlaybookError
        When a table of that name is there that the kit did not make, or another version did.
    """
    with writing(engine) as connection:
        known = _known_contract(connection)
        if known is None:
            foreign = sorted(set(TABLES) & set(sa.inspect(connection).get_table_names()))
            if foreign:
                message = _("the database has tables of these names already: {tables}.")
                raise PlaybookError(message.format(tables=", ".join(foreign)))
            schema().create_all(connection)
            CONTRACT.create(connection)
            connection.execute(sa.insert(CONTRACT), {"contract": json.dumps(contract())})
        elif known != contract():
            raise PlaybookError(_other_version())


def fault_of_schema(connection: Connection) -> str | None:
    """Why the tables of a database cannot be read, or None."""
    known = _known_contract(connection)
    if known is None:
        return _(
            "the database has no tables of the kit: copy a campaign into it with"
            " playbook copy NAME URL."
        )
    return None if known == contract() else _other_version()


def _known_contract(connection: Connection) -> Contract | None:
    """The declarations that a database was made from; None when the kit did not make it."""
    if not sa.inspect(connection).has_table(CONTRACT.name):
        return None
    written = connection.scalar(sa.select(CONTRACT.c.contract))
    return json.loads(written) if written else None


def _other_version() -> str:
    return _("the database was made by another version of the kit.")
