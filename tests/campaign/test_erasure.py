"""An erased participant is nowhere any more: proven by searching the bytes of every file."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import nbformat
import openpyxl
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from support.checking import Check

from playbook.campaign.checked import load_campaign
from playbook.campaign.copying import copy_campaign, use_data
from playbook.campaign.erasure import erase_participant, find_participant, plan_erasure
from playbook.cli import main
from playbook.errors import PlaybookError
from playbook.files import write_whole
from playbook.kit import ROOT_VARIABLE, Kit
from playbook.sources.connection import open_database, writing

TRACES = ["zelda-7781", "Zelda Quux", "Zap the paper forms", "Too dear by half", "Zealous"]
TABLES = {
    "participants": "participant_id,name,department\nbob,Bob Roe,HR\nzelda-7781,Zelda Quux,HR\n",
    "ideas": "idea_id,participant_id,text,round,theme\n"
    "N1,zelda-7781,Zap the paper forms,follow_up,Paper\nN2,bob,Sort the mail,follow_up,Mail\n"
    "N3,,Answer faster,follow_up,\n",
    "dot_votes": "participant_id,idea_id,dots\nzelda-7781,N2,1\nbob,N1,2\n",
    "solutions": "solution_id,name\nS1,Kelvio\n",
    "feedback": "participant_id,solution_id,date,weaknesses\n"
    "zelda-7781,S1,2026-09-01,Too dear by half\n",
}
FORMS = ["data/test", "data/test.xlsx", "sqlite", "postgresql"]


def found_in(paths: Iterable[Path]) -> list[tuple[str, str]]:
    """The traces that files still hold."""
    found = []
    for path in (path for path in paths if path.is_file()):
        parts = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                parts = [packed.read(name) for name in packed.namelist()]
        found += [(path.name, t) for t in TRACES for part in parts if t.encode() in part]
    return found


@pytest.fixture(params=FORMS)
def data(request: pytest.FixtureRequest, check: Check, kit: Kit) -> str:
    """A campaign whose data have one of the forms; nothing of another form is left."""
    check(TABLES).sound()
    form = str(request.param)
    if form == "data/test":
        return form
    place = {"sqlite": "data/test.db"}.get(form) or form
    if form == "postgresql":
        place = request.getfixturevalue("postgres_url")
    copy_campaign(kit, "test", place, replace=False)
    use_data(kit, "test", place)
    for path in (kit.root / "data/test").iterdir():
        path.unlink()
    (kit.root / "data/test").rmdir()
    return place


def hold_a_workshop(kit: Kit, data: str) -> None:
    """Leave traces where a live room would: votes that were changed, links, journals."""
    if data.startswith("data/") and not data.endswith(".db"):
        return
    engine = open_database(data if "://" in data else f"sqlite:///{data}", kit.root)
    with writing(engine) as connection:
        for command in (
            "CREATE TABLE live_history (entry INTEGER, participant_id TEXT, before TEXT)",
            "INSERT INTO live_history VALUES (1, 'zelda-7781', '{\"name\": \"Zelda Quux\"}')",
            "INSERT INTO live_history VALUES (2, 'bob', '{}')",
            "INSERT INTO live_history VALUES (3, NULL, 'opened')",
            "CREATE TABLE live_rounds (round TEXT)",
        ):
            connection.exec_driver_sql(command)
    engine.dispose()
    if data.endswith(".db"):
        leave_traces_in_freed_space(kit.root / data)


def leave_traces_in_freed_space(path: Path) -> None:
    """Write and delete rows as another program would, which does not overwrite what it deletes."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        people = [(f"p{number}", f"Zealous {number}") for number in range(400)]
        connection.executemany(
            "INSERT INTO participants (participant_id, name) VALUES (?, ?)", people
        )
        connection.commit()
        connection.execute("DELETE FROM participants WHERE name LIKE 'Zealous%'")
        connection.commit()
    assert b"Zealous" in path.read_bytes()


def write_reports(kit: Kit) -> None:
    (kit.root / "reports/test/results").mkdir(parents=True)
    (kit.root / "reports/test/index.html").write_text("Zelda Quux")
    (kit.root / "reports/test/results/x.csv").write_text("Zap the paper forms")
    (kit.root / "reports/index.html").write_text("Zealous")
    (kit.root / "reports/other").mkdir()
    (kit.root / "reports/other/index.html").write_text("another campaign")


