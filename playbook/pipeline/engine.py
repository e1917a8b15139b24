"""The Papermill engine that runs the stages: nbclient, with an environment of its own."""

from __future__ import annotations

import asyncio
from typing import Any

from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, NotebookExecutionManager
from papermill.log import logger

from playbook.pipeline.kernels.stage import StageKernelManager

LARGEST_OUTPUT = 20_000_000
"""Characters that a notebook may print and show; a cell that never stops printing is stopped."""


class TooMuchOutput(Exception):
    """A notebook printed or showed more than the kit takes."""


class KernelEnded(Exception):
    """A kernel ended before its notebook did.

    Attributes
    ----------
    code : int or None
        Its exit code; minus the number of the signal that ended it. None when it is not known.
    """

    def __init__(self, code: int | None) -> None:
        self.code = code
        super().__init__(f"the kernel ended with exit code {code}")


class StageClient(PapermillNotebookClient):  # type: ignore[misc]
    """Papermill's client, which stops a notebook whose outputs have no end."""

    outputs_taken = 0
    _killing: asyncio.Future[None] | None = None

    def process_message(self, msg: dict[str, Any], cell: Any, cell_index: int) -> Any:
        """Take in what the kernel says of a cell."""
        content = msg["content"]
        shown = [content.get("text", ""), *content.get("data", {}).values()]
        self.outputs_taken += sum(len(text) for text in shown if isinstance(text, str))
        if self.outputs_taken <= LARGEST_OUTPUT:
            return super().process_message(msg, cell, cell_index)
        if self._killing is None:
            self._killing = asyncio.ensure_future(self.km.provisioner.kill())
        return None


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

        Raises
        ------
        KernelEnded
            When the kernel ended by itself, or was killed.
        TooMuchOutput
            When the notebook printed or showed too much; its kernel is ended.
        """
        traits = StageClient.class_trait_names()
        client = StageClient(
            nb_man,
            kernel_name=kernel_name,
            timeout=execution_timeout,
            iopub_timeout=execution_timeout,  # many outputs arrive after the cell has ended
            startup_timeout=start_timeout,
            log=logger,
            kernel_manager_class=StageKernelManager,
            shutdown_kernel="immediate",
            **{name: options[name] for name in traits if name in options},
        )
        manager = client.create_kernel_manager()
        loop = ensure_event_loop()  # of this thread, where nbclient waits for the kernel
        try:
            client.execute(env=environment)
        except DeadKernelError as error:
            if client.outputs_taken > LARGEST_OUTPUT:
                raise TooMuchOutput from error
            raise KernelEnded(manager.exit_code) from error
        finally:
            if not loop.is_running():
                loop.close()
