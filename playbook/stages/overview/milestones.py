"""Where does the campaign stand? The stages of the playbook, as their tables show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from playbook.language import N_, _, enumerate_words, ngettext
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.tables import TABLES

WORDS = ";"
STANDINGS = {
    "complete": N_("All tables"),
    "partial": N_("Some tables"),
    "none": N_("Nothing yet"),
}
TABLE_NAMES = {name: table.label for name, table in TABLES.items()}
LABELS = {
    "stage": Label(N_("Stage")),
    "standing": Label(N_("Data"), codes=STANDINGS),
    "rows": Label(N_("Rows"), Format.WHOLE),
    "latest": Label(N_("Last happened"), Format.DATE),
    "filled": Label(N_("Tables with rows"), codes=TABLE_NAMES),
    "absent": Label(N_("Still missing"), codes=TABLE_NAMES),
}


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
    Milestone(
        N_("RUN steering"),
        ("run_checklist", "usage", "benefits", "performance", "requests", "committees"),
    ),
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
    "performance": "date",
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
        none), rows (in all its tables; dots
        count one by one) and latest (the last day on which something happened;
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
                "rows": sum(_rows(tables[name]) for name in filled),
                "latest": _latest(tables, filled, as_of),
                "filled": WORDS.join(filled) or None,
                "absent": WORDS.join(absent) or None,
            }
        )
    table = pd.DataFrame(rows)
    table["latest"] = table["latest"].astype("datetime64[s]")
    return table


def _rows(table: pd.DataFrame) -> int:
    """How many rows a table has; dots count one by one, as heaps of them would tell of a vote."""
    return int(table["dots"].sum()) if "dots" in table else len(table)


def _latest(
    tables: Mapping[str, pd.DataFrame], names: list[str], as_of: date
) -> pd.Timestamp | None:
    """The last day, up to a day, on which something happened."""
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    days = [tables[name][HAPPENED[name]] for name in names if name in HAPPENED]
    past = [day[day < end].max() for day in days]
    known = [day for day in past if not pd.isna(day)]
    return max(known).normalize() if known else None


def say_progress(table: pd.DataFrame) -> Finding:
    """Say how many stages have their data, and what is missing next."""
    standing = table["standing"].value_counts()
    complete = int(standing.get("complete", 0))
    if complete == len(table):
        text = _("Every table of the {count} stages of the playbook has data.")
        return Finding(text.format(count=complete))
    started = len(table) - int(standing.get("none", 0))
    if not started:
        return Finding(_("No stage of the playbook has data yet."))
    text = ngettext(
        "{started} of {count} stages of the playbook has data, {complete} of them in every table.",
        "{started} of {count} stages of the playbook have data, {complete} of them in every table.",
        started,
    ).format(started=started, count=len(table), complete=complete)
    return Finding(text)


def say_first_to_fill(table: pd.DataFrame) -> Finding | None:
    """Say what the first stage that lacks a table needs; nothing when no stage lacks any."""
    lacking = table[table["absent"].notna()]
    if lacking.empty:
        return None
    first = lacking.iloc[0]
    names = [_(TABLE_NAMES[name]) for name in str(first["absent"]).split(WORDS)]
    text = _("First to fill, in the order of the playbook: {tables} ({stage}).")
    return Finding(
        text.format(tables=enumerate_words(names), stage=first["stage"]),
        Tone.DECIDE,
    )
