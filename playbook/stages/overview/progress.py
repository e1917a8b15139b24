"""Where the campaign stands: which stages of the playbook have data, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from playbook.language import N_, _

WORDS = ";"


@dataclass(frozen=True)
class Milestone:
    """A stage of the playbook, as its tables show it.

    Attributes
    ----------
    title : str
        A message of the catalogue.
    tables : tuple of str
        The tables that the stage fills.
    """

    title: str
    tables: tuple[str, ...]


MILESTONES = (
    Milestone(N_("Ideation workshop"), ("participants", "ideas", "dot_votes")),
    Milestone(N_("Prioritisation workshop"), ("use_cases", "ratings", "decisions")),
    Milestone(N_("Data readiness"), ("data_readiness",)),
    Milestone(
        N_("Solution selection"), ("solutions", "criteria", "jury_scores", "costs", "feedback")
    ),
    Milestone(N_("Impact study"), ("gaps", "people_impacts", "organisation_impacts")),
    Milestone(N_("Communication plan"), ("stakeholders", "communications")),
    Milestone(N_("Culture workshop"), ("tasks", "task_dots")),
    Milestone(N_("RUN steering"), ("run_checklist", "usage", "benefits", "requests", "committees")),
    Milestone(N_("Provider steering"), ("service_levels", "incidents", "audits")),
    Milestone(N_("Change messages"), ("pulse",)),
    Milestone(N_("Spreading the culture"), ("data_assets", "referents", "rollouts", "initiatives")),
)
"""The stages in the order of the playbook, each table with the one that fills it."""
HAPPENED = {
    "feedback": "date",
    "communications": "date",
    "usage": "date",
    "benefits": "date",
    "requests": "opened_on",
    "committees": "held_on",
    "incidents": "started_at",
    "audits": "date",
    "pulse": "date",
}
"""The columns that say when something happened, rather than when it is due."""


def stage_progress(tables: Mapping[str, pd.DataFrame], as_of: date) -> pd.DataFrame:
    """Say of each stage which of its tables have rows.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        The tables that have at least one row.
    as_of : date
        The day the report speaks at: what is dated later does not count as happened.

    Returns
    -------
    DataFrame
        One row a stage, in the order of the playbook: stage (its title), standing (complete,
        partial or none), filled and absent (names of tables, separated by semicolons; missing:
        none), rows (in all its tables) and latest (the last day on which something happened;
        missing: not known).
    """
    rows = []
    for milestone in MILESTONES:
        filled = [name for name in milestone.tables if name in tables]
        absent = [name for name in milestone.tables if name not in tables]
        rows.append(
            {
                "stage": _(milestone.title),
                "standing": "none" if not filled else "partial" if absent else "complete",
                "rows": sum(len(tables[name]) for name in filled),
                "latest": _latest(tables, filled, as_of),
                "filled": WORDS.join(filled) or None,
                "absent": WORDS.join(absent) or None,
            }
        )
    table = pd.DataFrame(rows)
    table["latest"] = table["latest"].astype("datetime64[s]")
    return table


def _latest(
    tables: Mapping[str, pd.DataFrame], names: list[str], as_of: date
) -> pd.Timestamp | None:
    """The last day, up to a day, on which something happened."""
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    days = [tables[name][HAPPENED[name]] for name in names if name in HAPPENED]
    past = [day[day < end].max() for day in days]
    known = [day for day in past if not pd.isna(day)]
    return max(known).normalize() if known else None
