"""Store votes: each in one transaction, checked by the data contract and by the rules of the round.

The tables of the contract hold what counts now. Changing a vote replaces it; withdrawing it leaves
no row behind. What it was before is kept in ``live_history``, unless votes are anonymous.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from playbook.language import _
from playbook.live.errors import VoteRefused
from playbook.live.look import read_rows
from playbook.live.roll import enter_on_roll
from playbook.live.rounds import Round, RoundState, locked
from playbook.live.rows import Row, find, here, holds_anything, kept_of, own_key
from playbook.live.rules import (
    check_admitted,
    check_key,
    check_new,
    check_open,
    check_owner,
    check_quota,
    check_references,
    check_required,
    check_text,
    check_there,
)
from playbook.live.schema import HISTORY
from playbook.live.transactions import transact
from playbook.sources.schema import schema
from playbook.tables import TABLES, Column, Kind, Table
from playbook.tables.cell_reader import Scales, cell_reader
from playbook.tables.cells import CellError


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
        *,
        only_change: bool = False,
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
        only_change : bool
            Whether the row must be there already.

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
        ValueError
            When the columns or the key are none that a page sends.
        """
        strangers = set(given) - set(vote.votes.get(table, ()))
        if strangers:
            raise ValueError(f"{vote.name} has no votes in {table}: {', '.join(sorted(strangers))}")
        values = self._read(TABLES[table], given)
        mine, owner = own_key(TABLES[table], person, key)
        check_key(TABLES[table], mine)

        def work(connection: Connection) -> Row:
            state = check_open(connection, vote)
            before = find(connection, table, mine)
            check_owner(before, owner)
            check_there(before, only_change)
            check_admitted(connection, vote, mine)
            if vote.once and not before:
                enter_on_roll(connection, vote.name, str(person))
            after = _write(connection, TABLES[table], mine, before, {**values, **owner})
            check_quota(connection, vote, table, before, after)
            self._remember(connection, vote, state, table, person, key, before, after)
            return after

        return transact(self.engine, work)

    def answer(
        self,
        vote: Round,
        person: str,
        table: str,
        answers: Sequence[tuple[Mapping[str, str], Mapping[str, Any]]],
    ) -> None:
        """Store all that one person answers in a round whose rows name nobody, or nothing of it.

        Parameters
        ----------
        vote : Round
            The round; each person answers it once, and can change it by the same keys.
        person : str
            Who answers; it is kept that somebody of that name did, and not what.
        table : str
            A table of the contract.
        answers : sequence of (key, given)
            Each row's key, and what is given in it.

        Raises
        ------
        VoteRefused, NotStored, ValueError
            As `vote` does.
        """
        declared = TABLES[table]
        read = [(key, self._read(declared, given)) for key, given in answers]
        for key, _values in read:
            check_key(declared, key)

        def work(connection: Connection) -> None:
            check_open(connection, vote)
            before = [find(connection, table, key) for key, _values in read]
            if not any(before):
                enter_on_roll(connection, vote.name, person)
            for (key, values), row in zip(read, before, strict=True):
                _write(connection, declared, key, row, values)

        transact(self.engine, work)

    def withdraw(self, vote: Round, person: str | None, table: str, key: Mapping[str, str]) -> None:
        """Take one row back as a whole while its round is open; no row is nothing to do.

        The parameters and errors are those of `vote`.
        """
        mine, owner = own_key(TABLES[table], person, key)
        check_key(TABLES[table], mine)

        def work(connection: Connection) -> None:
            state = check_open(connection, vote)
            before = find(connection, table, mine)
            check_owner(before, owner)
            connection.execute(sa.delete(schema().tables[table]).where(here(table, mine)))
            self._remember(connection, vote, state, table, person, key, before, {})

        transact(self.engine, work)

    def note(
        self,
        name: str,
        table: str,
        key: Mapping[str, str],
        given: Mapping[str, Any],
        *,
        only_change: bool = False,
    ) -> Row:
        """Store what is no vote, such as a facilitator's comment, whether the round is open or not.

        The parameters are those of `vote`, with the round's name.
        """
        values = self._read(TABLES[table], given)
        check_key(TABLES[table], key)

        def work(connection: Connection) -> Row:
            locked(connection, name)
            before = find(connection, table, key)
            check_there(before, only_change)
            return _write(connection, TABLES[table], key, before, values)

        return transact(self.engine, work)

    def rows(self, table: str) -> list[Row]:
        """The rows of a table in the order of its key."""
        return read_rows(self.engine, table)

    def _read(self, table: Table, given: Mapping[str, Any]) -> Row:
        """Type what was given by the declaration of the table."""
        values: Row = {}
        for name, cell in given.items():
            column = table.column(name)
            if isinstance(cell, bool):
                raise ValueError(f"a cell of {table.name} is no switch")
            words = "" if cell is None else str(cell).strip()
            try:
                check_text(words)
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
                before=kept_of(before, key),
                after=kept_of(after, key),
            )
        )


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
    if not holds_anything(table, after):
        connection.execute(sa.delete(content).where(here(table.name, key)))
        return {}
    check_required(table, after)
    check_references(connection, table, after)
    if not before:
        check_new(connection, table, key)
        connection.execute(sa.insert(content).values(after))
    elif values:
        connection.execute(sa.update(content).where(here(table.name, key)).values(values))
    return after


def _plain(value: Any, column: Column) -> Any:
    """A read value as the database takes it."""
    return value.date() if column.kind is Kind.DATE else value
