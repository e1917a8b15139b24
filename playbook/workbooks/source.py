"""A campaign's data as one workbook, a sheet a table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from playbook.brand.roles import Brand
from playbook.errors import PlaybookError, Problem
from playbook.files import path_fingerprint, why_unreadable, write_whole
from playbook.language import _
from playbook.locales import writing_of
from playbook.parameters.declared import Parameters
from playbook.sources.child import extract
from playbook.sources.extraction.sheet import Refused, Sheet
from playbook.sources.sheets import place_of, read_sheets
from playbook.tables import TABLES
from playbook.tables.own import Contract
from playbook.tables.raw import RawTable
from playbook.tables.reading import read_table
from playbook.workbooks.foreign import foreign_sheets
from playbook.workbooks.marks import mark_of
from playbook.workbooks.reading import join, read_grids


class Workbook:
    """A `Source`: an Excel or LibreOffice workbook, filled by people.

    Parameters
    ----------
    path : Path
        The file.
    shown : str
        The file as messages name it.
    parameters : Parameters, optional
        The campaign's, whose scales and weights a written workbook has; the usual ones without.
    brand : Brand, optional
        How a written workbook looks.
    contract : mapping of str to Table
        The tables that it can hold.
    """

    def __init__(
        self,
        path: Path,
        shown: str,
        parameters: Parameters | None = None,
        brand: Brand | None = None,
        contract: Contract = TABLES,
    ) -> None:
        self.path = path
        self.shown = shown
        self.parameters = parameters
        self.brand = brand
        self.contract = contract

    def fault(self) -> Problem | None:
        """Say when there is no such file."""
        if not self.path.exists():
            return Problem(self.shown, _("there is no such workbook."))
        unreadable = why_unreadable(self.path)
        return Problem(self.shown, unreadable) if unreadable else None

    def read(self, decimal_comma: bool | None) -> tuple[dict[str, RawTable], list[Problem]]:
        """Read the sheets that are tables; a workbook that cannot be read is one problem."""
        try:
            sheets = extract(self.path)
        except Refused as refusal:
            return {}, [Problem(self.shown, str(refusal))]
        grids = {place_of(self.shown, sheet): sheet for sheet in sheets if mark_of(sheet)}
        if not grids:
            return read_sheets(self.shown, sheets, decimal_comma, self.contract)
        plain = [sheet for sheet in sheets if not mark_of(sheet)]
        tables, problems = read_sheets(self.shown, plain, decimal_comma, self.contract)
        read = read_grids(grids, decimal_comma)
        joined, twice = join(tables, read.tables)
        return joined, [*problems, *read.problems, *twice]

    def write(self, frames: Mapping[str, pd.DataFrame]) -> None:
        """Write a workbook to run workshops with; tables that are not given stay, and other sheets.

        Raises
        ------
        PlaybookError
            When a table that should stay cannot be read, or a cell cannot hold a text.
        """
        from playbook.workbooks.writing import (  # what writes workbooks takes time to import
            default_parameters,
            write_workbook,
        )

        parameters = self.parameters or default_parameters(self.shown)
        kept = self._others(frames, parameters)
        held = {**kept, **frames}
        content = write_workbook(held, parameters, self.foreign(), self.brand, self.contract)
        write_whole(self.path, content)

    def foreign(self) -> list[Sheet]:
        """The sheets that are no tables; none when there is no workbook that can be read."""
        if self.fault() is not None:
            return []
        try:
            return foreign_sheets(extract(self.path), self.contract)
        except Refused:
            return []

    def _others(
        self, frames: Mapping[str, pd.DataFrame], parameters: Parameters
    ) -> dict[str, pd.DataFrame]:
        """The tables that the workbook has already, less those that are given."""
        if self.fault() is not None:
            return {}
        raw, problems = self.read(writing_of(parameters.language).decimal_comma or None)
        scales = parameters.scales.bounds()
        read = {
            name: read_table(content, self.contract[name], scales, parameters.date_order)
            for name, content in raw.items()
            if name not in frames
        }
        problems += [problem for table in read.values() for problem in table.problems]
        if problems:
            first = _("the workbook would lose what cannot be read in it. {problem}")
            raise PlaybookError(first.format(problem=problems[0]))
        return {name: table.frame.reset_index(drop=True) for name, table in read.items()}

    def fingerprints(self) -> dict[str, str]:
        """The fingerprint of the file."""
        return {self.shown: path_fingerprint(self.path)}
