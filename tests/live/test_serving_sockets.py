"""The socket of a page: whom it opens for, what it takes, and when it is closed."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import Iterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
from support.awaited import awaited
from support.live_room import ServedRoom, end, serve_room, wait_until
from support.sockets import PageOfOne, connect, opened, version_of
from tornado.httpclient import HTTPClientError

from playbook.live.serving.hub import CROWDED, MOST_PAGES, REVOKED, STALE
from playbook.live.serving.page_socket import LARGEST_MESSAGE, NOT_UNDERSTOOD

TOO_LARGE = 1009


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedRoom]:
    served = serve_room(tmp_path_factory.mktemp("room"))
    yield served
    assert "Traceback" not in end(served)


def test_a_socket_opens_for_who_has_a_link_on_our_own_page_only(room: ServedRoom) -> None:
    async def status(token: str | None, **headers: str) -> int:
        try:
            connection = await connect(room, token, version, **headers)
        except HTTPClientError as error:
            return error.code
        connection.close()
        return 101

    async def statuses() -> list[int]:
        own = room.tokens["P1"]
        return [
            await status(own),
            await status(None),
            await status("A" * 43),
            await status(own, Origin="http://evil.example"),
            await status(own, Origin="http://["),
            await status(own, Origin=""),
            await status(own, Host=f"evil.example:{room.port}"),
        ]

    version = version_of(room)
    assert awaited(statuses()) == [101] + [403] * 6


def test_a_vote_is_answered_before_the_view_that_shows_it(room: ServedRoom) -> None:
    async def vote() -> None:
        async with opened(room, "P1") as page:
            for number in range(1, 6):
                await page.rate(number, number)
                said = await page.next()
                while "answer" not in said:  # a view of the vote before
                    assert shown(said["view"]) == number - 1
                    said = await page.next()
                assert (said["answer"]["number"], said["answer"]["state"]) == (number, "stored")
                assert room.rating("P1") == number
            assert shown(await page.until("view")) == 5

    awaited(vote())


def shown(view: dict[str, Any]) -> Any:
    """The first vote that a view shows."""
    return next(block["fields"][0]["value"] for block in view["blocks"] if block["kind"] == "item")


def test_everybody_sees_soon_what_somebody_wrote(room: ServedRoom) -> None:
    async def watch() -> str:
        async with opened(room, "") as desk, opened(room, "P2") as voter:
            await voter.rate(4)
            while '["Blaise", "1"]' not in json.dumps(await desk.until("view")):
                continue
            return await quiet_for(desk, 2.5)

    assert awaited(watch()) == "nothing is sent while a view is the same"


async def quiet_for(page: PageOfOne, seconds: float) -> str:
    try:
        return str(await page.next(seconds))
    except TimeoutError:
        return "nothing is sent while a view is the same"


GARBAGE: list[str | bytes] = [
    "", "x", "[]", "{}", "null", '{"panel": "pulse", "content": {}}', '{"panel": ["x"]}',
    '{"panel": {}, "content": 1}', "[" * 50_000, b"\xff\x00", b"{}", "1" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("garbage", GARBAGE, ids=lambda sent: repr(sent[:20]))
def test_garbage_ends_that_page_and_nothing_else(room: ServedRoom, garbage: str | bytes) -> None:
    async def attempt() -> int | None:
        async with opened(room, "P1") as page:
            await page.connection.write_message(garbage, binary=isinstance(garbage, bytes))
            return await page.why_closed()

    assert awaited(attempt()) == NOT_UNDERSTOOD
    assert room.ask("/alive", room.tokens["P1"]).status == 204


def test_a_message_as_large_as_a_book_ends_that_page(room: ServedRoom) -> None:
    async def attempt() -> int | None:
        async with opened(room, "P1") as page:
            await page.say({"kind": "state", "more": "x" * LARGEST_MESSAGE})
            return await page.why_closed()

    assert awaited(attempt()) == TOO_LARGE


def test_a_page_of_another_server_is_loaded_anew(room: ServedRoom) -> None:
    async def attempt() -> int | None:
        page = PageOfOne(await connect(room, room.tokens["P1"], "other"))
        why = await page.why_closed()
        page.connection.close()
        return why

    assert awaited(attempt()) == STALE


def test_one_page_too_many_closes_the_oldest_of_that_person(room: ServedRoom) -> None:
    async def attempt() -> int | None:
        async with AsyncExitStack() as pages:
            other = await pages.enter_async_context(opened(room, "P3"))
            mine = [
                await pages.enter_async_context(opened(room, "P2"))
                for _page in range(MOST_PAGES + 1)
            ]
            why = await mine[0].why_closed()
            for page in (other, *mine[1:]):
                await page.rate(2)
                assert (await page.until("answer"))["state"] == "stored"
        return why

    assert awaited(attempt()) == CROWDED


def test_a_revoked_link_closes_at_once_also_the_page_that_is_open(room: ServedRoom) -> None:
    former = room.tokens["P3"]

    async def attempt() -> int | None:
        async with opened(room, "P3") as page:
            room.access.renew("P3")
            return await page.why_closed()

    assert awaited(attempt()) == REVOKED
    for path in ("/", "/alive", f"/enter?token={former}"):
        assert room.ask(path, former).status == 403
    renewed = room.access.tokens()["P3"]
    assert wait_until(lambda: room.ask("/alive", renewed).status == 204)
    cookie = room.ask(f"/enter?token={renewed}").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_who_reads_nothing_holds_nobody_up(room: ServedRoom) -> None:
    async def attempt() -> None:
        async with opened(room, "P2") as deaf, opened(room, "P1") as voter:
            for number in range(1, 30):
                await deaf.rate(number % 5 + 1, number)  # what comes back stays where it is
                await voter.rate(number % 5 + 1, number)
                assert (await voter.until("answer"))["number"] == number

    awaited(asyncio.wait_for(attempt(), 60))


def test_a_killed_server_is_back_and_has_lost_nothing(room: ServedRoom) -> None:
    async def vote(value: int) -> None:
        async with opened(room, "P1") as page:
            await page.rate(value)
            assert (await page.until("answer"))["state"] == "stored"

    for value in range(1, 4):
        awaited(vote(value))
        os.kill(room.server_pid(), signal.SIGKILL)
        assert room.rating("P1") == value
        assert room.ask("/alive", room.tokens["P1"]).status == 204
