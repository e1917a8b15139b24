"""Tokens: one person each, kept as fingerprints, valid until revoked; and the names of hosts."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine
from support.live_room import PEOPLE, make_room

from playbook.errors import PlaybookError
from playbook.live.serving.access import (
    FACILITATOR,
    KEY_FILE,
    SCREEN,
    Access,
    fingerprint,
    read_key,
)
from playbook.live.serving.addresses import Address
from playbook.live.serving.roster import Roster

KEY = bytes(range(32))


def test_everyone_gets_a_token_of_their_own_of_256_bits(database: Engine) -> None:
    access = Access(database, "room", KEY)
    access.prepare(["P1", "P2"])
    tokens = access.tokens()
    assert set(tokens) == {FACILITATOR, SCREEN, "P1", "P2"}
    assert len(set(tokens.values())) == 4
    assert all(len(token) == 43 for token in tokens.values())  # 256 bits, 6 a letter


def test_tokens_outlive_a_restart_and_differ_between_campaigns_and_keys(database: Engine) -> None:
    Access(database, "room", KEY).prepare(["P1"])
    before = Access(database, "room", KEY).tokens()
    Access(database, "room", KEY).prepare(["P1", "P2"])
    assert Access(database, "room", KEY).tokens()["P1"] == before["P1"]
    one = Access(database, "room", KEY).token("P1", 1)
    assert one != Access(database, "other", KEY).token("P1", 1)
    assert one != Access(database, "room", bytes(32)).token("P1", 1)


def test_the_database_holds_no_token(tmp_path: Path) -> None:
    kit, engine = make_room(tmp_path)
    access = Access(engine, "room", read_key(kit.root))
    access.prepare(PEOPLE)
    content = (tmp_path / "data/room.db").read_bytes()
    for token in access.tokens().values():
        assert token.encode() not in content
        assert fingerprint(token).encode() in content


def test_a_revoked_token_stays_so_until_it_is_renewed_and_the_former_never_comes_back(
    database: Engine,
) -> None:
    access = Access(database, "room", KEY)
    access.prepare(["P1", "P2"])
    former = access.tokens()["P1"]
    access.revoke("P1")
    access.prepare(["P1", "P2"])
    assert set(access.valid().values()) == {FACILITATOR, SCREEN, "P2"}
    assert "P1" not in access.tokens()
    access.renew("P1")
    assert access.valid()[fingerprint(access.tokens()["P1"])] == "P1"
    assert fingerprint(former) not in access.valid()


def test_a_lost_key_gives_new_tokens_and_opens_what_was_not_revoked(database: Engine) -> None:
    lost = Access(database, "room", bytes(32))
    lost.prepare(["P1", "P2"])
    lost.revoke("P2")
    access = Access(database, "room", KEY)
    access.prepare(["P1", "P2"])
    assert access.valid()[fingerprint(access.tokens()["P1"])] == "P1"
    assert "P2" not in access.tokens()


def test_the_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    key = read_key(tmp_path)
    assert len(key) == 32
    assert read_key(tmp_path) == key
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600


def test_who_left_the_table_of_participants_is_not_let_in(database: Engine) -> None:
    access = Access(database, "room", KEY)
    access.prepare(["P1", "GONE"])
    assert set(Roster(access, Address()).known().values()) == {FACILITATOR, SCREEN, "P1"}


def test_nobody_is_revoked_by_a_slip_of_the_pen(database: Engine) -> None:
    roster = Roster(Access(database, "room", KEY), Address())
    roster.links()
    with pytest.raises(PlaybookError, match="no participant “p1”"):
        roster.revoke("p1")


@pytest.mark.parametrize(
    ("host", "asked", "answers"),
    [
        ("localhost", "localhost:8866", True),
        ("localhost", "127.0.0.1:8866", True),
        ("localhost", "[::1]:8866", True),
        ("localhost", "evil.example:8866", False),
        ("localhost", "192.168.1.7:8866", False),
        ("localhost", "localhost.evil.example", False),
        ("localhost", "", False),
        ("127.0.0.1", "evil.example", False),
        ("0.0.0.0", "192.168.1.7:8866", True),
        ("0.0.0.0", "evil.example:8866", False),
        ("room.example", "Room.example:8866", True),
        ("room.example", "other.example:8866", False),
    ],
)
def test_only_names_of_this_machine_are_answered_to(host: str, asked: str, answers: bool) -> None:
    assert Address(host).answers_to(asked) is answers


def test_a_link_says_whether_it_is_encrypted_and_where_it_leads() -> None:
    assert Address("room.example", 8866, True).link("abc") == (
        "https://room.example:8866/enter?token=abc"
    )
    assert Address("::1", 80).url == "http://[::1]:80/"
    assert "0.0.0.0" not in Address("0.0.0.0").url
    local = [Address(host).is_local for host in ("localhost", "127.0.0.1", "::1")]
    beyond = [Address(host).is_local for host in ("0.0.0.0", "::", "192.168.1.7", "room.example")]
    assert local == [True] * 3
    assert beyond == [False] * 4


@pytest.mark.parametrize("content", ["", "00ff", "no key"])
def test_a_key_that_was_not_written_whole_opens_nothing(tmp_path: Path, content: str) -> None:
    read_key(tmp_path)
    (tmp_path / KEY_FILE).write_text(content)
    with pytest.raises(PlaybookError, match="holds no key"):
        read_key(tmp_path)
