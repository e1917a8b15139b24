"""A proposal of the kit is the company's own once people have worked with it, and not before."""

from __future__ import annotations

import pytest
from support.checking import Check
from support.frames import frame

from playbook.campaign.adopted import own_tables, untouched_proposals

CRITERIA = frame(
    "criteria",
    "criterion_id section label weight is_proposal",
    [("K1", "technical", "Fit", 1, "yes"), ("K2", "project", "Price", 1, None)],
)
SCORES = frame(
    "jury_scores", "participant_id solution_id criterion_id score", [("P", "S", "K1", 4)]
)


def test_rows_that_are_marked_are_left_out_and_a_table_of_them_is_absent() -> None:
    tables = {"criteria": CRITERIA, "gaps": frame("gaps", "gap_id label", [("G1", "Gap")])}
    assert untouched_proposals(tables) == {"criteria": 1}
    assert list(own_tables(tables)["criteria"]["criterion_id"]) == ["K2"]
    assert set(own_tables({"criteria": CRITERIA[:1], "gaps": tables["gaps"]})) == {"gaps"}


def test_a_criterion_that_the_jury_scored_is_its_own() -> None:
    assert untouched_proposals({"criteria": CRITERIA, "jury_scores": SCORES}) == {}


@pytest.mark.parametrize(
    ("more", "value", "untouched"),
    [("", "", 1), ("owner", "Ann", 0), ("due_on", "2026-01-31", 0)],
)
def test_an_item_that_has_moved_is_the_company_s_own(more: str, value: str, untouched: int) -> None:
    row = frame(
        "run_checklist",
        f"item_id area label status is_proposal {more}",
        [("R1", "steer", "Dashboard", "todo", "yes", *([value] if more else []))],
    )
    assert untouched_proposals({"run_checklist": row}).get("run_checklist", 0) == untouched
    moved = row.assign(status="done")
    assert untouched_proposals({"run_checklist": moved}) == {}


def test_a_target_that_has_people_or_an_action_is_the_company_s_own() -> None:
    rows = frame(
        "stakeholders",
        "stakeholder_id label group headcount is_proposal",
        [("T1", "HR", "hr", 12, "yes"), ("T2", "All", "employees", None, "yes")],
    )
    assert list(own_tables({"stakeholders": rows})["stakeholders"]["stakeholder_id"]) == ["T1"]


LEVELS = (
    "solution_id,criticality,availability_target,is_proposal\n"
    "Your critical one,critical,0.999,yes\nS1,high,0.995,yes\n"
)
SORTER = "solution_id,name,kind\nS1,Sorter,custom\n"


def test_a_service_level_is_the_company_s_own_once_it_names_a_solution_that_is_there(
    check: Check,
) -> None:
    own = check({"solutions": SORTER, "service_levels": LEVELS}).sound().own()
    assert list(own.tables["service_levels"]["solution_id"]) == ["S1"]


def test_a_service_level_that_is_no_proposal_must_name_a_solution(check: Check) -> None:
    adapted = LEVELS.replace("0.999,yes", "0.999,")
    (problem,) = check({"solutions": SORTER, "service_levels": adapted}).problems
    assert "Your critical one" in str(problem)


def test_a_check_says_how_many_proposals_are_left(check: Check) -> None:
    checked = check(
        {"criteria": "criterion_id,section,label,weight,is_proposal\nK1,technical,Fit,1,yes\n"}
    )
    (notice,) = checked.notices
    assert "1 row is a proposal" in str(notice)
    assert checked.sound().own().tables == {}
