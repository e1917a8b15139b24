"""What can hardly be so is said, and read all the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from playbook.campaign.checked import CheckedCampaign

Check = Callable[..., CheckedCampaign]
SOLUTIONS = "solution_id,name\ns,Sorter\n"
USAGE = "date,solution_id,department,active_users,eligible_users\n"


@pytest.mark.parametrize(
    ("tables", "row", "found", "said"),
    [
        ({"participants": "participant_id,name\n1,Ann Martin\n2,Bob\n3,ann martin\n"}, 4,
         "ann martin", "same person as “Ann Martin”"),
        ({"participants": "participant_id,name\n1,Ann Martin\n2,\"Martin, Ann\"\n"}, 3,
         "Martin, Ann", "same person"),
        ({"participants": "participant_id,name\nP1,\np1,\n"}, 3, "p1", "by its spelling alone"),
        ({"participants": "participant_id,department\n1,HR\n2,HR\n3,hr\n"}, 4, "hr",
         "elsewhere it is written “HR”"),
        ({"solutions": SOLUTIONS, "usage": USAGE + "2026-09-01,s,HR,12,10\n2026-08-01,s,HR,9,9\n"},
         2, "12", "more active users than eligible"),
        ({"solutions": SOLUTIONS, "usage": USAGE + "2026-09-01,s,HR,1,9\n2022-08-31,s,HR,1,9\n"},
         3, "2022-08-31", "years away"),
    ],
)  # fmt: skip
def test_it_is_said_once_at_its_row(
    check: Check, tables: dict[str, str], row: int, found: str, said: str
) -> None:
    checked = check(tables)
    assert checked.problems == ()
    (notice,) = checked.notices
    assert (notice.row, notice.found) == (row, found)
    assert said in notice.expected


def test_the_demo_like_campaigns_have_none(check: Check) -> None:
    people = "participant_id,name,department\n1,Ann Martin,HR\n2,Ann Martin,HR\n3,Anne Martin,IT\n"
    assert check({"participants": people}).notices == ()


def test_a_share_above_one_is_refused(check: Check) -> None:
    levels = "solution_id,criticality,availability_target\ns,low,99.5\n"
    (problem,) = check({"solutions": SOLUTIONS, "service_levels": levels}).problems
    assert (problem.row, problem.expected) == (2, "expected a number from 0 to 1.")
