"""The SQL tables of a campaign, made from the declarations of the data contract."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from playbook.tables import TABLES
from playbook.tables.columns import IS_PROPOSAL, Column, Kind, Table

TYPES: dict[Kind, sa.types.TypeEngine[Any]] = {
    Kind.INTEGER: sa.BigInteger(),
    Kind.NUMBER: sa.Double(),
    Kind.DATE: sa.Date(),
    Kind.MOMENT: sa.DateTime().with_variant(
        sqlite.DATETIME(truncate_microseconds=True),  # type: ignore[no-untyped-call]
        "sqlite",
    ),
}
"""The types of what is not text."""

NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


@cache
def schema() -> sa.MetaData:
    """One SQL table for each table of the contract, with its keys and constraints.

    The scales of a campaign are its own affair and no part of it: `check_campaign` holds votes
    to them. Other tables may stand in the same database.
    """
    metadata = sa.MetaData(naming_convention=NAMING)
    for table in TABLES.values():
        columns = [_sql_column(column, table) for column in table.columns]
        rules = (
            sa.CheckConstraint(rule, name=column.name)
            for column in table.columns
            if (rule := rule_of(column)) is not None
        )
        made = sa.Table(
            table.name, metadata, *columns, *rules, *_row_rules(table), comment=table.description
        )
        if _has_open_key(table):
            _index_open_key(table, made)
    return metadata


def _has_open_key(table: Table) -> bool:
    """Whether a part of the key may be empty, which no primary key can be."""
    return not all(table.column(name).required for name in table.key)


def _index_open_key(table: Table, made: sa.Table) -> None:
    """Hold rows apart by a key of which a part may be empty: two empty parts are the same."""
    parts = [
        made.c[name]
        if table.column(name).required
        else sa.func.coalesce(made.c[name], _literal(""))
        for name in table.key
    ]
    sa.Index(f"uq_{table.name}", *parts, unique=True)


def _sql_column(column: Column, table: Table) -> sa.Column[Any]:
    """The SQL column of a declared one.

    Where the key is another table's and the row may be a proposal, it names what the company has
    yet to fill in: no constraint holds it to the other table, `check_campaign` does.
    """
    references = []
    awaited = column.key and IS_PROPOSAL in table.column_names
    if column.refers_to is not None and not awaited:
        target = f"{column.refers_to}.{TABLES[column.refers_to].key[0]}"
        references.append(sa.ForeignKey(target, deferrable=True, initially="IMMEDIATE"))
    return sa.Column(
        column.name,
        TYPES.get(column.kind, sa.Text()),
        *references,
        primary_key=column.key and not _has_open_key(table),
        autoincrement=False,
        nullable=not column.required,
        comment=column.description,
    )


def rule_of(column: Column) -> sa.ColumnElement[bool] | None:
    """What a filled cell of a column must satisfy; SQL lets an empty one pass."""
    cell: sa.ColumnElement[Any] = sa.column(column.name)
    rules: list[sa.ColumnElement[bool]] = []
    if column.kind is Kind.CODE:
        rules.append(cell.in_([_literal(code) for code in column.codes]))
    elif column.required and column.kind in (Kind.IDENTIFIER, Kind.TEXT):
        rules.append(cell != _literal(""))
    if column.minimum is not None:
        rules.append(cell >= sa.literal_column(f"{column.minimum:g}"))
    if column.maximum is not None:
        rules.append(cell <= sa.literal_column(f"{column.maximum:g}"))
    return sa.and_(*rules) if rules else None


def _row_rules(table: Table) -> Iterator[sa.CheckConstraint]:
    """What must hold between the cells of a row."""
    if table.either:
        groups = [
            sa.and_(*(sa.column(name).is_not(None) for name in group)) for group in table.either
        ]
        yield sa.CheckConstraint(sa.or_(*groups), name="either")
    for first, second in table.in_order:
        yield sa.CheckConstraint(sa.column(first) <= sa.column(second), name=f"{second}_in_order")


def _literal(text: str) -> sa.ColumnElement[str]:
    """A text written into the SQL itself, as constraints need it."""
    return sa.literal_column("'" + text.replace("'", "''") + "'")
