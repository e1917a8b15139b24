"""A campaign's secret: what its people's codes, and the fingerprints of its data, are made with.

It lies in ``parameters/NAME.secret``, a file of its own that git ignores (the demos' are public, as
their people are invented).
"""

from __future__ import annotations

import hmac
import os
import secrets
import tempfile
from pathlib import Path

from playbook.errors import PlaybookError
from playbook.files import read_file
from playbook.kit import Kit
from playbook.language import _


def sealed(fingerprint: str, secret: bytes) -> str:
    """A fingerprint of data that tells nothing to whoever has not got the secret.

    The reports hold it, and votes are few: who had a plain one could try every set of votes until
    the fingerprint is the same.
    """
    return hmac.digest(secret, fingerprint.encode(), "sha256").hex()


def secret_of(kit: Kit, name: str) -> bytes:
    """A campaign's secret, made when there is none yet.

    Raises
    ------
    PlaybookError
        When the file cannot be made, or holds nothing.
    """
    path = kit.secret_of(name)
    if not path.exists():
        try:
            _make(path)
        except OSError as error:
            message = _("{file} cannot be written ({reason}): the campaign's secret belongs there.")
            raise PlaybookError(
                message.format(file=f"parameters/{path.name}", reason=error.strerror)
            ) from None
    secret = read_file(path).strip()
    if not secret:
        message = _("{file} is empty: put the campaign's secret back, or delete the file.")
        raise PlaybookError(message.format(file=f"parameters/{path.name}"))
    return secret


def _make(path: Path) -> None:
    """Write a new secret for its owner alone; where two write at once, the first one's stays."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")  # readable by nobody else
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32) + "\n")
    try:
        os.link(name, path)
    except FileExistsError:
        pass
    finally:
        Path(name).unlink()
