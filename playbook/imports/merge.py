"""Merge typed records into the tables of a campaign: what is new, the same, or said otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from playbook.imports.account import Place, Remark
from playbook.imports.typed import TypedRecord, frame_of
from playbook.language import _
from playbook.sources.words import word_of
from playbook.tables import TABLES, Table
from playbook.tables.reading import empty_frame


@dataclass(frozen=True)
class Difference:
    """A cell of which the file says another thing than the campaign.

    Attributes
    ----------
    place : Place
        The row of the file.
    row : int
        The row in the campaign, from 0.
    key : tuple of str
        Its key, in words.
    column : str
        The column of the contract.
    ours, theirs : str
        The words of the campaign, and those of the file.
    value : object
        What the file says, typed.
    """

    place: Place
    row: int
    key: tuple[str, ...]
    column: str
    ours: str
    theirs: str
    value: Any


@dataclass
class TableChange:
    """What an import means for one table.

    Attributes
    ----------
    table : str
        The table.
    new : list of TypedRecord
        Rows that the campaign does not have.
    same : int
        How many rows the campaign has already.
    differences : list of Difference
        Where the campaign says another thing.
    """

    table: str
    new: list[TypedRecord] = field(default_factory=list)
    same: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def changed(self) -> int:
        """How many rows the file says otherwise."""
        return len({difference.key for difference in self.differences})


def _key(table: Table, values: Mapping[str, Any]) -> tuple[str, ...]:
    """The key of a row, in words."""
    return tuple(word_of(values[name], table.column(name)) for name in table.key)


def without_repeats(records: Sequence[TypedRecord]) -> tuple[list[TypedRecord], list[Remark]]:
    """Keep the first of the records that have one key, and say what became of the others."""
    firsts: dict[tuple[str, ...], TypedRecord] = {}
    repeats = []
    for record in records:
        key = _key(TABLES[record.record.table], record.values)
        first = firsts.setdefault(key, record)
        if first is record:
            continue
        if first.record.words == record.record.words:
            reason = _("it says the same as row {row} of {file}: counted once.")
        else:
            reason = _("row {row} of {file} says another thing for {key}: that one is taken.")
        place = first.record.place
        said = reason.format(row=place.row, file=place.file, key=" + ".join(key))
        repeats.append(Remark(record.record.place, said))
    return list(firsts.values()), repeats


def compare(name: str, records: Sequence[TypedRecord], frame: pd.DataFrame) -> TableChange:
    """Set records against the rows that the campaign has.

    Parameters
    ----------
    name : str
        The table.
    records : sequence of TypedRecord
        Records with different keys.
    frame : DataFrame
        The campaign's table.
    """
    table = TABLES[name]
    change = TableChange(name)
    rows = frame.to_dict("records")
    there = {_key(table, values): number for number, values in enumerate(rows)}
    for record in records:
        key = _key(table, record.values)
        if key not in there:
            change.new.append(record)
            continue
        found = list(_differences(record, table, there[key], key, rows[there[key]]))
        change.differences += found
        change.same += not found
    return change


def _differences(
    record: TypedRecord, table: Table, row: int, key: tuple[str, ...], ours: Mapping[str, Any]
) -> Iterator[Difference]:
    """The cells of a row that a record says otherwise; an empty cell of the file says nothing."""
    for name, value in record.values.items():
        if name in table.key or name in record.record.fixed or pd.isna(value):
            continue
        column = table.column(name)
        words = word_of(ours[name], column), word_of(value, column)
        if words[0] != words[1]:
            yield Difference(record.record.place, row, key, name, *words, value)


def merged(change: TableChange, frame: pd.DataFrame, replace: bool) -> pd.DataFrame:
    """The campaign's table with what an import brings.

    Parameters
    ----------
    change : TableChange
        What it brings.
    frame : DataFrame
        The campaign's table.
    replace : bool
        Whether the file is right where it says another thing.
    """
    result = frame.reset_index(drop=True)
    for difference in change.differences if replace else ():
        result.loc[difference.row, difference.column] = difference.value
    if change.new:
        added = frame_of(change.table, change.new)
        result = pd.concat([result, added], ignore_index=True) if len(result) else added
    return result.astype(empty_frame(TABLES[change.table]).dtypes.to_dict())
