"""A campaign's own columns and tables: kept, typed, checked, and the same in every form of data."""

from __future__ import annotations

import pickle

import pytest
from support.checking import Check

from playbook.campaign.checked import check_campaign, load_campaign
from playbook.campaign.copying import copy_campaign, use_data
from playbook.campaign.erasure import erase_participant
from playbook.campaign.pseudonyms import conceal
from playbook.cli import main
from playbook.imports.command import import_files
from playbook.kit import ROOT_VARIABLE, Kit
from playbook.language import speaking
from playbook.notebook.stage import OpenStage
from playbook.tables.columns import shown_name

DECLARED = """
participants:
  columns:
    site: {kind: code, label: Campus, codes: {north: Nord, south: Sud}}
suppliers:
  label: Fournisseurs
  columns:
    supplier_id: key
    name: {kind: text, required: true}
    use_case_id: {kind: reference, to: use_cases}
    contact_id: {kind: reference, to: participants}
    rating: {kind: number, minimum: 0, maximum: 5}
    since: date
    note: text
"""
TABLES = {
    "participants": "participant_id,name,site,E-mail\nP1,Ada,north,ada@x.org\nP2,Bo,,bo@x.org\n",
    "use_cases": "use_case_id,title,Cost centre (k€),row\nU1,Sort,007,Comment\nU2,Draft,,P1\n",
    "ratings": "participant_id,use_case_id,value,feasibility\nP1,U1,4,3\n",
    "suppliers": "supplier_id,name,use_case_id,contact_id,rating,since,note\n"
    "S1,Kelvio,U1,P1,4.5,2026-01-12,known to us for years\nS2,Voxa,,P2,3,,\n",
}


@pytest.fixture
def declared(kit: Kit) -> Kit:
    kit.own_tables_of("test").write_text(DECLARED, encoding="utf-8")
    return kit


@pytest.mark.parametrize("language", ["en", "fr"])
def test_they_go_through_every_form_of_data(
    check: Check, declared: Kit, database_url: str, language: str
) -> None:
    checked = check(TABLES, language)
    assert checked.problems == ()
    before = load_campaign(declared, "test").tables
    for place in ("data/test.xlsx", database_url, "data/back"):
        copy_campaign(declared, "test", place, replace=False)
        use_data(declared, "test", place)
        now = load_campaign(declared, "test").tables
        assert {name: set(frame) for name, frame in now.items()} == {
            name: set(frame) for name, frame in before.items()
        }
        for name, frame in before.items():
            assert now[name][list(frame)].equals(frame), (place, name)
    assert before["use_cases"]["Cost centre (k€)"].tolist()[0] == "007"
    assert before["suppliers"]["rating"].tolist() == [4.5, 3]


def test_what_is_declared_is_checked_like_the_kits_own(check: Check, declared: Kit) -> None:
    wrong = (
        "supplier_id,name,use_case_id,contact_id,rating,since,note\nS1,,U9,P1,7,soon,\nS1,a,,,,,\n"
    )
    said = [str(problem) for problem in check({**TABLES, "suppliers": wrong}).problems]
    for part in (
        "row 2, column name: this cell must be filled",
        "column rating: found “7”; expected a number from 0 to 5",
        "column since: found “soon”",
        "column use_case_id: found “U9”; use_cases has no such identifier",
        "this row was given already, in row 2",
    ):
        assert any(part in line for line in said), part
    assert declared.own_tables_of("test").exists()


def test_undeclared_columns_are_said_and_never_stop_a_campaign(check: Check, kit: Kit) -> None:
    checked = check({"participants": "participant_id,Mood,mood \nP1,#DIV/0!,x\n"})
    assert "this column is there twice" in str(checked.problems[0])
    (kit.root / "data/test/participants.csv").write_text("participant_id,Mood\nP1,#DIV/0!\n")
    checked = check_campaign(kit, "test")
    assert checked.problems == ()
    assert any("the formula gives an error" in str(notice) for notice in checked.notices)
    assert any("column Mood: this column is your own" in str(notice) for notice in checked.notices)


def test_a_table_that_nobody_declares_is_refused_wherever_it_lies(
    check: Check, declared: Kit, database_url: str
) -> None:
    check(TABLES)
    copy_campaign(declared, "test", database_url, replace=False)
    declared.own_tables_of("test").unlink()
    assert "data/NAME.tables.yml declares" in str(check_campaign(declared, "test").problems[0])
    use_data(declared, "test", database_url)
    assert "your own table suppliers" in str(check_campaign(declared, "test").problems[0])


