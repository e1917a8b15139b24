"""Which version of the data contract a database was made by, and how it follows a newer one.

A database keeps the declarations that its tables were made from. New tables and new optional
columns are added to it when it is next written; until then it is read as it is. A table that no
other refers to, and whose rows satisfy its newer rules whatever they hold, is made anew with its
rows. Any other change is refused, with the way out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.schema import CreateColumn

from playbook.errors import PlaybookError
from playbook.language import _
from playbook.sources.connection import writing
from playbook.sources.own_sql import add_columns
from playbook.sources.schema import rule_of, schema
from playbook.tables import TABLES
from playbook.tables.columns import Column, Kind, Table

Contract = dict[str, Any]
"""For each table its columns, what each must satisfy, and the rules over a row."""

MADE_BY = sa.Table(
    "playbook_contract",
    sa.MetaData(),
    sa.Column("contract", sa.Text, nullable=False),
    sa.Column("kit", sa.Text, nullable=False),
    comment="One row: the declarations that the kit's tables were made from, and its version.",
)
LOCK = 7_529_228


class Additions(NamedTuple):
    """What a newer contract has that an older one lacks."""

    tables: list[str]
    columns: list[tuple[str, str]]
    anew: list[str]


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
        "codes": sorted(column.codes) if column.kind is Kind.CODE else [],
        "minimum": column.minimum,
        "maximum": column.maximum,
    }


def additions(older: Contract, newer: Contract) -> Additions | None:
    """What must be added to the older contract to make the newer; None when that is not enough."""
    if set(older) - set(newer):
        return None
    columns, anew = [], []
    for name, table in older.items():
        now = newer[name]
        new = {
            column: it for column, it in now["columns"].items() if column not in table["columns"]
        }
        kept = {column: it for column, it in now["columns"].items() if column not in new}
        if any(it["required"] for it in new.values()):
            return None
        if now | {"columns": kept} == table and not any(it["key"] for it in new.values()):
            columns += [(name, column) for column in new]
        elif _rows_survive(table, now) and name not in _referred_to(older) | _referred_to(newer):
            anew.append(name)
        else:
            return None
    return Additions([name for name in newer if name not in older], columns, anew)


def _rows_survive(table: dict[str, Any], now: dict[str, Any]) -> bool:
    """Whether every row that a table can hold satisfies its newer rules: more codes, optional parts
    of the key, and orders between columns one of which is new.
    """
    before = table["columns"]
    if set(before) - set(now["columns"]) or now["either"] != table["either"]:
        return False
    ordered = [pair for pair in now["in_order"] if set(pair) <= set(before)]
    return ordered == table["in_order"] and all(
        {**now["columns"][name], "codes": []} == {**column, "codes": []}
        and bool(column["codes"]) == bool(now["columns"][name]["codes"])
        and set(column["codes"]) <= set(now["columns"][name]["codes"])
        for name, column in before.items()
    )


def _referred_to(declared: Contract) -> set[str]:
    """The tables that other tables refer to."""
    return {
        column["refers_to"]
        for table in declared.values()
        for column in table["columns"].values()
        if column["refers_to"]
    }


def create_schema(engine: Engine) -> None:
    """Make the kit's tables, or add what they lack; other tables are let be.

    Raises
    ------
    PlaybookError
        When a table of that name is there that the kit did not make, or when the database was
        made by a version of the kit that this one cannot follow.
    """
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":  # two that begin at once take turns
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
        known = _made_by(connection)
        if known is None:
            _create(connection)
            return
        missing = additions(known.contract, contract())
        if missing is None:
            raise PlaybookError(_refusal(known))
        if any(missing):
            _add(connection, missing)


def _create(connection: Connection) -> None:
    """Make all tables in a database that has none of the kit's."""
    taken = sorted(set(TABLES) & set(sa.inspect(connection).get_table_names()))
    if taken:
        message = _("the database has tables of other origin with these names: {tables}.")
        raise PlaybookError(message.format(tables=", ".join(taken)))
    schema().create_all(connection, checkfirst=False)
    MADE_BY.create(connection)
    connection.execute(sa.insert(MADE_BY), _this_version())


