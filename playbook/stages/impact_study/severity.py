"""Which jobs are affected, and how hard: the impacts on people, weighted by headcount."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from playbook.language import (
    N_,
    _,
    format_number,
    headed,
    labelled,
    listed,
    ngettext,
    quote,
    quoted,
    settled,
    shorten,
)
from playbook.show.chart import BLUE, GREY, GRID, ORANGE, Chart, drawing, labels_apart, titled
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Format, Label
from playbook.tables.matching import fold

APART = 0.25
"""From this difference between two mean severities, on a scale of 1 to 5, a sentence says so."""

DRAWN_JOBS = 12
LOWEST, HIGHEST, UNRATED = 1, 5, 6.4
LARGEST_BUBBLE = 1100
SMALLEST_BUBBLE = 90

LABELS = {
    "impacts": Label(N_("Impacts"), Format.WHOLE),
    "headcount": Label(N_("People"), Format.WHOLE, missing=N_("unknown")),
    "headcounts_differ": Label(N_("Headcounts differ"), Format.YES_NO),
    "severity": Label(N_("Severity"), Format.PLAIN, missing=N_("not rated")),
    "unrated": Label(N_("Not rated"), Format.WHOLE),
    "weight": Label(N_("Severity × people"), Format.PLAIN, missing=N_("unknown")),
}


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


def write_severity(severity: float) -> str:
    """Write a severity without useless decimals."""
    return format_number(severity, 0 if float(settled(severity)).is_integer() else 1)


def write_people(counts: pd.Series) -> str:
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
        "{jobs} job is affected: {people}.", "{jobs} jobs are affected: {people}.", len(jobs)
    )
    said: list[Finding | None] = [
        Finding(text.format(jobs=len(jobs), people=write_people(jobs["headcount"])))
    ]
    heavy = jobs[jobs["severity"] >= heavy_from]
    if len(heavy):
        text = _("Affected heavily (severity {heavy} or more): {jobs} ({people}).")
        said.append(
            Finding(
                text.format(
                    heavy=write_severity(heavy_from),
                    jobs=quoted(heavy["job"]),
                    people=write_people(heavy["headcount"]),
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
    return Finding(_("{figures}: large and small jobs are affected alike.").format(figures=figures))


def draw_jobs(jobs: pd.DataFrame, heavy_from: float, heading: str = "") -> Chart | None:
    """Draw each job at its severity, as a bubble as large as its headcount; None without a job.

    A job without a headcount is an empty circle; one without a severity stands apart, right.

    Parameters
    ----------
    jobs : DataFrame
        From `touched_jobs`.
    heading : str
        The solution, where there are several.
    """
    if jobs.empty:
        return None
    shown = jobs.head(DRAWN_JOBS)
    title = _jobs_title(jobs, heavy_from)
    title = headed(heading, title) if heading else title
    with drawing(1.25 + 0.5 * len(shown)) as (figure, axes):
        below = shown.loc[shown["severity"] < heavy_from, "severity"]
        edge = (heavy_from + max([heavy_from - 1, *below])) / 2
        axes.axvspan(edge, HIGHEST + 0.7, color=ORANGE, alpha=0.07, linewidth=0)
        axes.axvline(HIGHEST + 0.7, color=GRID, linewidth=1)
        for place, row in enumerate(shown.to_dict("records")):
            _draw_bubble(axes, place, row, shown["headcount"].max(), heavy_from)
        axes.set_yticks(range(len(shown)), labels_apart(shown["job"]))
        axes.set_ylim(len(shown) - 0.4, -0.6)
        axes.set_xlim(LOWEST - 0.5, UNRATED + 0.6)
        severities = range(LOWEST, HIGHEST + 1)
        axes.set_xticks(
            [*severities, UNRATED],
            [*map(format_number, severities), "\n".join(_("not rated").split())],
        )
        axes.set_xlabel(_("Severity"))
        axes.grid(axis="x")
        axes.spines["left"].set_visible(False)
        reading = _("Bubbles and numbers: people in the job; ? where their number is unknown.")
        words = _jobs_in_words(shown)
        if len(shown) < len(jobs):
            rest = " " + _("Only the first {count} jobs.").format(count=len(shown))
            reading, words = reading + rest, words + rest
        titled(axes, title, reading)
        return Chart(figure, f"{title}. {words}")


def _draw_bubble(
    axes: Axes, place: int, row: dict[Hashable, Any], largest: float, heavy_from: float
) -> None:
    """Draw one job, as large as its headcount is beside the largest."""
    severity, people = row["severity"], row["headcount"]
    rated = not pd.isna(severity)
    across = severity if rated else UNRATED
    colour = GREY if not rated else ORANGE if across >= heavy_from else BLUE
    if pd.isna(people):
        axes.scatter(across, place, s=220, facecolor="none", edgecolor=colour, linewidth=1.5)
        axes.annotate("?", (across, place), ha="center", va="center")
        return
    share = people / largest if people else 0
    size = max(LARGEST_BUBBLE * share, SMALLEST_BUBBLE)
    axes.scatter(across, place, s=size, color=colour, linewidth=0, zorder=3)
    axes.annotate(
        format_number(people), (across, place), xytext=(size**0.5 / 2 + 3, 0),
        textcoords="offset points", va="center",
    )  # fmt: skip


def _jobs_title(jobs: pd.DataFrame, heavy_from: float) -> str:
    """What the figure of the jobs says."""
    rated = jobs[jobs["severity"].notna()]
    if rated.empty:
        return _("No job has been rated yet")
    heavy = rated[rated["severity"] >= heavy_from]
    partly = jobs.drop(heavy.index)["unrated"].gt(0).any()
    if heavy.empty:
        return _("No job is rated heavily affected") if partly else _("No job is affected heavily")
    if len(heavy) == 1:
        text = _("Only one job is affected heavily: {job}")
        if partly:
            text = _("Only one job is rated heavily affected: {job}")
        return text.format(job=quote(heavy["job"].iloc[0], 40))
    text = _("{count} of {jobs} jobs are affected heavily")
    if partly:
        text = _("{count} of {jobs} jobs are rated heavily affected")
    return text.format(count=len(heavy), jobs=len(jobs))


def _jobs_in_words(jobs: pd.DataFrame) -> str:
    """The figures of the chart, for its alternative text."""
    words = []
    for row in jobs.to_dict("records"):
        severity = (
            _("not rated")
            if pd.isna(row["severity"])
            else _("severity {severity}").format(severity=write_severity(row["severity"]))
        )
        people = _("headcount unknown")
        if not pd.isna(row["headcount"]):
            count = int(row["headcount"])
            people = ngettext("{count} person", "{count} people", count).format(
                count=format_number(count)
            )
        words.append(labelled(shorten(row["job"]), f"{severity}, {people}"))
    return listed(words) + "."
