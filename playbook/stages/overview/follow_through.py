"""Do the changes reach the people? From a gap to its message, its training and its owner.

The chain from idea to benefit goes on: a solution brings gaps, gaps touch jobs, people are told,
and trained before the roll-out; in operation somebody answers for the solution.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from playbook.language import N_, _, format_date, ngettext, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.stages.shared.in_run import IN_RUN

GAP_TABLES = ("gaps", "people_impacts", "communications")
LOST = {
    "told_nothing": N_("Tasks change, and nobody is told"),
    "untrained": N_("Skills change, no training before the roll-out"),
    "no_owner": N_("Solution in RUN without an owner"),
    "no_message": N_("Gap without a message"),
}
"""The kinds, what weighs most first."""
REMEDIES = {
    "told_nothing": N_("Plan a message that names the gap, for those who have the job."),
    "untrained": N_("Find the training, or move the date."),
    "no_owner": N_("Name who answers for it."),
    "no_message": N_("Plan a message that names the gap, or say why none is needed."),
}
LABELS = {
    "lost": Label(N_("Break"), codes=LOST),
    "subject": Label(N_("Whom or what")),
    "people": Label(N_("People"), Format.WHOLE, missing=N_("not known")),
    "rollout_on": Label(N_("Roll-out"), Format.DATE, missing=N_("no date")),
    "remedy": Label(N_("What to do"), codes=REMEDIES),
}
Tables = Mapping[str, pd.DataFrame]


def lost_on_the_way(tables: Tables) -> pd.DataFrame:
    """List what a change brings and nobody follows up.

    Gaps are held against messages only where at least one message names its gap: before that, the
    plan does not say what it answers to.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Those of `GAP_TABLES`, ``solutions``, ``rollouts`` and those of `IN_RUN`; an absent one is
        without rows.

    Returns
    -------
    DataFrame
        What weighs most first: lost (a key of `LOST`), subject (a job, a gap or a solution), people
        (of the job; missing: not known), rollout_on (the first that is dated; missing: none).
    """
    gaps = tables["gaps"].assign(rollout_on=_first_rollouts(tables))
    impacts = tables["people_impacts"].merge(
        gaps[["gap_id", "label", "rollout_on"]], on="gap_id", how="left"
    )
    parts = [
        _told_nothing(impacts, tables),
        _untrained(impacts),
        _without_owner(tables),
        _without_message(gaps, tables),
    ]
    columns = ["lost", "subject", "people", "rollout_on"]
    found = [part.reindex(columns=columns) for part in parts if len(part)]
    if not found:
        return pd.DataFrame(columns=columns)
    table = pd.concat(found, ignore_index=True)
    return table.astype({"people": "Int64", "rollout_on": "datetime64[us]"})


def _first_rollouts(tables: Tables) -> pd.Series:
    """For each gap the first day on which its solution is rolled out, or is to be."""
    live = tables["rollouts"][tables["rollouts"]["status"].ne("abandoned")]
    days = live["done_on"].fillna(live["started_on"]).groupby(live["use_case_id"]).min()
    serves = tables["solutions"].set_index("solution_id")["use_case_id"]
    cases = tables["gaps"]["solution_id"].map(serves.to_dict())
    return pd.to_datetime(cases.map(days.to_dict()))


def _named_gaps(tables: Tables) -> set[str] | None:
    """The gaps that a message names; None while no message names any."""
    plan = tables["communications"]
    named = set(plan.loc[plan["status"].ne("cancelled"), "gap_id"].dropna())
    return named or None


def _told_nothing(impacts: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Jobs whose tasks change by a gap that no message names, each with its gaps in one row."""
    named = _named_gaps(tables)
    if named is None:
        return impacts.iloc[:0]
    bare = impacts[impacts["tasks"].notna() & ~impacts["gap_id"].isin(named)]
    return _by_job(bare, "told_nothing")


def _untrained(impacts: pd.DataFrame) -> pd.DataFrame:
    """Jobs whose skills change without training, where the roll-out has a date."""
    bare = impacts[
        impacts["skill_change"].notna()
        & impacts["training_offer"].isna()
        & impacts["rollout_on"].notna()
    ]
    return _by_job(bare, "untrained")


def _by_job(rows: pd.DataFrame, lost: str) -> pd.DataFrame:
    """One row a job: its people once, its first roll-out; the largest jobs first."""
    table = rows.groupby("job", sort=False, as_index=False).agg(
        people=("headcount", "max"), rollout_on=("rollout_on", "min")
    )
    table = table.sort_values("people", ascending=False, na_position="first", kind="stable")
    return table.rename(columns={"job": "subject"}).assign(lost=lost)


def _without_owner(tables: Tables) -> pd.DataFrame:
    """Solutions with a trace of operation and no owner."""
    running = set(pd.concat([tables[name]["solution_id"] for name in IN_RUN]))
    solutions = tables["solutions"]
    bare = solutions[solutions["solution_id"].isin(running) & solutions["owner"].isna()]
    return pd.DataFrame({"lost": "no_owner", "subject": bare["name"]})


def _without_message(gaps: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Gaps that no message names."""
    named = _named_gaps(tables)
    if named is None:
        return pd.DataFrame()
    bare = gaps[~gaps["gap_id"].isin(named)]
    return pd.DataFrame(
        {"lost": "no_message", "subject": bare["label"], "rollout_on": bare["rollout_on"]}
    )


def _first_day(table: pd.DataFrame, as_of: date) -> date | None:
    """The first roll-out that is still to come of those for which something is missing."""
    coming = table.loc[table["rollout_on"] > pd.Timestamp(as_of), "rollout_on"]
    return None if coming.empty else coming.min().date()


def say_lost(table: pd.DataFrame, tables: Tables, as_of: date) -> Finding | None:
    """Say what is lost between the change and the people; nothing without gaps or solutions."""
    if not len(tables["gaps"]) and not len(tables["solutions"]):
        return None
    said = []
    for lost, words in LOST.items():
        rows = table[table["lost"] == lost]
        if len(rows):
            text = _("{what}: {subjects}.")
            said.append(text.format(what=_(words), subjects=quoted(rows["subject"], 1)))
    late = table[(table["lost"] == "untrained") & (table["rollout_on"] <= pd.Timestamp(as_of))]
    if len(late):
        text = ngettext(
            "For {count} of these jobs the roll-out has begun, on {day}.",
            "For {count} of these jobs the roll-out has begun, first on {day}.",
            len(late),
        )
        said.append(text.format(count=len(late), day=format_date(late["rollout_on"].min())))
    if len(tables["gaps"]) and len(tables["communications"]) and _named_gaps(tables) is None:
        said.append(_("No message of the plan says which gap it answers."))
    if said:
        text = _("Finish telling people, training them and naming owners.")
        return Finding(" ".join([text, *said]), Tone.DECIDE, by=_first_day(table, as_of))
    if _named_gaps(tables) is None or not len(tables["gaps"]):
        return None
    return Finding(_("Every gap has its message, and every solution in RUN its owner."))
