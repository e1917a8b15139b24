"""Execute one stage's notebook, and believe only what can be seen of it afterwards."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from papermill.engines import papermill_engines
from papermill.parameterize import parameterize_notebook

from playbook.errors import StageFailure
from playbook.kit import OUTPUT_VARIABLE, ROOT_VARIABLE, SNAPSHOT_VARIABLE, Kit
from playbook.language import _, format_number
from playbook.notebook_format import nbformat
from playbook.pipeline.engine import LARGEST_OUTPUT, StageEngine, TooMuchOutput
from playbook.pipeline.kernels.stage import KernelEnded
from playbook.pipeline.translation import translate_notebook
from playbook.pipeline.workers import FIXED_ENVIRONMENT

ENGINE = "playbook"
KERNEL = "python3"
INJECTED = "injected-parameters"
KILLED = 9  # SIGKILL, which Windows does not name
HEADING = re.compile(r"^#+\s+(.+)$", re.MULTILINE)

papermill_engines.register(ENGINE, StageEngine)


def execute_stage(
    kit: Kit,
    source: nbformat.NotebookNode,
    parameters: Mapping[str, Any],
    folder: Path,
    snapshot: Path,
    timeout: int,
    on_cell: Callable[[], None],
) -> nbformat.NotebookNode:
    """Run a notebook in the language being spoken, and give back the executed one.

    `papermill.execute_notebook` does this too, but writes the notebook as a file and reads it again
    on the way, and writes it once more for nobody.

    Parameters
    ----------
    kit : Kit
        Where the notebook's code looks for campaigns.
    source : NotebookNode
        The notebook, in English, as Papermill loads it.
    parameters : mapping of str to value
        Checked against the notebook's own before: Papermill injects names as code.
    folder : Path
        An empty folder where the notebook leaves its results.
    snapshot : Path
        The campaign as it was when the run began.
    timeout : int
        How many seconds a cell may take.
    on_cell : callable
        Called after each cell.

    Raises
    ------
    StageFailure
        When the notebook did not run to its end, whatever the reason.
    """
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    notebook = translate_notebook(source)
    if parameters:
        notebook = parameterize_notebook(notebook, dict(parameters), kernel_name=KERNEL)
    place = _Place()
    try:
        executed = papermill_engines.execute_notebook_with_engine(
            ENGINE,
            notebook,
            KERNEL,
            progress_bar=False,
            execution_timeout=timeout,
            environment=_environment(kit, folder, snapshot),
            on_cell_start=place.reach,
            on_cell_executed=on_cell,
        )
    except TimeoutError as error:
        message = _("this cell took more than {seconds} seconds and was stopped.")
        raise place.failure(message.format(seconds=timeout)) from error
    except TooMuchOutput as error:
        message = _("more than {count} characters were printed or shown: the notebook was stopped.")
        raise place.failure(message.format(count=format_number(LARGEST_OUTPUT))) from error
    except KernelEnded as error:
        raise place.failure(_why_it_ended(error.code)) from error
    except Exception as error:  # a kernel that does not start or answer fails its stage alone
        raise StageFailure(f"{type(error).__name__}: {error}") from error
    _require_complete(executed)
    return executed


def _environment(kit: Kit, folder: Path, snapshot: Path) -> dict[str, str]:
    """The environment of a kernel: the parent's, less what would let a result depend on it."""
    private = folder / "ipython"
    private.mkdir()
    return {
        **os.environ,
        ROOT_VARIABLE: str(kit.root),
        OUTPUT_VARIABLE: str(folder),
        SNAPSHOT_VARIABLE: str(snapshot),
        "IPYTHONDIR": str(private),
        "SOURCE_DATE_EPOCH": "0",
        **FIXED_ENVIRONMENT,
    }


class _Place:
    """How far a notebook was executed: the number of a cell, and the heading above it."""

    def __init__(self) -> None:
        self._number = 0
        self._heading = ""

    def reach(self, cell: nbformat.NotebookNode) -> None:
        """Go on to the next cell; the one with the parameters is none of the notebook's own."""
        if INJECTED in cell.metadata.get("tags", []):
            return
        self._number += 1
        if cell.cell_type == "markdown":
            found = HEADING.findall(cell.source)
            self._heading = found[-1] if found else self._heading

    def failure(self, reason: str) -> StageFailure:
        """Say where the notebook stopped, and why."""
        return StageFailure(reason, self._number, self._heading)


def _why_it_ended(code: int | None) -> str:
    """Say how a kernel ended, by its exit code."""
    if code == -KILLED:
        return _("the kernel was killed, perhaps for want of memory.")
    if code is not None and code < 0:
        return _("the kernel crashed (signal {number}).").format(number=-code)
    return _("the kernel ended by itself (exit code {code}).").format(code=code)


def _require_complete(notebook: nbformat.NotebookNode) -> None:
    """Refuse a notebook of which a cell was not executed: Papermill may call it complete.

    Raises
    ------
    StageFailure
        Naming the first cell that was not executed, or that ended in an error.
    """
    place = _Place()
    for cell in notebook.cells:
        place.reach(cell)
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        if cell.execution_count is None:
            reason = _("the run was cut short: this cell was not executed.")
            raise place.failure(reason)
        for output in cell.outputs:
            if output.output_type == "error":
                raise place.failure(f"{output.ename}: {output.evalue}")
