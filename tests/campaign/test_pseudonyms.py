"""Pseudonyms: the same from run to run, and told by the secret alone."""

from __future__ import annotations

import hashlib
import hmac
import re
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.campaign import pseudonyms
from playbook.campaign.new import new_campaign
from playbook.campaign.pseudonyms import codes_of
from playbook.campaign.secret import secret_of
from playbook.errors import PlaybookError
from playbook.kit import Kit

PEOPLE = st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), unique=True)


def test_a_code_is_the_keyed_hash_in_consonants_and_digits() -> None:
    digest = int(hmac.new(b"secret", "Zoé".encode(), hashlib.sha256).hexdigest(), 16)
    letters = "BCDFGHJKLMNPQRSTVWXZ23456789"
    wanted = "".join(letters[digest // 28**place % 28] for place in range(4))
    assert codes_of(["Zoé"], b"secret") == {"Zoé": wanted}


@given(PEOPLE, st.binary(min_size=1), st.randoms())
def test_nobodys_code_depends_on_the_order_of_the_table_or_on_who_else_is_there(
    people: list[str], secret: bytes, random: object
) -> None:
    codes = codes_of(people, secret)
    assert len(set(codes.values())) == len(people)
    random.shuffle(people)  # type: ignore[attr-defined]
    assert codes_of(people, secret) == codes
    half = people[::2]
    assert codes_of(half, secret) == {person: codes[person] for person in half}


def test_people_who_draw_the_same_code_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pseudonyms, "LENGTH", 1)
    people = [f"P{number}" for number in range(28)]
    assert sorted(codes_of(people, b"x").values()) == sorted(pseudonyms.LETTERS)


def test_each_campaign_has_codes_of_its_own(kit: Kit) -> None:
    one, two = secret_of(kit, "one"), secret_of(kit, "two")
    assert codes_of(["P1", "P2"], one) != codes_of(["P1", "P2"], two)
    assert secret_of(kit, "one") == one


def test_a_secret_is_long_random_and_its_owners_alone(kit: Kit) -> None:
    new_campaign(kit, "spring", "en")
    path = kit.root / "parameters/spring.secret"
    assert re.fullmatch(rb"[0-9a-f]{64}\n", path.read_bytes())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in (kit.root / "parameters").iterdir() if file != path] == [
        "spring.yml"
    ]


def test_stages_that_begin_at_once_share_one_secret(kit: Kit) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _turn: secret_of(kit, "test"), range(32)))
    assert len(found) == 1


def test_an_empty_secret_is_refused(kit: Kit) -> None:
    kit.secret_of("test").write_text("\n")
    with pytest.raises(PlaybookError, match=r"parameters/test\.secret is empty"):
        secret_of(kit, "test")


def test_git_keeps_no_secret_but_the_demos() -> None:
    ignored = (Path(__file__).parents[2] / ".gitignore").read_text(encoding="utf-8").split()
    assert ignored.index("parameters/*.secret") < ignored.index("!parameters/demo*.secret")
