"""Check what only whole tables can tell: unique keys, references that resolve, rules over a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from playbook.errors import Problem
from playbook.language import _
from playbook.tables.columns import IS_PROPOSAL, Column, Table, shown_name
from playbook.tables.matching import did_you_mean
from playbook.tables.reading import ReadTable


@dataclass(frozen=True)
class Fault:
    """A row of a table that does not go with the others.

    Attributes
    ----------
    table : str
        The table.
    at : int or None
        The number of the row, counted from 0; None when the whole column is meant.
    problem : Problem
        What is wrong, and where.
    """

    table: str
    at: int | None
    problem: Problem


def check_tables(tables: Mapping[str, Table], read: Mapping[str, ReadTable]) -> list[Problem]:
    """List the problems between the rows and the tables of a campaign.

    Parameters
    ----------
    tables : mapping of str to Table
        The declarations.
    read : mapping of str to ReadTable
        The tables that the campaign has, by name.
    """
    return [fault.problem for fault in find_faults(tables, read)]


def find_faults(tables: Mapping[str, Table], read: Mapping[str, ReadTable]) -> Iterator[Fault]:
    """The same as `check_tables`, each with its row."""
    for name, content in read.items():
        table = tables[name]
        for at, problem in _faults(tables, table, content, read):
            yield Fault(name, at, problem)


Found = Iterator[tuple[int | None, Problem]]


def _faults(
    tables: Mapping[str, Table], table: Table, content: ReadTable, read: Mapping[str, ReadTable]
) -> Found:
    """The faults of one table."""
    yield from _duplicate_keys(table, content)
    for column in table.columns:
        if column.refers_to is not None:
            yield from _broken_references(tables[column.refers_to], column, content, read)
    yield from _rows_without_either(table, content)
    yield from _out_of_order(table, content)


def _duplicate_keys(table: Table, content: ReadTable) -> Found:
    """Rows whose key an earlier row has already."""
    key = list(table.key)
    frame = content.frame.reset_index(drop=True)
    filled = frame.dropna(subset=[name for name in key if table.column(name).required])
    cells = filled[key].astype(object).where(filled[key].notna(), "")
    given = [name for name in key if table.column(name).required or name in content.headers]
    firsts: dict[tuple[str, ...], int] = {}
    for at, values in zip(filled.index, cells.itertuples(index=False), strict=True):
        words = tuple(str(value) for value in values)
        if words in firsts:
            first = content.problem("", firsts[words])
            expected = _("this row was given already, in row {row}: keep one of the two.")
            found = " + ".join(filter(None, words))
            yield at, content.problem(expected.format(row=first.row), at, *given, found=found)
        firsts.setdefault(words, at)


def _broken_references(
    target: Table, column: Column, content: ReadTable, read: Mapping[str, ReadTable]
) -> Found:
    """Cells that name a row which the table that they refer to does not have.

    A proposal of the kit may name what the company has yet to fill in.
    """
    frame = content.frame.reset_index(drop=True)
    if IS_PROPOSAL in frame:
        frame = frame[frame[IS_PROPOSAL].ne("yes").fillna(True)]
    cells = frame[column.name].dropna()
    name = content.name_of(target)
    if target.name not in read:
        if len(cells):
            expected = _("the campaign has no table {table} to find these identifiers in.")
            header = content.headers.get(column.name, column.name)
            yield None, Problem(content.where, expected.format(table=name), column=header)
        return
    known = read[target.name].frame[target.key[0]].dropna()
    for at, found in cells[~cells.isin(known)].items():
        expected = _("{table} has no such identifier.").format(table=name)
        if len(known) < 1000:
            expected += did_you_mean(str(found), known.unique())
        yield int(str(at)), content.problem(expected, int(str(at)), column.name, found=str(found))


def _rows_without_either(table: Table, content: ReadTable) -> Found:
    """Rows that fill none of the groups of columns of which they must fill one."""
    if not table.either:
        return
    filled = pd.concat(
        [content.frame[list(group)].notna().all(axis=1) for group in table.either], axis=1
    ).any(axis=1)
    groups = [
        " + ".join(content.headers.get(name, shown_name(table.column(name))) for name in group)
        for group in table.either
    ]
    for at in range(len(filled)):
        if not filled.iloc[at]:
            expected = _("fill {groups}.").format(groups=_(" or ").join(groups))
            yield at, content.problem(expected, at)


def _out_of_order(table: Table, content: ReadTable) -> Found:
    """Rows whose end comes before their beginning, or whose most is less than their least."""
    frame = content.frame.reset_index(drop=True)
    for first, second in table.in_order:
        wrong = frame[frame[second] < frame[first]]
        numeric = table.column(second).numeric
        expected = _("it is less than {column}.") if numeric else _("it comes before {column}.")
        expected = expected.format(column=content.headers.get(first, first))
        for at, found in wrong[second].items():
            row, word = int(str(at)), f"{found:g}" if numeric else str(found.date())
            yield row, content.problem(expected, row, second, found=word)
