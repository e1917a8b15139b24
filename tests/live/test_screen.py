"""The screen's own way in: it looks, it does nothing, and nobody else comes by it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import date
from http.client import HTTPMessage

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from support.awaited import awaited
from support.live_room import PEOPLE, Answer, ServedRoom, end, serve_room
from support.live_sessions import RATING, blocks, parameters, press, rate, session
from support.sockets import PageOfOne, version_of
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from playbook.live.desk import Desk
from playbook.live.panels import PANELS, make_panel
from playbook.live.panels.pulse import Pulse
from playbook.live.roll import enter_on_roll
from playbook.live.rounds import prepare
from playbook.live.screen import Screen
from playbook.live.serving.access import SCREEN
from playbook.live.serving.addresses import Address
from playbook.live.serving.page_socket import NOT_UNDERSTOOD
from playbook.live.serving.pages import join_block
from playbook.live.session import Session
from playbook.live.turnout import votes_lack
from playbook.sources.connection import writing
from playbook.sources.schema import schema


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedRoom]:
    served = serve_room(tmp_path_factory.mktemp("screen"))
    yield served
    assert "Traceback" not in end(served)


def ask(room: ServedRoom, path: str, who: str, *, screen: bool = True) -> Answer:
    """A request with somebody's token, as the screen's cookie or as a person's."""
    name = f"playbook-live-{room.port}" + ("-screen" if screen else "")
    return room.ask(path, headers={"Cookie": f"{name}={room.tokens[who]}"})


async def socket(room: ServedRoom, path: str, cookie: str) -> PageOfOne | int:
    """A page's socket, or why it does not open."""
    url = f"ws://localhost:{room.port}{path}?version={version_of(room)}"
    headers = {"Origin": room.address.url.rstrip("/"), "Cookie": cookie}
    try:
        return PageOfOne(await websocket_connect(HTTPRequest(url, headers=headers)))
    except HTTPClientError as error:
        return error.code


PATHS = ("/", "/links", "/projector", "/alive", "/live/live.js", "/enter?token=")


def test_the_screens_link_opens_the_screen_and_nothing_else(room: ServedRoom) -> None:
    assert f"/screen/enter?token={room.tokens[SCREEN]}" in room.said
    for path in ("/screen/", "/screen/live/live.js", "/screen/live/screen.css", "/screen/alive"):
        assert ask(room, path, SCREEN).status in (200, 204)
    for path in PATHS:
        path += room.tokens[SCREEN] if path.endswith("=") else ""
        assert ask(room, path, SCREEN, screen=False).status == 403
        assert ask(room, path, SCREEN).status == 403
    cookie = f"playbook-live-{room.port}={room.tokens[SCREEN]}"
    assert awaited(socket(room, "/socket", cookie)) == 403


@pytest.mark.parametrize("who", ["", "P1"])
def test_nobody_comes_to_the_screen_by_a_link_of_their_own(room: ServedRoom, who: str) -> None:
    for path in ("/screen/", "/screen/live/live.js", f"/screen/enter?token={room.tokens[who]}"):
        assert ask(room, path, who).status == 403
        assert ask(room, path, who, screen=False).status == 403
    cookie = f"playbook-live-{room.port}-screen={room.tokens[who]}"
    assert awaited(socket(room, "/screen/socket", cookie)) == 403


def test_its_cookie_is_sent_to_the_screen_alone(room: ServedRoom) -> None:
    answer = room.ask(f"/screen/enter?token={room.tokens[SCREEN]}")
    cookie: HTTPMessage = answer.headers
    assert "Path=/screen/" in cookie["Set-Cookie"]
    assert "HttpOnly" in cookie["Set-Cookie"]
    assert f"playbook-live-{room.port}-screen=" in cookie["Set-Cookie"]


def test_only_the_facilitator_is_led_to_it(room: ServedRoom) -> None:
    answer = ask(room, "/projector", "", screen=False)
    assert (answer.status, answer.headers["Location"].split("?")[0]) == (
        302, f"http://localhost:{room.port}/screen/enter",
    )  # fmt: skip
    assert ask(room, "/projector", "P1", screen=False).status == 403


def test_whatever_is_sent_from_the_screen_does_nothing(room: ServedRoom) -> None:
    async def send() -> str:
        cookie = f"playbook-live-{room.port}-screen={room.tokens[SCREEN]}"
        page = await socket(room, "/screen/socket", cookie)
        assert isinstance(page, PageOfOne)
        await page.until("now")
        heard = [await page.until("view")]
        close = {"kind": "act", "name": "close", "row": "prioritisation", "given": {}}
        for content in (close, {**RATING, "given": {"value": 3}}, {"kind": "state"}, 7):
            await page.say(content, "screen")
        await page.say({}, "prioritisation")
        assert await page.why_closed() == NOT_UNDERSTOOD
        page.connection.close()
        await asyncio.sleep(0.1)  # or its loop ends before the connection does
        return json.dumps(heard)

    heard = awaited(send())
    assert room.rating("P1") is None
    assert "The vote is open" in heard
    assert not [name for name in PEOPLE.values() if name in heard]


