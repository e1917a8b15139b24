"""What the gaps change: jobs weighted by headcount, skills without training, the organisation."""

from __future__ import annotations

import numpy as np
import pandas as pd

from playbook.language import format_number, settled
from playbook.tables.feasibility import ORGANISATION_DIMENSIONS
from playbook.tables.matching import fold


def touched_jobs(people_impacts: pd.DataFrame) -> pd.DataFrame:
    """Put the impacts of each job together, the heaviest first.

    The people of a job are counted once, however many impacts it has: where impacts give
    different headcounts, the largest counts, and that is marked. Spellings of a job that differ
    in case or accents are one job.

    Returns
    -------
    DataFrame
        One row a job: job, impacts (how many), headcount (missing when no impact gives it),
        headcounts_differ, severity (the worst one, 1 to 5; missing when no impact is rated),
        unrated (impacts without a severity) and weight (headcount times severity; missing when
        either is). Jobs without a severity come last.
    """
    table = (
        people_impacts.assign(
            key=job_keys(people_impacts["job"]), unrated=people_impacts["severity"].isna()
        )
        .groupby("key", sort=False)
        .agg(
            job=("job", "first"),
            impacts=("impact_id", "size"),
            headcount=("headcount", "max"),
            headcounts=("headcount", "nunique"),
            severity=("severity", "max"),
            unrated=("unrated", "sum"),
        )
        .reset_index(drop=True)
    )
    table.insert(3, "headcounts_differ", table.pop("headcounts") > 1)
    table["weight"] = table["headcount"] * table["severity"]
    return table.sort_values(
        ["severity", "headcount"], ascending=False, kind="stable", ignore_index=True
    )


def job_keys(jobs: pd.Series) -> pd.Series:
    """What is the same for all spellings of a job."""
    return jobs.map(lambda job: fold(job) or job).astype("str")


def mean_severity(jobs: pd.DataFrame) -> tuple[float, float]:
    """The mean severity, each job counting the same, and each person counting the same.

    Only jobs whose headcount and severity are known count, in both; NaN without any (or when they
    have nobody).

    Parameters
    ----------
    jobs : DataFrame
        From `touched_jobs`.
    """
    known = comparable_jobs(jobs)
    if known.empty:
        return np.nan, np.nan
    people = float(known["headcount"].sum())
    return float(known["severity"].mean()), float(known["weight"].sum()) / people


def comparable_jobs(jobs: pd.DataFrame) -> pd.DataFrame:
    """The jobs that somebody has, and whose headcount and severity are known."""
    return jobs[jobs["weight"].notna() & jobs["headcount"].gt(0)]


def skills_without_training(people_impacts: pd.DataFrame) -> pd.DataFrame:
    """List the skills that change where no training is on offer, the heaviest first.

    An empty cell in the column of the training offer means that none exists: the data contract
    says so.

    Returns
    -------
    DataFrame
        One row an impact: impact_id, gap_id, job, skill_change, tasks, headcount and severity
        (missing where they were not given; not rated comes last).
    """
    lacking = people_impacts["skill_change"].notna() & people_impacts["training_offer"].isna()
    columns = ["impact_id", "gap_id", "job", "skill_change", "tasks", "headcount", "severity"]
    return people_impacts.loc[lacking, columns].sort_values(
        ["severity", "headcount"], ascending=False, kind="stable", ignore_index=True
    )


def dimensions(organisation_impacts: pd.DataFrame, heavy_from: float) -> pd.DataFrame:
    """Count the impacts on each of the four dimensions of the organisation.

    Parameters
    ----------
    heavy_from : float
        The severity from which an impact is heavy.

    Returns
    -------
    DataFrame
        One row a dimension, in the playbook's order, also when nothing touches it: dimension,
        heavy, lighter, unrated, impacts (counts) and severity (the worst; missing without any).
    """
    severity = organisation_impacts["severity"]
    kind = np.select([severity.isna(), severity >= heavy_from], ["unrated", "heavy"], "lighter")
    counts = (
        organisation_impacts.assign(kind=kind)
        .pivot_table(index="dimension", columns="kind", values="impact_id", aggfunc="count")
        .reindex(index=list(ORGANISATION_DIMENSIONS), columns=["heavy", "lighter", "unrated"])
        .fillna(0)
        .astype(int)
    )
    counts["impacts"] = counts.sum(axis=1)
    counts["severity"] = severity.groupby(organisation_impacts["dimension"]).max()
    return counts.rename_axis(columns=None).reset_index()


def organisation_changes(organisation_impacts: pd.DataFrame) -> pd.DataFrame:
    """The impacts on the organisation, by dimension, the heaviest first in each.

    Returns
    -------
    DataFrame
        Columns dimension, description, severity (missing: not rated) and gap_id.
    """
    columns = ["dimension", "description", "severity", "gap_id"]
    return organisation_impacts[columns].sort_values(
        ["dimension", "severity"], ascending=[True, False], kind="stable", ignore_index=True
    )


def write_severity(severity: float) -> str:
    """Write a severity without useless decimals."""
    return format_number(severity, 0 if float(settled(severity)).is_integer() else 1)
