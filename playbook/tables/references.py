"""Where tables refer to a participant, and what is left of a row when the participant is erased."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from playbook.language import _
from playbook.tables.columns import Column, Kind, Table

PARTICIPANTS = "participants"


def references_to_participants(table: Table) -> Iterator[Column]:
    """The columns that hold participants' identifiers, their own table's key among them."""
    for column in table.columns:
        if column.refers_to == PARTICIPANTS or (table.name == PARTICIPANTS and column.key):
            yield column


def rows_of(frame: pd.DataFrame, table: Table, participant: str) -> pd.Series:
    """Which rows of a table name a participant, in any column that may."""
    names = [column.name for column in references_to_participants(table)]
    return frame[names].eq(participant).any(axis=1)


def erased_cells(table: Table, reference: str) -> Mapping[str, str | None]:
    """What takes the place of a person's cells in a row that outlives its author.

    The row stays, as others' votes refer to it. Its texts are taken as the author's: a required
    one is replaced by a word that says so, and the others are emptied, like the reference.
    """
    texts = [column for column in table.columns if column.kind is Kind.TEXT]
    word = _("(erased)")
    return {reference: None} | {text.name: word if text.required else None for text in texts}


def without_participant(frame: pd.DataFrame, table: Table, participant: str) -> pd.DataFrame:
    """A table without a participant; the same object when the person is not in it.

    Rows that cannot do without the person are left out; others lose what `erased_cells` says.
    """
    for column in references_to_participants(table):
        own = frame[column.name] == participant
        if not own.any():
            continue
        if column.required:
            frame = frame[~own].reset_index(drop=True)
        else:
            frame = frame.copy()
            for name, word in erased_cells(table, column.name).items():
                frame.loc[own, name] = word
    return frame
