"""Columns beyond the contract: what people added to a table is kept, as texts under their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from playbook.tables.columns import Column, Kind, Table

if TYPE_CHECKING:
    import pandas as pd

Contract = Mapping[str, Table]
"""The tables that a campaign can hold: the kit's, with the columns and tables of its own."""


@lru_cache(maxsize=1000)
def with_texts(table: Table, names: tuple[str, ...]) -> Table:
    """A declaration with further columns of text, at its end."""
    if not names:
        return table
    own = tuple(Column(name, Kind.TEXT, name, "", own=True) for name in names)
    return replace(table, columns=table.columns + own)


def holding(table: Table, frame: pd.DataFrame) -> Table:
    """A declaration with the columns that a frame has beyond it."""
    return with_texts(table, tuple(name for name in frame if name not in table.column_names))


def contract_columns(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """A frame without what the company added to one of the kit's tables."""
    if table.own:
        return frame
    return frame[[column.name for column in table.columns if not column.own]]
