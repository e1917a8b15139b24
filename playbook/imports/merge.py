"""Merge records into the tables of a campaign: typed, new, the same or different."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from playbook.imports.file_rows import Place, Remark
from playbook.imports.lookup import KnownRows
from playbook.imports.records import Record
from playbook.imports.words import holds_email, is_email
from playbook.language import _
from playbook.sources.words import word_of
from playbook.tables import TABLES, Kind, Table, table_name
from playbook.tables.cell_reader import Scales
from playbook.tables.notation import DAY
from playbook.tables.raw import RawTable
from playbook.tables.reading import empty_frame, read_table


@dataclass(frozen=True)
class TypedRecord:
    """A record whose cells are as the contract has them.

    Attributes
    ----------
    record : Record
        The words that it was made from.
    values : dict of str to value
        By column that the mapping fills; NA and None are missing.
    """

    record: Record
    values: dict[str, Any]


def type_records(
    records: Sequence[Record],
    known: KnownRows,
    scales: Scales,
    decimal_comma: bool | None,
    sure_mark: str | None = None,
    date_order: str = DAY,
) -> tuple[list[TypedRecord], list[Remark], list[Remark]]:
    """Type the records of one rule.

    Parameters
    ----------
    records : sequence of Record
        Records of one table that fill the same columns.
    known : KnownRows
        What they can refer to.
    scales : mapping of str to (float, float)
        The campaign's scales.
    decimal_comma : bool or None
        Whether ``1,234`` means one and a bit where nothing decides.
    sure_mark : str, optional
        The decimal mark, where the mapping says it.
    date_order : str
        What comes first in dates, the day or the month, where nothing decides.

    Returns
    -------
    typed : list of TypedRecord
        What the contract allows.
    refused : list of Remark
        Why the others are not taken.
    notes : list of Remark
        What to know about those that are.
    """
    if not records:
        return [], [], []
    table = TABLES[records[0].table]
    names = [name for name in table.column_names if name in records[0].words]
    rows = [(i, [record.words[name] for name in names]) for i, record in enumerate(records)]
    exact = frozenset(
        (i, at)
        for i, record in enumerate(records)
        for at, name in enumerate(names)
        if name in record.exact
    )
    raw = RawTable("", names, rows, decimal_comma, sure_mark=sure_mark, exact=exact)
    read = read_table(raw, table, scales, date_order)
    unread = {p.row: p for p in reversed(read.problems)}
    typed: list[TypedRecord] = []
    refused: list[Remark] = []
    for i, values in zip(read.frame.index, read.frame[names].to_dict("records"), strict=True):
        refusal = next(_refusals(records[i], known), None)
        if i in unread:
            problem = unread[i]
            refusal = _remark(records[i], problem.expected, problem.column, problem.found)
        if refusal is None:
            typed.append(TypedRecord(records[i], values))
        else:
            refused.append(refusal)
    notes = [
        Remark(
            records[notice.row].place,
            notice.expected,
            records[notice.row].headings.get(notice.column or ""),
            notice.found,
        )
        for notice in read.notices
        if notice.row is not None
    ]
    return typed, refused, notes


def _remark(record: Record, reason: str, name: str | None, found: str | None) -> Remark:
    """Say what is wrong with a cell by the heading that it was read from."""
    heading = record.headings.get(name or "")
    if any(record.words[other] for other in record.headings if other != name):
        reason += " " + _("Nothing else of this answer is taken either.")
    if heading is None and name is not None:
        reason = _("{column}: {reason}").format(column=name, reason=reason)
    return Remark(record.place, reason, heading, found)


def _refusals(record: Record, known: KnownRows) -> Iterator[Remark]:
    """What keeps a record out although each of its cells can be read."""
    for name, word in record.words.items():
        column = TABLES[record.table].column(name)
        if not word:
            continue
        if is_email(word):
            reason = _("it is an e-mail address: the kit keeps none.")
            yield _remark(record, reason, name, None)
        elif column.kind is Kind.IDENTIFIER and holds_email(word):
            reason = _("there is an e-mail address in it: the kit keeps none.")
            yield _remark(record, reason, name, None)
        elif column.refers_to is not None and not known.has(column.refers_to, word):
            table = table_name(column.refers_to)
            reason = _("{table} has no such identifier.").format(table=table)
            yield _remark(record, reason, name, word)


def texts_with_emails(records: Sequence[TypedRecord]) -> list[Place]:
    """The rows of which a text that is taken has an e-mail address in it."""
    return [
        record.record.place
        for record in records
        if any(holds_email(word) for word in record.record.words.values())
    ]


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
    gone : list of int
        The campaign's rows, from 0, that belong to answers which are replaced.
    """

    table: str
    new: list[TypedRecord] = field(default_factory=list)
    same: int = 0
    differences: list[Difference] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)

    @property
    def changed(self) -> int:
        """How many rows the file says otherwise."""
        return len({difference.key for difference in self.differences})


def _key(table: Table, values: Mapping[str, Any]) -> tuple[str, ...]:
    """The key of a row, in words."""
    return tuple(word_of(values[name], table.column(name)) for name in table.key)


def without_duplicates(records: Sequence[TypedRecord]) -> tuple[list[TypedRecord], list[Remark]]:
    """Keep the first of the records that have one key, and say what became of the others."""
    firsts: dict[tuple[str, ...], TypedRecord] = {}
    duplicates = []
    for record in records:
        key = _key(TABLES[record.record.table], record.values)
        first = firsts.setdefault(key, record)
        if first is record:
            continue
        if first.record.words == record.record.words:
            reason = _("it says the same as row {row} of {file}: counted once.")
        else:
            reason = _("row {row} of {file} says something else for {key}: that row is taken.")
        place = first.record.place
        said = reason.format(row=place.row, file=place.file, key=" + ".join(key))
        duplicates.append(Remark(record.record.place, said))
    return list(firsts.values()), duplicates


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
    row_of = {_key(table, values): number for number, values in enumerate(rows)}
    for record in records:
        key = _key(table, record.values)
        if key not in row_of:
            change.new.append(record)
            continue
        found = list(_differences(record, table, row_of[key], key, rows[row_of[key]]))
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
    types = empty_frame(TABLES[change.table]).dtypes.to_dict()
    result = frame.reset_index(drop=True)
    for difference in change.differences if replace else ():
        result.loc[difference.row, difference.column] = difference.value
    result = result.drop(index=change.gone).reset_index(drop=True)
    if change.new:
        rows = [{name: record.values.get(name) for name in types} for record in change.new]
        added = pd.DataFrame(rows, columns=list(types), dtype=object).astype(types)
        result = pd.concat([result, added], ignore_index=True) if len(result) else added
    return result.astype(types)
