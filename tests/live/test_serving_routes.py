"""Every route and every WebSocket refuses who has no valid link, and kernels take no code."""

from __future__ import annotations

import asyncio
import json
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)
from support.live_room import ServedRoom, end, make_room, serve_room, wait_until
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from playbook.live.serving.addresses import Address
from playbook.live.serving.channels import GONE
from playbook.live.serving.kernels import MOST_PAGES
from playbook.live.serving.room import Room
from playbook.live.serving.server import LiveServer

STRANGER = "A" * 43
NO_KERNEL = "00000000-0000-0000-0000-000000000000"
OURS = {
    "/": "participant",
    "/enter": "nobody",
    "/links": "facilitator",
    "/alive": "participant",
    f"/api/kernels/{NO_KERNEL}": "nobody",
    f"/api/kernels/{NO_KERNEL}/channels": "nobody",
    "/live/live.js": "participant",
    "/voila/static/voila.js": "participant",
    "/voila/labextensions/anywidget/package.json": "participant",
}
OF_JUPYTER = (
    "/api", "/api/contents", "/api/contents/clicking.ipynb", "/api/kernels", "/api/kernelspecs",
    "/api/sessions", "/api/status", "/api/terminals", "/api/shutdown", "/api/me", "/api/spec.yaml",
    "/clicking.ipynb", "/files/clicking.ipynb", "/lab", "/login", "/logout", "/lsp/ws", "/metrics",
    "/nbconvert/html/clicking.ipynb", "/notebooks/clicking.ipynb", "/static/logo/logo.png",
    "/terminals/websocket/1", "/tree", "/voila/api/contents/", f"/voila/api/shutdown/{NO_KERNEL}",
    "/voila/api/themes/", f"/voila/execution/{NO_KERNEL}", "/voila/files/clicking.ipynb",
    f"/voila/query/{NO_KERNEL}", "/voila/render/clicking.ipynb", "/voila/templates/lab/static/x",
    "/voila/tree", "/live/../server.py", "/live/%2e%2e/server.py", "/voila/static/../../conf.json",
)  # fmt: skip


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedRoom]:
    served = serve_room(tmp_path_factory.mktemp("room"))
    yield served
    said = end(served)
    assert not any(token in said.split("Ctrl-C")[1] for token in served.tokens.values())
    assert "Traceback" not in said


def test_the_list_of_routes_below_is_whole(tmp_path: Path) -> None:
    kit, _engine = make_room(tmp_path)
    server = LiveServer(Room(kit, "room", "clicking", Address()), [])
    server.initialize([])
    for pattern, *_handler in server.init_handlers()[:-1]:
        assert any(re.fullmatch(pattern, path) for path in OURS), pattern


@pytest.mark.parametrize("path", [*OURS, *OF_JUPYTER])
def test_without_a_valid_link_every_route_is_refused(room: ServedRoom, path: str) -> None:
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"):
        for token in (None, STRANGER, "", "P1"):
            answer = room.ask(path, token, method, {"Origin": room.address.url.rstrip("/")})
            assert answer.status == 403, (method, token)
            assert answer.headers["Set-Cookie"] is None
    answer = room.ask(path)
    assert "This link does not open the panel" in answer.body
    assert "Traceback" not in answer.body


@pytest.mark.parametrize("path", [p for p, whose in OURS.items() if whose != "participant"])
def test_a_participant_is_refused_what_is_not_for_participants(room: ServedRoom, path: str) -> None:
    assert room.ask(path, room.tokens["P1"]).status == 403


@pytest.mark.parametrize("path", OF_JUPYTER)
def test_what_jupyter_would_answer_is_not_there(room: ServedRoom, path: str) -> None:
    for person in ("", "P1"):
        for method in ("GET", "POST", "DELETE"):
            headers = {"Origin": room.address.url.rstrip("/")}
            answer = room.ask(path, room.tokens[person], method, headers)
            assert answer.status in (403, 404, 405), (person, method)


def test_a_strange_host_or_origin_is_refused_though_the_link_is_valid(room: ServedRoom) -> None:
    token = room.tokens[""]
    assert room.ask("/alive", token).status == 204
    assert room.ask("/alive", token, headers={"Host": f"evil.example:{room.port}"}).status == 403
    body, form = "person=P3&change=revoke", {"Content-Type": "application/x-www-form-urlencoded"}
    for origin in ({}, {"Origin": "http://evil.example"}, {"Origin": "null"}):
        assert room.ask("/links", token, "POST", {**form, **origin}, body).status == 403
    assert "P3" in room.access.tokens()


