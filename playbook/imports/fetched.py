"""A file to be imported that lies at an address, as Google Sheets exports one."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen

from playbook.errors import PlaybookError, Problem
from playbook.language import _
from playbook.sources.sheets import SUFFIXES

LARGEST = 50 * 2**20
SECONDS = 30
SHEETS = re.compile(r"https://docs\.google\.com/spreadsheets/d/([\w-]{10,100})/(?!export)")
TYPES = {
    "text/csv": ".csv",
    "text/plain": ".csv",
    "text/tab-separated-values": ".csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
}


def fetched(place: str, folder: Path) -> Path:
    """The file at a place: a file of this machine as it is, one at an address fetched.

    Parameters
    ----------
    place : str
        A file; or an address that begins with ``https://`` or ``http://``. The address of a sheet
        in Google Sheets stands for its export as a workbook.
    folder : Path
        Where to put what is fetched.

    Raises
    ------
    PlaybookError
        When nothing can be fetched there, or what is there is no file to import.
    """
    if not place.startswith(("https://", "http://")):
        return Path(place)
    google = SHEETS.match(place)
    address = f"{google[0]}export?format=xlsx" if google else place
    shown = urlsplit(place)._replace(query="", fragment="").geturl()
    try:
        with urlopen(Request(address), timeout=SECONDS) as answer:
            kind = answer.headers.get_content_type()
            content = answer.read(LARGEST + 1)
            name = answer.headers.get_filename() or unquote(urlsplit(address).path)
    except (URLError, OSError, ValueError) as error:
        if isinstance(error, HTTPError):
            error.close()
        reason = str(getattr(error, "reason", error))
        message = _("nothing can be fetched there ({reason}).").format(reason=reason)
        raise PlaybookError(str(Problem(shown, message))) from None
    if len(content) > LARGEST:
        expected = _("the file is larger than {limit} MB.").format(limit=LARGEST // 2**20)
        raise PlaybookError(str(Problem(shown, expected)))
    if kind == "text/html":
        expected = _(
            "this is a web page, not a file: share the file so that anyone with"
            " the link can read it."
        )
        raise PlaybookError(str(Problem(shown, expected)))
    named = Path(name.replace("\\", "/")).name
    known = Path(named).suffix.casefold() in (*SUFFIXES, ".csv", ".txt", ".pb")
    path = folder / (named if known else (named or "file") + TYPES.get(kind, ".csv"))
    path.write_bytes(content)
    return path
