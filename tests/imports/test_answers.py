"""A ballot is one whole answer: of two of one person one counts, and none are mixed."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.imports import add_mapping, make_campaign, reasons, rows, take

from playbook.kit import Kit

IDEAS = "idea_id,text,round\nI1,Idea 1,follow_up\nI2,Idea 2,follow_up\nI3,Idea 3,follow_up\n"
WIDE = """title: Votes
verified: made up
people: {email: voter, answered: [time]}
tables:
  - table: dot_votes
    columns:
      participant_id: {person: true}
      idea_id: {label: true, find: ideas}
      dots: {columns: "Idea*", nothing: "0"}
"""
LONG = """title: Votes
verified: made up
people: {email: voter, response: [answer], answered: [time]}
tables:
  - table: dot_votes
    columns:
      participant_id: {person: true}
      idea_id: {column: idea, find: ideas}
      dots: dots
"""
FIRST, SECOND = "a@x.org,2026-09-01 10:00,3,0\n", "a@x.org,2026-09-01 11:00,1,2\n"


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return make_campaign(tmp_path, {"ideas": IDEAS})


def dots(kit: Kit) -> dict[str, str]:
    return {row["idea_id"]: row["dots"] for row in rows(kit, "dot_votes")}


@pytest.mark.parametrize(
    ("text", "earlier", "later"), [(FIRST + SECOND, 2, 3), (SECOND + FIRST, 3, 2)]
)
def test_the_later_answer_counts_whole_wherever_it_stands(
    kit: Kit, text: str, earlier: int, later: int
) -> None:
    plan = take(kit, f"voter,time,Idea 1,Idea 2\n{text}", add_mapping(kit, WIDE))
    assert dots(kit) == {"I1": "1", "I2": "2"}
    assert f"answered again in row {later} of export.csv" in reasons(plan)[earlier]
    assert "Nothing says when" not in reasons(plan)[earlier]


def test_without_a_time_the_lower_row_counts_and_that_is_said(kit: Kit) -> None:
    text = "voter,Idea 1,Idea 2\na@x.org,3,0\na@x.org,0,2\n"
    plan = take(kit, text, add_mapping(kit, WIDE.replace(", answered: [time]", "")))
    assert dots(kit) == {"I2": "2"}
    assert "Nothing says when" in reasons(plan)[2]


def test_the_campaigns_answer_stays_whole_unless_it_is_replaced(kit: Kit) -> None:
    mapping = add_mapping(kit, WIDE)
    take(kit, f"voter,time,Idea 1,Idea 2\n{FIRST}", mapping)
    plan = take(kit, f"voter,time,Idea 1,Idea 2\n{SECOND}", mapping)
    assert dots(kit) == {"I1": "3"}
    assert "stays as a whole" in reasons(plan)[2]
    moved = SECOND.replace(",1,2", ",0,2")
    take(kit, f"voter,time,Idea 1,Idea 2\n{moved}", mapping, replace=True)
    assert dots(kit) == {"I2": "2"}


def test_answers_to_other_questions_are_added(kit: Kit) -> None:
    mapping = add_mapping(kit, WIDE)
    take(kit, f"voter,time,Idea 1,Idea 2\n{FIRST}", mapping)
    take(kit, "voter,time,Idea 3\na@x.org,2026-09-02 10:00,1\n", mapping)
    assert dots(kit) == {"I1": "3", "I3": "1"}


def test_the_same_answer_again_changes_nothing(kit: Kit) -> None:
    mapping = add_mapping(kit, WIDE)
    text = f"voter,time,Idea 1,Idea 2\n{SECOND}"
    take(kit, text, mapping)
    assert take(kit, text + SECOND, mapping).frames == {}


LINES = "a@x.org,{},2026-09-01 10:00,Idea 1,3\na@x.org,{},2026-09-01 11:00,Idea 1,1\n" \
    "a@x.org,{},2026-09-01 11:00,Idea 2,2\n"  # fmt: skip


def test_votes_in_rows_of_their_own_are_told_apart_by_their_answer(kit: Kit) -> None:
    text = "voter,answer,time,idea,dots\n" + LINES.format("r1", "r2", "r2")
    plan = take(kit, text, add_mapping(kit, LONG))
    assert dots(kit) == {"I1": "1", "I2": "2"}
    assert "row 3" in reasons(plan)[2]


def test_votes_that_nothing_tells_apart_are_not_taken(kit: Kit) -> None:
    text = "voter,answer,time,idea,dots\n" + LINES.format("", "", "")
    plan = take(kit, text, add_mapping(kit, LONG))
    assert dots(kit) == {}
    assert set(reasons(plan)) == {2, 3, 4}


def test_two_rankings_that_nothing_tells_apart_are_not_mixed(kit: Kit) -> None:
    text = "voter,answer,time,idea,position\na@x.org,,,I1,1\na@x.org,,,I2,2\na@x.org,,,I2,1\n"
    ranked = LONG.replace("dot_votes", "ranked_votes").replace("dots: dots", "position: position")
    plan = take(kit, text, add_mapping(kit, ranked))
    assert rows(kit, "ranked_votes") == []
    assert set(reasons(plan)) == {2, 3, 4}


def test_quotas_are_checked_on_what_is_kept(kit: Kit) -> None:
    header, mapping = "voter,time,Idea 1,Idea 2\n", add_mapping(kit, WIDE)
    assert take(kit, header + FIRST + SECOND, mapping).notes == []
    many = "b@x.org,2026-09-01 10:00,3,1\n"
    (note,) = take(kit, header + many, mapping).notes
    assert (note.place.row, "gives 4 dots, and each has 3" in note.reason) == (2, True)
