"""One row of votes: whose it is, where it lies, what it says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from playbook.sources.schema import schema
from playbook.tables import Table

Row = dict[str, Any]
PERSON = "participant_id"


def own_key(table: Table, person: str | None, key: Mapping[str, str]) -> tuple[Row, Row]:
    """The whole key of somebody's row, and the owner that it must have beside."""
    if PERSON in table.key:
        return {**key, PERSON: person}, {}
    return dict(key), {PERSON: person} if PERSON in table.column_names else {}


def here(table: str, key: Row | Mapping[str, str]) -> sa.ColumnElement[bool]:
    """Where the row with this key is."""
    content = schema().tables[table]
    return sa.and_(*(content.c[name] == value for name, value in key.items()))


def find(connection: Connection, table: str, key: Row | Mapping[str, str]) -> Row:
    """The row with this key as it is stored; empty when there is none."""
    wanted = sa.select(schema().tables[table]).where(here(table, key))
    found = connection.execute(wanted).mappings().one_or_none()
    return dict(found) if found else {}


def holds_anything(table: Table, row: Row) -> bool:
    """Whether a row says more than its key, where its table can say more."""
    content = [column.name for column in table.columns if not column.key]
    return not content or any(row[name] is not None for name in content)


def kept_of(row: Row, key: Mapping[str, str]) -> Row | None:
    """What a history keeps of a row: its filled cells, without its key."""
    filled = {name: value for name, value in row.items() if value is not None and name not in key}
    content = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in filled.items()
        if name != PERSON
    }
    return content if row else None
