"""Check what only whole tables can tell: unique keys, references that resolve, rules over a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from playbook.errors import Problem
from playbook.language import _
from playbook.tables.columns import Column, Table
from playbook.tables.matching import did_you_mean
from playbook.tables.reading import ReadTable


def check_tables(tables: Mapping[str, Table], read: Mapping[str, ReadTable]) -> list[Problem]:
    """List the problems between the rows and the tables of a campaign.

    Parameters
    ----------
    tables : mapping of str to Table
        The declarations.
    read : mapping of str to ReadTable
        The tables that the campaign has, by name.
    """
    problems: list[Problem] = []
    for name, content in read.items():
        table = tables[name]
        problems += _duplicate_keys(table, content)
        for column in table.columns:
            if column.refers_to is not None:
                problems += _broken_references(tables[column.refers_to], column, content, read)
        problems += _rows_without_either(table, content)
        problems += _dates_out_of_order(table, content)
    return problems


def _duplicate_keys(table: Table, content: ReadTable) -> Iterator[Problem]:
    """Rows whose key an earlier row has already."""
    key = list(table.key)
    filled = content.frame.dropna(subset=key)
    firsts: dict[tuple[str, ...], int] = {}
    for row, values in zip(filled.index, filled[key].itertuples(index=False), strict=True):
        words = tuple(str(value) for value in values)
        if words in firsts:
            yield Problem(
                content.where,
                _("this row was given already, in row {row}: keep one of the two.").format(
                    row=firsts[words]
                ),
                row=int(row),
                column=" + ".join(content.headers.get(name, name) for name in key),
                found=" + ".join(words),
            )
        firsts.setdefault(words, int(row))


def _broken_references(
    target: Table, column: Column, content: ReadTable, read: Mapping[str, ReadTable]
) -> Iterator[Problem]:
    """Cells that name a row which the table that they refer to does not have."""
    cells = content.frame[column.name].dropna()
    header = content.headers.get(column.name, column.name)
    if target.name not in read:
        if len(cells):
            expected = _("the campaign has no table {table} to find these identifiers in.")
            yield Problem(content.where, expected.format(table=target.name), column=header)
        return
    known = read[target.name].frame[target.key[0]].dropna()
    for row, found in cells[~cells.isin(known)].items():
        expected = _("{table} has no such identifier.").format(table=target.name)
        if len(known) < 1000:
            expected += did_you_mean(str(found), known.unique())
        yield Problem(content.where, expected, int(str(row)), header, str(found))


def _rows_without_either(table: Table, content: ReadTable) -> Iterator[Problem]:
    """Rows that fill none of the groups of columns of which they must fill one."""
    if not table.either:
        return
    filled = pd.concat(
        [content.frame[list(group)].notna().all(axis=1) for group in table.either], axis=1
    ).any(axis=1)
    groups = [" + ".join(group) for group in table.either]
    for row in content.frame.index[~filled]:
        expected = _("fill {groups}.").format(groups=_(" or ").join(groups))
        yield Problem(content.where, expected, row=int(row))


def _dates_out_of_order(table: Table, content: ReadTable) -> Iterator[Problem]:
    """Rows whose end comes before their beginning."""
    for first, second in table.in_order:
        wrong = content.frame[content.frame[second] < content.frame[first]]
        for row, found in wrong[second].items():
            yield Problem(
                content.where,
                _("it comes before {column}.").format(column=content.headers.get(first, first)),
                int(str(row)),
                content.headers.get(second, second),
                str(found.date()),
            )
