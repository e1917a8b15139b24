"""Type records by the contract, and keep those that a campaign can hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from playbook.imports.account import Place, Remark
from playbook.imports.known import Known
from playbook.imports.records import Record
from playbook.imports.words import holds_email, is_email
from playbook.language import _
from playbook.tables import TABLES, Kind
from playbook.tables.cell_reader import Scales
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
    records: Sequence[Record], known: Known, scales: Scales, decimal_comma: bool | None
) -> tuple[list[TypedRecord], list[Remark]]:
    """Type the records of one rule.

    Parameters
    ----------
    records : sequence of Record
        Records of one table that fill the same columns.
    known : Known
        What they can refer to.
    scales : mapping of str to (float, float)
        The campaign's scales.
    decimal_comma : bool or None
        Whether ``1,234`` means one and a bit here.

    Returns
    -------
    typed : list of TypedRecord
        What the contract allows.
    refused : list of Remark
        Why the others are not taken.
    """
    if not records:
        return [], []
    table = TABLES[records[0].table]
    names = [name for name in table.column_names if name in records[0].words]
    rows = [(i, [record.words[name] for name in names]) for i, record in enumerate(records)]
    read = read_table(RawTable("", names, rows, decimal_comma), table, scales)
    refused: dict[int, Remark] = {}
    for problem in read.problems:
        if problem.row is not None:
            refused.setdefault(
                problem.row,
                _remark(records[problem.row], problem.expected, problem.column, problem.found),
            )
    typed = []
    for i, values in zip(read.frame.index, read.frame[names].to_dict("records"), strict=True):
        found = refused.get(i) or next(_refusals(records[i], known), None)
        if found is None:
            typed.append(TypedRecord(records[i], values))
        else:
            refused[i] = found
    return typed, [refused[i] for i in sorted(refused)]


def _remark(record: Record, reason: str, name: str | None, found: str | None) -> Remark:
    """Say what is wrong with a cell by the heading that it was read from."""
    heading = record.headings.get(name or "")
    if any(record.words[other] for other in record.headings if other != name):
        reason += " " + _("Nothing else of this answer is taken either.")
    if heading is None and name is not None:
        reason = _("{column}: {reason}").format(column=name, reason=reason)
    return Remark(record.place, reason, heading, found)


def _refusals(record: Record, known: Known) -> Iterator[Remark]:
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
            reason = _("{table} has no such identifier.").format(table=column.refers_to)
            yield _remark(record, reason, name, word)


def frame_of(table: str, records: Sequence[TypedRecord]) -> pd.DataFrame:
    """Typed records as rows with every column of their table."""
    empty = empty_frame(TABLES[table])
    rows = [{name: record.values.get(name) for name in empty.columns} for record in records]
    return pd.DataFrame(rows, columns=empty.columns, dtype=object).astype(empty.dtypes.to_dict())


def texts_with_emails(records: Sequence[TypedRecord]) -> list[Place]:
    """The rows of which a text that is taken has an e-mail address in it."""
    return [
        record.record.place
        for record in records
        if any(holds_email(word) for word in record.record.words.values())
    ]
