"""Work on a campaign in JupyterLab: the stages' notebooks, set on it and in its language."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playbook.campaign.checked import check_campaign
from playbook.errors import CampaignError
from playbook.files import write_whole
from playbook.kit import Kit
from playbook.language import speaking
from playbook.notebook_format import nbformat
from playbook.pipeline.discovery import CAMPAIGN, discover_stages
from playbook.pipeline.translation import translate_notebook

FOLDER = "work"
ASSIGNMENT = re.compile(r"^(?P<name>\w+) = .*?(?P<comment>\s+#.*)?$")


def prepare_notebooks(kit: Kit, name: str) -> tuple[Path, list[str]]:
    """Write a campaign's own copies of the notebooks, without outputs, where there are none yet.

    Parameters
    ----------
    kit : Kit
        Where the campaign lies.
    name : str
        The campaign.

    Returns
    -------
    folder : Path
        ``work/NAME`` in the kit, which git leaves aside.
    made : list of str
        The files that were written. One that exists is a person's work and is left as it is.

    Raises
    ------
    CampaignError
        When the campaign's parameters cannot be read.
    """
    checked = check_campaign(kit, name)
    if checked.parameters is None:
        raise CampaignError(name, checked.problems)
    folder = kit.root / FOLDER / name
    made = []
    with speaking(checked.language):
        for stage in discover_stages(kit):
            target = folder / stage.path.name
            if stage.fault or target.exists():
                continue
            own = checked.parameters.stages.get(stage.name, {})
            notebook = translate_notebook(nbformat.read(stage.path, as_version=4))
            set_on(notebook, {CAMPAIGN: name, **own})
            write_whole(target, (nbformat.writes(notebook) + "\n").encode())
            made.append(target.name)
    return folder, made


def set_on(notebook: nbformat.NotebookNode, values: Mapping[str, Any]) -> None:
    """Set the parameters cell of a notebook to these values, and take the outputs away."""
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs, cell.execution_count = [], None
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = "\n".join(_assigned(line, values) for line in cell.source.split("\n"))


def _assigned(line: str, values: Mapping[str, Any]) -> str:
    """A line of the parameters cell with the campaign's value."""
    found = ASSIGNMENT.match(line)
    if found is None or found["name"] not in values:
        return line
    return f"{found['name']} = {values[found['name']]!r}{found['comment'] or ''}"


def open_lab(folder: Path) -> None:
    """Become JupyterLab in a folder; it listens on this machine only, with a token."""
    command = [sys.executable, "-m", "jupyterlab", str(folder)]
    os.execv(sys.executable, command)
