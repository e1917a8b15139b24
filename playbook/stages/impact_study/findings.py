"""The sentences of the impact study on what changes, and on what to settle first."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from playbook.language import (
    _,
    enumerate_words,
    format_number,
    listed,
    ngettext,
    quote,
    quoted,
    some,
)
from playbook.show.findings import Finding, Tone
from playbook.stages.impact_study.impacts import (
    comparable_jobs,
    job_keys,
    mean_severity,
    write_severity,
)
from playbook.tables.feasibility import ORGANISATION_DIMENSIONS

APART = 0.25
"""From this difference between two mean severities, on a scale of 1 to 5, a sentence says so."""


def _people(counts: pd.Series) -> str:
    """How many people, and that there are more where a headcount is unknown."""
    known, unknown = int(counts.sum()), bool(counts.isna().any())
    if unknown and not counts.notna().any():
        return _("headcount unknown")
    text = ngettext("{count} person", "{count} people", known)
    if unknown:
        text = ngettext("at least {count} person", "at least {count} people", known)
    return text.format(count=format_number(known))


def say_jobs(jobs: pd.DataFrame, heavy_from: float) -> list[Finding | None]:
    """Say whom the solution touches, and how hard."""
    if jobs.empty:
        return [Finding(_("No impact on people is described yet."), Tone.DECIDE)]
    text = ngettext(
        "{jobs} job is touched: {people}.", "{jobs} jobs are touched: {people}.", len(jobs)
    )
    said: list[Finding | None] = [
        Finding(text.format(jobs=len(jobs), people=_people(jobs["headcount"])))
    ]
    heavy = jobs[jobs["severity"] >= heavy_from]
    if len(heavy):
        text = _("Touched heavily (severity {heavy} or more): {jobs} ({people}).")
        said.append(
            Finding(
                text.format(
                    heavy=write_severity(heavy_from),
                    jobs=quoted(heavy["job"]),
                    people=_people(heavy["headcount"]),
                )
            )
        )
    return [*said, _say_unknown(jobs)]


def _say_unknown(jobs: pd.DataFrame) -> Finding | None:
    """Name the jobs of which a figure is missing or contradicts another; nothing without any."""
    kinds = [
        (jobs["headcount"].isna(), _("headcount unknown: {jobs}")),
        (jobs["severity"].isna(), _("severity not rated: {jobs}")),
        (
            jobs["severity"].notna() & jobs["unrated"].gt(0),
            _("severity of some impacts not rated: {jobs}"),
        ),
        (jobs["headcounts_differ"], _("several headcounts, of which the largest counts: {jobs}")),
    ]
    parts = [
        text.format(jobs=quoted(jobs.loc[which, "job"])) for which, text in kinds if which.any()
    ]
    if not parts:
        return None
    text = "{parts}."
    if jobs[["headcount", "severity"]].isna().any(axis=None) or jobs["unrated"].any():
        text = _("Missing figures do not count as zero. {parts}.")
    parts[0] = parts[0][0].upper() + parts[0][1:]
    return Finding(text.format(parts=listed(parts)), Tone.CAUTION)


def say_weighted(jobs: pd.DataFrame) -> Finding | None:
    """Compare the severity counted by jobs and by people; nothing unless sizes of jobs differ."""
    if comparable_jobs(jobs)["headcount"].nunique() < 2:
        return None
    by_job, by_person = mean_severity(jobs)
    text = _("The mean severity is {by_job} counted by jobs and {by_person} counted by people")
    figures = text.format(by_job=format_number(by_job, 1), by_person=format_number(by_person, 1))
    if by_job - by_person >= APART:
        text = _("{figures}: the heaviest changes fall on few people, whom an average hides.")
        return Finding(text.format(figures=figures))
    if by_person - by_job >= APART:
        text = _("{figures}: the heaviest changes fall on the largest jobs.")
        return Finding(text.format(figures=figures))
    return Finding(_("{figures}: large and small jobs are touched alike.").format(figures=figures))


def say_training(lacking: pd.DataFrame, people_impacts: pd.DataFrame) -> Finding | None:
    """Say which skills change without training; nothing without an impact on people."""
    if people_impacts.empty:
        return None
    changing = int(people_impacts["skill_change"].notna().sum())
    if not changing:
        return Finding(_("No change of skills is described: needs cannot be told."), Tone.CAUTION)
    if lacking.empty:
        return Finding(_("Every change of skills has a training on offer."))
    jobs = lacking.groupby(job_keys(lacking["job"]), sort=False)
    text = ngettext(
        "{count} of {changing} changes of skills has no training on offer: {jobs} ({people}).",
        "{count} of {changing} changes of skills have no training on offer: {jobs} ({people}).",
        len(lacking),
    )
    return Finding(
        text.format(
            count=len(lacking),
            changing=changing,
            jobs=quoted(jobs["job"].first()),
            people=_people(jobs["headcount"].max()),
        ),
        Tone.DECIDE,
    )


def say_dimensions(table: pd.DataFrame, heavy_from: float) -> list[Finding | None]:
    """Say where the organisation changes most, and where nobody saw a change."""
    if not table["impacts"].sum():
        return [Finding(_("No impact on the organisation is described yet."), Tone.DECIDE)]
    said: list[Finding | None] = []
    most = table[(table["heavy"] > 0) & (table["heavy"] == table["heavy"].max())]
    if len(most):
        text = ngettext(
            "Most heavy impacts on the organisation (severity {heavy} or more): {names} ({count}).",
            "Most heavy impacts on the organisation (severity {heavy} or more): {names} ({count}"
            " each).",
            len(most),
        )
        said.append(
            Finding(
                text.format(
                    names=_dimension_names(most),
                    count=int(most["heavy"].iloc[0]),
                    heavy=write_severity(heavy_from),
                )
            )
        )
    bare = table[table["impacts"] == 0]
    if len(bare):
        text = _("Nobody described an impact on: {names}. None, or not looked at?")
        said.append(Finding(text.format(names=_dimension_names(bare)), Tone.DECIDE))
    unrated = int(table["unrated"].sum())
    if unrated:
        text = ngettext(
            "{count} impact on the organisation is not rated.",
            "{count} impacts on the organisation are not rated.",
            unrated,
        )
        said.append(Finding(text.format(count=unrated), Tone.CAUTION))
    return said


def _dimension_names(table: pd.DataFrame) -> str:
    """Some dimensions as part of a sentence."""
    return enumerate_words([_(ORGANISATION_DIMENSIONS[code]) for code in table["dimension"]])


def say_rule(heavy_from: float) -> Finding:
    """State the rule by which what must be settled is listed and ranked."""
    text = _(
        "The rule: listed is what is heavy (severity {heavy} or more), what changes skills without"
        " training, and what nobody has rated. The severest come first, at equal severity those"
        " that touch more people; what is not rated has no rank."
    )
    return Finding(text.format(heavy=write_severity(heavy_from)))


def say_settle(table: pd.DataFrame) -> list[Finding | None]:
    """Say what to settle before deployment, and whether another rule would put others first.

    Parameters
    ----------
    table : DataFrame
        From `to_settle`.
    """
    if table.empty:
        text = _("By this rule none of the impacts described has to be settled before deployment.")
        return [Finding(text)]
    unrated = int(table["rank"].isna().sum())
    text = ngettext(
        "{count} point to settle before deployment.",
        "{count} points to settle before deployment.",
        len(table),
    )
    first = table[(table["rank"] == 1).fillna(False)]
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
    said = text.format(count=len(table), subjects=some(words), unsized=unsized, unrated=unrated)
    return [Finding(said, Tone.DECIDE), _say_other_rule(table, first)]


def _named(row: dict[Hashable, Any]) -> str:
    """One point to settle as part of a sentence."""
    change = "" if pd.isna(row["change"]) else f" ({quote(row['change'])})"
    return quote(row["subject"]) + change


def _say_other_rule(table: pd.DataFrame, first: pd.DataFrame) -> Finding | None:
    """Say what would come first by severity times people; nothing when it is the same."""
    weights = table["weight"].dropna()
    if weights.empty or first.empty:
        return None
    heaviest = table[table["weight"].eq(weights.max()).fillna(False)]
    if set(heaviest["impact_id"]) & set(first["impact_id"]):
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
