"""What every place of data can do, whatever its form: give its tables as words, and take tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import pandas as pd

from playbook.errors import Problem
from playbook.tables.raw import RawTable


class Source(Protocol):
    """One place that holds the tables of a campaign."""

    @property
    def shown(self) -> str:
        """The place as messages name it: no password, no folder of this machine."""
        ...

    def fault(self) -> Problem | None:
        """Why nothing can be read there, or None; a place that does not exist is one."""
        ...

    def read(self, decimal_comma: bool | None) -> tuple[dict[str, RawTable], list[Problem]]:
        """Read every table.

        Parameters
        ----------
        decimal_comma : bool or None
            Whether the campaign's language writes decimals with a comma; None when it may not.

        Returns
        -------
        tables : dict of str to RawTable
            By the names of the contract; a table that is not there is absent.
        problems : list of Problem
            What could not be read, or is no table.
        """
        ...

    def write(self, frames: Mapping[str, pd.DataFrame]) -> None:
        """Write tables, typed by the contract, so that `read` gives the same back.

        Tables that are there and are not given stay as they are.

        Headers and codes that people see are in the language being spoken.
        """
        ...

    def fingerprints(self) -> dict[str, str]:
        """The fingerprint of each part (file, or table of a database), by its name in messages."""
        ...
