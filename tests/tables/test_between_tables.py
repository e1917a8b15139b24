"""What only whole tables can tell: keys, references, rules over a row."""

from __future__ import annotations

from collections.abc import Callable

from playbook.campaign.checked import CheckedCampaign
from playbook.errors import Problem

Check = Callable[..., CheckedCampaign]

PEOPLE = "participant_id\nalice\nbob\n"
USE_CASES = "use_case_id,title\n1,Sort\n2,Draft\n"
SOLUTIONS = "solution_id,name\ns,Sorter\n"
COSTS = "cost_id,solution_id,phase,category,year,amount,person_days,day_rate\n"


def only(checked: CheckedCampaign) -> Problem:
    (problem,) = checked.problems
    return problem


def test_a_key_given_twice_names_both_rows(check: Check) -> None:
    problem = only(check({"participants": "participant_id,name\na,A\nb,B\na,C\n"}))
    assert (problem.where, problem.row, problem.found) == ("data/test/participants.csv", 4, "a")
    assert "row 2" in problem.expected


def test_a_key_given_three_times_names_the_first_row_twice(check: Check) -> None:
    problems = check({"participants": "participant_id\na\na\na\n"}).problems
    assert [problem.row for problem in problems] == [3, 4]
    assert ["row 2" in problem.expected for problem in problems] == [True, True]


def test_a_key_of_two_columns_may_repeat_one_of_them(check: Check) -> None:
    ratings = "participant_id,use_case_id,value\nalice,1,2\nalice,2,2\nbob,1,2\n"
    tables = {"participants": PEOPLE, "use_cases": USE_CASES}
    assert check(tables | {"ratings": ratings}).problems == ()


def test_a_key_of_two_columns_given_twice_is_refused(check: Check) -> None:
    ratings = "Use case,participant_id,value\n1,alice,2\n2,alice,2\n1,alice,3\n"
    tables = {"participants": PEOPLE, "use_cases": USE_CASES, "ratings": ratings}
    problem = only(check(tables))
    assert (problem.row, problem.found) == (4, "alice + 1")
    assert problem.column == "participant_id + Use case"
    assert "row 2" in problem.expected


def test_identifiers_that_look_like_the_same_number_differ(check: Check) -> None:
    assert check({"participants": "participant_id\n1\n01\n1.0\n"}).problems == ()


def test_an_unknown_identifier_names_the_nearest(check: Check) -> None:
    ideas = "idea_id,text,round,Participant\ni1,x,follow_up,alise\n"
    problem = only(check({"participants": PEOPLE, "ideas": ideas}))
    assert (problem.row, problem.column, problem.found) == (2, "Participant", "alise")
    assert "participants has no such identifier" in problem.expected
    assert "Did you mean alice?" in problem.expected


def test_a_reference_to_an_absent_table_says_so(check: Check) -> None:
    problem = only(check({"decisions": "use_case_id,outcome\n1,selected\n"}))
    assert "no table use_cases" in problem.expected


def test_an_empty_optional_reference_is_fine(check: Check) -> None:
    assert check({"ideas": "idea_id,text,round,step_id\ni1,x,follow_up,\n"}).problems == ()


def test_a_cost_without_an_amount_or_days_at_a_rate_is_refused(check: Check) -> None:
    rows = (
        "a,s,build,other,0,100,,\n"
        "b,s,build,other,0,,2,500\n"
        "c,s,build,other,0,,2,\n"
        "d,s,build,other,0,,,\n"
        "e,s,build,other,0,0,,\n"
    )
    checked = check({"solutions": SOLUTIONS, "costs": COSTS + rows})
    assert [problem.row for problem in checked.problems] == [4, 5]
    assert checked.problems[0].expected == "fill amount or person_days + day_rate."


def test_an_end_before_its_beginning_is_refused(check: Check) -> None:
    header = "incident_id,solution_id,started_at,ended_at,impact\n"
    rows = (
        "a,s,2026-01-02 10:00,2026-01-02 09:59,outage\n"
        "b,s,2026-01-02 10:00,2026-01-02 10:00,outage\n"
        "c,s,2026-01-02 10:00,,outage\n"
    )
    problem = only(check({"solutions": SOLUTIONS, "incidents": header + rows}))
    assert (problem.row, problem.column) == (2, "ended_at")
    assert "before started_at" in problem.expected
