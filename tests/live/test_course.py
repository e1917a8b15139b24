"""The facilitator leads the room: its clock, its turns, its result; and nobody else does."""

from __future__ import annotations

import time
from typing import Any

import pytest
from sqlalchemy.engine import Engine
from support.live_sessions import blocks, press, rate, results, session, words

from playbook.live.course import read_course
from playbook.live.session import Session


def course(engine: Engine, panel: str = "prioritisation") -> Any:
    with engine.connect() as connection:
        return read_course(connection, panel)


def clock(desk: Session) -> dict[str, Any]:
    return next(block for block in blocks(desk.view()) if block["kind"] == "clock")


def asked(one: Session) -> tuple[list[str], list[str]]:
    """The use cases that a page asks about, those at the top level and then those folded away."""
    view = one.view()
    top = [block["id"] for block in view["blocks"] if block["kind"] == "item"]
    return [name.split()[-1] for name in top], [
        block["id"].split()[-1]
        for group in view["blocks"]
        if group["kind"] == "group"
        for block in group["blocks"]
    ]


def test_a_clock_is_kept_as_an_instant_and_a_press_that_comes_twice_changes_nothing(
    database: Engine,
) -> None:
    desk = session(database, "prioritisation")
    before = time.time()
    press(desk, "go", "opening/")
    first = course(database)
    assert before <= first.clock.started_at <= time.time()
    press(desk, "go", "opening/")
    press(desk, "clock", "start")
    assert course(database) == first
    assert clock(desk)["ends"] == pytest.approx(first.clock.started_at + 600)
    press(desk, "clock", "pause")
    paused = course(database)
    press(desk, "clock", "pause")
    assert course(database) == paused
    assert clock(desk)["ends"] is None
    assert 599 < clock(desk)["left"] <= 600
    assert clock(session(database, "prioritisation")) == clock(desk)


def test_phones_show_what_the_room_talks_about_and_what_came_before(small: Engine) -> None:
    desk, one = session(small, "prioritisation"), session(small, "prioritisation", "P1")
    press(desk, "open", "prioritisation")
    press(desk, "go", "opening/")
    assert asked(one) == (["U1", "U2"], [])
    press(desk, "go", "rating/U1")
    assert asked(one) == (["U1"], [])
    press(desk, "go", "rating/U2")
    assert asked(one) == (["U2"], ["U1"])
    press(desk, "pace", "all")
    assert asked(one) == (["U1", "U2"], [])
    assert course(small).moment == "rating/"
    press(desk, "pace", "one")
    assert asked(one) == (["U1"], [])
    press(desk, "close", "prioritisation")
    assert asked(one) == (["U1", "U2"], [])


def test_nobody_but_the_facilitator_leads(small: Engine) -> None:
    desk, one = session(small, "prioritisation"), session(small, "prioritisation", "P1")
    press(desk, "go", "rating/U1")
    before = course(small)
    for act, row in (("go", "top/"), ("clock", "pause"), ("pace", "all"), ("reveal", "x/0")):
        assert press(one, act, row)["state"] == "refused"
    assert course(small) == before


@pytest.mark.parametrize(
    ("act", "row"),
    [("go", "rating/U9"), ("go", ""), ("clock", "back"), ("pace", ""), ("reveal", "1"),
     ("reveal", "prioritisation/1"), ("reveal", "prioritisation/x"), ("reveal", "/1")],
)  # fmt: skip
def test_what_leads_nowhere_is_refused(small: Engine, act: str, row: str) -> None:
    desk = session(small, "prioritisation")
    press(desk, "open", "prioritisation")
    assert press(desk, act, row)["state"] == "refused"
    assert course(small).moment == ""


def test_the_room_sees_a_result_part_by_part_when_the_facilitator_wants_and_it_is_closed(
    small: Engine,
) -> None:
    desk, one = session(small, "prioritisation"), session(small, "prioritisation", "P1")
    press(desk, "open", "prioritisation")
    rate(one, 4)
    press(desk, "close", "prioritisation")
    assert "in a moment" in words(one.view())
    assert results(one.view()) == {}
    assert results(desk.view())["Drafts"] == ["4 (4.00)", "–"]
    press(desk, "reveal", "prioritisation/1")
    (value, _feasibility) = [b for b in blocks(one.view()) if b["kind"] == "spread"]
    assert value["piles"] == [{"value": 4.0, "count": 1}]
    assert "Too few votes to compare" in value["said"]
    press(desk, "reveal", "prioritisation/4")
    assert results(one.view())["Drafts"] == ["4 (4.00)", "–"]
    press(desk, "open", "prioritisation")
    assert not [b for b in blocks(one.view()) if b["kind"] in ("spread", "picture", "table")]
    press(desk, "close", "prioritisation")
    assert "in a moment" in words(one.view())


def test_one_pair_of_keys_leads_through_the_result_first_then_on_in_the_run_sheet(
    small: Engine,
) -> None:
    desk = session(small, "prioritisation")

    def keys() -> dict[str, str]:
        buttons = [b for block in blocks(desk.view()) for b in block.get("buttons", [])]
        return {b["keys"].split()[0]: b["id"] for b in buttons if b.get("keys")}

    assert keys() == {"ArrowRight": "go opening/"}
    press(desk, "go", "rating/U2")
    assert keys() == {"ArrowRight": "go top/", "ArrowLeft": "go rating/U1"}
    press(desk, "open", "prioritisation")
    press(desk, "close", "prioritisation")
    assert keys()["ArrowRight"] == "reveal prioritisation/1"
    press(desk, "reveal", "prioritisation/1")
    assert keys() == {
        "ArrowRight": "reveal prioritisation/2", "ArrowLeft": "reveal prioritisation/0",
    }  # fmt: skip
    press(desk, "reveal", "prioritisation/4")
    assert keys() == {"ArrowRight": "go top/", "ArrowLeft": "reveal prioritisation/3"}


def test_a_result_stays_while_it_is_talked_about_until_another_thing_is(small: Engine) -> None:
    desk = session(small, "prioritisation")
    press(desk, "open", "prioritisation")
    press(desk, "close", "prioritisation")
    press(desk, "reveal", "prioritisation/4")
    press(desk, "go", "top/")
    assert course(small).slide == 4
    press(desk, "go", "rating/U1")
    assert (course(small).shown, course(small).slide) == ("", 0)
