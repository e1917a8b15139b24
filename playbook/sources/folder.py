"""A campaign's data as a folder of CSV files, one a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from playbook.errors import Problem
from playbook.files import path_fingerprint, write_whole
from playbook.language import _
from playbook.sources.delimited import cell_separator, text_sheet, write_delimited
from playbook.sources.kept import rewritten
from playbook.sources.sheets import read_sheet
from playbook.sources.text_files import read_text
from playbook.sources.words import word_of
from playbook.tables import TABLES
from playbook.tables.columns import Table, shown_name
from playbook.tables.matching import did_you_mean, fold
from playbook.tables.own import Contract, holding
from playbook.tables.raw import RawTable


class Folder:
    """A `Source`: CSV files as spreadsheets save them.

    Parameters
    ----------
    path : Path
        The folder.
    shown : str
        The folder as messages name it.
    contract : mapping of str to Table
        The tables that it can hold.
    """

    def __init__(self, path: Path, shown: str, contract: Contract = TABLES) -> None:
        self.path = path
        self.shown = shown
        self.contract = contract

    def fault(self) -> Problem | None:
        """Say when there is no such folder."""
        if not self.path.is_dir():
            return Problem(self.shown, _("there is no such folder of CSV files."))
        try:
            self._files()
        except OSError as error:
            reason = _("the folder cannot be read ({reason}).")
            return Problem(self.shown, reason.format(reason=error.strerror))
        return None

    def read(self, decimal_comma: bool | None) -> tuple[dict[str, RawTable], list[Problem]]:
        """Read every table of the folder; a file that is no table is a problem."""
        tables: dict[str, RawTable] = {}
        problems: list[Problem] = []
        strangers: list[str] = []
        for path in self._files():
            where = f"{self.shown}/{path.name}"
            name = _table_of(path)
            if not _is_csv(path):
                strangers.append(path.name)
            elif name not in self.contract:
                problems.append(_unknown_file(where, path.stem, self.contract))
            elif name in tables:
                problems.append(Problem(where, _("this table is there twice: keep one file.")))
            else:
                content, found = _table_in(path, where, self.contract[name], decimal_comma)
                problems += found
                if content is not None:
                    tables[name] = content
        if strangers and tables:
            expected = _("files that are no tables are not read: {files}.")
            notice = Problem(self.shown, expected.format(files=", ".join(strangers)))
            first = next(iter(tables))
            tables[first] = replace(tables[first], notices=[notice, *tables[first].notices])
        elif strangers and not problems:
            problems += [
                _unknown_file(f"{self.shown}/{name}", name, self.contract) for name in strangers
            ]
        return tables, problems

    def write(self, frames: Mapping[str, pd.DataFrame]) -> None:
        """Write each table to its file; French files as French spreadsheets write them.

        A file that is there keeps its name, headers, separator, encoding and columns; rows that
        are the same in it stay as they were written.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        there = {_table_of(path): path for path in reversed(self._files()) if _is_csv(path)}
        for name, frame in frames.items():
            path = there.get(name, self.path / f"{name}.csv")
            before = path.read_bytes() if path.exists() else b""
            table = holding(self.contract[name], frame)
            after = rewritten(before, table, frame) or _file_of(table, frame)
            if after != before:
                self._put(path, after)

    def _put(self, path: Path, content: bytes) -> None:
        """Replace a file in one step; what a link points to, not the link."""
        write_whole(path.resolve(), content)

    def fingerprints(self) -> dict[str, str]:
        """The fingerprint of each CSV file."""
        return {
            f"{self.shown}/{path.name}": path_fingerprint(path)
            for path in self._files()
            if _is_csv(path)
        }

    def _files(self) -> list[Path]:
        """The files in alphabetical order, less the hidden and the temporary ones."""
        return sorted(
            path
            for path in self.path.iterdir()
            if not path.name.startswith((".", "~")) and (_is_csv(path) or not path.is_dir())
        )


def _is_csv(path: Path) -> bool:
    """Whether a file is named as a CSV."""
    return path.suffix.casefold() == ".csv"


def _table_of(path: Path) -> str:
    """The table that a file is named after."""
    return fold(path.stem).replace(" ", "_")


def _table_in(
    path: Path, where: str, table: Table, decimal_comma: bool | None
) -> tuple[RawTable | None, list[Problem]]:
    """Read a file as a table, laid out by people; None when it cannot be read at all."""
    file = read_text(path, where)
    found = file if isinstance(file, Problem) else text_sheet(file.text, where)
    if isinstance(found, Problem) or isinstance(file, Problem):
        return None, [found] if isinstance(found, Problem) else []
    likely = True if found.separator == ";" else decimal_comma
    raw, problems = read_sheet(where, found.sheet, table, likely)
    if file.notice is not None:
        raw = replace(raw, notices=[Problem(where, file.notice), *raw.notices])
    return raw, problems


def _file_of(table: Table, frame: pd.DataFrame) -> bytes:
    """A table as a new file."""
    columns = [column for column in table.columns if column.name in frame]
    header = [shown_name(column) for column in columns]
    cells = [[word_of(value, column) for value in frame[column.name]] for column in columns]
    rows = [header, *(list(row) for row in zip(*cells, strict=True))]
    return write_delimited(rows, cell_separator())


def _unknown_file(where: str, stem: str, contract: Contract) -> Problem:
    """Say that a file is no table, and which one was perhaps meant."""
    expected = _(
        "expected a CSV file named after a table of the data dictionary, or one of your own that"
        " data/NAME.tables.yml declares."
    )
    return Problem(where, expected + did_you_mean(stem, contract, "{}.csv".format))


def write_templates(source: Folder, tables: list[Table]) -> None:
    """Write tables that have a header and no row, to be filled."""
    source.write({t.name: pd.DataFrame(columns=list(t.column_names)) for t in tables})
