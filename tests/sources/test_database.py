"""What a campaign's database does with tables, and what it says when it cannot."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Barrier, BrokenBarrierError

import pandas as pd
import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from support.frames import SCALES, frame

from playbook.campaign.place import open_source
from playbook.errors import PlaybookError
from playbook.sources.connection import journal_mode, open_database, reading, writing
from playbook.sources.database import Database
from playbook.tables import TABLES
from playbook.tables.reading import read_table

PARTICIPANTS = frame("participants", "participant_id name", [("P10", "Ada"), ("P2", None)])
USE_CASES = frame("use_cases", "use_case_id title", [("U1", "Sort the mail")])
RATINGS = frame("ratings", "participant_id use_case_id value", [("P2", "U1", 3.5)])
CAMPAIGN = {"ratings": RATINGS, "participants": PARTICIPANTS, "use_cases": USE_CASES}


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Database:
    made = Database(database_url, tmp_path)
    made.write(CAMPAIGN)
    return made


def run(database: Database, *commands: str) -> None:
    with database.connected() as engine, writing(engine) as connection:
        for command in commands:
            connection.exec_driver_sql(command)


def test_rows_come_in_the_order_of_their_keys_and_empty_cells_stay_empty(
    database: Database,
) -> None:
    raw, problems = database.read(decimal_comma=True)
    assert problems == []
    assert set(raw) == set(CAMPAIGN)
    assert raw["participants"].rows == [
        (1, ["P2", "", "", "", ""]),
        (2, ["P10", "Ada", "", "", ""]),
    ]
    assert raw["ratings"].rows == [(1, ["P2", "U1", "3.5", ""])]
    assert not raw["ratings"].decimal_comma


FORBIDDEN = [
    "INSERT INTO ratings (participant_id, use_case_id) VALUES ('P2', 'U9')",
    "INSERT INTO ratings (participant_id, use_case_id) VALUES ('P2', 'U1')",
    "INSERT INTO use_cases (use_case_id) VALUES ('U2')",
    "INSERT INTO use_cases (use_case_id, title) VALUES ('U2', '')",
    "INSERT INTO participants (participant_id, role) VALUES ('P3', 'king')",
    "INSERT INTO data_readiness (use_case_id, dimension, score) VALUES ('U1', 'volume', 5)",
    "INSERT INTO costs (cost_id, solution_id, phase, category, year, person_days)"
    " VALUES ('C1', 'S1', 'build', 'other', 0, 2)",
    "INSERT INTO requests (request_id, solution_id, opened_on, closed_on, kind)"
    " VALUES ('R1', 'S1', '2026-02-01', '2026-01-31', 'support')",
    "INSERT INTO benefits (date, solution_id, kind, amount) VALUES"
    " ('2026-01-31', 'S1', 'quality', 1), ('2026-01-31', 'S1', 'quality', 2)",
    "DELETE FROM use_cases",
]


def test_what_the_declarations_forbid_the_database_refuses(database: Database) -> None:
    run(database, "INSERT INTO solutions (solution_id, name) VALUES ('S1', 'One')")
    before = database.fingerprints()
    engine = open_database(database.url, database.root)
    for command in FORBIDDEN:
        with pytest.raises(IntegrityError), writing(engine) as connection:
            connection.exec_driver_sql(command)
    engine.dispose()
    assert database.fingerprints() == before


def test_writing_replaces_the_tables_given_and_leaves_the_others(database: Database) -> None:
    titled = USE_CASES.assign(title="Answer faster")
    database.write({"use_cases": titled})  # the ratings that refer to it are let be
    assert len(database.read(None)[0]["ratings"].rows) == 1
    database.write({"use_cases": titled, "ratings": RATINGS.iloc[:0]})
    raw, _problems = database.read(None)
    assert raw["use_cases"].rows[0][1][1] == "Answer faster"
    assert "ratings" not in raw
    assert len(raw["participants"].rows) == 2


def test_when_one_row_is_refused_nothing_is_written(database: Database) -> None:
    before = database.fingerprints()
    unknown = frame("ratings", "participant_id use_case_id value", [("P2", "U9", 1)])
    titled = USE_CASES.assign(title="Answer faster")
    with pytest.raises(PlaybookError, match="refuses a row"):
        database.write({"use_cases": titled, "ratings": unknown})
    assert database.fingerprints() == before


def test_a_fingerprint_depends_on_content_alone(database: Database) -> None:
    before = database.fingerprints()
    run(
        database,
        "DELETE FROM ratings",
        "UPDATE participants SET name = 'x'",
        "UPDATE participants SET name = CASE participant_id WHEN 'P10' THEN 'Ada' END",
        "INSERT INTO ratings (participant_id, use_case_id, value) VALUES ('P2', 'U1', 3.5)",
        "CREATE TABLE live_votes (vote INTEGER)",
    )
    assert database.fingerprints() == before
    run(database, "UPDATE participants SET department = 'HR' WHERE participant_id = 'P2'")
    changed = database.fingerprints()
    assert [name for name in before if before[name] != changed[name]] == [
        f"{database.shown}, participants"
    ]


@pytest.mark.parametrize("character", ["\0", "\ud800"])
def test_a_text_that_no_database_can_hold_is_refused_with_its_place(
    database: Database, character: str
) -> None:
    before = database.fingerprints()
    with pytest.raises(PlaybookError, match=r"table use_cases, row U1, column title: .*Sort\ufffd"):
        database.write({"use_cases": USE_CASES.assign(title=f"Sort{character}")})
    assert database.fingerprints() == before


def test_a_reader_sees_one_moment_while_others_write(database: Database) -> None:
    with database.connected() as engine, reading(engine) as connection:
        count = sa.text("SELECT count(*) FROM ratings")
        assert connection.scalar(count) == 1
        if engine.dialect.name == "postgresql":  # on SQLite the writer waits for the reader
            run(database, "DELETE FROM ratings")
            assert connection.scalar(count) == 1


def test_a_vote_outside_the_campaigns_scale_is_said_with_its_row(database: Database) -> None:
    run(database, "UPDATE ratings SET value = 7")
    raw, _problems = database.read(None)
    (problem,) = read_table(raw["ratings"], TABLES["ratings"], SCALES).problems
    assert problem.place() == (
        f"{database.shown}, table ratings in the order of its key, row 1, column value"
    )


def test_words_that_sqlite_let_into_a_column_of_dates_are_said(tmp_path: Path) -> None:
    database = Database("sqlite:///x.db", tmp_path)
    database.write({"committees": frame("committees", "committee_id kind planned_on", [])})
    run(database, "INSERT INTO committees VALUES ('C1', 'steering', 'soon', NULL, x'ff')")
    raw, _problems = database.read(None)
    (problem,) = read_table(raw["committees"], TABLES["committees"], SCALES).problems
    assert (problem.column, problem.found) == ("planned_on", "soon")


def fault(url: str, root: Path) -> str:
    found = open_source(root, url).fault()
    assert found is not None
    return str(found)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://kit:s3cret@localhost/one",
        "postgresql+psycopg://kit:s3/cret@localhost/one",
        "postgresql://kit@localhost/one?password=s3cret",
        "postgresql://kit@localhost/one?sslpassword=s3cret",
        "mysql://kit:s3cret@localhost/one",
        "sqlite+pysqlcipher://:s3cret@/one.db",
        "nonsense://kit:s3cret@localhost:port/one",
        "postgresql://kit:s3cret@[broken/one",
    ],
)
def test_a_password_in_the_url_is_refused_and_never_shown(url: str, tmp_path: Path) -> None:
    message = fault(url, tmp_path)
    assert "s3" not in message
    assert "cret" not in message


def test_the_way_to_give_a_password_is_said(tmp_path: Path) -> None:
    assert "PGPASSWORD" in fault("postgresql://kit:s3cret@localhost/one", tmp_path)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("data/none.db", "data/none.db: there is no such database."),
        ("sqlite:///data/none.db", "sqlite:///data/none.db: there is no such database."),
        ("sqlite://", "names no database"),
        ("mysql://kit@localhost/one", "expected a URL such as sqlite:///"),
        ("postgresql://kit@localhost:1/one", "cannot be used"),
    ],
)
def test_a_database_that_cannot_be_reached_is_said(url: str, expected: str, tmp_path: Path) -> None:
    assert expected in fault(url, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"not a database " * 100)
    assert "file is not a database" in fault("x.db", tmp_path)


def test_a_database_without_the_kits_tables_says_how_to_fill_it(
    database_url: str, tmp_path: Path
) -> None:
    database = Database(database_url, tmp_path)
    run(database, "CREATE TABLE notes (note INTEGER)")
    found = database.fault()
    assert found is not None
    assert "playbook copy NAME URL" in found.expected


def test_a_missing_driver_is_said_with_the_way_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    assert "ai-playbook-kit[postgres]" in fault("postgresql://kit@localhost/one", tmp_path)


@pytest.mark.parametrize("data", ["data/x.db", "data/x.SQLITE", "sqlite:///data/x.db"])
def test_a_relative_file_starts_from_the_kits_folder(data: str, tmp_path: Path) -> None:
    open_source(tmp_path, data).write({"use_cases": USE_CASES})
    assert (tmp_path / data.removeprefix("sqlite:///")).is_file()


def test_sqlite_keeps_references_and_overwrites_what_goes(tmp_path: Path) -> None:
    engine = open_database("sqlite:///x.db", tmp_path)
    with reading(engine) as connection:
        settings = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("foreign_keys", "synchronous", "secure_delete", "journal_mode")
        ]
        patience = connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
    assert settings == [1, 2, 1, journal_mode(sqlite3.sqlite_version_info)]
    assert patience >= 5000


def test_the_journal_that_several_writers_can_corrupt_is_used_only_once_mended() -> None:
    assert journal_mode((3, 51, 2)) == "delete"
    assert journal_mode((3, 51, 3)) == "wal"


def test_two_that_read_and_then_write_take_turns_instead_of_failing(database: Database) -> None:
    """SQLite refuses the second of two that hold a lock to read and then want to write."""
    engine = open_database(database.url, database.root)
    both_have_read = Barrier(2)

    def add(number: int) -> None:
        with writing(engine) as connection:
            connection.exec_driver_sql("SELECT count(*) FROM ideas").scalar()
            with suppress(BrokenBarrierError):
                both_have_read.wait(timeout=0.5)
            connection.exec_driver_sql(
                f"INSERT INTO ideas (idea_id, text, round) VALUES ('N{number}', 'x', 'follow_up')"
            )

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(add, range(2)))
    engine.dispose()
    assert len(database.read(None)[0]["ideas"].rows) == 2


def test_dates_are_written_the_same_by_both_kinds_of_database(database: Database) -> None:
    at = pd.Timestamp("2026-02-03 04:05:06")
    incidents = frame("incidents").astype({"started_at": "datetime64[s]"})
    incidents.loc[0] = ["I1", "S1", at, pd.NaT, "outage"]
    usage = frame("usage", "date solution_id department active_users eligible_users",
                  [("2026-01-31", "S1", "HR", 2**53, 0)])  # fmt: skip
    solutions = frame("solutions", "solution_id name", [("S1", "One")])
    database.write({"solutions": solutions, "incidents": incidents, "usage": usage})
    raw, _problems = database.read(None)
    assert raw["incidents"].rows[0][1] == ["I1", "S1", "2026-02-03 04:05:06", "", "outage"]
    assert raw["usage"].rows[0][1] == ["2026-01-31", "S1", "HR", "9007199254740992", "0"]
