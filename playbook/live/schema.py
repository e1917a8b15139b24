"""The SQL tables of live votes beside the contract's: rounds, history, roll, course."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

LIVE = MetaData()

ROUNDS = Table(
    "live_rounds",
    LIVE,
    Column("round", String(64), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("anonymous", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),
)
"""Each round of votes: waiting, open or closed, and how many writes there were.

Every write of a round locks its row first, so that closing and quotas hold under concurrency; who
polls need read nothing but the revision. No time is kept: it could join a vote to a person.
"""

HISTORY = Table(
    "live_history",
    LIVE,
    Column("entry", Integer, primary_key=True, autoincrement=True),
    Column("round", String(64), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("entered_by", String(16), nullable=False),
    Column("participant_id", Text, index=True),
    Column("event", String(16), nullable=False),
    Column("table_name", String(64)),
    Column("row_key", JSON),
    Column("before", JSON),
    Column("after", JSON),
)
"""What was voted, changed and withdrawn in named rounds, and when each round opened and closed."""

ROLL = Table(
    "live_roll",
    LIVE,
    Column("round", String(64), primary_key=True),
    Column("participant_id", Text, primary_key=True),
)
"""Who has answered in rounds whose answers bear no name; see `playbook.live.roll`."""

COURSE = Table(
    "live_course",
    LIVE,
    Column("panel", String(64), primary_key=True),
    Column("moment", Text, nullable=False),
    Column("one_by_one", Boolean, nullable=False),
    Column("started_at", Float),
    Column("spent", Float, nullable=False),
    Column("shown", String(64), nullable=False),
    Column("slide", Integer, nullable=False),
)
"""Where the room of each panel is; instants are seconds since 1970. See `playbook.live.course`."""
