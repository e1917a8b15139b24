"""Votes on use cases, written as a table of one line a voter."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from support.frames import frame

from playbook.stages.prioritisation.ballots import Votes, use_case_votes

Ballot = Sequence[tuple[float | None, float | None]]


def use_cases(count: int, **more: object) -> pd.DataFrame:
    """Use cases U1, U2, … called Case 1, Case 2, …"""
    rows = [(f"U{i}", f"Case {i}") for i in range(1, count + 1)]
    return frame("use_cases", "use_case_id title", rows).assign(**more)


def ratings(*ballots: Ballot) -> pd.DataFrame:
    """The votes (value, feasibility) of P1, P2, … on U1, U2, …; None is a missing vote."""
    rows = [
        (f"P{voter}", f"U{item}", value, feasibility)
        for voter, ballot in enumerate(ballots, start=1)
        for item, (value, feasibility) in enumerate(ballot, start=1)
    ]
    return frame("ratings", "participant_id use_case_id value feasibility", rows)


def laid_out(*ballots: Ballot) -> Votes:
    """The same, laid out for calculation."""
    return use_case_votes(ratings(*ballots), use_cases(len(ballots[0]) if ballots else 0))
