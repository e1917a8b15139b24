"""The tasks and their dots shown to the room: the board, then the ranking, job by job."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from playbook.language import _, labelled
from playbook.live.analysed import analysed
from playbook.live.blocks import Block
from playbook.live.desk import Desk
from playbook.live.reveals.slides import Slide, picture
from playbook.stages.culture_workshop import jobs, matrix, votes

OWN = {"resamples": 10000}
"""The stage's own parameter, with the default that its notebook has."""


def slides(desk: Desk, anonymous: bool, edges: Mapping[str, float]) -> list[Slide]:
    """The board and the ranking of each job.

    Parameters
    ----------
    edges : mapping of str to float
        Of the marked zone, by the names of the stage's parameters.
    """
    settings = desk.parameters
    resamples = int({**OWN, **settings.stages.get("culture_workshop", {})}["resamples"])
    zone = matrix.Zone(
        edges["zone_repetitive_from"], edges["zone_repetitive_to"],
        edges["zone_value_from"], edges["zone_value_to"],
    )  # fmt: skip

    def parts() -> dict[str, jobs.JobTasks]:
        tasks, every = analysed(desk, "tasks", "task_dots")
        dots = votes.told_dots(every, tasks, anonymous, settings.anonymity_threshold)
        return {
            part.name: part
            for part in jobs.by_job(tasks, matrix.place_tasks(tasks, dots, zone), dots)
        }

    def of(job: str) -> jobs.JobTasks:
        return desk.look.once("tasks placed", parts)[job]

    def board(job: str) -> list[Block]:
        return picture(matrix.draw_tasks(of(job).placed, zone), f"board {job}")

    def in_order(job: str) -> list[Block]:
        how = settings.top_n, resamples, settings.seed
        vote = jobs.vote_of(of(job), *how, anonymous=anonymous)
        return picture(votes.draw_task_ranking(vote.ranking, vote.sure), f"ranking {job}")

    there = list(dict.fromkeys(task["job"] for task in desk.rows("tasks")))
    several = len(there) > 1
    return [
        Slide(labelled(job, title) if several else title, partial(content, job))
        for job in there
        for title, content in ((_("The board"), board), (_("The ranking"), in_order))
    ]
