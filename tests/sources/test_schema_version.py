"""A database made by an older version of the kit is followed, or refused with the way out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa
from support.frames import frame

from playbook.errors import PlaybookError
from playbook.sources.connection import writing
from playbook.sources.database import Database, create_schema
from playbook.sources.schema import schema
from playbook.sources.schema_version import MADE_BY, additions, contract
from playbook.tables import TABLES
from playbook.tables.columns import Column, Table

IDEAS = frame("ideas", "idea_id text round", [("N1", "Sort the mail", "follow_up")])


class Contracts:
    """Lets a test speak for another version of the kit."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch

    def change(self, name: str, table: Table | None) -> None:
        """From now on the contract has this table, or none of that name."""
        if table is None:
            self.monkeypatch.delitem(TABLES, name)
        else:
            self.monkeypatch.setitem(TABLES, name, table)
        schema.cache_clear()

    def today(self) -> None:
        self.monkeypatch.undo()
        schema.cache_clear()


@pytest.fixture
def contracts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Contracts]:
    made = Contracts(monkeypatch)
    yield made
    made.today()


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Database:
    return Database(database_url, tmp_path)


def without(table: Table, *names: str) -> Table:
    return replace(table, columns=tuple(c for c in table.columns if c.name not in names))


def with_column(table: Table, column: Column) -> Table:
    columns = tuple(column if c.name == column.name else c for c in table.columns)
    return replace(table, columns=columns)


def refusal(database: Database) -> str:
    fault = database.fault()
    assert fault is not None
    with pytest.raises(PlaybookError) as refused, database.connected() as engine:
        create_schema(engine)
    assert str(refused.value) == fault.expected
    return fault.expected


def test_what_an_older_version_lacks_is_added_when_the_database_is_written(
    database: Database, contracts: Contracts
) -> None:
    contracts.change("rollouts", None)
    contracts.change("ideas", without(TABLES["ideas"], "uses_ai", "step_id", "theme"))
    database.write({"ideas": IDEAS[["idea_id", "text", "round"]]})
    contracts.today()
    assert database.fault() is None
    raw, problems = database.read(None)
    assert (raw["ideas"].rows, problems) == ([(1, ["N1", "", "Sort the mail", "follow_up"])], [])
    before = database.fingerprints()
    with database.connected() as engine:
        create_schema(engine)
        create_schema(engine)  # twice is as good as once
        made = sa.inspect(engine)
        assert made.has_table("rollouts")
        (reference,) = [
            k for k in made.get_foreign_keys("ideas") if k["constrained_columns"] == ["step_id"]
        ]
        assert (reference["referred_table"], reference["referred_columns"]) == (
            "process_steps",
            ["step_id"],
        )
    assert set(before) == set(database.fingerprints())
    database.write({"ideas": IDEAS.assign(uses_ai="yes", theme="Mail")})
    assert database.read(None)[0]["ideas"].rows[0][1][-2:] == ["Mail", "yes"]
    with pytest.raises(PlaybookError, match="refuses a row"):
        database.write({"ideas": IDEAS.assign(uses_ai="perhaps")})


def test_a_migrated_database_has_the_columns_of_a_new_one(
    database: Database, contracts: Contracts
) -> None:
    for name in ("solutions", "gaps", "requests", "people_impacts"):
        table = TABLES[name]
        optional = [c.name for c in table.columns if not c.required]
        contracts.change(name, replace(without(table, *optional), in_order=(), either=()))
    contracts.change("requests", None)
    with database.connected() as engine:
        create_schema(engine)
    contracts.today()
    with database.connected() as engine:
        create_schema(engine)
        made = sa.inspect(engine)
        for name, table in schema().tables.items():
            found = {column["name"]: column for column in made.get_columns(name)}
            assert set(found) == set(table.columns.keys())
            for column in table.columns:
                assert found[column.name]["nullable"] == column.nullable
                wanted = column.type.compile(engine.dialect)
                assert found[column.name]["type"].compile(engine.dialect) == wanted


