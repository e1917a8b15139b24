"""What runs the work of a run, here or elsewhere, and how work is given up."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from concurrent.futures import Executor, Future, wait
from typing import Any, Protocol

from playbook.errors import PlaybookError
from playbook.language import _

SECONDS_BETWEEN = 0.2

Watch = Callable[..., None]


class Runner(Protocol):
    """What runs the work of a run: processes here, or a cluster."""

    def call(self, name: str, /, *arguments: Any, watch: Watch | None = None) -> Any:
        """Call a function elsewhere, and wait for what it returns."""
        ...

    def end_all(self) -> None:
        """Give up all that still runs."""
        ...


class WorkerDied(PlaybookError):
    """The process in which a function ran ended before the function did."""

    def __init__(self) -> None:
        super().__init__(_("a process was killed, perhaps for want of memory."))


class GivenUp(Exception):
    """What was asked for is no longer wanted: that it was ended says nothing about it."""


class UntilGivenUp:
    """A runner that knows work which it ended itself from work that died.

    Parameters
    ----------
    runner : Runner
        What runs the work.
    """

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._given_up = threading.Event()

    def call(self, name: str, /, *arguments: Any, watch: Watch | None = None) -> Any:
        """Call a function elsewhere, and wait for what it returns.

        Raises
        ------
        GivenUp
            When it was ended by `end_all`.
        """
        try:
            result = self._runner.call(name, *arguments, watch=watch)
        except WorkerDied:
            if self._given_up.is_set():
                raise GivenUp from None
            raise
        if self._given_up.is_set():
            raise GivenUp
        return result

    def end_all(self) -> None:
        """Give up all that still runs."""
        self._given_up.set()
        self._runner.end_all()


def stop(pool: Executor, futures: Collection[Future[Any]], runner: Runner) -> None:
    """Stop a pool of threads that call functions of a runner: forget what waits, end what runs."""
    pool.shutdown(wait=False, cancel_futures=True)
    begun = [future for future in futures if not future.cancelled()]
    while wait(begun, timeout=SECONDS_BETWEEN).not_done:
        runner.end_all()
