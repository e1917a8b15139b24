"""Run stages side by side, each in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager

from playbook.errors import StageFailure
from playbook.language import language, speaking
from playbook.pipeline.jobs import Made, StageJob, failed
from playbook.pipeline.runner import Runner, Watch, WorkerDied, stop

# Named, not imported: only the processes that run it load pandas, Papermill and nbconvert.
RUN_STAGE = "playbook.pipeline.stage_run:run_stage"


def run_stages(
    given: list[StageJob],
    watch: Watch | None,
    pool: ThreadPoolExecutor,
    turns: AbstractContextManager[object],
    runner: Runner,
) -> Iterator[Made]:
    """Run stages side by side, and give what each made, in the order in which they end.

    Parameters
    ----------
    given : list of StageJob
        The stages to run.
    watch : callable, optional
        Told of progress, from several threads.
    pool : ThreadPoolExecutor
        Its size is how many are run at a time; it is shut down at the end.
    turns : context manager
        Held while a stage is run.
    runner : Runner
        What runs the stages: processes here, or a cluster.
    """
    futures = [pool.submit(_run_apart, language(), job, watch, turns, runner) for job in given]
    try:
        for future in as_completed(futures):
            yield future.result()
    finally:
        stop(pool, futures, runner)


def _run_apart(
    code: str,
    job: StageJob,
    watch: Watch | None,
    turns: AbstractContextManager[object],
    runner: Runner,
) -> Made:
    """Run one stage in a process of its own where that works; its death is a failure."""
    # Not the whole context: Jupyter keeps its event loop there, and each thread needs its own.
    try:
        with speaking(code), turns:
            made: Made = runner.call(RUN_STAGE, job, watch=watch)
    except WorkerDied as error:
        return Made(failed(job, StageFailure(str(error))), {})
    return made
