"""Links for people: a secret token each, which opens the panels as that person and no other.

The database keeps a fingerprint of each token, so that whoever reads it cannot vote for anybody.
The tokens themselves are computed from a key that stays in the kit, on the facilitator's machine:
the same links come out after a restart, until one is revoked or renewed.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from playbook.errors import PlaybookError
from playbook.files import read_file
from playbook.language import _
from playbook.sources.database import writing

FACILITATOR = ""
"""Stands for the facilitator where participants have their identifiers, which are never empty."""

SCREEN = " "
"""Stands for the screen, which looks and does nothing else: no identifier is a blank."""

KEY_FILE = Path(".playbook") / "live.key"
KEY_BYTES = 32

ACCESS = sa.MetaData()
TOKENS = sa.Table(
    "live_tokens",
    ACCESS,
    sa.Column("participant_id", sa.String(255), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("fingerprint", sa.String(64), nullable=False, unique=True),
    sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("revoked", sa.Boolean, nullable=False),
)
"""The tokens of each person, numbered as they were issued; a renewal revokes the former ones."""


def fingerprint(token: str) -> str:
    """What is kept of a token: the SHA-256 of 256 random bits needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def read_key(root: Path) -> bytes:
    """The key of a kit, made at the first call and readable by its owner only.

    Parameters
    ----------
    root : Path
        The kit's folder.

    Raises
    ------
    PlaybookError
        When its file holds something else.
    """
    path = root / KEY_FILE
    path.parent.mkdir(exist_ok=True)
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _known_key(path)
    with os.fdopen(made, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(KEY_BYTES))
    return _known_key(path)


def _known_key(path: Path) -> bytes:
    """A key that was made before; one that was not written whole would be anybody's."""
    try:
        key = bytes.fromhex(read_file(path).decode("ascii"))
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        message = _("{path} holds no key: delete it, and give everybody their new link.")
        raise PlaybookError(message.format(path=KEY_FILE))
    return key


@dataclass(frozen=True)
class Access:
    """Who may open the panels of a campaign.

    Attributes
    ----------
    engine : Engine
        The campaign's database.
    campaign : str
        Its name: tokens of one campaign open no other.
    key : bytes
        What tokens are computed from.
    """

    engine: Engine
    campaign: str
    key: bytes

    def token(self, person: str, number: int) -> str:
        """The token of a person that was issued as the first, second, … one."""
        words = "\0".join((self.campaign, person, str(number))).encode()
        digest = hmac.new(self.key, words, hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def prepare(self, people: Iterable[str]) -> None:
        """Give a token to everyone who never had one from this key.

        Parameters
        ----------
        people : iterable of str
            Identifiers of participants; the facilitator and the screen are added.
        """
        with writing(self.engine) as connection:
            ACCESS.create_all(connection)
            last = self._last(connection)
            for person in (FACILITATOR, SCREEN, *people):
                row = last.get(person)
                mine = row and row.fingerprint == fingerprint(self.token(person, row.number))
                if row is None or not (mine or row.revoked):
                    self._issue(connection, person, row.number + 1 if row else 1)

    def tokens(self) -> dict[str, str]:
        """The valid token of each person; who has none is not there."""
        with self.engine.connect() as connection:
            last = self._last(connection)
        return {
            person: self.token(person, row.number)
            for person, row in last.items()
            if not row.revoked
        }

    def valid(self) -> dict[str, str]:
        """The person that each valid fingerprint stands for."""
        wanted = sa.select(TOKENS.c.fingerprint, TOKENS.c.participant_id)
        with self.engine.connect() as connection:
            rows = connection.execute(wanted.where(~TOKENS.c.revoked)).all()
        return {row.fingerprint: row.participant_id for row in rows}

    def revoke(self, person: str) -> None:
        """Close every link of a person; a renewal gives another one."""
        with writing(self.engine) as connection:
            self._revoke(connection, person)

    def renew(self, person: str) -> None:
        """Give a person a new link, and close the former ones."""
        with writing(self.engine) as connection:
            self._revoke(connection, person)
            row = self._last(connection).get(person)
            self._issue(connection, person, row.number + 1 if row else 1)

    def _revoke(self, connection: Connection, person: str) -> None:
        mine = TOKENS.c.participant_id == person
        connection.execute(sa.update(TOKENS).where(mine).values(revoked=True))

    def _issue(self, connection: Connection, person: str, number: int) -> None:
        connection.execute(
            sa.insert(TOKENS).values(
                participant_id=person,
                number=number,
                fingerprint=fingerprint(self.token(person, number)),
                issued_at=datetime.now(UTC),
                revoked=False,
            )
        )

    def _last(self, connection: Connection) -> dict[str, Any]:
        """The last token of each person."""
        wanted = sa.select(
            TOKENS.c.participant_id, TOKENS.c.number, TOKENS.c.fingerprint, TOKENS.c.revoked
        ).order_by(TOKENS.c.number)
        return {row.participant_id: row for row in connection.execute(wanted)}
