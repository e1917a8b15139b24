"""The students' copy of a notebook: the same cells without what answers, which its tags tell."""

from __future__ import annotations

from playbook.campaign.checked import Campaign
from playbook.kit import Kit
from playbook.notebook_format import nbformat
from playbook.pipeline.faults import CAMPAIGN
from playbook.pipeline.lab import set_on
from playbook.pipeline.translation import translate_notebook

ANSWER = "answer"
"""The tag of a cell that says, or shows, what students are to find out."""


def students_copy(kit: Kit, campaign: Campaign, stage: str) -> bytes:
    """A stage's notebook without answers and outputs, set on a campaign, in its language.

    It runs from top to bottom: no other cell may need what an answer computes.

    Parameters
    ----------
    kit : Kit
        Where the notebook lies.
    campaign : Campaign
        Whose parameters it is set on.
    stage : str
        The stage's name.
    """
    notebook = translate_notebook(nbformat.read(kit.stages()[stage], as_version=4))
    notebook.cells = [
        cell for cell in notebook.cells if ANSWER not in cell.metadata.get("tags", [])
    ]
    own = campaign.parameters.stages.get(stage, {})
    set_on(notebook, {CAMPAIGN: campaign.name, **own})
    return (nbformat.writes(notebook) + "\n").encode()
