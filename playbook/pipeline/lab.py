"""Work on a campaign in JupyterLab: the notebooks that a run executes, set on it, in its language.

A campaign's own notebooks are in ``notebooks/NAME/``. Of a stage of which it has none, JupyterLab
is shown a draft made from the kit's; the first save makes it the campaign's own.
"""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from playbook.campaign.checked import check_campaign
from playbook.errors import CampaignError
from playbook.files import write_whole
from playbook.kit import Kit
from playbook.language import _, speaking
from playbook.notebook_format import nbformat
from playbook.pipeline.check import check_whole_campaign
from playbook.pipeline.discovery import discover_stages
from playbook.pipeline.faults import CAMPAIGN, TAG
from playbook.pipeline.translation import translate_notebook

WORK = "work"
"""Where drafts are; earlier versions of the kit wrote copies there, for good."""
CONTENTS = "playbook.pipeline.lab_contents.CampaignNotebooks"
CHECKPOINTS = ".ipynb_checkpoints"
ASSIGNMENT = re.compile(r"^(?P<name>\w+) = .*?(?P<comment>\s+#.*)?$")


def say_lab(kit: Kit, name: str) -> list[str]:
    """Say what working in JupyterLab does to a campaign, and what is to be known of its notebooks.

    Raises
    ------
    CampaignError
        When the campaign's parameters cannot be read.
    """
    checked = check_whole_campaign(kit, name)
    if checked.parameters is None:
        raise CampaignError(name, checked.problems)
    with speaking(checked.language):
        lines = [
            _(
                "What you save is kept in {folder}/ and takes the place of the kit's notebook when"
                " {campaign} is run; delete it, and the kit's is back."
            ).format(folder=f"notebooks/{name}", campaign=name)
        ]
        if any((kit.root / WORK / name).glob("*.ipynb")):
            message = _(
                "{former}/ holds notebooks of an earlier version of the kit, which no run takes:"
                " move what you changed to {folder}/."
            )
            lines.append(message.format(former=f"{WORK}/{name}", folder=f"notebooks/{name}"))
        lines += [str(n) for n in checked.notices if n.where.startswith("notebooks/")]
    return lines


def write_drafts(kit: Kit, name: str, folder: Path) -> list[str]:
    """Write a campaign's drafts, without outputs: one of each stage it has no notebook of its own.

    Parameters
    ----------
    kit : Kit
        Where the campaign lies.
    name : str
        The campaign.
    folder : Path
        Where they go.

    Returns
    -------
    list of str
        The files that were written.

    Raises
    ------
    CampaignError
        When the campaign's parameters cannot be read.
    """
    checked = check_campaign(kit, name)
    if checked.parameters is None:
        raise CampaignError(name, checked.problems)
    made = []
    with speaking(checked.language):
        for stage in discover_stages(kit, name):
            if stage.fault or stage.is_own:
                continue
            own = checked.parameters.stages.get(stage.name, {})
            notebook = translate_notebook(nbformat.read(stage.path, as_version=4))
            set_on(notebook, {CAMPAIGN: name, **own})
            write_whole(folder / stage.path.name, (nbformat.writes(notebook) + "\n").encode())
            made.append(stage.path.name)
    return made


def set_on(notebook: nbformat.NotebookNode, values: Mapping[str, Any]) -> None:
    """Set the parameters cell of a notebook to these values, and take the outputs away."""
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs, cell.execution_count = [], None
        if TAG in cell.metadata.get("tags", []):
            cell.source = "\n".join(_assigned(line, values) for line in cell.source.split("\n"))


def _assigned(line: str, values: Mapping[str, Any]) -> str:
    """A line of the parameters cell with the campaign's value."""
    found = ASSIGNMENT.match(line)
    if found is None or found["name"] not in values:
        return line
    return f"{found['name']} = {values[found['name']]!r}{found['comment'] or ''}"


def open_lab(kit: Kit, name: str, options: Sequence[str] = ()) -> int:
    """Serve a campaign's notebooks in JupyterLab until it is stopped, on this machine only.

    Parameters
    ----------
    kit : Kit
        Where the campaign lies.
    name : str
        The campaign.
    options : sequence of str
        Further ones for JupyterLab, such as ``--no-browser``.

    Returns
    -------
    int
        What JupyterLab exited with.

    Raises
    ------
    CampaignError
        When the campaign's parameters cannot be read.
    """
    place = kit.root / WORK  # JupyterLab shows nothing from outside the kit
    place.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place, prefix="drafts-") as drafts:
        write_drafts(kit, name, Path(drafts))
        own = kit.own_notebooks(name)
        own.mkdir(exist_ok=True)
        command = [
            *(sys.executable, "-m", "jupyterlab"),
            f"--ServerApp.root_dir={kit.root}",
            f"--ServerApp.contents_manager_class={CONTENTS}",
            f"--CampaignNotebooks.own={own}",
            f"--CampaignNotebooks.drafts={drafts}",
            f"--LabApp.default_url=/lab/tree/{own.relative_to(kit.root).as_posix()}",
            *options,
        ]
        code = _serve(command)
        if {path.name for path in own.iterdir()} <= {CHECKPOINTS}:
            shutil.rmtree(own)
        return code


def _serve(command: list[str]) -> int:
    """Run JupyterLab until it is stopped."""
    # Not in place of this process: on Windows that is another one, and splits words at blanks.
    with subprocess.Popen(command) as jupyter:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is JupyterLab's to answer
        signal.signal(signal.SIGTERM, lambda *_: jupyter.terminate())
        return jupyter.wait()
