"""Open the facilitator's page in a browser."""

from __future__ import annotations

import os
import tempfile
import webbrowser
from html import escape
from pathlib import Path

PAGE = '<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={address}">'


def open_in_browser(address: str) -> Path | None:
    """Open an address that holds a token, by way of a file that only its owner can read.

    Whoever uses this machine can list the commands that run, with their arguments.

    Returns
    -------
    Path or None
        The file, to be deleted when it has been read; None where there is no browser.
    """
    number, name = tempfile.mkstemp(prefix="playbook-live-", suffix=".html")
    with os.fdopen(number, "w", encoding="utf-8") as file:
        file.write(PAGE.format(address=escape(address)))
    path = Path(name)
    if webbrowser.open(path.as_uri()):
        return path
    path.unlink()
    return None
