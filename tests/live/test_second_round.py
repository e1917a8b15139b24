"""A second round: what was voted before the talk is kept, and votes stand until changed."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from playbook.live.panels import make_panel
from playbook.live.rounds import prepare
from playbook.live.session import Session
from playbook.parameters.declared import Parameters
from playbook.sources.connection import writing
from playbook.sources.schema import schema

ROUND = "prioritisation"


def session(engine: Engine, person: str | None = None, **more: Any) -> Session:
    settings = Parameters(
        title="Test", language="en", challenge="How?", data="data/x.db", as_of=date(2026, 9, 30),
        **more,
    )  # fmt: skip
    panel = make_panel(ROUND, settings)
    prepare(engine, panel.name, panel.rounds)
    return Session(panel, engine, settings, person, "test")


def press(desk: Session, act: str, row: str = ROUND) -> dict[str, Any] | None:
    return desk.receive({"kind": "act", "name": act, "row": row, "given": {}, "cell": act})


def rate(who: Session, use_case: str, **given: Any) -> dict[str, Any] | None:
    key = {"use_case_id": use_case}
    message = {"kind": "cell", "table": "ratings", "key": key, "cell": "x", "number": 1}
    return who.receive({**message, "given": given})


def votes(engine: Engine, table: str) -> dict[tuple[str, str], tuple[Any, Any]]:
    with engine.connect() as connection:
        rows = connection.execute(sa.select(schema().tables[table]))
        return {(r.participant_id, r.use_case_id): (r.value, r.feasibility) for r in rows}


def seen(who: Session) -> str:
    return json.dumps(who.view()["blocks"], ensure_ascii=False)


def vote_once(engine: Engine, **more: Any) -> Session:
    """A first round in which P1 and P2 vote, closed."""
    desk = session(engine, **more)
    press(desk, "open")
    for person, value in (("P1", 1), ("P2", 5)):
        rate(session(engine, person, **more), "U1", value=value)
        rate(session(engine, person, **more), "U1", feasibility=3)
    press(desk, "close")
    return desk


def test_both_rounds_are_kept_and_late_comers_vote_in_the_second(database: Engine) -> None:
    desk = vote_once(database)
    assert "Vote again after the talk" in seen(desk)
    assert press(desk, "again") == {
        "kind": "ack", "cell": "again", "number": None, "state": "stored",
    }  # fmt: skip
    first = {("P1", "U1"): (1.0, 3.0), ("P2", "U1"): (5.0, 3.0)}
    assert votes(database, "first_ratings") == votes(database, "ratings") == first

    one, late = session(database, "P1"), session(database, "P3")
    assert "Second round" in seen(one)
    assert "Value, first round: you 1; all 1 to 5, median 3." in seen(one)
    assert "Value, first round: all 1 to 5, median 3." in seen(late)
    rate(one, "U1", value=2)
    rate(late, "U1", value=4)
    assert press(desk, "again")["state"] == "stored"  # sent twice, done once
    assert votes(database, "first_ratings") == first
    assert votes(database, "ratings") == {
        ("P1", "U1"): (2.0, 3.0), ("P2", "U1"): (5.0, 3.0), ("P3", "U1"): (4.0, None),
    }  # fmt: skip

    press(desk, "close")
    assert "Changed since the first round: 1 vote, of 1 person." in seen(desk)
    assert "Vote again after the talk" not in seen(desk)
    assert "follows the first" in press(desk, "again")["text"]
    assert votes(database, "first_ratings") == first


def test_there_is_no_second_round_of_an_open_an_empty_or_an_anonymous_vote(small: Engine) -> None:
    desk = session(small)
    assert "follows the first" in press(desk, "again")["text"]
    press(desk, "open")
    assert "follows the first" in press(desk, "again")["text"]
    press(desk, "close")
    assert "nobody has voted" in press(desk, "again")["text"]
    participant = session(small, "P1")
    assert press(participant, "again")["state"] == "refused"
    with writing(small) as connection:
        connection.execute(sa.text("DELETE FROM live_rounds"))
    desk = vote_once(small, anonymous_votes=True)
    assert "Vote again after the talk" not in seen(desk)
    assert "An anonymous vote has one round" in seen(desk)
    assert "An anonymous vote has one round" in press(desk, "again")["text"]
    assert votes(small, "first_ratings") == {}


def test_a_first_round_that_an_anonymous_campaign_has_kept_is_shown_to_nobody(
    small: Engine,
) -> None:
    row = {"participant_id": "P1", "use_case_id": "U1", "value": 1.0, "feasibility": 1.0}
    with writing(small) as connection:
        connection.execute(sa.insert(schema().tables["first_ratings"]), row)
    desk = vote_once(small, anonymous_votes=True)
    assert "first round" not in seen(desk)
    assert "first round" not in seen(session(small, "P1", anonymous_votes=True))


def test_comments_are_read_after_ones_own_vote_or_at_the_facilitators_wish(small: Engine) -> None:
    desk = session(small)
    note = {"kind": "cell", "table": "use_cases", "key": {"use_case_id": "U1"}, "cell": "x"}
    desk.receive({**note, "given": {"value_comment": "Huge, says the boss"}})
    press(desk, "open")
    one, two = session(small, "P1"), session(small, "P2")
    rate(one, "U1", value=2)
    assert "the boss" not in seen(one)  # one scale of two
    rate(one, "U1", feasibility=2)
    assert "the boss" in seen(one)
    assert "the boss" not in seen(two)
    two.view()
    press(desk, "notes", "show")
    assert two.changed()
    assert "the boss" in seen(two)
    press(desk, "notes", "hide")
    assert "the boss" not in seen(two)
    assert press(two, "notes", "show")["state"] == "refused"
    press(desk, "close")
    assert "the boss" in seen(two)


def test_each_person_sees_who_they_are_and_how_far_they_are(small: Engine) -> None:
    press(session(small), "open")
    one = session(small, "P1")
    assert "You are here as Name P1." in seen(one)
    assert "0 of 2 done" in seen(one)
    rate(one, "U2", value=2)
    assert "0 of 2 done" in seen(one)
    rate(one, "U2", feasibility=4)
    assert "1 of 2 done" in seen(one)
    assert "0 of 2 done" in seen(session(small, "P2"))