def test_a_table_that_no_other_refers_to_takes_its_rows_along_into_newer_rules(
    database: Database, contracts: Contracts
) -> None:
    benefits, readiness = TABLES["benefits"], TABLES["data_readiness"]
    fewer = {"volume": "Volume"}
    contracts.change("benefits", without(benefits, "site", "department", "source"))
    contracts.change(
        "data_readiness",
        with_column(readiness, replace(readiness.column("dimension"), codes=fewer)),
    )
    saved = frame(
        "benefits", "date solution_id kind amount", [("2026-01-31", "S1", "quality", 2.0)]
    )
    asked = frame("data_readiness", "use_case_id dimension score", [("U1", "volume", 3.0)])
    database.write(
        {
            "use_cases": frame("use_cases", "use_case_id title", [("U1", "One")]),
            "solutions": frame("solutions", "solution_id name", [("S1", "One")]),
            "benefits": saved[["date", "solution_id", "kind", "amount"]],
            "data_readiness": asked[["use_case_id", "dimension", "score"]],
        }
    )
    contracts.today()
    before = database.read(None)[0]
    assert database.fault() is None
    with database.connected() as engine:
        create_schema(engine)
    after = database.read(None)[0]
    assert [row[1][:4] for row in after["benefits"].rows] == [
        row[1][:4] for row in before["benefits"].rows
    ]
    assert after["data_readiness"].rows == before["data_readiness"].rows
    database.write({"benefits": pd.concat([saved, saved.assign(site="North")])})
    database.write({"data_readiness": asked.assign(dimension="ethics")})
    with pytest.raises(PlaybookError, match="refuses a row"):
        database.write({"benefits": pd.concat([saved, saved])})


def test_a_database_that_cannot_be_followed_is_refused_with_the_way_out(
    database: Database, contracts: Contracts
) -> None:
    theme = replace(TABLES["ideas"].column("theme"), required=True)
    contracts.change("ideas", with_column(TABLES["ideas"], theme))
    with database.connected() as engine:
        create_schema(engine)
    contracts.today()
    assert "With that version: playbook copy NAME FOLDER" in refusal(database)


@pytest.mark.parametrize(
    "older",
    [
        replace(TABLES["ideas"], in_order=(("idea_id", "text"),)),
        with_column(TABLES["ideas"], replace(TABLES["ideas"].column("uses_ai"), codes={"yes": ""})),
        without(TABLES["ideas"], "round"),
        replace(TABLES["ideas"], columns=(*TABLES["ideas"].columns, TABLES["tasks"].column("job"))),
    ],
    ids=["rule", "codes", "new required column", "column that is gone"],
)
def test_changes_that_rows_might_not_survive_are_not_followed(
    contracts: Contracts, older: Table
) -> None:
    today = contract()
    contracts.change("ideas", older)
    assert additions(contract(), today) is None


def test_a_database_of_a_newer_version_asks_for_an_update(
    database: Database, contracts: Contracts
) -> None:
    with database.connected() as engine:
        create_schema(engine)
        with writing(engine) as connection:
            connection.execute(sa.update(MADE_BY).values(kit="9.1"))
    contracts.change("ideas", without(TABLES["ideas"], "uses_ai"))
    assert "newer version of the kit (9.1)" in refusal(database)


def test_labels_and_order_of_codes_are_no_change_of_the_schema(
    database: Database, contracts: Contracts
) -> None:
    table = TABLES["ideas"]
    column = table.column("uses_ai")
    codes = dict(reversed(column.codes.items()))
    contracts.change("ideas", with_column(table, replace(column, codes=codes, label="AI?")))
    with database.connected() as engine:
        create_schema(engine)
    contracts.today()
    assert database.fault() is None


def test_a_foreign_table_with_a_name_of_the_kit_is_let_be(database: Database) -> None:
    with database.connected() as engine, writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE ideas (idea INTEGER)")
    with pytest.raises(PlaybookError, match="of other origin with these names: ideas"):
        database.write({"ideas": IDEAS})
    with database.connected() as engine:
        assert sa.inspect(engine).get_table_names() == ["ideas"]
