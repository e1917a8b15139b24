"""A campaign's data as a folder of CSV files, one a table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from playbook.errors import Problem
from playbook.files import sha256
from playbook.language import _, language
from playbook.sources.delimited import read_delimited, write_delimited
from playbook.sources.words import header_of, word_of
from playbook.tables import TABLES
from playbook.tables.columns import Table
from playbook.tables.matching import fold, nearest
from playbook.tables.raw import RawTable


class Folder:
    """A `Source`: CSV files as spreadsheets save them.

    Parameters
    ----------
    path : Path
        The folder.
    shown : str
        The folder as messages name it.
    """

    def __init__(self, path: Path, shown: str) -> None:
        self.path = path
        self.shown = shown

    def fault(self) -> Problem | None:
        """Say when there is no such folder."""
        if self.path.is_dir():
            return None
        return Problem(self.shown, _("there is no such folder of CSV files."))

    def read(self, decimal_comma: bool | None) -> tuple[dict[str, RawTable], list[Problem]]:
        """Read every table of the folder; a file that is no table is a problem."""
        tables: dict[str, RawTable] = {}
        problems: list[Problem] = []
        for path in self._files():
            where = f"{self.shown}/{path.name}"
            name = fold(path.stem).replace(" ", "_")
            if path.suffix.casefold() != ".csv" or name not in TABLES:
                problems.append(_unknown_file(where, path.stem))
                continue
            content = read_delimited(path, where, decimal_comma)
            if isinstance(content, Problem):
                problems.append(content)
            elif name in tables:
                problems.append(Problem(where, _("this table is there twice: keep one file.")))
            else:
                tables[name] = content
        return tables, problems

    def write(self, frames: Mapping[str, pd.DataFrame]) -> None:
        """Write each table to its file; French files as French spreadsheets write them."""
        self.path.mkdir(parents=True, exist_ok=True)
        for name, frame in frames.items():
            table = TABLES[name]
            columns = [column for column in table.columns if column.name in frame]
            header = [header_of(column) for column in columns]
            cells = [[word_of(value, column) for value in frame[column.name]] for column in columns]
            rows = [header, *(list(row) for row in zip(*cells, strict=True))]
            separator = ";" if language() == "fr" else ","
            (self.path / f"{name}.csv").write_bytes(write_delimited(rows, separator))

    def fingerprints(self) -> dict[str, str]:
        """The fingerprint of each CSV file."""
        return {
            f"{self.shown}/{path.name}": sha256(path.read_bytes())
            for path in self._files()
            if path.suffix.casefold() == ".csv"
        }

    def _files(self) -> list[Path]:
        """The files in alphabetical order, less the hidden and the temporary ones."""
        return sorted(
            path
            for path in self.path.iterdir()
            if not path.name.startswith((".", "~")) and not path.is_dir()
        )


def _unknown_file(where: str, stem: str) -> Problem:
    """Say that a file is no table, and which one was perhaps meant."""
    expected = _("expected a CSV file named after a table of the data dictionary.")
    meant = nearest(stem, TABLES)
    if meant is not None:
        expected += " " + _("Did you mean {name}?").format(name=f"{meant}.csv")
    return Problem(where, expected)


def write_templates(source: Folder, tables: list[Table]) -> None:
    """Write tables that have a header and no row, to be filled."""
    source.write({t.name: pd.DataFrame(columns=list(t.column_names)) for t in tables})
