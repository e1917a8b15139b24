"""A room over https: the page, its socket and the votes work, and nothing else is spoken."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page, expect
from support.machine import program
from support.panel_pages import Served, cell, database_of, make_kit, serve
from support.small_database import fill

from playbook.errors import PlaybookError
from playbook.kit import Kit
from playbook.live.rounds import Round, open_round, prepare
from playbook.live.serving.addresses import Address
from playbook.live.serving.encryption import encryption
from playbook.live.serving.room import open_room
from playbook.sources.schema import schema

UNENCRYPTED = "not encrypted"
VOTE = "ratings/U1/value"
ANY_NETWORK = ("--host", "0.0.0.0")


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    """A kit with an open vote."""
    kit = make_kit(tmp_path_factory.mktemp("encrypted"))
    engine = database_of(kit)
    fill(engine)
    prepare(engine, "prioritisation", [Round("prioritisation", "", {}, anonymous=False)])
    open_round(engine, "prioritisation", False, lambda _connection: False)
    return kit


def openssl(*words: str) -> None:
    """Run a command of openssl."""
    command = program("OpenSSL", "openssl")
    subprocess.run([command, *words], check=True, capture_output=True)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """The options that name a certificate which the machine has signed for itself."""
    folder = tmp_path_factory.mktemp("certificate")
    names = {"--keyfile": str(folder / "room.key"), "--certfile": str(folder / "room.pem")}
    made = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost")
    openssl(*made, "-keyout", names["--keyfile"], "-out", names["--certfile"])
    return tuple(word for option in names.items() for word in option)


@pytest.fixture(scope="module")
def room(kit: Kit, certificate: tuple[str, ...], browser: Browser) -> Iterator[Served]:
    served = serve(kit, "prioritisation", browser, *ANY_NETWORK, *certificate)
    yield served
    served.end()


def opened(served: Served, person: str | None = None) -> Page:
    return served.page(person, ignore_https_errors=True)


def stored(kit: Kit) -> list[dict[str, Any]]:
    wanted = sa.select(schema().tables["ratings"])
    with database_of(kit).connect() as connection:
        return [dict(row) for row in connection.execute(wanted).mappings()]


def test_a_vote_is_cast_over_https_and_a_socket_that_is_encrypted_too(
    room: Served, kit: Kit
) -> None:
    page = room.browser.new_context(ignore_https_errors=True).new_page()
    sockets: list[str] = []
    page.on("websocket", lambda opened: sockets.append(opened.url))
    room.show(page, "P1")
    value = cell(page, VOTE)
    value.locator("label").nth(3).click()
    expect(value).to_have_attribute("data-state", "stored")
    assert [(row["participant_id"], row["value"]) for row in stored(kit)] == [("P1", 4.0)]
    assert sockets
    assert {url.split("/socket")[0] for url in sockets} == {
        f"wss://localhost:{room.roster.address.port}"
    }
    (cookie,) = page.context.cookies()
    assert cookie["secure"]
    page.context.close()


def test_only_without_a_certificate_it_is_said_that_others_can_read_along(
    room: Served, kit: Kit, browser: Browser
) -> None:
    desk = opened(room)
    desk.get_by_role("link", name="Links for participants").click()
    desk.locator("section").first.wait_for()
    assert UNENCRYPTED not in room.said + desk.content()
    assert "https://" in room.said
    desk.context.close()
    plain = serve(kit, "prioritisation", browser, *ANY_NETWORK)
    try:
        desk = plain.page()
        desk.get_by_role("link", name="Links for participants").click()
        expect(desk.get_by_role("note")).to_contain_text(UNENCRYPTED)
        assert UNENCRYPTED in plain.said
        desk.context.close()
    finally:
        plain.end()


def test_who_does_not_speak_https_gets_nothing(room: Served) -> None:
    with socket.create_connection(("localhost", room.roster.address.port), timeout=20) as client:
        client.sendall(b"GET /alive HTTP/1.1\r\nHost: localhost\r\n\r\n")
        with suppress(ConnectionResetError):
            assert b"HTTP" not in client.recv(1000)


def test_a_certificate_that_cannot_be_used_is_refused_before_anything_is_served(
    certificate: tuple[str, ...], tmp_path: Path
) -> None:
    key, room = Path(certificate[1]), Path(certificate[3])
    words, locked, strange = (tmp_path / name for name in ("words.pem", "locked.key", "other.key"))
    words.write_text("no certificate")
    openssl("rsa", "-aes128", "-passout", "pass:secret", "-in", str(key), "-out", str(locked))
    openssl("genrsa", "-out", str(strange), "2048")
    assert encryption(None, None) is None
    assert encryption(room, key) is not None
    for pem, private in [(words, key), (room, None), (room, locked), (room, strange)]:
        with pytest.raises(PlaybookError, match="the certificate cannot be used"):
            encryption(pem, private)


def test_a_key_alone_does_not_pass_for_encryption(certificate: tuple[str, ...], kit: Kit) -> None:
    with pytest.raises(PlaybookError, match="give --certfile too"):
        open_room(kit, "small", "prioritisation", Address(), None, Path(certificate[1]))
