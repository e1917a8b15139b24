"""Run stages on a Dask cluster: the same work, on other machines that see the kit's folder."""

from __future__ import annotations

import json
import pkgutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from distributed import CancelledError, Client, Future, KilledWorker

from playbook.errors import PlaybookError
from playbook.language import _, language, speaking
from playbook.pipeline import workers
from playbook.pipeline.jobs import StageJob
from playbook.pipeline.runner import Watch, WorkerDied
from playbook.report.versions import code_fingerprint

SECONDS_TO_CONNECT = 30


class Cluster:
    """The workers of a Dask scheduler, where functions can be called as in `workers`.

    A worker that dies takes nothing with it: the scheduler gives its work to another one. Only the
    process that asked writes reports, so that each is written once.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._lock = threading.Lock()
        self._running: set[Future[Any]] = set()

    @property
    def places(self) -> int:
        """How many functions run at a time."""
        return max(1, sum(self._client.nthreads().values()))

    def call(self, name: str, *arguments: Any, watch: Watch | None = None) -> Any:
        """Call a function on a worker; of its progress nobody is told.

        Raises
        ------
        WorkerDied
            When worker after worker died of it.
        """
        del watch
        future = self._client.submit(_call, name, language(), *arguments, pure=False)
        with self._lock:
            self._running.add(future)
        try:
            return future.result()
        except (KilledWorker, CancelledError) as error:
            raise WorkerDied from error
        finally:
            with self._lock:
                self._running.discard(future)

    def end_all(self) -> None:
        """Give up all that is still to be done."""
        with self._lock:
            running = list(self._running)
        self._client.cancel(running, force=True)


@contextmanager
def open_cluster(place: str) -> Iterator[Cluster]:
    """Connect to a cluster.

    Parameters
    ----------
    place : str
        A scheduler's address (``tcp://host:8786``), its scheduler file (``scheduler.json``), or
        a function that makes a cluster (``my_cluster:make``, with dask-jobqueue for instance).

    Raises
    ------
    PlaybookError
        When nobody answers there.
    """
    made = None
    try:
        if "://" in place:
            address = place
        elif Path(place).suffix == ".json":
            address = json.loads(Path(place).read_text(encoding="utf-8"))["address"]
        else:
            made = pkgutil.resolve_name(place)()
            address = made
        client = Client(address, timeout=SECONDS_TO_CONNECT)
    except Exception as error:  # whatever a scheduler, a file or a user's function may do
        message = _("the cluster {place} cannot be reached ({reason}).")
        raise PlaybookError(message.format(place=place, reason=error)) from error
    try:
        yield Cluster(client)
    finally:
        client.close()
        if made is not None:
            made.close()


def _call(name: str, spoken: str, *arguments: Any) -> Any:
    """Call a function on a worker, in a process of its own where that works.

    Raises
    ------
    PlaybookError
        When the worker does not see the kit's folder, or has another version of the kit.
    """
    for job in arguments:
        if isinstance(job, StageJob):
            with speaking(spoken):
                _check(job)
    with speaking(spoken):
        return workers.call(name, *arguments)


def _check(job: StageJob) -> None:
    """Refuse to run a stage where it would give other results, or none."""
    if not job.snapshot.exists():
        message = _(
            "the worker does not see {folder}: put the kit on a file system that all share."
        )
        raise PlaybookError(message.format(folder=job.kit.root))
    if code_fingerprint() != job.inputs.code:
        raise PlaybookError(_("the worker has another version of the kit: install the same one."))
