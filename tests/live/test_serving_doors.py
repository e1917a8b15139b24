"""Nobody fills the room's server: not by large requests, nor by connections that say nothing."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack

import psutil
import pytest
from support.awaited import awaited
from support.live_room import PEOPLE, ServedRoom, end, serve_room, wait_until
from tornado.httputil import HTTPServerRequest, ResponseStartLine
from tornado.testing import bind_unused_port

from playbook.live.serving.connections import (
    LIMITS,
    MOST_OF_A_PERSON,
    MOST_WAITING,
    MOST_WAITING_OF_AN_ADDRESS,
    SHOWN_WITHIN,
    BoundedServer,
)

LARGE = 89_000_000


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedRoom]:
    served = serve_room(tmp_path_factory.mktemp("room"))
    yield served
    assert "Traceback" not in end(served)


def connected(room: ServedRoom, sent: bytes = b"") -> socket.socket:
    client = socket.create_connection(("localhost", room.port), timeout=30)
    client.sendall(sent)
    return client


def is_closed(client: socket.socket) -> bool:
    """Whether the server has closed a connection that it had nothing to say on."""
    client.settimeout(0.05)
    try:
        return client.recv(10_000) == b""
    except TimeoutError:
        return False
    except OSError:
        return True


def head(room: ServedRoom, *lines: str) -> bytes:
    return "\r\n".join(
        ["POST /links HTTP/1.1", f"Host: localhost:{room.port}", *lines, "", ""]
    ).encode()


@pytest.mark.parametrize("framing", [f"Content-Length: {LARGE}", "Transfer-Encoding: chunked"])
def test_a_large_body_is_not_taken(room: ServedRoom, framing: str) -> None:
    before = psutil.Process(room.server_pid()).memory_info().rss
    with ExitStack() as clients:
        for _client in range(6):
            client = clients.enter_context(connected(room, head(room, framing)))
            try:
                for _piece in range(100):
                    client.sendall(b"fffff\r\n" + b"x" * 100_000)
            except OSError:  # it was closed meanwhile: as it should be
                pass
        assert psutil.Process(room.server_pid()).memory_info().rss < before + 20_000_000
    assert room.ask("/alive", room.tokens["P1"]).status == 204


def test_an_endless_head_is_not_taken(room: ServedRoom) -> None:
    with connected(room, head(room)[:-2]) as client:
        try:
            for number in range(1000):
                client.sendall(f"X-{number}: {'x' * 200}\r\n".encode())
            client.sendall(b"\r\n")
            time.sleep(0.5)
            answered = client.recv(100)
        except OSError:
            answered = b""
    assert answered == b"" or b" 4" in answered[:12]


def test_half_open_connections_make_way_for_people(room: ServedRoom) -> None:
    with ExitStack() as clients:
        idle = [
            clients.enter_context(connected(room, b"GET /alive HTT"))
            for _client in range(MOST_WAITING_OF_AN_ADDRESS * 3)
        ]
        time.sleep(SHOWN_WITHIN + 0.1)
        for _request in range(20):
            assert room.ask("/alive", room.tokens["P1"]).status == 204
        assert wait_until(lambda: is_closed(idle[0]), 30)
        assert not is_closed(idle[-1])


def test_who_has_shown_a_link_is_not_put_out_by_who_has_none(room: ServedRoom) -> None:
    asked = f"GET /alive HTTP/1.1\r\nHost: localhost:{room.port}\r\n"
    with ExitStack() as clients:
        known = clients.enter_context(
            connected(
                room, f"{asked}Cookie: {room.cookie(room.tokens['P1'])['Cookie']}\r\n\r\n".encode()
            )
        )
        assert b"204" in known.recv(1000)
        for _client in range(MOST_WAITING + 10):
            clients.enter_context(connected(room))
        assert not is_closed(known)


def test_a_whole_room_behind_one_address_comes_in_at_once(room: ServedRoom) -> None:
    asked = f"GET /alive HTTP/1.1\r\nHost: localhost:{room.port}\r\n"
    cookies = [room.cookie(room.tokens[person])["Cookie"] for person in PEOPLE]
    with ExitStack() as clients:
        some = [
            clients.enter_context(connected(room))
            for _client in range(MOST_WAITING_OF_AN_ADDRESS * 2)
        ]
        for number, client in enumerate(some[: MOST_OF_A_PERSON * len(PEOPLE)]):
            cookie = cookies[number % len(cookies)]
            client.sendall(f"{asked}Cookie: {cookie}\r\n\r\n".encode())
        for client in some[: MOST_OF_A_PERSON * len(PEOPLE)]:
            assert b"204" in client.recv(1000)


def test_one_person_holds_so_many_connections_and_no_more(room: ServedRoom) -> None:
    cookie = room.cookie(room.tokens["P2"])["Cookie"]
    asked = f"GET /alive HTTP/1.1\r\nHost: localhost:{room.port}\r\nCookie: {cookie}\r\n\r\n"
    with ExitStack() as clients:
        mine = []
        for _client in range(MOST_OF_A_PERSON + 5):
            mine.append(clients.enter_context(connected(room, asked.encode())))
            assert b"204" in mine[-1].recv(1000)
        assert [is_closed(client) for client in mine].count(True) == 5


def test_a_connection_that_says_nothing_is_closed(room: ServedRoom) -> None:
    silent, slow = connected(room), connected(room, b"GET /")
    waiting = LIMITS["idle_connection_timeout"]
    with silent, slow:
        for client in (silent, slow):
            assert wait_until(lambda client=client: is_closed(client), waiting + 5)


def test_who_has_no_link_is_answered_once_however_much_was_asked(room: ServedRoom) -> None:
    asked = f"GET / HTTP/1.1\r\nHost: localhost:{room.port}\r\n\r\n".encode()
    with connected(room, asked * 60) as client:
        answered = b""
        try:
            while more := client.recv(10_000):
                answered += more
        except OSError:  # what it sent beyond was not read
            pass
    assert answered.count(b"HTTP/1.1 403") == 1


def test_what_had_arrived_before_a_connection_was_closed_is_no_work() -> None:
    taken = []

    def take(request: HTTPServerRequest) -> None:
        taken.append(request)
        assert request.connection is not None
        request.connection.write_headers(ResponseStartLine("", 204, ""), request.headers)
        request.connection.finish()
        if len(taken) == 2:
            request.connection.stream.close()  # type: ignore[attr-defined]

    async def ask_in_one_go() -> None:
        listening, port = bind_unused_port()
        server = BoundedServer(take)
        server.add_socket(listening)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" * 60)
        await reader.read()  # it ends when the connection is closed
        await asyncio.sleep(0.2)
        server.stop()
        writer.close()

    awaited(ask_in_one_go())
    assert len(taken) == 2
