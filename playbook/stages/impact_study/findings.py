"""The sentences of the impact study on what changes for jobs and the organisation."""

from __future__ import annotations

import pandas as pd

from playbook.language import (
    _,
    enumerate_words,
    format_number,
    listed,
    ngettext,
    quoted,
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