def test_pages_forbid_what_other_servers_and_inline_scripts_would_do(room: ServedRoom) -> None:
    for path in ("/links", "/nothing"):
        headers = room.ask(path, room.tokens[""]).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        script = next(part for part in policy.split(";") if "script-src" in part)
        assert "unsafe" not in script
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"


# Kernels -----------------------------------------------------------------------------------------


def open_page(room: ServedRoom, person: str) -> tuple[str, str]:
    """The page of a person, and its kernel."""
    answer = room.ask("/", room.tokens[person])
    assert answer.status == 200
    found = re.search(r'"kernelId": "([^"]+)"', answer.body)
    assert found is not None
    return answer.body, found[1]


@pytest.fixture(scope="module")
def kernel(room: ServedRoom) -> str:
    return open_page(room, "P1")[1]


async def connect(
    room: ServedRoom, kernel: str, token: str | None, **headers: str
) -> WebSocketClientConnection:
    sent = {"Origin": room.address.url.rstrip("/"), **room.cookie(token), **headers}
    url = f"ws://localhost:{room.port}/api/kernels/{kernel}/channels?session_id={uuid.uuid4()}"
    request = HTTPRequest(url, headers={k: v for k, v in sent.items() if v})
    return await websocket_connect(request, subprotocols=["v1.kernel.websocket.jupyter.org"])


def message(kind: str, content: dict[str, Any], header: str | None = None) -> list[bytes]:
    plain = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": "s", "username": "u",
             "version": "5.4", "date": "2026-01-01T00:00:00Z"}  # fmt: skip
    return [(header or json.dumps(plain)).encode(), b"{}", b"{}", json.dumps(content).encode()]


async def say(
    socket: WebSocketClientConnection, parts: list[bytes], channel: str = "shell"
) -> list[str] | int | None:
    """Send a message; the kinds of what comes back until the kernel is idle, or why it closed."""
    await socket.write_message(serialize_msg_to_ws_v1(parts, channel), binary=True)
    kinds: list[str] = []
    while True:
        received = await asyncio.wait_for(socket.read_message(), 30)
        if received is None:
            return socket.close_code
        _channel, answer = deserialize_msg_from_ws_v1(received)
        kinds.append(json.loads(answer[0])["msg_type"])
        if kinds[-1].endswith("_reply"):
            return kinds


def test_a_page_shows_its_person_and_never_the_code(room: ServedRoom) -> None:
    body, kernel = open_page(room, "P2")
    assert "ipywidgets" not in body
    assert "PLAYBOOK_PARTICIPANT" not in body
    assert str(room.kit.root) not in body
    assert room.ask(f"/api/kernels/{kernel}", room.tokens["P2"]).status == 200
    for person in ("", "P1"):
        assert room.ask(f"/api/kernels/{kernel}", room.tokens[person]).status == 403
    for method in ("DELETE", "POST"):
        headers = {"Origin": room.address.url.rstrip("/")}
        answer = room.ask(f"/api/kernels/{kernel}", room.tokens["P2"], method, headers)
        assert answer.status == 405


def test_a_socket_opens_for_the_owner_of_the_kernel_on_our_own_page_only(
    room: ServedRoom, kernel: str
) -> None:
    async def status(token: str | None, **headers: str) -> int:
        try:
            socket = await connect(room, kernel, token, **headers)
        except HTTPClientError as error:
            return error.code
        socket.close()
        return 101

    async def statuses() -> list[int]:
        own = room.tokens["P1"]
        return [
            await status(own),
            await status(None),
            await status(STRANGER),
            await status(room.tokens["P2"]),
            await status(room.tokens[""]),
            await status(own, Origin="http://evil.example"),
            await status(own, Origin=""),
            await status(own, Host=f"evil.example:{room.port}"),
        ]

    assert asyncio.run(statuses()) == [101] + [403] * 7


