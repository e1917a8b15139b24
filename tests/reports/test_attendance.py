"""The attendance list that a company keeps as proof of training."""

from __future__ import annotations

import pytest
from support.checking import Check

from playbook.campaign.checked import load_campaign
from playbook.content.booklet import open_booklet
from playbook.errors import PlaybookError
from playbook.kit import Kit
from playbook.language import speaking
from playbook.report.attendance import AttendanceList, attendance_list

HELD = (
    "workshop_id,stage,starts_at,place\nW1,training_primer,2026-12-03 14:00,Room\nW2,ideation,,\n"
)


def listed(check: Check, kit: Kit, scores: list[str], absent: int = 0) -> AttendanceList:
    people = range(1, len(scores) + absent + 1)
    names = "".join(f"P{n},=Name {n},D\n" for n in people)
    rows = "".join(f"W1,P{n},yes,{score}\n" for n, score in enumerate(scores, start=1))
    rows += "".join(f"W1,P{len(scores) + n},no,\n" for n in range(1, absent + 1))
    tables = {
        "participants": "participant_id,name,department\n" + names,
        "workshops": HELD,
        "attendance": "workshop_id,participant_id,attended,quiz_right\n" + rows + "W2,P1,yes,\n",
    }
    check(tables, "en")
    return made(kit)


def made(kit: Kit) -> AttendanceList:
    with speaking("en"):
        booklet = open_booklet(kit.root, "en")
        return attendance_list(load_campaign(kit, "test"), booklet, "training_primer")


def scores_of(found: AttendanceList) -> list[str]:
    return [row[-1] for row in found.rows[1:]]


def test_it_holds_names_day_length_and_who_came_of_this_stage_alone(check: Check, kit: Kit) -> None:
    found = listed(check, kit, ["", ""], absent=1)
    assert found.rows[1][1:] == [
        "2026-12-03 14:00", "90", "Room", "P1", "=Name 1", "D", "Yes", "",
    ]  # fmt: skip
    assert [row[-2] for row in found.rows[1:]] == ["Yes", "Yes", "No"]
    assert "'=Name 1" in found.file().decode("utf-8-sig")  # no formula in a spreadsheet


@pytest.mark.parametrize(
    ("scores", "told"),
    [
        (["8", "7", "6"], True),  # all agreed
        (["8", "7", "", "", "", "", ""], True),  # five keep theirs
        (["8", "7", "6", ""], False),  # one does: hers could be worked out
        (["8", "7", "6", "", "", "", ""], False),  # four do, and the threshold is five
    ],
)
def test_scores_are_listed_where_they_give_no_other_away(
    check: Check, kit: Kit, scores: list[str], told: bool
) -> None:
    found = listed(check, kit, scores)
    assert scores_of(found) == (scores if told else [""] * len(scores))
    assert bool(found.remark) != told


def test_an_empty_list_is_refused_with_what_to_fill(check: Check, kit: Kit) -> None:
    check({"workshops": HELD}, "en")
    with pytest.raises(PlaybookError, match="fill the tables workshops and attendance"):
        made(kit)
