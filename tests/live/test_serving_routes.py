"""Every route and every socket refuses who has no valid link, and nothing else is there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from support.live_room import ServedRoom, end, serve_room
from support.printed import printed_object

from playbook.live.serving.server import ROUTES

STRANGER = "A" * 43
OURS = {
    "/": "participant",
    "/enter": "nobody",
    "/links": "facilitator",
    "/alive": "participant",
    "/socket": "nobody",
    "/live/live.js": "participant",
    "/live/panel.css": "participant",
}
NOT_THERE = (
    "/api", "/api/contents", "/api/contents/clicking.ipynb", "/api/kernels", "/api/kernelspecs",
    "/api/kernels/00000000-0000-0000-0000-000000000000/channels", "/api/sessions", "/api/terminals",
    "/api/shutdown", "/api/me", "/clicking.ipynb", "/files/clicking.ipynb", "/lab", "/login",
    "/metrics", "/nbconvert/html/clicking.ipynb", "/notebooks/clicking.ipynb",
    "/static/logo/logo.png", "/terminals/websocket/1", "/tree", "/voila/static/voila.js",
    "/live/", "/live/../server.py", "/live/%2e%2e/server.py", "/live/.live.key", "/live/none.js",
    "/live/%00", "/%ff", "/live/live.js/", "/.playbook/live.key", "/data/room.db",
)  # fmt: skip


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedRoom]:
    served = serve_room(tmp_path_factory.mktemp("room"))
    yield served
    said = end(served)
    assert said.split("Ctrl-C")[1].strip() in ("", ".")


def test_the_list_of_routes_below_is_whole() -> None:
    for pattern, *_handler in ROUTES[:-1]:
        assert any(re.fullmatch(pattern, path) for path in OURS), pattern


@pytest.mark.parametrize("path", [*OURS, *NOT_THERE])
def test_without_a_valid_link_every_route_is_refused(room: ServedRoom, path: str) -> None:
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"):
        for token in (None, STRANGER, "", "P1"):
            answer = room.ask(path, token, method, {"Origin": room.address.url.rstrip("/")})
            assert answer.status == 403, (method, token)
            assert answer.headers["Set-Cookie"] is None
    answer = room.ask(path)
    assert "This link does not open the panel" in answer.body
    assert "Traceback" not in answer.body


@pytest.mark.parametrize("person", ["", "P1"])
def test_no_page_prints_an_object_in_the_place_of_words(room: ServedRoom, person: str) -> None:
    for path in (*OURS, "/nothing"):
        page = room.ask(path, room.tokens[person]).body
        assert printed_object(page) is None, path
    assert printed_object("<button>&lt;built-in method copy of dict object at 0x7f01&gt;</button>")


@pytest.mark.parametrize("path", [p for p, whose in OURS.items() if whose == "facilitator"])
def test_a_participant_is_refused_what_is_not_for_participants(room: ServedRoom, path: str) -> None:
    assert room.ask(path, room.tokens["P1"]).status == 403


@pytest.mark.parametrize("path", NOT_THERE)
def test_nothing_else_is_there(room: ServedRoom, path: str) -> None:
    for person in ("", "P1"):
        for method in ("GET", "POST", "DELETE"):
            headers = {"Origin": room.address.url.rstrip("/")}
            answer = room.ask(path, room.tokens[person], method, headers)
            assert answer.status in (404, 405), (person, method)


def test_a_strange_host_or_origin_is_refused_though_the_link_is_valid(room: ServedRoom) -> None:
    token = room.tokens[""]
    assert room.ask("/alive", token).status == 204
    for host in (f"evil.example:{room.port}", "", "[", "localhost\x0b.evil"):
        assert room.ask("/alive", token, headers={"Host": host}).status in (400, 403), host
    body, form = "person=P3&change=revoke", {"Content-Type": "application/x-www-form-urlencoded"}
    for said in ({}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://["}):
        assert room.ask("/links", token, "POST", {**form, **said}, body).status == 403
    assert "P3" in room.access.tokens()


@pytest.mark.parametrize(
    "body",
    [
        "", "person=P1", "change=revoke", "change=revoke&person=nobody", "change=steal&person=P1",
        "change=renew&person=", "change=revoke&person=%ff", "%%%",
        "change=revoke&person=" + "x" * 10_000,
    ],
)  # fmt: skip
def test_what_the_list_of_links_does_not_understand_changes_nothing(
    room: ServedRoom, body: str
) -> None:
    headers = {
        "Origin": room.address.url.rstrip("/"),
        "Content-Type": "application/x-www-form-urlencoded",
    }
    assert room.ask("/links", room.tokens[""], "POST", headers, body).status == 400
    assert room.access.tokens() == room.tokens


def test_a_link_that_is_garbled_opens_nothing(room: ServedRoom) -> None:
    for token in ("%ff", "%00", "a" * 5000, "é", "%C3%A9&token=x", room.tokens["P1"] + "%20x"):
        path = f"/enter?token={token}" if token.isascii() else "/enter?token=%C3%A9"
        assert room.ask(path).status in (400, 403)


def test_pages_forbid_what_other_servers_and_inline_scripts_would_do(room: ServedRoom) -> None:
    for path in ("/", "/links", "/nothing", "/live/live.js"):
        headers = room.ask(path, room.tokens[""]).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "script-src 'self';" in policy
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_has_the_notebooks_words_and_never_its_code(room: ServedRoom) -> None:
    body = room.ask("/", room.tokens["P2"]).body
    before, panel, after = (
        body.index(word) for word in ("Which one?", 'data-panel="prioritisation"', "<em>End</em>")
    )
    assert before < panel < after
    assert "open_panel" not in body
    assert str(room.kit.root) not in body
    assert 'href="/links"' not in body
    assert 'href="/links"' in room.ask("/", room.tokens[""]).body


def test_a_page_that_was_loaded_before_is_not_sent_again(room: ServedRoom) -> None:
    for path in ("/", "/live/panel.js"):
        first = room.ask(path, room.tokens["P1"])
        known = {"If-None-Match": first.headers["Etag"]}
        assert room.ask(path, room.tokens["P1"], headers=known).status == 304


def test_a_first_page_weighs_little(room: ServedRoom) -> None:
    names = ("", "live/live.js", "live/panel.js", "live/live.css", "live/panel.css")
    weights = [
        int(room.ask(f"/{name}", room.tokens["P1"], "GET", {"Accept-Encoding": "gzip"}, raw=True)
            .headers["Content-Length"])
        for name in names
    ]  # fmt: skip
    assert sum(weights) < 40_000
