"""The rules of a vote: what is refused, and the words that say why."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from playbook.campaign.live_rounds import WAITING
from playbook.language import _, format_number, ngettext
from playbook.live.errors import VoteRefused
from playbook.live.rounds import Round, RoundState, locked
from playbook.live.rows import PERSON, Row
from playbook.sources.schema import schema
from playbook.sources.sql_rows import NO_CHARACTER
from playbook.tables import TABLES, Table
from playbook.tables.cells import CellError

LONGEST_TEXT = 5000


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


def check_quota(connection: Connection, vote: Round, table: str, before: Row, after: Row) -> None:
    """Refuse what goes beyond the person's quota; less than there was is always let pass.

    Parameters
    ----------
    before, after : dict
        The row as it was and as it is now, in this transaction; empty when there is none.
    """
    quota = vote.quotas.get(table)
    if quota is None or not after:
        return
    content = schema().tables[table]
    cell = quota.counted
    more = after[cell] - (before.get(cell) or 0) if cell else int(not before)
    if more <= 0:
        return
    counted = sa.func.sum(content.c[cell]) if cell else sa.func.count()
    total = connection.scalar(sa.select(counted).where(content.c[PERSON] == after[PERSON]))
    if total is not None and total > quota.limit:
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
                _("not stored: {column} “{found}” is not there any more.").format(
                    column=_(column.label), found=row[column.name]
                )
            )
