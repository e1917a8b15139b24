"""What people see before a panel, and what becomes of what their browsers send."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from support.live_sessions import (
    RATING,
    TOKEN,
    blocks,
    fields,
    parameters,
    press,
    rate,
    results,
    rows,
    session,
    words,
)

from playbook.language import speaking
from playbook.live.panels import PANELS
from playbook.live.panels.pulse import Pulse
from playbook.live.roll import enter_on_roll
from playbook.live.rounds import prepare
from playbook.live.schema import HISTORY
from playbook.live.session import Session
from playbook.sources.connection import writing
from playbook.sources.schema import schema
from playbook.tables import TABLES


@pytest.mark.parametrize("stage", PANELS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_looking_at_a_panel_chooses_and_stores_nothing(
    small: Engine, stage: str, language: str
) -> None:
    before = {name: rows(small, name) for name in TABLES}
    desk = session(small, stage, language=language)
    for vote in desk.panel.rounds:
        press(desk, "open", vote.name)
    one = session(small, stage, "P3", language=language)
    one.view()
    view = one.view()
    voted = [f for f in fields(view).values() if f["address"]["table"] in
             {t for vote in one.panel.rounds for t in vote.votes}]  # fmt: skip
    assert all(field["value"] is None for field in voted)
    assert voted or not one.panel.rounds
    assert {name: rows(small, name) for name in TABLES} == before


@pytest.mark.parametrize("stage", PANELS)
def test_every_input_has_a_label_and_says_what_it_is_about(small: Engine, stage: str) -> None:
    desk = session(small, stage)
    for vote in desk.panel.rounds:
        press(desk, "open", vote.name)
    press(desk, "person", participant_id="P2")
    found = fields(desk.view()) | fields(session(small, stage, "P2").view())
    assert found
    assert all(field["label"] for field in found.values())
    in_items = [field for cell, field in found.items() if not cell.startswith(("form", "person"))]
    assert all(field["about"] for field in in_items)


def test_votes_wait_for_the_opening_and_stop_at_the_closing(small: Engine) -> None:
    desk, one = session(small, "prioritisation"), session(small, "prioritisation", "P1")
    assert fields(one.view()) == {}
    assert "not open yet" in rate(one, 4)["text"]
    assert press(desk, "open", "prioritisation")["state"] == "stored"
    assert rate(one, 4) == {"kind": "ack", "cell": "x", "number": 1, "state": "stored"}
    assert fields(one.view())["ratings/U1/value"]["value"] == 4.0
    press(desk, "close", "prioritisation")
    answer = rate(one, 5)
    assert (answer["state"], "closed" in answer["text"]) == ("refused", True)
    view = fields(one.view())
    assert view["ratings/U1/value"]["value"] == 4.0
    assert all(field["disabled"] for field in view.values())
    press(desk, "open", "prioritisation")
    assert rate(one, 5)["state"] == "stored"


def test_who_comes_back_finds_the_votes_marked_as_stored(small: Engine) -> None:
    press(session(small, "prioritisation"), "open", "prioritisation")
    rate(session(small, "prioritisation", "P1"), 2)
    again = session(small, "prioritisation", "P1").view()
    assert fields(again)["ratings/U1/value"]["value"] == 2.0
    assert again["stored"] == ["ratings/U1/value"]


def test_a_participant_sees_nobody_elses_votes(small: Engine) -> None:
    press(session(small, "prioritisation"), "open", "prioritisation")
    rate(session(small, "prioritisation", "P1"), 2)
    other = session(small, "prioritisation", "P2").view()
    assert all(field["value"] is None for field in fields(other).values())


CRAFTED = [
    {"table": "use_cases", "given": {"value_comment": "mine"}},
    {"table": "ratings", "given": {"participant_id": "P2", "value": 1}},
    {"table": "ratings", "key": {"use_case_id": "U1", "participant_id": "P2"}},
    {"table": "participants", "key": {"participant_id": "P1"}, "given": {"name": "x"}},
    {"table": "live_rounds", "given": {"state": "open"}},
    {"table": "ratings", "key": {}, "given": {"value": 3}},
    {"table": "ratings", "key": "U1", "given": {"value": 3}},
    {"table": "ratings", "given": 3},
    {"kind": "act", "name": "close", "row": "prioritisation", "given": {}},
    {"kind": "act", "name": "person", "given": {"participant_id": "P2"}},
    {"kind": "act", "name": "__init__", "given": {}},
    {"kind": "act"},
]


@pytest.mark.parametrize("crafted", CRAFTED)
def test_a_browser_cannot_ask_for_what_its_page_does_not_offer(
    small: Engine, crafted: dict[str, Any]
) -> None:
    press(session(small, "prioritisation"), "open", "prioritisation")
    rate(session(small, "prioritisation", "P2"), 5)
    one = session(small, "prioritisation", "P1")
    answer = one.receive({**RATING, "given": {"value": 1}, "cell": "x", **crafted})
    others = [row for row in rows(small, "ratings") if row["participant_id"] != "P1"]
    assert [row["value"] for row in others] == [5.0]
    assert rows(small, "use_cases")[0]["value_comment"] is None
    assert answer["state"] == "refused"
    assert rows(small, "ratings") == others
    assert rate(one, 2)["state"] == "stored"


def test_a_named_vote_says_so_and_an_anonymous_one_what_it_promises(small: Engine) -> None:
    press(session(small, "prioritisation"), "open", "prioritisation")
    assert "This vote is named" in words(session(small, "prioritisation", "P1").view())
    hidden = session(small, "solution_selection", "P1", anonymous_votes=True)
    assert "at least 5 people" in words(hidden.view())


def anonymous_ratings(engine: Engine, voters: int) -> tuple[Session, Session]:
    """A facilitator and the first voter, after a vote on the values of U1."""
    hidden = {"anonymous_votes": True}
    desk = session(engine, "prioritisation", **hidden)
    press(desk, "open", "prioritisation")
    for number in range(1, voters + 1):
        rate(session(engine, "prioritisation", f"P{number}", **hidden), 1 if number == 1 else 5)
    return desk, session(engine, "prioritisation", "P1", **hidden)


def test_an_anonymous_vote_shows_nothing_before_it_closes(small: Engine) -> None:
    desk, one = anonymous_ratings(small, 6)
    assert set(map(tuple, results(desk.view()).values())) == {("voted",), ("not yet",)}
    assert results(one.view()) == {}
    assert "5.0" not in words(desk.view())


def test_a_closed_anonymous_vote_shows_the_band_of_the_mean(small: Engine) -> None:
    desk, one = anonymous_ratings(small, 6)
    press(desk, "close", "prioritisation")
    assert results(one.view()) == {}
    press(desk, "reveal", "prioritisation/4")
    shown = results(one.view())
    assert shown["Drafts"] == ["4 to 5", "–"]
    assert shown["Sorting"] == ["–", "–"]
    assert "median" not in words(one.view())


def test_too_few_anonymous_votes_show_nothing_and_can_go_on(small: Engine) -> None:
    desk, _one = anonymous_ratings(small, 4)
    press(desk, "close", "prioritisation")
    assert results(desk.view())["Drafts"] == ["–", "–"]
    assert press(desk, "open", "prioritisation")["state"] == "stored"


def test_an_anonymous_vote_whose_results_were_shown_stays_closed(small: Engine) -> None:
    desk, one = anonymous_ratings(small, 5)
    press(desk, "close", "prioritisation")
    assert "stays closed" in press(desk, "open", "prioritisation")["text"]
    assert rate(one, 3)["state"] == "refused"


def test_an_anonymous_vote_leaves_no_trace_of_order_or_time(small: Engine) -> None:
    desk, _one = anonymous_ratings(small, 6)
    press(desk, "close", "prioritisation")
    with small.connect() as connection:
        assert connection.execute(sa.select(HISTORY)).all() == []


def test_a_vote_cannot_become_anonymous_or_named_on_the_way(small: Engine) -> None:
    desk = session(small, "prioritisation")
    press(desk, "open", "prioritisation")
    press(desk, "close", "prioritisation")
    later = session(small, "prioritisation", anonymous_votes=True)
    assert "stays anonymous, to its end" in press(later, "open", "prioritisation")["text"]
    assert "What was voted" in words(later.view())
    hidden = session(small, "solution_selection", anonymous_votes=True)
    press(hidden, "open", "solution_selection grid")
    assert "This vote is anonymous" in words(session(small, "solution_selection", "P1").view())


def test_the_facilitator_enters_a_show_of_hands_for_named_votes_only(small: Engine) -> None:
    desk = session(small, "prioritisation")
    press(desk, "open", "prioritisation")
    assert "choose first" in rate(desk, 3)["text"]
    press(desk, "person", participant_id="P4")
    assert rate(desk, 3)["state"] == "stored"
    assert [row["participant_id"] for row in rows(small, "ratings")] == ["P4"]
    hidden = session(small, "solution_selection", anonymous_votes=True)
    press(hidden, "open", "solution_selection grid")
    assert "Show of hands" not in words(hidden.view())
    press(hidden, "person", participant_id="P4")
    key = {"solution_id": "S1", "criterion_id": "C1"}
    score = {"kind": "cell", "table": "jury_scores", "key": key, "given": {"score": 3}}
    assert "each person votes alone" in hidden.receive(score)["text"]


def test_comments_of_the_discussion_reach_the_voters(small: Engine) -> None:
    desk = session(small, "prioritisation")
    press(desk, "open", "prioritisation")
    one = session(small, "prioritisation", "P1")
    for scale in ("value", "feasibility"):
        one.receive({**RATING, "given": {scale: 3}})
    one.view()
    assert not one.changed()
    note = {"table": "use_cases", "given": {"value_comment": "<b>Saves hours</b>"}}
    assert desk.receive({**RATING, **note})["state"] == "stored"
    assert one.changed()
    assert "Value comment: <b>Saves hours</b>" in words(one.view())
    assert not one.changed()


def test_notes_are_written_changed_and_deleted_by_their_writer(small: Engine) -> None:
    press(session(small, "ideation"), "open", "ideation notes")
    one = session(small, "ideation", "P2")
    given = {"text": "Sort the mail", "round": "first_reflection", "step_id": None}
    press(one, "add", **given)
    press(one, "add", **given)
    (row,) = [row for row in rows(small, "ideas") if row["participant_id"] == "P2"]
    assert (row["text"], row["idea_id"]) == ("Sort the mail", f"N-{TOKEN}")
    change = {"kind": "cell", "table": "ideas", "key": {"idea_id": row["idea_id"]}}
    assert one.receive({**change, "given": {"text": "Sort it"}})["state"] == "stored"
    other = session(small, "ideation", "P3")
    assert other.receive({**change, "given": {"text": "mine"}})["state"] == "refused"
    assert press(other, "delete", row["idea_id"])["state"] == "refused"
    assert press(one, "delete", row["idea_id"])["state"] == "stored"
    assert not [row for row in rows(small, "ideas") if row["participant_id"] == "P2"]


def test_dots_run_out(small: Engine) -> None:
    press(session(small, "ideation"), "open", "ideation dots")
    one = session(small, "ideation", "P2")
    dot = {"kind": "cell", "table": "dot_votes", "key": {"idea_id": "N1"}}
    assert one.receive({**dot, "given": {"dots": 2}})["state"] == "stored"
    counters = fields(one.view())
    assert counters["dot_votes/N1/dots"]["most"] == 3
    assert counters["dot_votes/N2/dots"]["most"] == 1
    assert "1 of 3 dots is left" in words(one.view())
    answer = one.receive({**dot, "key": {"idea_id": "N2"}, "given": {"dots": 2}})
    assert answer["text"] == "not stored: 1 dot is left."


def test_a_juror_scores_the_grid_and_notes_feedback(small: Engine) -> None:
    desk = session(small, "solution_selection")
    for vote in desk.panel.rounds:
        press(desk, "open", vote.name)
    one = session(small, "solution_selection", "P1")
    key = {"solution_id": "S1", "criterion_id": "C1"}
    score = {"kind": "cell", "table": "jury_scores", "key": key}
    assert one.receive({**score, "given": {"score": 0}})["state"] == "stored"
    assert one.receive({**score, "given": {"comment": "Not at all"}})["state"] == "stored"
    feedback = {"kind": "cell", "table": "feedback", "key": {"solution_id": "S2"}}
    assert one.receive({**feedback, "given": {"strengths": "Clear"}})["state"] == "stored"
    (row,) = rows(small, "jury_scores")
    assert (row["score"], row["comment"]) == (0.0, "Not at all")
    assert rows(small, "feedback")[0]["date"] is None
    assert "One: 1 of 2 criteria scored" in words(one.view())
    press(desk, "close", "solution_selection grid")
    assert results(desk.view())["Fits"] == ["0 (0.00)", "–"]


def turnout(desk: Session) -> dict[str, dict[str, str]]:
    """What the facilitator sees of who took part: by what is counted, how much by person."""
    tables = [
        block for block in blocks(desk.view()) if block.get("columns", [""])[0] == "Participant"
    ]
    return {
        block["columns"][1]: {name: count for name, count in block["rows"] if count != "0"}
        for block in tables
    }


def test_the_facilitator_sees_notes_dots_and_scores_counted_as_such(small: Engine) -> None:
    desk = session(small, "ideation")
    assert turnout(desk) == {}
    for vote in desk.panel.rounds:
        press(desk, "open", vote.name)
    dot = {"kind": "cell", "table": "dot_votes", "key": {"idea_id": "N1"}, "given": {"dots": 3}}
    session(small, "ideation", "P2").receive(dot)
    assert turnout(desk) == {"Notes": {"Name P1": "4"}, "Dots": {"Name P2": "3"}}
    jury = session(small, "solution_selection")
    press(jury, "open", jury.panel.rounds[0].name)
    key = {"solution_id": "S1", "criterion_id": "C1"}
    score = {"kind": "cell", "table": "jury_scores", "key": key}
    for given in ({"comment": "Not at all"}, {"score": 0}):
        session(small, "solution_selection", "P1").receive({**score, "given": given})
    assert turnout(jury)["Votes"] == {"Name P1": "1"}


def test_a_task_is_placed_by_the_facilitator_and_dotted_in_the_zone_alone(small: Engine) -> None:
    desk = session(small, "culture_workshop")
    press(desk, "open", "culture_workshop dots")
    one = session(small, "culture_workshop", "P1")
    assert {f["address"]["key"]["task_id"] for f in fields(one.view()).values()} == {"T1"}
    place = {"kind": "cell", "table": "tasks", "key": {"task_id": "T3"}}
    spot = {"given": {"repetitiveness": 0.5, "added_value": 0.25}}
    assert one.receive({**place, **spot})["state"] == "refused"
    assert desk.receive({**place, **spot})["state"] == "stored"
    assert {f["address"]["key"]["task_id"] for f in fields(one.view()).values()} == {"T1", "T3"}
    dot = {"kind": "cell", "table": "task_dots",
           "key": {"task_id": "T3", "reason": "automatable"}}  # fmt: skip
    assert one.receive({**dot, "given": {"reason": True}})["state"] == "stored"
    assert fields(one.view())["task_dots/T3/automatable/reason"]["value"] is True
    assert one.receive({**dot, "given": {"reason": None}})["state"] == "stored"
    assert rows(small, "task_dots") == []


def test_a_pulse_answer_is_whole_and_bears_no_name(small: Engine) -> None:
    with writing(small) as connection:
        people = schema().tables["participants"]
        connection.execute(sa.update(people).values(department="Claims"))
    day = date.today()
    desk = session(small, "pulse")
    press(desk, "open", f"pulse {day}")
    one = session(small, "pulse", "P1")
    answers = {"department": "Claims", "fear": 3, "understanding": 2, "disappointment": 1}
    assert "1 of 4 questions" in press(one, "answer", **answers)["text"]
    assert rows(small, "pulse") == []
    assert press(one, "answer", **answers, daily_use=5)["state"] == "stored"
    (row,) = rows(small, "pulse")
    assert row == {**answers, "daily_use": 5.0, "date": day, "respondent": TOKEN,
                   "fear": 3.0, "understanding": 2.0, "disappointment": 1.0}  # fmt: skip
    again = session(small, "pulse", "P1")
    assert all(field["value"] is None for field in fields(again.view()).values())
    again.receive({"kind": "state", "remembered": {f"pulse {day}": TOKEN}})
    assert "form answer/pulse//fear" in fields(again.view())
    assert fields(again.view())["form answer/pulse//fear"]["value"] == 3.0
    assert (
        press(again, "answer", **{**answers, "department": "HR"}, daily_use=1)["state"] == "stored"
    )
    (row,) = rows(small, "pulse")
    assert (row["daily_use"], row["department"]) == (1.0, "Claims")
    assert "1 answer so far" in words(desk.view())


def test_who_has_answered_a_pulse_survey_cannot_answer_again_from_elsewhere(small: Engine) -> None:
    with writing(small) as connection:
        people = schema().tables["participants"]
        connection.execute(sa.update(people).values(department="Claims"))
    name = f"pulse {date.today()}"
    press(session(small, "pulse"), "open", name)
    answers = dict.fromkeys(("fear", "understanding", "disappointment", "daily_use"), 3)
    given = {"department": "Claims", **answers}
    for person, token in [("P3", "300000000"), ("P1", "100000000"), ("P2", "200000000")]:
        stored = press(session(small, "pulse", person), "answer", token=token, **given)
        assert stored["state"] == "stored"

    phone = session(small, "pulse", "P1")
    assert "already" in press(phone, "answer", token="111111111", **given)["text"]
    assert len(rows(small, "pulse")) == 3
    assert "You have answered already" in words(phone.view())
    assert all(field["disabled"] for field in fields(phone.view()).values())
    phone.receive({"kind": "state", "remembered": {name: "100000000"}})
    assert "You have answered already" not in words(phone.view())
    changed = press(phone, "answer", token="100000000", **{**given, "fear": 1})
    assert changed["state"] == "stored"
    assert sorted(row["fear"] for row in rows(small, "pulse")) == [1.0, 3.0, 3.0]


def test_who_has_answered_stands_in_no_order_beside_the_answers(small: Engine) -> None:
    prepare(small, "pulse", [])
    with writing(small) as connection:
        for person in ("P3", "P1", "P2"):
            enter_on_roll(connection, "pulse", person)
        found = connection.execute(sa.text("SELECT * FROM live_roll ORDER BY rowid"))
        assert list(found) == [("pulse", person) for person in ("P1", "P2", "P3")]


def test_earlier_surveys_are_no_part_of_todays(small: Engine) -> None:
    old = [
        {"date": date(2026, 1, 5), "department": "Claims", "respondent": f"{number}", "fear": 1,
         "understanding": 1, "disappointment": 1, "daily_use": 1}
        for number in range(9)
    ]  # fmt: skip
    with writing(small) as connection:
        connection.execute(sa.insert(schema().tables["pulse"]), old)
    panel = Pulse(parameters(), date(2026, 9, 1))
    prepare(small, panel.name, panel.rounds)
    desk = Session(panel, small, parameters(), None, "test")
    press(desk, "open", "pulse 2026-09-01")
    press(desk, "close", "pulse 2026-09-01")
    assert results(desk.view()) == {}
    assert press(desk, "open", "pulse 2026-09-01")["state"] == "stored"


def test_the_checklist_is_kept_by_the_facilitator_alone(small: Engine) -> None:
    desk, one = session(small, "run_checklist"), session(small, "run_checklist", "P1")
    change = {"kind": "cell", "table": "run_checklist", "key": {"item_id": "R1"}}
    assert one.receive({**change, "given": {"status": "done"}})["state"] == "refused"
    assert desk.receive({**change, "given": {"status": "done"}})["state"] == "stored"
    assert desk.receive({**change, "given": {"due_on": "2026-12-01"}})["state"] == "stored"
    assert "Status" in desk.receive({**change, "given": {"status": None}})["text"]
    item = {"area": "steer", "label": "Survey", "status": "todo", "owner": "", "due_on": None}
    assert press(one, "add", **item)["state"] == "refused"
    assert press(desk, "add", **item)["state"] == "stored"
    assert [(row["label"], row["status"]) for row in rows(small, "run_checklist")] == [
        ("Dashboard", "done"), ("Survey", "todo"),
    ]  # fmt: skip
    assert "1 of 2 done" in words(one.view())


def test_french_votes_and_refusals_are_french(small: Engine) -> None:
    press(session(small, "prioritisation"), "open", "prioritisation")
    one = session(small, "prioritisation", "P1", language="fr")
    assert rate(one, "2,5")["state"] == "stored"
    assert rows(small, "ratings")[0]["value"] == 2.5
    assert rate(one, 9)["text"].startswith("non enregistré\u00a0: Valeur")
    assert one.view()["words"]["stored"] == "Enregistré ✓"
    with speaking("en"):
        assert fields(one.view())["ratings/U1/value"]["label"] == "Valeur"
