"""A campaign's CSV files on object storage or another file system, at a URL that fsspec knows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import pandas as pd
from upath import UPath

from playbook.errors import PlaybookError, Problem
from playbook.language import _
from playbook.sources.folder import Folder
from playbook.tables import TABLES
from playbook.tables.own import Contract
from playbook.tables.raw import RawTable


class RemoteFolder(Folder):
    """A `Source`: a folder of CSV files at a URL.

    What is read is checked as a local folder is. How to log in is fsspec's matter (environment
    variables or its configuration files), and never stands in the URL.

    Parameters
    ----------
    url : str
        Such as ``s3://bucket/spring``; fsspec has the list of schemes, and each needs its driver.
    """

    def __init__(self, url: str, contract: Contract = TABLES) -> None:
        parts = urlsplit(url)
        shown = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        super().__init__(Path(), shown, contract)
        self._url = url

    def fault(self) -> Problem | None:
        """Say when the URL cannot be read, and why."""
        if urlsplit(self._url).password is not None:
            return Problem(
                self.shown,
                _("a password does not belong in the URL: give it to fsspec's configuration."),
            )
        try:
            found = self._open().is_dir()
        except Exception as error:  # each file system has errors of its own
            return self._unreachable(error)
        if found:
            return None
        return Problem(self.shown, _("there is no such folder of CSV files."))

    def read(self, decimal_comma: bool | None) -> tuple[dict[str, RawTable], list[Problem]]:
        """Read every table; a connection that breaks is a problem."""
        try:
            self._open()
            return super().read(decimal_comma)
        except Exception as error:
            return {}, [self._unreachable(error)]

    def write(self, frames: Mapping[str, pd.DataFrame]) -> None:
        """Write each table to its file.

        Raises
        ------
        PlaybookError
            When the place cannot be written to.
        """
        try:
            self._open()
            super().write(frames)
        except Exception as error:
            raise PlaybookError(str(self._unreachable(error))) from error

    def fingerprints(self) -> dict[str, str]:
        """The fingerprint of each CSV file."""
        self._open()
        return super().fingerprints()

    def _put(self, path: Path, content: bytes) -> None:
        """Write a file; object stores do so whole."""
        path.write_bytes(content)

    def _open(self) -> Path:
        """Find the file system; its driver is imported then."""
        self.path = cast(Path, UPath(self._url))  # it has the methods of Path, and is none
        return self.path

    def _unreachable(self, error: Exception) -> Problem:
        """Say what the file system answered."""
        reason = str(error) or type(error).__name__
        return Problem(self.shown, _("the place cannot be used ({reason}).").format(reason=reason))
