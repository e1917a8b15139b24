"""An import is planned, checked whole, and then written; or nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.imports import NOTES, SECRET, content_of, make_campaign, reasons, rows, take

from playbook.campaign.checked import load_campaign
from playbook.errors import CampaignError
from playbook.imports.mapping_file import preset_path, read_mapping
from playbook.imports.plan import apply_plan, plan_import
from playbook.kit import Kit


def test_a_dry_run_writes_nothing(campaign: Kit) -> None:
    take(campaign, NOTES, "mural")
    before = content_of(campaign)
    plan = take(campaign, NOTES + "3,New,\n", "mural", dry_run=True)
    assert len(plan.changes["ideas"].new) == 1
    assert content_of(campaign) == before


def test_only_the_tables_that_change_are_written(tmp_path: Path) -> None:
    people = "name;participant_id\nAnn;P1\n"
    kit = make_campaign(tmp_path, {"participants": people, "process_steps": "x"})
    (tmp_path / "data/test/process_steps.csv").unlink()
    take(kit, NOTES, "mural")
    assert content_of(kit)["participants.csv"] == people.encode()
    assert set(content_of(kit)) == {"participants.csv", "ideas.csv"}


def test_an_unsound_campaign_takes_nothing(campaign: Kit) -> None:
    (campaign.root / "data/test/ideas.csv").write_text("idea_id,text,round\n1,,x\n")
    before = content_of(campaign)
    with pytest.raises(CampaignError):
        take(campaign, NOTES, "mural")
    assert content_of(campaign) == before


def test_a_row_that_would_make_the_campaign_unsound_is_left_out_and_the_others_taken(
    campaign: Kit,
) -> None:
    mapping = campaign.root / "costs.yml"
    mapping.write_text(
        "title: Costs\nverified: made up\ntables:\n- table: solutions\n  columns:\n"
        "    solution_id: Solution\n    name: Solution\n- table: costs\n  columns:\n"
        "    cost_id: Solution\n    solution_id: Solution\n    phase: {value: build}\n"
        "    category: {value: other}\n    year: {value: 0}\n    person_days: Days\n"
        "    amount: Euros\n"
    )
    plan = take(campaign, "Solution,Days,Euros\nS1,3,\nS2,,10\n", mapping)
    assert [cost["cost_id"] for cost in rows(campaign, "costs")] == ["S2"]
    (remark,) = plan.rejected_parts
    assert (remark.place.row, remark.reason) == (2, "fill amount or person_days + day_rate.")


def test_several_files_are_taken_in_their_order(campaign: Kit) -> None:
    files = [campaign.root / "a.csv", campaign.root / "b.csv"]
    files[0].write_text(NOTES)
    files[1].write_text("ID,Text,Tags\n2,Answer now,\n3,New,\n")
    mapping = read_mapping(preset_path("mural"), "mural")
    plan = plan_import(load_campaign(campaign, "test"), files, mapping, SECRET)
    apply_plan(campaign, plan)
    assert [idea["text"] for idea in rows(campaign, "ideas")] == ["Sort mail", "Answer", "New"]
    assert reasons(plan)[2].startswith("row 3 of a.csv says something else")


def test_a_workbook_is_written_whole_and_the_former_one_kept(tmp_path: Path) -> None:
    from playbook.campaign.copying import copy_campaign, use_data

    kit = make_campaign(tmp_path, {"participants": "participant_id,name\nP1,Ann\n"})
    copy_campaign(kit, "test", "data/test.xlsx", replace=False)
    use_data(kit, "test", "data/test.xlsx")
    before = (tmp_path / "data/test.xlsx").read_bytes()
    take(kit, NOTES, "mural")
    assert [idea["text"] for idea in rows(kit, "ideas")] == ["Sort mail", "Answer"]
    assert [person["name"] for person in rows(kit, "participants")] == ["Ann"]
    assert (tmp_path / "data/test.before-import-1.xlsx").read_bytes() == before
    assert take(kit, NOTES, "mural").frames == {}
    assert not (tmp_path / "data/test.before-import-2.xlsx").exists()


def test_the_table_of_a_database_gets_the_new_rows(tmp_path: Path) -> None:
    from playbook.campaign.copying import copy_campaign, use_data

    kit = make_campaign(tmp_path, {"participants": "participant_id,name\nP1,Ann\n"})
    copy_campaign(kit, "test", "data/test.db", replace=False)
    use_data(kit, "test", "data/test.db")
    take(kit, NOTES, "mural")
    plan = take(kit, NOTES, "mural")
    assert [idea["text"] for idea in rows(kit, "ideas")] == ["Sort mail", "Answer"]
    assert (plan.changes["ideas"].same, len(rows(kit, "participants"))) == (2, 1)