def _add(connection: Connection, missing: Additions) -> None:
    """Add tables and columns to those of an older version."""
    schema().create_all(
        connection, tables=[schema().tables[name] for name in missing.tables], checkfirst=False
    )
    for name in missing.anew:
        _make_anew(connection, schema().tables[name])
    for table, column in missing.columns:
        connection.exec_driver_sql(_added_column(connection.dialect, table, column))
    connection.execute(sa.update(MADE_BY).values(_this_version()))


def _make_anew(connection: Connection, table: sa.Table) -> None:
    """Make a table again by its newer declaration, with its rows and the company's own columns."""
    there = {c["name"]: c["type"] for c in sa.inspect(connection).get_columns(table.name)}
    kept = [sa.Column(c.name, c.type) for c in table.columns if c.name in there]
    own = [sa.Column(name, there[name]) for name in there if name not in table.columns]
    whole = sa.Table(table.name, sa.MetaData(), *kept, *own)
    rows = [dict(row) for row in connection.execute(sa.select(whole)).mappings()]
    connection.execute(sa.schema.DropTable(table))
    table.create(connection, checkfirst=False)
    add_columns(connection, table.name, own)
    if rows:
        connection.execute(sa.insert(whole), rows)


def _added_column(dialect: sa.Dialect, table: str, column: str) -> str:
    """The SQL that adds a column with what constrains it."""
    quote = dialect.identifier_preparer.quote
    made = str(CreateColumn(schema().tables[table].c[column]).compile(dialect=dialect))
    words = [f"ALTER TABLE {quote(table)} ADD COLUMN {made}"]
    declared = TABLES[table].column(column)
    rule = rule_of(declared)
    if rule is not None:
        words.append(
            f"CONSTRAINT {quote(f'ck_{table}_{column}')} CHECK ({rule.compile(dialect=dialect)})"
        )
    if declared.refers_to is not None:
        target = TABLES[declared.refers_to]
        words.append(f"CONSTRAINT {quote(f'fk_{table}_{column}')} REFERENCES {quote(target.name)}")
        words.append(f"({quote(target.key[0])}) DEFERRABLE INITIALLY IMMEDIATE")
    return " ".join(words)


class _MadeBy(NamedTuple):
    """The declarations that a database was made from, and the version of the kit."""

    contract: Contract
    kit: str


def _this_version() -> Mapping[str, str]:
    return {"contract": json.dumps(contract()), "kit": version("ai-playbook-kit")}


def _made_by(connection: Connection) -> _MadeBy | None:
    """What a database was made by; None when it was not the kit."""
    if not sa.inspect(connection).has_table(MADE_BY.name):
        return None
    row = connection.execute(sa.select(MADE_BY.c.contract, MADE_BY.c.kit)).first()
    return _MadeBy(json.loads(row.contract), row.kit) if row else None


def fault_of_schema(connection: Connection) -> str | None:
    """Why the tables of a database cannot be read, or None."""
    known = _made_by(connection)
    if known is None:
        return _(
            "the database has no tables of the kit: copy a campaign into it with"
            " playbook copy NAME URL."
        )
    return None if additions(known.contract, contract()) is not None else _refusal(known)


def _refusal(known: _MadeBy) -> str:
    """Say that a database cannot be followed, and the way out."""
    if additions(contract(), known.contract) is not None:
        message = _(
            "the database was made by a newer version of the kit ({version}): update yours."
        )
    else:
        message = _(
            "the database was made by version {version} of the kit, and its tables differ from"
            " this version's. With that version: playbook copy NAME FOLDER; then, with this one,"
            " mend what playbook check finds in the folder and copy it into a new database."
        )
    return message.format(version=known.kit)
