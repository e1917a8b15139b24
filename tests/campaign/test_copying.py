"""A campaign's tables are copied from one place to another, and nothing is written over unasked."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from support.checking import Check

from playbook.campaign.checked import check_campaign, load_campaign
from playbook.campaign.copying import copy_campaign, use_data
from playbook.cli import main
from playbook.errors import CampaignError, PlaybookError
from playbook.kit import ROOT_VARIABLE, Kit
from playbook.parameters.declared import read_parameters

IDEAS = "idea_id,participant_id,text,round\nN1,P1,=1+1,first_reflection\nN2,,b,follow_up\n"
PEOPLE = "participant_id,name\nP1,Ada\n"


def cells(kit: Kit) -> dict[str, list[list[object]]]:
    campaign = load_campaign(kit, "test")
    return {name: frame.astype(object).where(frame.notna(), None).to_numpy().tolist()
            for name, frame in campaign.tables.items()}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_campaign_works_on_its_copy_in_a_database(
    check: Check, kit: Kit, database_url: str, language: str
) -> None:
    check({"participants": PEOPLE, "ideas": IDEAS}, language)
    before = cells(kit)
    assert copy_campaign(kit, "test", database_url, replace=False) == {
        "participants": 1,
        "ideas": 2,
    }
    use_data(kit, "test", database_url)
    assert cells(kit) == before
    copy_campaign(kit, "test", "data/back", replace=False)
    use_data(kit, "test", "data/back")
    assert cells(kit) == before


@pytest.mark.parametrize("destination", ["data/copy", "data/copy.db"])
def test_data_that_are_there_are_written_over_only_when_asked(
    check: Check, kit: Kit, destination: str
) -> None:
    check({"participants": PEOPLE, "ideas": IDEAS})
    copy_campaign(kit, "test", destination, replace=False)
    (kit.root / "data/test/ideas.csv").unlink()
    (kit.root / "data/test/participants.csv").write_text("participant_id\nP7\n")
    with pytest.raises(PlaybookError, match=f"data in {destination} already"):
        copy_campaign(kit, "test", destination, replace=False)
    copy_campaign(kit, "test", destination, replace=True)
    use_data(kit, "test", destination)
    assert cells(kit) == {"participants": [["P7", None, None, None, None]]}


def test_a_file_of_other_origin_is_not_written_over(check: Check, kit: Kit) -> None:
    check({"ideas": IDEAS.replace("P1", "")})
    (kit.root / "data/holidays.db").write_bytes(b"my holidays")
    with pytest.raises(PlaybookError, match="already"):
        copy_campaign(kit, "test", "data/holidays.db", replace=False)
    assert (kit.root / "data/holidays.db").read_bytes() == b"my holidays"


@pytest.mark.parametrize("destination", ["data/test", "data/../data/test", "data/test/"])
def test_a_campaign_is_not_copied_onto_itself(check: Check, kit: Kit, destination: str) -> None:
    check({"participants": PEOPLE})
    with pytest.raises(PlaybookError, match="are there already"):
        copy_campaign(kit, "test", destination, replace=True)


def test_a_campaign_with_problems_is_not_copied(check: Check, kit: Kit) -> None:
    check({"ideas": IDEAS})
    with pytest.raises(CampaignError, match="no table participants"):
        copy_campaign(kit, "test", "data/copy.db", replace=False)
    assert not (kit.root / "data/copy.db").exists()


@pytest.mark.parametrize(
    ("line", "data"),
    [
        ("data: data/test   # mine", "sqlite:///data/x.db"),
        ("\"data\" : 'data/test'", "postgresql+psycopg://kit@/one?host=/tmp/a&port=5"),
        ("data: >-\n  data/test", "data/with spaces # and é"),
        ("data:\n  data/test", "C:\\data\\x.db"),
    ],
)
def test_the_yaml_names_the_copy_and_is_otherwise_left_as_it_is(
    kit: Kit, line: str, data: str
) -> None:
    before = "# Ours\ntitle: T  # a title\nlanguage: en\nchallenge: How?\n"
    after = "\nas_of: 2026-09-30\nscales:\n    rating: [1,  7]\n# the end\n"
    path = kit.parameters_of("test")
    path.write_bytes((before + line + after).encode())
    use_data(kit, "test", data)
    parameters, problems = read_parameters(path, "test.yml", [])
    assert problems == []
    assert parameters is not None
    assert parameters.data == data
    text = path.read_text(encoding="utf-8")
    assert text.startswith(before)
    assert text.endswith(after)
    assert ("# mine" in text) == ("# mine" in line)


def test_the_command_says_what_it_copied_and_what_to_do_next(
    check: Check, kit: Kit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    check({"participants": PEOPLE, "ideas": IDEAS})
    monkeypatch.setenv(ROOT_VARIABLE, str(kit.root))

    def say(*words: str) -> str:
        monkeypatch.setattr("sys.argv", ["playbook", "copy", "test", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return f"{ended.value.code}\n{said.out}{said.err}"

    said = say("data/x.db")
    assert "0\nCopied 2 tables, 3 rows, to data/x.db:\n  participants 1, ideas 2\n" in said
    assert "let parameters/test.yml say  data: data/x.db" in said
    assert "1\nplaybook: there are data in data/x.db already" in say("data/x.db", "--use")
    assert "now says  data: data/x.db" in say("data/x.db", "--replace", "--use")
    assert check_campaign(kit, "test").sound().parameters.data == "data/x.db"
    assert pd.notna(load_campaign(kit, "test").table("ideas")["text"]).all()
    (kit.root / "data/bad").mkdir()
    (kit.root / "data/bad/ideas.csv").write_text(IDEAS)
    use_data(kit, "test", "data/bad")
    said = say("data/y.db")
    assert said.startswith("1\n")
    assert "test was not copied: playbook check test" in said
    assert "data/bad/ideas.csv" in said
    assert not Path(kit.root / "data/y.db").exists()