CODE = "open({path!r}, 'w').close()"
FORBIDDEN: list[tuple[str, str, dict[str, Any]]] = [
    ("execute_request", "shell", {"code": "CODE", "silent": False, "store_history": True}),
    ("execute_request", "control", {"code": "CODE", "silent": False}),
    ("inspect_request", "shell", {"code": "open", "cursor_pos": 2, "detail_level": 1}),
    ("complete_request", "shell", {"code": "import ", "cursor_pos": 7}),
    ("history_request", "shell", {"hist_access_type": "tail", "n": 9}),
    ("is_complete_request", "shell", {"code": "1"}),
    ("input_reply", "stdin", {"value": "1"}),
    ("interrupt_request", "control", {}),
    ("shutdown_request", "control", {"restart": False}),
    ("shutdown_request", "shell", {"restart": False}),
    ("debug_request", "control", {"command": "initialize"}),
    ("create_subshell_request", "control", {}),
    ("kernel_info_request", "control", {}),
    ("comm_open", "shell", {"comm_id": "c", "target_name": "jupyter.widget", "data": {}}),
    ("no_such_request", "shell", {}),
]


@pytest.mark.parametrize(("kind", "channel", "content"), FORBIDDEN)
def test_a_page_that_sends_more_than_widgets_need_is_cut_off(
    room: ServedRoom, kernel: str, tmp_path: Path, kind: str, channel: str, content: dict[str, Any]
) -> None:
    made = tmp_path / "made"
    if "code" in content:
        content = {**content, "code": content["code"].replace("CODE", CODE.format(path=str(made)))}

    async def attempt() -> tuple[list[str] | int | None, list[str] | int | None]:
        socket = await connect(room, kernel, room.tokens["P1"])
        refused = await say(socket, message(kind, content), channel)
        again = await connect(room, kernel, room.tokens["P1"])
        alive = await say(again, message("kernel_info_request", {}))
        again.close()
        return refused, alive

    refused, alive = asyncio.run(attempt())
    assert refused == GONE
    assert isinstance(alive, list)
    assert "kernel_info_reply" in alive
    assert not made.exists()


def test_what_the_guard_reads_is_what_the_kernel_reads(room: ServedRoom, kernel: str) -> None:
    """Two kinds in one header: readers that take different ones would let code pass."""
    twice = '{"msg_id": "1", "session": "s", "username": "u", "version": "5.4", %s, %s}'
    innocent, other = '"msg_type": "comm_info_request"', '"msg_type": "execute_request"'

    async def attempt(first: str, second: str) -> list[str] | int | None:
        socket = await connect(room, kernel, room.tokens["P1"])
        answer = await say(socket, message("", {"code": "1"}, twice % (first, second)))
        socket.close()
        return answer

    assert asyncio.run(attempt(innocent, other)) == GONE
    passed = asyncio.run(attempt(other, innocent))
    assert isinstance(passed, list)
    assert passed[-1] == "comm_info_reply"


@pytest.mark.parametrize("garbage", [b"", b"\0" * 40, b"\xff" * 40, b"{}"], ids=str)
def test_garbage_on_a_socket_ends_that_page_and_nothing_else(
    room: ServedRoom, kernel: str, garbage: bytes
) -> None:
    async def attempt() -> int | None:
        socket = await connect(room, kernel, room.tokens["P1"])
        await socket.write_message(garbage, binary=True)
        while await asyncio.wait_for(socket.read_message(), 30) is not None:
            continue
        return socket.close_code

    assert asyncio.run(attempt()) == GONE
    assert room.ask("/alive", room.tokens["P1"]).status == 204


def test_a_revoked_link_closes_at_once_also_the_page_that_is_open(room: ServedRoom) -> None:
    kernel = open_page(room, "P3")[1]
    former = room.tokens["P3"]

    async def attempt() -> int | None:
        socket = await connect(room, kernel, former)
        room.access.renew("P3")
        while await asyncio.wait_for(socket.read_message(), 30) is not None:
            continue
        return socket.close_code

    assert asyncio.run(attempt()) == GONE
    for path in ("/", "/alive", f"/api/kernels/{kernel}", f"/enter?token={former}"):
        assert room.ask(path, former).status == 403
    renewed = room.access.tokens()["P3"]
    assert wait_until(lambda: room.ask("/alive", renewed).status == 204)
    entered = room.ask(f"/enter?token={renewed}")
    assert entered.status == 200
    cookie = entered.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_nobody_can_fill_the_machine_with_kernels(room: ServedRoom) -> None:
    for _page in range(5):
        open_page(room, "P2")

    # Those of the tests above may still wait for their pages: one of P1 and one of P3.
    assert wait_until(lambda: len(room.kernel_pids()) <= MOST_PAGES + 2, 5)