def test_the_kits_stages_see_the_contract_and_a_notebook_asks_for_more(
    check: Check, declared: Kit
) -> None:
    check(TABLES)
    campaign = conceal(load_campaign(declared, "test"), b"secret")
    campaign = pickle.loads(pickle.dumps(campaign))  # as a run keeps it
    stage = OpenStage("ideation", campaign)
    assert "Cost centre (k€)" not in stage.table("use_cases")
    own = stage.table("use_cases", own=True)
    assert own["Cost centre (k€)"].tolist()[0] == "007"
    people = stage.table("participants", own=True)
    assert set(people["site"].dropna()) == {"north"}
    assert people["E-mail"].isna().all(), "what may say who somebody is goes as names go"
    code = people.loc[people["site"] == "north", "participant_id"].item()
    assert own["row"].tolist() == ["Comment", code], "an identifier anywhere is a code"
    assert stage.table("suppliers")["contact_id"].tolist()[0] == code
    with speaking("fr"):
        assert shown_name(campaign.contract["participants"].column("site")) == "Campus"


def test_they_stand_in_the_dictionary(
    check: Check, declared: Kit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    check(TABLES, "fr")
    monkeypatch.setenv(ROOT_VARIABLE, str(declared.root))
    monkeypatch.setattr("sys.argv", ["playbook", "dictionary", "test"])
    with pytest.raises(SystemExit):
        main()
    page = capsys.readouterr().out
    assert "| site | Campus | peut être vide | `north` (Nord), `south` (Sud) |" in page
    assert "### suppliers" in page
    assert "[use_cases](#use_cases)" in page


@pytest.mark.parametrize("place", ["data/test", "database"])
def test_an_erased_person_leaves_them_too(
    check: Check, declared: Kit, database_url: str, place: str
) -> None:
    check(TABLES)
    if place == "database":
        copy_campaign(declared, "test", database_url, replace=False)
        use_data(declared, "test", database_url)
    erasure = erase_participant(declared, "test", "Ada")
    left = load_campaign(declared, "test").tables
    assert left["participants"]["E-mail"].tolist() == ["bo@x.org"]
    suppliers = left["suppliers"]
    assert suppliers["contact_id"].isna().tolist() == [True, False]
    assert suppliers["note"].isna().all(), "a row that outlives its author loses its texts"
    assert erasure.rows["suppliers"] == 1


def test_an_import_leaves_them_as_they_are(
    check: Check, declared: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(TABLES)
    monkeypatch.setenv(ROOT_VARIABLE, str(declared.root))
    file = declared.root / "more.csv"
    file.write_text("title\nA new one\n", encoding="utf-8")
    mapping = declared.root / "map.yml"
    mapping.write_text(
        "title: A list\nverified: Made up\n"
        "tables:\n  - table: use_cases\n    columns: {use_case_id: {value: U7}, title: title}\n",
        encoding="utf-8",
    )
    before = (declared.root / "data/test/use_cases.csv").read_text(encoding="utf-8")
    list(import_files([str(file)], "test", mapping, dry_run=False, replace=False))
    after = (declared.root / "data/test/use_cases.csv").read_text(encoding="utf-8")
    assert after.startswith(before)
    assert "A new one" in after


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("suppliers: {columns: {a: text}}", "needs a column of the kind key"),
        ("suppliers: {columns: {a: key, b: nmber}}", "expected one of"),
        ("suppliers: {colums: {a: key}}", "Did you mean columns?"),
        ("suppliers: {columns: {a: key, b: {kind: reference, to: use_case}}}", "use_cases?"),
        ("suppliers: {columns: {a: key, b: {kind: reference}}}", "says to which table"),
        ("suppliers: {columns: {a: key, b: code}}", "a code needs its codes"),
        ("ideas: {columns: {a: key}}", "is not a key of the kit's table"),
        ("ideas: {columns: {texte: text}}", "has a column of this name"),
        ("Idées: {columns: {a: key}}", "a table of the kit has this name"),
        ("live_x: {columns: {a: key}}", "small letters"),
        ("suppliers", "expected the name of a table"),
        ("suppliers: {columns: {a: key, A: text}}", "there twice"),
    ],
)
def test_a_declaration_that_cannot_be_is_refused_in_words(
    check: Check, kit: Kit, text: str, why: str
) -> None:
    kit.own_tables_of("test").write_text(text, encoding="utf-8")
    problems = check({}).problems
    assert any(why in str(problem) for problem in problems), list(map(str, problems))
    assert all("data/test.tables.yml" in str(problem) for problem in problems)
