"""Departments of a company, with their data, referents, roll-outs and initiatives."""

from __future__ import annotations

import pandas as pd
from support.small_tables import small_table

from playbook.stages.culture_spread.departments import NAMED_IN, known_departments, spell_alike

ASSETS = "asset_id|label|owner_department|access|used_by"
FOUR = (
    "A1|Files|Claims|closed|Claims",
    "A2|Messages|Desk|shared|Claims;Desk;IT",
    "A3|Corrections|IT|shared|IT;Desk",
    "A4|Visits|Branches|closed|",
)
INITIATIVES = "initiative_id|title|department|status|outcome|lesson"
SIX = (
    "I1|A|Claims|running||Early",
    "I2|B|Desk|done|success|Owned",
    "I3|C|IT|stopped|failure|",
    "I4|D|Desk|stopped||Unused",
    "I5|E|Branches|idea||",
    "I6|F|IT||mixed|",
)
STATUSES = ("planned", "running", "done", "abandoned")


def assets_of(*rows: str) -> pd.DataFrame:
    """Data as identifier, label, owner, access and users."""
    return small_table("data_assets", ASSETS, *rows)


def initiatives_of(*rows: str) -> pd.DataFrame:
    """Initiatives as identifier, title, department, status, outcome and lesson."""
    return small_table("initiatives", INITIATIVES, *rows)


def spread(**tables: pd.DataFrame) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """The tables that name departments, spelt alike, and the departments that they name."""
    alike = spell_alike({name: small_table(name) for name in NAMED_IN} | tables)
    return alike, known_departments(alike)


def many(size: int) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """What `spread` gives, from tables of `size` rows."""
    owners = max(1, size // 5)
    return spread(
        data_assets=assets_of(
            *(f"A{i}|Data {i}|D{i % owners}|closed|D{i % 7};D{i % 3}" for i in range(size))
        ),
        referents=small_table(
            "referents", "department|referent|management_pair", *(f"D{i}|R|" for i in range(size))
        ),
        initiatives=initiatives_of(
            *(f"I{i}|Title {i}|D{i}|done|{'success' if i % 2 else ''}|" for i in range(size))
        ),
    )


def many_rollouts(size: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Roll-outs of `size` use cases at up to 20 sites, and the use cases."""
    rows = [f"U{i}|Site {i % 20}|{STATUSES[i % 4]}" for i in range(size)]
    use_cases = [f"U{i}|Case {i}" for i in range(size)]
    return (
        small_table("rollouts", "use_case_id|site|status", *rows),
        small_table("use_cases", "use_case_id|title", *use_cases),
    )
