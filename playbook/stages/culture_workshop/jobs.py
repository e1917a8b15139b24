"""One matrix, one ranking and one part of each section for a job: two jobs are never mixed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from playbook.language import N_, format_number, ngettext, quoted
from playbook.show.findings import Finding, Tone
from playbook.show.labels import Label
from playbook.stages.culture_workshop.votes import task_ballots, task_ranking
from playbook.stages.shared.dot_votes import rank_dots
from playbook.stages.shared.parts import Part, shown, together
from playbook.statistics import RankRobustness

__all__ = ["JobTasks", "JobVote", "by_job", "say_jobs", "shown", "together", "vote_of"]
LABELS = {"job": Label(N_("Job"))}


@dataclass(frozen=True)
class JobTasks(Part):
    """The tasks of one job, as the table of tasks names it, with the dots on them.

    Attributes
    ----------
    tasks, placed, dots : DataFrame
        Its rows of the table of tasks, of `matrix.place_tasks` and of the table of dots.
    """

    column: ClassVar[str] = "job"

    tasks: pd.DataFrame
    placed: pd.DataFrame
    dots: pd.DataFrame


@dataclass(frozen=True)
class JobVote:
    """The vote on the tasks of one job: its ballots, how sure its ranking is, the ranking."""

    part: JobTasks
    ballots: pd.DataFrame
    sure: RankRobustness | None
    ranking: pd.DataFrame


def by_job(tasks: pd.DataFrame, placed: pd.DataFrame, dots: pd.DataFrame) -> list[JobTasks]:
    """Take the tasks apart by job, in the order in which the table first names each.

    Parameters
    ----------
    tasks, dots : DataFrame
        The tables of tasks and of their dots.
    placed : DataFrame
        From `matrix.place_tasks`.
    """
    jobs = list(tasks["job"].drop_duplicates())
    parts = []
    for job in jobs:
        own = tasks[tasks["job"] == job]
        here, dotted = (frame["task_id"].isin(own["task_id"]) for frame in (placed, dots))
        parts.append(
            JobTasks(
                job,
                len(jobs) == 1,
                own.reset_index(drop=True),
                placed[here].reset_index(drop=True),
                dots[dotted].reset_index(drop=True),
            )
        )
    return parts


def vote_of(
    part: JobTasks, top_n: int, resamples: int, seed: int, *, anonymous: bool = False
) -> JobVote:
    """Rank the tasks of a job by the dots of those who placed any on them.

    Parameters
    ----------
    part : JobTasks
        From `by_job`.
    top_n, resamples, seed, anonymous
        As in `rank_dots`.
    """
    ballots = task_ballots(part.dots, part.placed)
    sure = rank_dots(ballots, top_n, resamples, seed, anonymous=anonymous)
    return JobVote(part, ballots, sure, task_ranking(sure, part.placed))


def say_jobs(parts: list[JobTasks]) -> Finding | None:
    """Say that there are several jobs, each looked at by itself; nothing with one."""
    if len(parts) < 2:
        return None
    text = ngettext(
        "The tasks are of {count} job: {jobs}.",
        "The tasks are of {count} jobs: {jobs}. Each has its own matrix and ranking below, for each"
        " was a workshop of its own.",
        len(parts),
    )
    jobs = quoted(part.name for part in parts)
    return Finding(text.format(count=format_number(len(parts)), jobs=jobs), Tone.RESULT)
