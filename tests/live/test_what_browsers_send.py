"""Whatever a browser sends: what is stored is what a check accepts, and can be copied anywhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from support.panel_pages import database_of, make_kit
from support.small_database import fill

from playbook.campaign.checked import load_campaign
from playbook.campaign.copying import copy_campaign
from playbook.kit import Kit
from playbook.live.panels import PANELS, ideation, make_panel
from playbook.live.place import campaign_parameters
from playbook.live.rounds import open_round, prepare
from playbook.live.rules import LONGEST_TEXT
from playbook.live.session import Session
from playbook.sources.schema import schema
from playbook.tables.culture import PULSE

TOKEN = "123456789012"
STRANGE: list[Any] = [
    "x" * 200_000, "N\x0006", "N\ud80006", "n1", " N9", "N9 ", "N9\n", "e\u0301", "", "#N/A",
    "\u200bN9", "=1+1", "N9", 5, 5.5, True, None, ["N9"], {"N9": 1}, float("nan"), float("inf"),
    10**400, "\r", "a\rb", "a\x0bb", "\ufffe", "5 000", "1e999", "2026-09-30", "'=x", "_x0041_",
]  # fmt: skip


@pytest.fixture
def room(tmp_path: Path) -> tuple[Kit, Engine]:
    """A campaign in which every vote is open."""
    kit = make_kit(tmp_path)
    engine = database_of(kit)
    fill(engine)
    for name in PANELS:
        panel = make_panel(name, campaign_parameters(kit, "small"))
        prepare(engine, panel.name, panel.rounds)
        for vote in panel.rounds:
            open_round(engine, vote.name, vote.anonymous, lambda _connection: False)
    return kit, engine


def session(room: tuple[Kit, Engine], stage: str, person: str | None = "P2") -> Session:
    parameters = campaign_parameters(room[0], "small")
    return Session(make_panel(stage, parameters), room[1], parameters, person, "small")


def cell(table: str, key: Any, given: Any) -> dict[str, Any]:
    return {"kind": "cell", "table": table, "key": key, "given": given, "cell": "c", "number": 1}


def act(name: str, token: Any = TOKEN, row: Any = "", **given: Any) -> dict[str, Any]:
    return {"kind": "act", "name": name, "token": token, "row": row, "given": given}


def count(room: tuple[Kit, Engine], table: str) -> int:
    with room[1].connect() as connection:
        found = connection.scalar(sa.select(sa.func.count()).select_from(schema().tables[table]))
    return int(found or 0)


NOTE = {"text": "A note", "round": "first_reflection"}


def messages_with(strange: Any) -> list[tuple[str, dict[str, Any]]]:
    """Messages of each panel with something strange in one place."""
    item = {"area": "steer", "label": "x", "status": "todo"}
    dot = {"task_id": "T1", "reason": "automatable"}
    return [
        ("ideation", act("add", strange, **NOTE)),
        ("ideation", act("add", "100000000", text=strange, round="first_reflection")),
        ("ideation", act("add", "100000001", text="A", round=strange, step_id=strange)),
        ("ideation", act("delete", TOKEN, strange)),
        ("ideation", cell("ideas", {"idea_id": strange}, NOTE)),
        ("ideation", cell("ideas", {"idea_id": "N1"}, {"theme": strange})),
        ("ideation", cell("dot_votes", {"idea_id": strange}, {"dots": 1})),
        ("ideation", cell("dot_votes", {"idea_id": "N1"}, {"dots": strange})),
        ("prioritisation", cell("ratings", {"use_case_id": strange}, {"value": 3})),
        ("prioritisation", cell("ratings", {"use_case_id": "U1"}, {"value": strange})),
        ("prioritisation", cell("use_cases", {"use_case_id": strange}, {"value_comment": "x"})),
        ("culture_workshop", cell("task_dots", {**dot, "reason": strange}, {"reason": True})),
        ("culture_workshop", cell("task_dots", dot, {"reason": strange})),
        ("culture_workshop", act("add", strange, job="J", question="typical_week", text="T")),
        ("run_checklist", act("add", "100000002", **{**item, "label": strange, "due_on": strange})),
        ("run_checklist", cell("run_checklist", {"item_id": strange}, item)),
        ("pulse", cell("pulse", dict.fromkeys(PULSE.key, strange), {"fear": 1})),
        ("pulse", act("answer", strange, department=strange, fear=1)),
        ("pulse", {"kind": "state", "remembered": strange}),
        ("pulse", {"kind": "state", "remembered": {f"pulse {date.today()}": strange}}),
        ("prioritisation", act("person", participant_id=strange)),
    ]


def test_whatever_is_stored_can_be_checked_and_copied(room: tuple[Kit, Engine]) -> None:
    who = {
        (stage, person): session(room, stage, person) for stage in PANELS for person in ("P2", None)
    }
    for strange in STRANGE:
        for stage, message in messages_with(strange):
            for person in ("P2", None):
                answer = who[stage, person].receive(message)
                assert answer is None or answer["state"] in ("stored", "refused")
                assert answer is None or "database" not in answer.get("text", "")
    for one in who.values():
        one.view()
    kit, _engine = room
    ideas = sorted(load_campaign(kit, "small").tables["ideas"]["idea_id"])
    parameters = kit.parameters_of("small")
    text = parameters.read_text(encoding="utf-8")
    for place in ("data/folder", "data/book.xlsx"):
        parameters.write_text(text, encoding="utf-8")
        copy_campaign(kit, "small", place, replace=False)
        parameters.write_text(text.replace("data/small.db", place), encoding="utf-8")
        assert sorted(load_campaign(kit, "small").tables["ideas"]["idea_id"]) == ideas


VOTE = cell("ratings", {"use_case_id": "U1"}, {"value": 3})
NO_MESSAGES: list[Any] = [
    None, "x", 5, [], {}, {"kind": "cell"}, {"kind": ["cell"]}, {"kind": "shell"},
    {**VOTE, "more": 1}, {**VOTE, "number": "1"}, {**VOTE, "cell": {"a": [1] * 1000}},
    cell("ratings", {"use_case_id": "U1"}, {}), cell("ratings", [["use_case_id", "U1"]], {}),
]  # fmt: skip


def test_what_no_page_sends_is_refused_whole(room: tuple[Kit, Engine]) -> None:
    one = session(room, "prioritisation")
    for message in NO_MESSAGES:
        answer = one.receive(message)
        assert answer is not None
        assert answer["state"] == "refused", message
        assert len(str(answer)) < 200
    assert count(room, "ratings") == 0


def test_a_database_that_does_not_answer_is_said(room: tuple[Kit, Engine]) -> None:
    one = session(room, "ideation")
    with room[1].begin() as connection:
        connection.execute(sa.text("DROP TABLE live_rounds"))
    answer = one.receive(act("delete", row="N1"))
    assert answer is not None
    assert "database" in answer["text"]


def test_a_note_is_made_by_its_form_alone_and_bears_the_forms_name(
    room: tuple[Kit, Engine],
) -> None:
    one = session(room, "ideation")
    for identifier in ("N06", "n06", "N1 ", "x" * 200_000):
        assert one.receive(cell("ideas", {"idea_id": identifier}, NOTE))["state"] == "refused"  # type: ignore[index]
    for token in ("", "1", "１２３４５６７８", "12345678x", "1" * 21):
        assert one.receive(act("add", token, **NOTE))["state"] == "refused"  # type: ignore[index]
    assert count(room, "ideas") == 4
    assert one.receive(act("add", **NOTE))["state"] == "stored"  # type: ignore[index]


def test_an_identifier_in_another_case_is_no_other_identifier(room: tuple[Kit, Engine]) -> None:
    one = session(room, "ideation")
    store, panel = one.store, one.panel
    with pytest.raises(ValueError, match="another case"):
        store.vote(panel.rounds[0], "P2", "ideas", {"idea_id": "n1"}, NOTE)


def test_nobody_writes_more_notes_than_a_room_can_read(
    room: tuple[Kit, Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ideation, "MOST_NOTES", 2)
    answers = [
        session(room, "ideation").receive(act("add", f"{number:08}", **NOTE)) for number in range(3)
    ]
    assert [answer["state"] for answer in answers if answer] == ["stored", "stored", "refused"]
    assert "at most 2 from each person" in str(answers[-1])
    change = cell("ideas", {"idea_id": "N-00000001"}, {"text": "Another"})
    assert session(room, "ideation").receive(change)["state"] == "stored"  # type: ignore[index]
    assert session(room, "ideation", "P3").receive(act("add", **NOTE))["state"] == "stored"  # type: ignore[index]


def test_dots_go_on_tasks_of_the_marked_zone_alone(room: tuple[Kit, Engine]) -> None:
    one = session(room, "culture_workshop")
    for task, state in (("T1", "stored"), ("T2", "refused"), ("T3", "refused"), ("T9", "refused")):
        key = {"task_id": task, "reason": "automatable"}
        assert one.receive(cell("task_dots", key, {"reason": True}))["state"] == state  # type: ignore[index]
    desk = session(room, "culture_workshop", None)
    away = cell("tasks", {"task_id": "T1"}, {"repetitiveness": 0.1})
    assert desk.receive(away)["state"] == "stored"  # type: ignore[index]
    key = {"task_id": "T1", "reason": "automatable"}
    assert one.receive(cell("task_dots", key, {"reason": None}))["state"] == "stored"  # type: ignore[index]
    assert one.receive(cell("task_dots", key, {"reason": True}))["state"] == "refused"  # type: ignore[index]


def test_a_text_is_no_book(room: tuple[Kit, Engine]) -> None:
    one = session(room, "ideation")
    answer = one.receive(act("add", **{**NOTE, "text": "x" * (LONGEST_TEXT + 1)}))
    assert "at most 5,000 characters" in str(answer)


def test_the_facilitator_enters_votes_for_people_of_the_campaign_alone(
    room: tuple[Kit, Engine],
) -> None:
    desk = session(room, "prioritisation", None)
    assert desk.receive(act("person", participant_id="P99"))["state"] == "refused"  # type: ignore[index]
    assert desk.person is None
