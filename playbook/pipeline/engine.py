"""The Papermill engine that runs the stages: each notebook in a kernel of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from nbclient.client import NotebookClient
from papermill.engines import Engine, NotebookExecutionManager

from playbook.notebook_format import nbformat
from playbook.pipeline.kernels.child import DONE
from playbook.pipeline.kernels.stage import StageKernel, stage_kernel

LARGEST_OUTPUT = 20_000_000
"""Characters that a notebook may print and show; a cell that never stops printing is stopped."""


class TooMuchOutput(Exception):
    """A notebook printed or showed more than the kit takes."""


class StageEngine(Engine):  # type: ignore[misc]
    """Run a notebook in a fresh kernel whose environment the caller gives."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        _kernel_name: str,
        *,
        environment: Mapping[str, str],
        execution_timeout: float,
        on_cell_start: Callable[[nbformat.NotebookNode], None],
        on_cell_executed: Callable[[], None],
        **_options: Any,
    ) -> None:
        """Execute the notebook that Papermill has parameterised, up to the first error.

        Parameters
        ----------
        nb_man : NotebookExecutionManager
            Papermill's wrapper around the notebook, which is filled in place.
        environment : mapping of str to str
            The kernel's whole environment.
        execution_timeout : float
            How many seconds one cell may take.
        on_cell_start, on_cell_executed : callable
            Called before each cell with it, and after each that holds code.

        Raises
        ------
        KernelEnded
            When the kernel ended by itself, or was killed.
        TimeoutError
            When a cell took too long.
        TooMuchOutput
            When the notebook printed or showed too much.
        """
        outputs = _Outputs(nb_man.nb)
        with stage_kernel(environment) as kernel:
            for index, cell in enumerate(nb_man.nb.cells):
                on_cell_start(cell)
                if cell.cell_type != "code" or not cell.source.strip():
                    continue
                nb_man.cell_start(cell, index)
                if not outputs.fill(index, kernel, execution_timeout):
                    nb_man.cell_exception(cell, index)
                    return
                nb_man.cell_complete(cell, index)
                on_cell_executed()


class _Outputs:
    """The outputs of a notebook, made of what its kernel tells as nbclient makes them."""

    def __init__(self, notebook: nbformat.NotebookNode) -> None:
        self._notebook = notebook
        self._client = NotebookClient(notebook)
        self._taken = 0

    def fill(self, index: int, kernel: StageKernel, timeout: float) -> bool:
        """Execute a cell and fill in its outputs; whether all went well."""
        cell = self._notebook.cells[index]
        self._client.clear_before_next_output = False
        for kind, content in kernel.execute(cell.source, timeout):
            if kind == DONE:
                cell.execution_count = content["execution_count"]
                return bool(content["ok"])
            shown = [content.get("text", ""), *content.get("data", {}).values()]
            self._taken += sum(len(text) for text in shown if isinstance(text, str))
            if self._taken > LARGEST_OUTPUT:
                raise TooMuchOutput
            header = {"header": {"msg_type": kind}, "parent_header": {}}
            message = {"msg_type": kind, "content": content, **header}
            self._client.process_message(message, cell, index)
        raise AssertionError  # the last message is that it is done
