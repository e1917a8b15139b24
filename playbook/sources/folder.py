"""A campaign's data as a folder of CSV files, one a table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from playbook.errors import Problem
from playbook.files import sha256, write_whole
from playbook.language import _, language
from playbook.sources.delimited import read_delimited, write_delimited
from playbook.sources.kept import rewritten
from playbook.sources.words import header_of, word_of
from playbook.tables import TABLES
from playbook.tables.columns import Table
from playbook.tables.matching import did_you_mean, fold
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
            name = _table_of(path)
            if not _is_csv(path) or name not in TABLES:
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
        """Write each table to its file; French files as French spreadsheets write them.

        A file that is there keeps its name, headers, separator, encoding and the columns that the
        kit does not know; rows that are the same in it stay as they were written.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        there = {_table_of(path): path for path in reversed(self._files()) if _is_csv(path)}
        for name, frame in frames.items():
            path = there.get(name, self.path / f"{name}.csv")
            before = path.read_bytes() if path.exists() else b""
            after = rewritten(before, TABLES[name], frame) or _file_of(TABLES[name], frame)
            if after != before:
                self._put(path, after)

    def _put(self, path: Path, content: bytes) -> None:
        """Replace a file in one step; what a link points to, not the link."""
        write_whole(path.resolve(), content)

    def fingerprints(self) -> dict[str, str]:
        """The fingerprint of each CSV file."""
        return {
            f"{self.shown}/{path.name}": sha256(path.read_bytes())
            for path in self._files()
            if _is_csv(path)
        }

    def _files(self) -> list[Path]:
        """The files in alphabetical order, less the hidden and the temporary ones."""
        return sorted(
            path
            for path in self.path.iterdir()
            if not path.name.startswith((".", "~")) and not path.is_dir()
        )


def _is_csv(path: Path) -> bool:
    """Whether a file is named as a CSV."""
    return path.suffix.casefold() == ".csv"


def _table_of(path: Path) -> str:
    """The table that a file is named after."""
    return fold(path.stem).replace(" ", "_")


def _file_of(table: Table, frame: pd.DataFrame) -> bytes:
    """A table as a new file."""
    columns = [column for column in table.columns if column.name in frame]
    header = [header_of(column) for column in columns]
    cells = [[word_of(value, column) for value in frame[column.name]] for column in columns]
    rows = [header, *(list(row) for row in zip(*cells, strict=True))]
    return write_delimited(rows, ";" if language() == "fr" else ",")


def _unknown_file(where: str, stem: str) -> Problem:
    """Say that a file is no table, and which one was perhaps meant."""
    expected = _("expected a CSV file named after a table of the data dictionary.")
    return Problem(where, expected + did_you_mean(stem, TABLES, "{}.csv".format))


def write_templates(source: Folder, tables: list[Table]) -> None:
    """Write tables that have a header and no row, to be filled."""
    source.write({t.name: pd.DataFrame(columns=list(t.column_names)) for t in tables})
