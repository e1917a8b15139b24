"""The Papermill engine that runs the stages: nbclient, with an environment of its own."""

from __future__ import annotations

from typing import Any

from jupyter_core.utils import ensure_event_loop
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, NotebookExecutionManager
from papermill.log import logger

from playbook.pipeline.kernels.stage import StageKernelManager


class StageEngine(NBClientEngine):  # type: ignore[misc]
    """Run a notebook in a fresh kernel whose environment the caller gives."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        *,
        environment: dict[str, str] | None = None,
        execution_timeout: int | None = None,
        start_timeout: int = 60,
        **options: Any,
    ) -> None:
        """Execute the notebook that Papermill has parameterised.

        Parameters
        ----------
        nb_man : NotebookExecutionManager
            Papermill's wrapper around the notebook, which is filled in place.
        kernel_name : str
            The kernel to start.
        environment : dict of str to str, optional
            The kernel's whole environment; the parent's own unless given.
        execution_timeout : int, optional
            How many seconds one cell may take.
        start_timeout : int
            How many seconds the kernel may take to answer.
        **options
            Further traits of nbclient's client, such as ``on_cell_complete``.
        """
        traits = PapermillNotebookClient.class_trait_names()
        client = PapermillNotebookClient(
            nb_man,
            kernel_name=kernel_name,
            timeout=execution_timeout,
            startup_timeout=start_timeout,
            log=logger,
            kernel_manager_class=StageKernelManager,
            shutdown_kernel="immediate",
            **{name: options[name] for name in traits if name in options},
        )
        loop = ensure_event_loop()  # of this thread, where nbclient waits for the kernel
        try:
            client.execute(env=environment)
        finally:
            if not loop.is_running():
                loop.close()
