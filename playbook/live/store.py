"""Store votes: each in one transaction, checked by the data contract and by the rules of the round.

The tables of the contract hold what counts now. Changing a vote replaces it; withdrawing it leaves
no row behind. What it was before is kept in ``live_history``, unless votes are anonymous.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from playbook.language import _, format_number, ngettext
from playbook.live.errors import VoteRefused
from playbook.live.roll import enter_on_roll
from playbook.live.rounds import WAITING, Round, RoundState, locked
from playbook.live.schema import HISTORY
from playbook.live.transactions import transact
from playbook.sources.schema import schema
from playbook.sources.sql_rows import NO_CHARACTER, key_order
from playbook.tables import TABLES, Column, Kind, Table
from playbook.tables.cells import CellError
from playbook.tables.reading import Scales, cell_reader

Row = dict[str, Any]
PERSON = "participant_id"
LONGEST_TEXT = 5000


class VoteStore:
    """What one person may write in a campaign's database.

    Parameters
    ----------
    engine : Engine
        The database.
    scales : mapping of str to (float, float)
        The campaign's scales.
    decimal_comma : bool or None
        Whether people write decimals with a comma.
    entered_by : str
        ``participant``, or ``facilitator`` who enters a show of hands; the history says it.
    """

    def __init__(
        self,
        engine: Engine,
        scales: Scales,
        decimal_comma: bool | None = None,
        entered_by: str = "participant",
    ) -> None:
        self.engine = engine
        self.scales = scales
        self.decimal_comma = decimal_comma
        self.entered_by = entered_by

    def vote(
        self,
        vote: Round,
        person: str | None,
        table: str,
        key: Mapping[str, str],
        given: Mapping[str, Any],
    ) -> Row:
        """Store, change or withdraw one row of votes while its round is open.

        Parameters
        ----------
        vote : Round
            The round that the row belongs to.
        person : str or None
            Whose vote it is; None where nobody's name is needed.
        table : str
            A table of the contract.
        key : mapping of str to str
            The rest of the row's key.
        given : mapping of str to object
            What is given, by column, as a person would type it; None or nothing takes it back.
            A row that says nothing beyond its key any more is withdrawn.

        Returns
        -------
        dict
            The row as it is stored now; empty when there is none.

        Raises
        ------
        VoteRefused
            When the round is not open, or the vote breaks a rule.
        NotStored
            When the database cannot take it.
        """
        strangers = set(given) - set(vote.votes.get(table, ()))
        if strangers:
            raise ValueError(f"{vote.name} has no votes in {table}: {', '.join(sorted(strangers))}")
        values = self._read(TABLES[table], given)
        mine, owner = _owned(TABLES[table], person, key)

        def work(connection: Connection) -> Row:
            state = _open(connection, vote)
            before = _find(connection, table, mine)
            _check_owner(before, owner)
            if vote.once and not before:
                enter_on_roll(connection, vote.name, str(person))
            after = _write(connection, TABLES[table], mine, before, {**values, **owner})
            _hold_quota(connection, vote, table, before, after)
            self._remember(connection, vote, state, table, person, key, before, after)
            return after

        return transact(self.engine, work)

    def withdraw(self, vote: Round, person: str | None, table: str, key: Mapping[str, str]) -> None:
        """Take one row back as a whole while its round is open; no row is nothing to do.

        The parameters and errors are those of `vote`.
        """
        mine, owner = _owned(TABLES[table], person, key)

        def work(connection: Connection) -> None:
            state = _open(connection, vote)
            before = _find(connection, table, mine)
            _check_owner(before, owner)
            connection.execute(sa.delete(schema().tables[table]).where(_here(table, mine)))
            self._remember(connection, vote, state, table, person, key, before, {})

        transact(self.engine, work)

    def note(self, name: str, table: str, key: Mapping[str, str], given: Mapping[str, Any]) -> Row:
        """Store what is no vote, such as a facilitator's comment, whether the round is open or not.

        The parameters are those of `vote`, with the round's name.
        """
        values = self._read(TABLES[table], given)

        def work(connection: Connection) -> Row:
            locked(connection, name)
            before = _find(connection, table, key)
            return _write(connection, TABLES[table], key, before, values)

        return transact(self.engine, work)

    def rows(self, table: str, **equal: str) -> list[Row]:
        """The rows of a table, those alone whose columns equal what is asked for."""
        content = schema().tables[table]
        wanted = sa.select(content).where(*(content.c[name] == v for name, v in equal.items()))
        key = [column for column in TABLES[table].columns if column.key]
        with self.engine.connect() as connection:
            found = [dict(row) for row in connection.execute(wanted).mappings()]
        return sorted(found, key=lambda row: [key_order(str(row[c.name]), c) for c in key])

    def _read(self, table: Table, given: Mapping[str, Any]) -> Row:
        """Type what was given by the declaration of the table."""
        values: Row = {}
        for name, cell in given.items():
            column = table.column(name)
            words = "" if cell is None else str(cell).strip()
            try:
                _check_text(words)
                read = cell_reader(table, column, self.scales, self.decimal_comma)
                values[name] = _plain(read(words), column) if words else None
            except CellError as error:
                raise VoteRefused(
                    _("not stored: {column}: {expected}").format(
                        column=_(column.label), expected=error
                    )
                ) from error
        return values

    def _remember(
        self,
        connection: Connection,
        vote: Round,
        state: RoundState,
        table: str,
        person: str | None,
        key: Mapping[str, str],
        before: Row,
        after: Row,
    ) -> None:
        """Keep in the history what changed, unless votes are anonymous."""
        if state.anonymous or vote.anonymous or before == after:
            return
        event = ("change" if after else "withdraw") if before else "vote"
        connection.execute(
            sa.insert(HISTORY).values(
                round=vote.name,
                at=datetime.now(UTC),
                entered_by=self.entered_by,
                participant_id=person,
                event=event,
                table_name=table,
                row_key=dict(key),
                before=_told(before, key),
                after=_told(after, key),
            )
        )


def _open(connection: Connection, vote: Round) -> RoundState:
    """Lock a round, which must be open."""
    state = locked(connection, vote.name)
    if state.state == WAITING:
        raise VoteRefused(_("not stored: this vote is not open yet."))
    if not state.is_open:
        raise VoteRefused(_("not stored: this vote is closed."))
    return state


def _owned(table: Table, person: str | None, key: Mapping[str, str]) -> tuple[Row, Row]:
    """The whole key of somebody's row, and the owner that it must have beside."""
    if PERSON in table.key:
        return {**key, PERSON: person}, {}
    return dict(key), {PERSON: person} if PERSON in table.column_names else {}


