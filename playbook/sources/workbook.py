"""A campaign's data as one workbook, a sheet a table."""

from __future__ import annotations

from pathlib import Path

from playbook.errors import Problem
from playbook.files import sha256
from playbook.language import _, format_number
from playbook.sources.child import extract
from playbook.sources.extraction.sheet import Refused
from playbook.sources.sheets import read_sheets
from playbook.tables.raw import RawTable

SUFFIXES = (".xlsx", ".xlsm", ".ods", ".xls", ".xlsb")
"""The names of workbooks. The last two are formats that are refused, saying what to save as."""


class Workbook:
    """A `Source`: an Excel or LibreOffice workbook, filled by people.

    Parameters
    ----------
    path : Path
        The file.
    shown : str
        The file as messages name it.
    """

    def __init__(self, path: Path, shown: str) -> None:
        self.path = path
        self.shown = shown

    def fault(self) -> Problem | None:
        """Say when there is no such file."""
        if self.path.is_file():
            return None
        return Problem(self.shown, _("there is no such workbook."))

    def read(self, decimal_comma: bool | None) -> tuple[dict[str, RawTable], list[Problem]]:
        """Read the sheets that are tables; a workbook that cannot be read is one problem."""
        try:
            sheets = extract(self.path)
        except Refused as refusal:
            return {}, [Problem(self.shown, _said(refusal))]
        return read_sheets(self.shown, sheets, decimal_comma)

    def fingerprints(self) -> dict[str, str]:
        """The fingerprint of the file."""
        return {self.shown: sha256(self.path.read_bytes())}


def _said(refusal: Refused) -> str:
    """Why a workbook was refused, in the language being spoken."""
    details = {
        name: format_number(detail) if isinstance(detail, int) else detail
        for name, detail in refusal.details.items()
    }
    return _(refusal.message).format(**details)
