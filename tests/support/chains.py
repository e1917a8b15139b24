"""The tables of the chain from idea to benefit."""

from __future__ import annotations

import pandas as pd
from support.small_tables import small_table

from playbook.stages.overview import chain

KINDS = ("revenue", "cost_avoided", "time_saved", "quality")
IDEAS = ("idea_id|text|round", "N1|Sort|first_reflection", "N2|Draft|first_reflection")
USE_CASES = ("use_case_id|title|idea_id", "U1|Sorting|N1", "U2|Drafts|N2", "U3|Chatbot|N2")
RATINGS = (
    "participant_id|use_case_id|value|feasibility", "P1|U1|4|3", "P2|U1||3", "P1|U2|5|4",
    "P1|U3|1|1",
)  # fmt: skip
DECISIONS = ("use_case_id|outcome", "U1|selected", "U2|selected", "U3|rejected")
SOLUTIONS = ("solution_id|name|use_case_id", "S1|Kelvio|U1", "S2|Zaptri|U1", "S3|Voxa|U2")
USAGE = ("date|solution_id|department|active_users|eligible_users", "2026-01-05|S1|Claims|3|9")
BENEFITS = ("date|solution_id|kind|amount|expected", "2026-01-31|S1|time_saved|5|4")
ROLLOUTS = ("use_case_id|site|status", "U1|North|done", "U1|South|abandoned", "U2|North|planned")


def chain_tables(**changed: tuple[str, ...]) -> dict[str, pd.DataFrame]:
    """A chain without a break, but for what is changed."""
    rows = {
        "ideas": IDEAS, "use_cases": USE_CASES, "ratings": RATINGS, "decisions": DECISIONS,
        "solutions": SOLUTIONS, "usage": USAGE, "benefits": BENEFITS, "rollouts": ROLLOUTS,
    } | changed  # fmt: skip
    return {name: small_table(name, *rows.get(name, ())) for name in chain.CHAIN_TABLES}


def chain_of(size: int) -> dict[str, pd.DataFrame]:
    """The tables of the chain, `size` use cases long."""
    rows = {
        "ideas": ("idea_id|text|round", *(f"N{i}|T|follow_up" for i in range(size))),
        "use_cases": (
            "use_case_id|title|idea_id",
            *(f"U{i}|A use case number {i}|{f'N{i}' if i % 3 else ''}" for i in range(size)),
        ),
        "ratings": (
            "participant_id|use_case_id|value|feasibility",
            *(f"P1|U{i}|{i % 5 + 1}|3" for i in range(size)),
        ),
        "decisions": (
            "use_case_id|outcome",
            *(f"U{i}|{('selected', 'deferred')[i % 2]}" for i in range(size)),
        ),
        "solutions": ("solution_id|name|use_case_id", *(f"S{i}|Sol {i}|U{i}" for i in range(size))),
        "benefits": (
            "date|solution_id|kind|amount|expected",
            *(f"2026-01-31|S{i}|{KINDS[i % 4]}|{i % 7}|{i % 5 or ''}" for i in range(size)),
        ),
        "rollouts": ("use_case_id|site|status", *(f"U{i}|North|done" for i in range(size))),
    }
    return {name: small_table(name, *rows.get(name, ())) for name in chain.CHAIN_TABLES}


def benefits(*rows: str) -> pd.DataFrame:
    """The table of that name."""
    return small_table("benefits", BENEFITS[0], *rows)
