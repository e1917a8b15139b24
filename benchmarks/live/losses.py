"""What was acknowledged, held against what the database keeps."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from benchmarks.live.room import Room
from benchmarks.live.voters import Voter
from playbook.live.schema import HISTORY
from playbook.sources.schema import schema


def losses(room: Room, voters: Sequence[Voter]) -> Iterator[str]:
    """Every acknowledged vote that the database does not hold, or holds twice."""
    ratings = schema().tables["ratings"]
    with room.engine.connect() as connection:
        now = {
            (row.participant_id, row.use_case_id): row
            for row in connection.execute(sa.select(ratings))
        }
        history: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        kept = sa.select(HISTORY).where(HISTORY.c.table_name == "ratings").order_by(HISTORY.c.entry)
        for row in connection.execute(kept):
            history[row.participant_id, row.row_key["use_case_id"]].append(
                {"before": row.before or {}, "after": row.after or {}}
            )
    for voter in voters:
        for cell in dict.fromkeys(cell for cell, _value in voter.stored):
            case, column = address_of(cell)
            yield from _losses_of_row(voter.person, case, history[voter.person, case])
            changes = [
                step["after"].get(column)
                for step in history[voter.person, case]
                if step["after"].get(column) != step["before"].get(column)
            ]
            where = f"{voter.person} {case} {column}"
            sent = sum(sent_cell == cell for sent_cell, _value in voter.sent)
            if len(changes) > sent + voter.interrupted:
                yield f"{where}: sent {sent} votes, kept {len(changes)}"
            rest = iter(changes)
            # Who votes again as before, since a vote in between had no answer, changes nothing.
            told = [value for value, _again in groupby(v for c, v in voter.stored if c == cell)]
            if not all(value in rest for value in told):
                yield f"{where}: told {told}, kept {changes}"
            held = getattr(now.get((voter.person, case)), column, None)
            if held != changes[-1]:
                yield f"{where}: holds {held}, but was last changed to {changes[-1]}"


def _losses_of_row(person: str, case: str, steps: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Where the history of a row is no chain, or keeps the same vote twice."""
    before: dict[str, Any] = {}
    for step in steps:
        if step["before"] != before:
            yield f"{person} {case}: {step['before']} follows {before}"
        if step["after"] == step["before"]:
            yield f"{person} {case}: kept twice: {step['after']}"
        before = step["after"]


def address_of(cell: str) -> tuple[str, str]:
    """The use case and the column of a cell of the panel."""
    case = re.search(r"U\d+", cell)
    column = re.search(r"value|feasibility", cell)
    assert case is not None, cell
    assert column is not None, cell
    return case[0], column[0]