def screen_of(desk: Session) -> Screen:
    return Screen([desk.panel], desk.store.engine, desk.parameters)


def said(screen: Screen) -> str:
    found = [block.get("text", "") or block.get("title", "") for block in blocks(screen.view())]
    return " | ".join(words for words in found if words)


def test_it_waits_with_the_challenge_until_something_begins(small: Engine) -> None:
    desk = session(small, "ideation")
    assert said(screen_of(desk)) == "Test | How? | We begin in a moment."
    press(desk, "go", "opening/")
    assert "We begin" not in said(screen_of(desk))


def test_of_several_panels_it_shows_the_one_that_has_begun(small: Engine) -> None:
    settings = parameters()
    panels = [make_panel(name, settings) for name in ("prioritisation", "culture_workshop")]
    for panel in panels:
        prepare(small, panel.name, panel.rounds)
    screen = Screen(panels, small, settings)
    press(session(small, "culture_workshop"), "open", "culture_workshop dots")
    assert "Which of these tasks could AI take on" in said(screen)


def test_who_is_missing_is_a_count_of_what_is_talked_about(small: Engine) -> None:
    desk = session(small, "prioritisation")
    press(desk, "open", "prioritisation")
    press(desk, "go", "rating/U1")
    screen = screen_of(desk)
    assert "7 people are still to vote" in said(screen)
    rate(session(small, "prioritisation", "P1"), 3)
    assert "6 people are still to vote" in said(screen)
    press(desk, "pace", "all")
    assert "7 people have not voted on everything yet" in said(screen)


def test_of_two_open_votes_it_says_who_is_missing_in_which(small: Engine) -> None:
    desk = session(small, "ideation")
    press(desk, "open", "ideation notes")
    assert said(screen_of(desk)).endswith(" | 6 people are still to vote")
    press(desk, "open", "ideation dots")
    assert said(screen_of(desk)).endswith(
        "Notes: 6 people are still to vote | Dots: 7 people are still to vote"
    )


def test_answers_without_a_name_are_counted_too(small: Engine) -> None:
    panel, settings = Pulse(parameters(), date(2026, 9, 1)), parameters()
    prepare(small, panel.name, panel.rounds)
    desk = Session(panel, small, settings, None, "test")
    press(desk, "open", panel.survey.name)
    assert "7 people are still to vote" in said(screen_of(desk))
    people = schema().tables["participants"]
    with writing(small) as connection:
        lead = people.c.participant_id.in_(["P1", "P2"])
        connection.execute(sa.update(people).where(lead).values(role="facilitator"))
    assert "5 people are still to vote" in said(screen_of(desk))  # who leads keeps the time
    with writing(small) as connection:
        enter_on_roll(connection, panel.survey.name, "P1")
    assert "5 people are still to vote" in said(screen_of(desk))
    assert votes_lack(Desk(desk.store, settings), panel)
    with writing(small) as connection:
        for person in ("P3", "P4", "P5", "P6", "P7"):
            enter_on_roll(connection, panel.survey.name, person)
    assert "Everybody has voted." in said(screen_of(desk))
    assert not votes_lack(Desk(desk.store, settings), panel)


def test_a_code_leads_back_those_who_have_a_link_where_others_can_reach_the_room() -> None:
    assert join_block(Address()) is None
    block = join_block(Address("192.0.2.7", 8866))
    assert block is not None
    code, words = block["blocks"]
    assert "http://192.0.2.7:8866/" in words["text"]
    assert code["source"].startswith("data:image/svg+xml;base64,")
    assert "token" not in json.dumps(block)


@pytest.mark.parametrize("stage", PANELS)
@pytest.mark.parametrize("anonymous", [False, True])
def test_a_vote_in_which_nobody_voted_is_shown_to_its_end(
    small: Engine, stage: str, anonymous: bool
) -> None:
    desk = session(small, stage, anonymous_votes=anonymous)
    one = session(small, stage, "P1", anonymous_votes=anonymous)
    screen = screen_of(desk)
    for vote in desk.panel.rounds:
        press(desk, "open", vote.name)
        assert "The vote is open." in said(screen)
        press(desk, "close", vote.name)
        while later := _further(desk, vote.name):
            assert press(desk, "reveal", later)["state"] == "stored"
            assert said(screen)
            assert one.view()["blocks"]


def _further(desk: Session, vote: str) -> str:
    """The part of a round's result that the facilitator can show next; empty after the last."""
    buttons = [b for block in blocks(desk.view()) for b in block.get("buttons", [])]
    found = [b["row"] for b in buttons if b["main"] and b["row"].startswith(f"{vote}/")]
    return found[0] if found else ""
