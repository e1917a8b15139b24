"""Take out of an executed notebook what changes from run to run though nothing else did."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from playbook.language import _
from playbook.notebook_format import nbformat

ADDRESS = re.compile(r"0x[0-9a-f]{6,}")
KEPT_METADATA = ("tags", "editable", "deletable")
WIDGET = "application/vnd.jupyter.widget-view+json"
INJECTED_COMMENT = "# Parameters"


def normalise(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """A copy of an executed notebook that is the same whenever and wherever it was run.

    Cell identifiers are rewritten by position; the times and paths that Papermill noted, the
    state of widgets and what went to stderr are dropped; memory addresses are masked; what was
    printed without anything between is one text, however it was sent.
    """
    copy: nbformat.NotebookNode = nbformat.from_dict(notebook)
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    copy.metadata = nbformat.from_dict({**metadata, "language_info": {"name": "python"}})
    for number, cell in enumerate(copy.cells):
        cell.id = f"cell-{number}"
        cell.metadata = nbformat.from_dict(
            {name: cell.metadata[name] for name in KEPT_METADATA if name in cell.metadata}
        )
        if cell.cell_type == "code":
            kept = (output for output in cell.outputs if not _is_passing(output))
            cell.outputs = _with_whole_streams(kept)
            for output in cell.outputs:
                _mask_addresses(output)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.source = cell.source.replace(INJECTED_COMMENT, "# " + _("Parameters"), 1)
    return copy


def _is_passing(output: nbformat.NotebookNode) -> bool:
    """Whether an output means nothing once the kernel is gone: stderr, and live widgets."""
    return output.get("name") == "stderr" or WIDGET in output.get("data", {})


def _with_whole_streams(outputs: Iterable[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """Make one text of prints that follow each other: a kernel sends them by the clock."""
    whole: list[nbformat.NotebookNode] = []
    for stream, run in groupby(outputs, lambda output: output.get("name")):
        found = list(run)
        if stream is None:
            whole += found
        else:
            found[0].text = "".join(output.text for output in found)
            whole.append(found[0])
    return whole


def _mask_addresses(output: nbformat.NotebookNode) -> None:
    """Hide the memory addresses in what a cell printed."""
    for name, content in output.get("data", {}).items():
        if isinstance(content, str) and name.startswith("text/"):
            output.data[name] = ADDRESS.sub("0x…", content)
    if isinstance(output.get("text"), str):
        output.text = ADDRESS.sub("0x…", output.text)
