"""What must be settled before deployment, ranked by a rule that is stated."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import Any

import pandas as pd

from playbook.language import N_, _, format_date, ngettext, quote, some
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Label
from playbook.stages.impact_study.severity import job_keys, write_severity
from playbook.tables.feasibility import ORGANISATION_DIMENSIONS

REASONS = {
    "heavy": N_("heavy"),
    "no_training": N_("no training"),
    "unrated": N_("not rated"),
}

LABELS = {
    "subject": Label(N_("Job or dimension")),
    "change": Label(N_("What changes"), missing=N_("not said")),
    "reasons": Label(N_("Why it is here"), codes=REASONS),
}


def to_settle(
    people_impacts: pd.DataFrame, organisation_impacts: pd.DataFrame, heavy_from: float
) -> pd.DataFrame:
    """List what must be settled before deployment, ranked.

    An impact is listed when it is heavy, when a skill changes and no training is on offer, or
    when nobody has rated it. The severest come first; at equal severity those that touch more
    people, an unknown number last. Equal on both is a tie. What is not rated has no rank: it may
    be the heaviest of all. An impact on the organisation touches the people of the jobs that its
    gap touches (those whose headcount is known).

    Parameters
    ----------
    heavy_from : float
        The severity from which an impact is heavy.

    Returns
    -------
    DataFrame
        One row an impact: rank (missing while not rated), impact_id, subject (the job, or the
        dimension of the organisation), change, severity, headcount (missing: unknown), reasons
        (codes of `REASONS`, separated by semicolons), gap_id and weight (severity times
        headcount; missing when either is).
    """
    both = pd.concat(
        [_of_people(people_impacts), _of_organisation(organisation_impacts, people_impacts)]
    )
    flags = {
        "heavy": both["severity"] >= heavy_from,
        "no_training": both["no_training"].astype(bool),
        "unrated": both["severity"].isna(),
    }
    words = pd.DataFrame({name: flags[name].map({True: name, False: ""}) for name in REASONS})
    both["reasons"] = [";".join(filter(None, row)) for row in words.to_numpy()]
    listed = both[both["reasons"] != ""].sort_values(
        ["severity", "headcount"], ascending=False, kind="stable", ignore_index=True
    )
    listed["rank"] = _ranks(listed)
    listed["weight"] = listed["severity"] * listed["headcount"]
    columns = [
        "rank",
        "impact_id",
        "subject",
        "change",
        "severity",
        "headcount",
        "reasons",
        "gap_id",
        "weight",
    ]
    return listed[columns]


def _ranks(ordered: pd.DataFrame) -> pd.Series:
    """The rank of each row of a sorted table; equal rows share the first place among them."""
    places = pd.Series(range(1, len(ordered) + 1), dtype="Int64")
    ranks = places.mask(ordered.duplicated(["severity", "headcount"])).ffill()
    return ranks.mask(ordered["severity"].isna())


def _of_people(impacts: pd.DataFrame) -> pd.DataFrame:
    """The impacts on people in the columns that both kinds share."""
    return pd.DataFrame(
        {
            "impact_id": impacts["impact_id"],
            "subject": impacts["job"],
            "change": impacts["skill_change"].fillna(impacts["tasks"]),
            "severity": impacts["severity"],
            "headcount": impacts["headcount"],
            "no_training": impacts["skill_change"].notna() & impacts["training_offer"].isna(),
            "gap_id": impacts["gap_id"],
        }
    )


def _of_organisation(impacts: pd.DataFrame, people_impacts: pd.DataFrame) -> pd.DataFrame:
    """The impacts on the organisation in the columns that both kinds share."""
    keys = ["gap_id", job_keys(people_impacts["job"])]
    jobs = people_impacts.groupby(keys)["headcount"].max()
    touched = jobs.groupby("gap_id").sum(min_count=1)
    return pd.DataFrame(
        {
            "impact_id": impacts["impact_id"],
            "subject": [_(ORGANISATION_DIMENSIONS[code]) for code in impacts["dimension"]],
            "change": impacts["description"],
            "severity": impacts["severity"],
            "headcount": impacts["gap_id"].map(touched).astype("Int64"),
            "no_training": False,
            "gap_id": impacts["gap_id"],
        }
    )


def say_settling_rule(heavy_from: float) -> Finding:
    """State the rule by which what must be settled is listed and ranked."""
    text = _(
        "The rule: this lists what is heavy (severity {heavy} or more), what changes skills"
        " without training, and what nobody has rated. The most severe come first; at equal"
        " severity, those that affect more people. What is not rated has no rank."
    )
    return Finding(text.format(heavy=write_severity(heavy_from)))


def in_use_since(gaps: pd.DataFrame, usage: pd.DataFrame, as_of: date) -> date | None:
    """The first day on which a solution that the gaps name was used; nothing up to `as_of`."""
    own = usage["solution_id"].isin(gaps["solution_id"].dropna()) & (usage["active_users"] > 0)
    days = usage.loc[own & (usage["date"] <= pd.Timestamp(as_of)), "date"]
    return None if days.empty else days.min().date()


def say_settle(table: pd.DataFrame, since: date | None = None) -> list[Finding | None]:
    """Say what to settle before deployment, and whether another rule would put others first.

    Parameters
    ----------
    table : DataFrame
        From `to_settle`.
    since : date, optional
        Since when it is used, from `in_use_since`: what was to be settled before is to be checked.
    """
    if table.empty:
        text = _(
            "By the rule stated below, none of the impacts described has to be settled before"
            " deployment."
        )
        return [Finding(text)]
    unrated = int(table["rank"].isna().sum())
    text = ngettext(
        "{count} point to settle before deployment.",
        "{count} points to settle before deployment.",
        len(table),
    )
    if since:
        text = ngettext(
            "{count} point was to be settled before deployment. It has been in use since {day}:"
            " check that it was.",
            "{count} points were to be settled before deployment. It has been in use since {day}:"
            " check that they were.",
            len(table),
        )
    first = table[table["rank"] == 1]
    if len(first):
        text += " " + ngettext("First: {subjects}.", "Tied for the first: {subjects}.", len(first))
    level = table[table["severity"].isin(first["severity"]) & table["headcount"].isna()]
    unsized = len(level) - int(first["headcount"].isna().sum())
    if unsized:
        text += " " + ngettext(
            "{unsized} more is as severe, for an unknown number of people.",
            "{unsized} more are as severe, for an unknown number of people.",
            unsized,
        )
    if unrated:
        text += " " + ngettext(
            "{unrated} has no rank until it is rated.",
            "{unrated} have no rank until they are rated.",
            unrated,
        )
    words = [_named(row) for row in first.to_dict("records")]
    day = format_date(since) if since else ""
    said = text.format(
        count=len(table), subjects=some(words), unsized=unsized, unrated=unrated, day=day
    )
    return [Finding(said, Tone.DECIDE), _say_other_rule(table, first)]


def _named(row: dict[Hashable, Any]) -> str:
    """One point to settle as part of a sentence."""
    change = "" if pd.isna(row["change"]) else f" ({quote(row['change'])})"
    return quote(row["subject"]) + change


def _say_other_rule(table: pd.DataFrame, first: pd.DataFrame) -> Finding | None:
    """Say what would come first by severity times people; nothing when it is the same."""
    heaviest = table[table["weight"] == table["weight"].max()]
    if heaviest.empty or set(heaviest["impact_id"]) & set(first["impact_id"]):
        return None
    text = ngettext(
        "Ranked by severity times people instead, this would come first: {subjects}.",
        "Ranked by severity times people instead, these would come first: {subjects}.",
        len(heaviest),
    )
    if table.loc[table["rank"].notna(), "weight"].isna().any():
        text = ngettext(
            "Ranked by severity times people instead, this would come first of those whose number"
            " of people is known: {subjects}.",
            "Ranked by severity times people instead, these would come first of those whose number"
            " of people is known: {subjects}.",
            len(heaviest),
        )
    words = [_named(row) for row in heaviest.to_dict("records")]
    return Finding(text.format(subjects=some(words)), Tone.CAUTION)
