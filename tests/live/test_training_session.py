"""A training session on phones: who is here, labels, the quiz before and after, scores by name."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from playbook.live.conduct import Conduct
from playbook.live.desk import Desk
from playbook.live.panels.training_primer import TrainingQuiz
from playbook.live.rounds import prepare
from playbook.live.session import Session
from playbook.live.turnout import missing
from playbook.parameters.declared import Parameters
from playbook.sources.connection import writing
from playbook.sources.schema import schema
from playbook.stages.training_primer.questions import LETTERS, QUESTIONS

DAY = date(2026, 12, 3)
RIGHT = {question.name: LETTERS[question.right] for question in QUESTIONS}
WRONG = {question.name: LETTERS[question.right - 1] for question in QUESTIONS}
SESSION = f"T-{DAY.isoformat()}"


def rows(engine: Engine, table: str) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        found = connection.execute(sa.select(schema().tables[table])).mappings()
        return [dict(row) for row in found]


class Room:
    """The panel of a day, for whoever sits before it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.parameters = Parameters(
            title="T", language="en", challenge="How?", data="data/x.db", as_of=DAY,
            anonymity_threshold=3,
        )  # fmt: skip
        self.panel = TrainingQuiz(self.parameters, DAY)
        prepare(engine, self.panel.name, self.panel.rounds)
        self.desk = self.of(None)

    def of(self, person: str | None) -> Session:
        return Session(self.panel, self.engine, self.parameters, person, "test")

    def turn(self, act: str, moment: str) -> None:
        name = f"training_primer {moment} {DAY.isoformat()}"
        assert press(self.desk, act, name)["state"] == "stored"

    def reveal(self, moment: str) -> None:
        name = f"training_primer {moment} {DAY.isoformat()}"
        assert press(self.desk, "reveal", f"{name}/1")["state"] == "stored"

    def answers(self, moment: str, given: dict[str, Any], number: int) -> dict[str, Any]:
        token = f"{10_000_000 + number}"
        return press(self.of(f"P{number}"), "answer", moment, token, given)


def press(
    who: Session, act: str, row: str = "", token: str = "", given: dict[str, Any] | None = None
) -> dict[str, Any]:
    message = {"kind": "act", "name": act, "row": row, "token": token, "given": given or {}}
    return who.receive({**message, "cell": act}) or {}


@pytest.fixture
def room(small: Engine) -> Room:
    people = schema().tables["participants"]
    there = {row["participant_id"] for row in rows(small, "participants")}
    with writing(small) as connection:
        new = [{"participant_id": f"P{n}"} for n in range(1, 9) if f"P{n}" not in there]
        connection.execute(sa.insert(people), new)
    made = Room(small)
    press(made.desk, "session")
    return made


def test_the_trainer_notes_the_session_once_and_people_say_that_they_are_here(room: Room) -> None:
    press(room.desk, "session")
    noted = [row for row in rows(room.engine, "workshops") if row["stage"] == "training_primer"]
    assert [row["workshop_id"] for row in noted] == [SESSION]
    assert isinstance(noted[0]["starts_at"], datetime)
    room.turn("open", "here")
    here = {"kind": "cell", "table": "attendance", "key": {"workshop_id": SESSION}, "cell": "c"}
    answer = room.of("P2").receive({**here, "given": {"attended": "yes"}})
    assert answer is not None
    assert answer["state"] == "stored"
    (row,) = rows(room.engine, "attendance")
    assert (row["participant_id"], row["attended"], row["quiz_right"]) == ("P2", "yes", None)


def test_answers_are_stored_whole_or_not_at_all_and_bear_no_name(room: Room) -> None:
    assert "not open yet" in room.answers("before", RIGHT, 1)["text"]
    room.turn("open", "before")
    partly = {**RIGHT, QUESTIONS[0].name: None}
    assert "1 of 8 questions" in room.answers("before", partly, 1)["text"]
    assert rows(room.engine, "quiz_answers") == []
    assert room.answers("before", RIGHT, 1)["state"] == "stored"
    stored = rows(room.engine, "quiz_answers")
    assert len(stored) == len(QUESTIONS)
    assert {row["session"] for row in stored} == {DAY.isoformat()}
    assert "P1" not in str(stored)


def test_nobody_answers_twice_and_the_same_browser_can_change_its_answers(room: Room) -> None:
    room.turn("open", "before")
    room.answers("before", WRONG, 1)
    again = press(room.of("P1"), "answer", "before", "99999999", RIGHT)
    assert "answered already" in again["text"]
    assert room.answers("before", RIGHT, 1)["state"] == "stored"
    stored = {row["question"]: row["answer"] for row in rows(room.engine, "quiz_answers")}
    assert stored == RIGHT


def test_who_is_missing_is_counted_in_people_however_many_questions_there_are(room: Room) -> None:
    room.turn("open", "before")
    people = len(rows(room.engine, "participants"))
    room.answers("before", RIGHT, 1)
    conduct = Conduct(room.panel, Desk(room.desk.store, room.parameters))
    (vote,) = [vote for vote in room.panel.rounds if " before " in vote.name]
    assert missing(conduct, vote) == people - 1


def test_the_facilitator_answers_for_nobody(room: Room) -> None:
    room.turn("open", "before")
    assert press(room.desk, "answer", "before", "12345678", RIGHT)["state"] == "refused"


def test_a_score_stands_beside_a_name_only_where_its_owner_says_so(room: Room) -> None:
    room.turn("open", "after")
    room.answers("after", {**RIGHT, "keep_score": "yes"}, 1)
    room.answers("after", {**RIGHT, "keep_score": "no"}, 2)
    room.answers("after", RIGHT, 3)
    kept = {row["participant_id"]: row["quiz_right"] for row in rows(room.engine, "attendance")}
    assert kept == {"P1": 8}
    room.answers("after", {**RIGHT, "keep_score": "no"}, 1)  # taken back
    (row,) = rows(room.engine, "attendance")
    assert (row["attended"], row["quiz_right"]) == ("yes", None)


def test_results_wait_for_the_closing_and_for_enough_people(room: Room) -> None:
    room.turn("open", "before")
    for number in (1, 2):
        room.answers("before", RIGHT, number)
    assert "of 2" not in str(room.of("P1").view()["blocks"])
    room.turn("close", "before")
    room.reveal("before")
    assert "Fewer than 3 people answered" in str(room.of("P1").view()["blocks"])
    room.turn("open", "after")
    for number in (1, 2, 3):
        room.answers("after", {**WRONG, QUESTIONS[0].name: RIGHT[QUESTIONS[0].name]}, number)
    assert "3 answers so far." in str(room.desk.view()["blocks"])
    room.turn("close", "after")
    room.reveal("after")
    shown = str(room.of("P1").view()["blocks"])
    assert "3 of 3" in shown
    assert "1 or nobody of 3" in shown
    assert "0 of 3" not in shown


def test_labels_are_taken_for_the_images_of_the_sheet_and_no_other(room: Room) -> None:
    room.turn("open", "labels")

    def label(image: str) -> str:
        cell = {"kind": "cell", "table": "hand_labels", "key": {"image": image}, "cell": "c"}
        answer = room.of("P4").receive({**cell, "given": {"label": "7"}})
        return str((answer or {})["state"])

    assert label("20") == "stored"
    assert label("21") == "refused"
    (row,) = rows(room.engine, "hand_labels")
    assert (row["participant_id"], row["image"], row["label"]) == ("P4", "20", "7")