def write_notebook(path: Path, campaign: str, said: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    output = new_output("stream", text=said)
    cells = [
        new_code_cell(f'campaign = "{campaign}"', metadata={"tags": ["parameters"]}),
        new_code_cell("stage.summary()", outputs=[output], execution_count=2),
    ]
    nbformat.write(new_notebook(cells=cells), path)


def test_nothing_of_an_erased_participant_is_left(
    data: str, kit: Kit, request: pytest.FixtureRequest
) -> None:
    hold_a_workshop(kit, data)
    write_reports(kit)
    write_notebook(kit.notebooks / "1a_ideation.ipynb", "test", "Zelda Quux")
    write_notebook(kit.root / "work/test/1a_ideation.ipynb", "test", "Zap the paper forms")
    write_notebook(kit.root / "work/test/.ipynb_checkpoints/1a.ipynb", "test", "Zelda Quux")
    write_notebook(kit.notebooks / "mine.ipynb", "other", "kept")
    done = erase_participant(kit, "test", "Zelda Quux")
    searched = list(kit.root.rglob("*"))
    if data.startswith("postgresql"):
        searched += files_of_database(request.getfixturevalue("postgres"), data)
    assert found_in(searched) == []
    assert done.mentions == []
    assert done.removed == ["reports/test", "reports/index.html"]
    assert done.emptied == ["notebooks/1a_ideation.ipynb", "work/test/1a_ideation.ipynb"]
    live = {"live_history": 1} if "://" in data or data.endswith(".db") else {}
    assert done.rows == {"participants": 1, "ideas": 1, "dot_votes": 1, "feedback": 1, **live}
    assert (kit.root / "reports/other/index.html").exists()
    assert "kept" in (kit.notebooks / "mine.ipynb").read_text()
    left = load_campaign(kit, "test")
    assert "bob" in set(left.table("participants")["participant_id"])
    assert left.table("ideas").astype(object).where(left.table("ideas").notna(), None)[
        ["idea_id", "participant_id", "text", "theme"]
    ].to_numpy().tolist() == [
        ["N1", None, "(erased)", None],
        ["N2", "bob", "Sort the mail", "Mail"],
        ["N3", None, "Answer faster", None],
    ]
    assert left.table("dot_votes")["participant_id"].tolist() == ["bob"]
    assert "feedback" not in left.tables


def files_of_database(server: Path, url: str) -> list[Path]:
    """The files of the tables of a PostgreSQL database, all written; not the server's journal."""
    import psycopg

    name = url.split("@/")[1].split("?")[0]
    with psycopg.connect(f"host={server} user=kit dbname={name}", autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        row = connection.execute(
            "SELECT oid FROM pg_database WHERE datname = current_database()"
        ).fetchone()
        assert row is not None
    files = list((server / "data/base" / str(row[0])).rglob("*"))
    assert any(b"Bob Roe" in path.read_bytes() for path in files if path.is_file())
    return files


def test_what_others_wrote_and_other_copies_are_said(check: Check, kit: Kit) -> None:
    more = "N4,bob,As Zelda Quux said: no paper,follow_up,\n"
    check({**TABLES, "ideas": TABLES["ideas"] + more}).sound()
    (kit.root / "data/old.csv").write_bytes("name\nZelda Quux".encode("utf-16"))
    exported = {"test/brief.pdf": "packed", "b/brief.pdf": "packed", "b/a.csv": "Zelda Quux"}
    for place, said in exported.items():
        write_whole(kit.root / "export" / place, said.encode())
    done = erase_participant(kit, "test", "zelda-7781")
    assert done.mentions == [
        "data/test/ideas.csv, row 5, column text",
        "data/old.csv",
        "data/test/ideas.csv",
        "export/b/a.csv",
        "export/test/brief.pdf",
    ]


@pytest.mark.parametrize("wanted", ["ZELDA QUUX", "quux, zelda", "Zélda Quüx", "Zelda-7781"])
def test_a_person_is_found_however_the_name_is_spelt(check: Check, kit: Kit, wanted: str) -> None:
    check(TABLES).sound()
    for name, said in {
        "loud.csv": "name\nZELDA QUUX\n",
        "order.txt": "Quux, Zelda",
        "accents.md": "Ze\u0301lda Quüx",
        "notebook.json": '{"text": "Z\\u00e9lda Quux"}',
        "page.html": "<p>Z&eacute;lda Quux</p>",
        "other.md": "Zeldas Quuxes",
    }.items():
        (kit.root / "data" / name).write_text(said, encoding="utf-8")
    done = erase_participant(kit, "test", wanted)
    assert done.rows["participants"] == 1
    assert done.mentions == [
        f"data/{name}" for name in ("accents.md", "loud.csv", "notebook.json", "order.txt",
                                    "page.html")
    ]  # fmt: skip


def test_two_people_of_one_spelling_are_not_confused(check: Check, kit: Kit) -> None:
    check({**TABLES, "participants": TABLES["participants"] + "a1,Müller,\na2,Mueller,\n"}).sound()
    assert erase_participant(kit, "test", "Müller").rows["participants"] == 1
    with pytest.raises(PlaybookError, match="there is no participant"):
        find_participant(load_campaign(kit, "test"), "Muller x")


def test_what_will_be_done_is_said_and_nothing_is_done(check: Check, kit: Kit) -> None:
    check(TABLES).sound()
    copy_campaign(kit, "test", "data/test.xlsx", replace=False)
    use_data(kit, "test", "data/test.xlsx")
    add_sheet(kit.root / "data/test.xlsx", "Our notes", [["Budget", 1200.5], ["007", None]])
    write_reports(kit)
    write_notebook(kit.notebooks / "1a_ideation.ipynb", "test", "Zelda Quux")
    plan = plan_erasure(kit, "test", "zelda quux")
    assert plan.person == "Zelda Quux (zelda-7781)"
    assert plan.rows == {"participants": 1, "ideas": 1, "dot_votes": 1, "feedback": 1}
    assert plan.written == "data/test.xlsx"
    assert plan.removed == ["reports/test", "reports/index.html"]
    assert plan.emptied == ["notebooks/1a_ideation.ipynb"]
    assert plan.sheets == ["Our notes"]
    assert (kit.root / "reports/test/index.html").exists()
    erase_participant(kit, "test", plan.participant)
    assert sheet_of(kit.root / "data/test.xlsx", "Our notes") == [("Budget", 1200.5), ("007", None)]
    assert plan_erasure(kit, "test", "bob").sheets == ["Our notes"]


def add_sheet(path: Path, name: str, rows: list[list[object]]) -> None:
    """Add a sheet as a person would, who knows nothing of the kit."""
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append(row)
    book.save(path)


def sheet_of(path: Path, name: str) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path)
    return [tuple(cell.value for cell in row) for row in book[name].iter_rows()]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [("zelda-7782", "Did you mean zelda-7781?"), ("Ann", "several participants: a1, a2")],
)
def test_who_is_not_told_exactly_is_not_erased(
    check: Check, kit: Kit, wanted: str, expected: str
) -> None:
    check({**TABLES, "participants": TABLES["participants"] + "a1,Ann,\na2,Ann,\n"}).sound()
    write_reports(kit)
    with pytest.raises(PlaybookError, match=expected.replace("?", r"\?")):
        erase_participant(kit, "test", wanted)
    assert (kit.root / "reports/test/index.html").exists()


def test_the_command_asks_first_and_says_what_it_did(
    check: Check, kit: Kit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    check(TABLES).sound()
    monkeypatch.setenv(ROOT_VARIABLE, str(kit.root))
    monkeypatch.setattr("sys.stdin", type("Closed", (), {"readline": lambda *_a: "n\n"})())
    for words, code in ((["erase", "test", "bob"], 1), (["erase", "test", "bob", "--yes"], 0)):
        monkeypatch.setattr("sys.argv", ["playbook", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == code
        assert ("bob" in load_campaign(kit, "test").table("participants").to_csv()) == bool(code)
    said = capsys.readouterr().out
    assert "Will be rewritten: data/test\n" in said
    assert "It cannot be undone." in said
    assert "Erased rows: " in said
    assert "articipants 1" in said
    assert "playbook run test" in said