def _check_owner(before: Row, owner: Row) -> None:
    """Refuse to touch somebody else's row."""
    if before and owner and before[PERSON] != owner[PERSON]:
        raise VoteRefused(_("not stored: somebody else wrote this."))


def _here(table: str, key: Row | Mapping[str, str]) -> sa.ColumnElement[bool]:
    """Where the row with this key is."""
    content = schema().tables[table]
    return sa.and_(*(content.c[name] == value for name, value in key.items()))


def _find(connection: Connection, table: str, key: Row | Mapping[str, str]) -> Row:
    """The row with this key as it is stored; empty when there is none."""
    wanted = sa.select(schema().tables[table]).where(_here(table, key))
    found = connection.execute(wanted).mappings().one_or_none()
    return dict(found) if found else {}


def _write(
    connection: Connection,
    table: Table,
    key: Row | Mapping[str, str],
    before: Row,
    values: Row,
) -> Row:
    """Replace one row, and give what it is now."""
    content = schema().tables[table.name]
    after = {**dict.fromkeys(table.column_names), **before, **key, **values}
    if not _holds_anything(table, after):
        connection.execute(sa.delete(content).where(_here(table.name, key)))
        return {}
    _check_required(table, after)
    _check_references(connection, table, after)
    if not before:
        connection.execute(sa.insert(content).values(after))
    elif values:
        connection.execute(sa.update(content).where(_here(table.name, key)).values(values))
    return after


def _hold_quota(connection: Connection, vote: Round, table: str, before: Row, after: Row) -> None:
    """Refuse what goes beyond the person's quota; less than there was is always let pass."""
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


def _check_text(words: str) -> None:
    """Refuse what no database can hold, and texts that are no note but a book."""
    if NO_CHARACTER.search(words):
        raise CellError(_("it holds a character that cannot be stored."))
    if len(words) > LONGEST_TEXT:
        raise CellError(
            _("expected at most {count} characters.").format(count=format_number(LONGEST_TEXT))
        )


def _plain(value: Any, column: Column) -> Any:
    """A read value as the database takes it."""
    return value.date() if column.kind is Kind.DATE else value


def _told(row: Row, key: Mapping[str, str]) -> Row | None:
    """What a history keeps of a row: its filled cells, without its key."""
    filled = {name: value for name, value in row.items() if value is not None and name not in key}
    told = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in filled.items()
        if name != PERSON
    }
    return told if row else None


def _holds_anything(table: Table, row: Row) -> bool:
    """Whether a row says more than its key, where its table can say more."""
    told = [column.name for column in table.columns if not column.key]
    return not told or any(row[name] is not None for name in told)


def _check_required(table: Table, row: Row) -> None:
    """Refuse a row that lacks a cell."""
    for column in table.columns:
        if column.required and row[column.name] in (None, ""):
            raise VoteRefused(_("not stored: fill {column}.").format(column=_(column.label)))


def _check_references(connection: Connection, table: Table, row: Row) -> None:
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
