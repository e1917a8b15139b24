"""Run many campaigns in one go, on the same few processes; one that is broken stops no other."""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from itertools import islice
from types import MappingProxyType

from playbook.errors import PlaybookError
from playbook.kit import Kit
from playbook.language import language, speaking
from playbook.parameters.given import Given
from playbook.parameters.yaml_files import language_named
from playbook.pipeline import workers
from playbook.pipeline.run import CELL_TIMEOUT, Outcome, run_campaign
from playbook.pipeline.runner import Runner, UntilGivenUp, Watch, stop


def run_campaigns(
    kit: Kit,
    names: Sequence[str],
    only: Collection[str] | None = None,
    watch: Watch | None = None,
    jobs: int | None = None,
    *,
    force: bool = False,
    timeout: int = CELL_TIMEOUT,
    given: Given = MappingProxyType({}),
    runner: Runner = workers,
) -> Iterator[tuple[str, Outcome | PlaybookError]]:
    """Run campaigns, as many at a time as there are processes, and give what became of each.

    While the last stages of one campaign run, the next one begins. Nothing is kept of a campaign
    that is over.

    Parameters
    ----------
    names : sequence of str
        The campaigns.
    only, watch, jobs, force, timeout, given, runner
        As for `run_campaign`; ``jobs`` counts the stages of all campaigns.

    Yields
    ------
    name : str
        A campaign that is over; they come in the order in which they end.
    outcome : Outcome or PlaybookError
        What it left behind, or why it was not run.
    """
    at_a_time = jobs or os.cpu_count() or 1
    spoken = language()  # threads begin with the kit's own
    turns = threading.BoundedSemaphore(at_a_time)
    runner = UntilGivenUp(runner)

    def run(name: str) -> tuple[str, Outcome | PlaybookError]:
        try:
            with speaking(spoken), speaking(language_named(kit.parameters_of(name))):
                return name, run_campaign(
                    kit,
                    name,
                    only,
                    watch,
                    at_a_time,
                    force=force,
                    timeout=timeout,
                    given=given,
                    turns=turns,
                    runner=runner,
                )
        except PlaybookError as error:
            return name, error

    pool = ThreadPoolExecutor(max_workers=at_a_time)
    waiting = iter(names)
    running = {pool.submit(run, name) for name in islice(waiting, at_a_time)}
    try:
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
                running |= {pool.submit(run, following) for following in islice(waiting, 1)}
    finally:
        stop(pool, running, runner)
