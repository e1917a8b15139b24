"""The rules of a vote: what is refused, and the words that say why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from playbook.campaign.live_rounds import WAITING
from playbook.language import _, format_number, ngettext
from playbook.live.errors import VoteRefused
from playbook.live.rounds import Round, RoundState, locked
from playbook.live.rows import PERSON, Row
from playbook.sources.schema import schema
from playbook.sources.sql_rows import NO_CHARACTER
from playbook.tables import TABLES, Kind, Table
from playbook.tables.cell_reader import cell_reader
from playbook.tables.cells import FORMULA_ERROR, CellError

LONGEST_TEXT = 5000
LONGEST_IDENTIFIER = 100


def check_open(connection: Connection, vote: Round) -> RoundState:
    """Lock a round, which must be open, and say how it stands."""
    state = locked(connection, vote.name)
    if state.state == WAITING:
        raise VoteRefused(_("not stored: this vote is not open yet."))
    if not state.is_open:
        raise VoteRefused(_("not stored: this vote is closed."))
    return state


def check_owner(before: Row, owner: Row) -> None:
    """Refuse to touch somebody else's row.

    Parameters
    ----------
    before, owner : dict
        The row as it is stored, and the owner that it must have; empty when there is none.
    """
    if before and owner and before[PERSON] != owner[PERSON]:
        raise VoteRefused(_("not stored: somebody else wrote this."))


def check_there(before: Row, only_change: bool) -> None:
    """Refuse to make a row where one can only be changed."""
    if only_change and not before:
        raise VoteRefused(_("not stored: this no longer exists."))


def check_admitted(connection: Connection, vote: Round, key: Mapping[str, Any]) -> None:
    """Refuse a vote on what is not voted on."""
    if vote.admits is not None and not vote.admits(connection, key):
        raise VoteRefused(_("not stored: this is not being voted on."))


def check_key(table: Table, key: Mapping[str, Any]) -> None:
    """Refuse a key that would read otherwise than it is written, or not at all.

    Raises
    ------
    ValueError
        No page sends such a key: its words are not for people.
    """
    if set(key) != set(table.key):
        raise ValueError(f"no key of {table.name}")
    for column in table.columns:
        if not column.key:
            continue
        word = key[column.name]
        if column.kind is Kind.DATE and isinstance(word, date):
            continue
        if not isinstance(word, str) or not word or NO_CHARACTER.search(word):
            raise ValueError(f"no {column.name}")
        if FORMULA_ERROR.fullmatch(word) or cell_reader(table, column, {}, None)(word) != word:
            raise ValueError(f"no {column.name}")
        if word != word.strip():
            raise ValueError(f"blanks around a {column.name}")


def check_new(connection: Connection, table: Table, key: Mapping[str, Any]) -> None:
    """Refuse an identifier that a new row cannot have.

    What refers to another table is held to its rows. Two identifiers that only their case tells
    apart would be one in a workbook.

    Raises
    ------
    ValueError
        No page asks for it.
    """
    own = [c.name for c in table.columns if c.key and c.kind is Kind.IDENTIFIER and not c.refers_to]
    if not own:
        return
    if any(len(key[name]) > LONGEST_IDENTIFIER or not key[name].isprintable() for name in own):
        raise ValueError(f"no identifier for a new row of {table.name}")
    content = schema().tables[table.name]
    folded = tuple(key[name].casefold() for name in own)
    for other in connection.execute(sa.select(*(content.c[name] for name in own))):
        if tuple(other) != tuple(key[name] for name in own) and folded == tuple(
            word.casefold() for word in other
        ):
            raise ValueError(f"a row of {table.name} has this identifier in another case")


def check_quota(connection: Connection, vote: Round, table: str, before: Row, after: Row) -> None:
    """Refuse what goes beyond the person's quota; less than there was is always let pass.

    Parameters
    ----------
    before, after : dict
        The row as it was and as it is now, in this transaction; empty when there is none.
    """
    quota = vote.quotas.get(table)
    if quota is None or not after or after[PERSON] is None:
        return
    content = schema().tables[table]
    cell = quota.counted
    more = after[cell] - (before.get(cell) or 0) if cell else int(not before)
    if more <= 0:
        return
    counted = sa.func.sum(content.c[cell]) if cell else sa.func.count()
    total = connection.scalar(sa.select(counted).where(content.c[PERSON] == after[PERSON]))
    if total is not None and total > quota.limit:
        if not cell:
            words = _("not stored: at most {most} from each person.")
            raise VoteRefused(words.format(most=format_number(quota.limit)))
        left = max(quota.limit - int(total) + more, 0)
        raise VoteRefused(
            ngettext(
                "not stored: {left} dot is left.", "not stored: {left} dots are left.", left
            ).format(left=left)
        )
    if cell and quota.most_on_one is not None and after[cell] > quota.most_on_one:
        raise VoteRefused(
            ngettext(
                "not stored: at most {most} dot on one.",
                "not stored: at most {most} dots on one.",
                quota.most_on_one,
            ).format(most=quota.most_on_one)
        )


def check_text(words: str) -> None:
    """Refuse what no database can hold, and texts that are no note but a book."""
    if NO_CHARACTER.search(words):
        raise CellError(_("it holds a character that cannot be stored."))
    if FORMULA_ERROR.fullmatch(words):
        raise CellError(_("a spreadsheet would take it for a formula that fails."))
    if len(words) > LONGEST_TEXT:
        raise CellError(
            _("expected at most {count} characters.").format(count=format_number(LONGEST_TEXT))
        )


def check_required(table: Table, row: Row) -> None:
    """Refuse a row that lacks a cell."""
    for column in table.columns:
        if column.required and row[column.name] in (None, ""):
            raise VoteRefused(_("not stored: fill {column}.").format(column=_(column.label)))


def check_references(connection: Connection, table: Table, row: Row) -> None:
    """Refuse a row about something that is not there (any more)."""
    for column in table.columns:
        if column.refers_to is None or row[column.name] is None:
            continue
        target = schema().tables[column.refers_to]
        name = TABLES[column.refers_to].key[0]
        known = sa.select(sa.literal(1)).where(target.c[name] == row[column.name])
        if connection.execute(known).first() is None:
            raise VoteRefused(
                _("not stored: {column} “{found}” no longer exists.").format(
                    column=_(column.label), found=row[column.name]
                )
            )
