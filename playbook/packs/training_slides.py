"""Slides for the room, made of the stage as it was run on the campaign."""

from __future__ import annotations

from playbook.brand.roles import KIT
from playbook.campaign.checked import Campaign
from playbook.errors import PlaybookError
from playbook.kit import Kit
from playbook.language import _, speaking
from playbook.notebook_format import nbformat
from playbook.pipeline.run import run_campaign
from playbook.report.deck import export_deck
from playbook.report.manifest import Status


def training_slides(kit: Kit, campaign: Campaign, stage: str) -> str:
    """The slides of a stage; it is run first where its report is not what it would be now.

    Raises
    ------
    PlaybookError
        When the stage does not run to its end.
    """
    outcome = run_campaign(kit, campaign.name, only=[stage])
    record = next(one for one in outcome.manifest.stages if one.name == stage)
    if record.status is not Status.DONE:
        message = _("there are no slides: the stage {stage} did not run to its end ({reason}).")
        raise PlaybookError(message.format(stage=stage, reason=record.reason))
    path = kit.reports_of(campaign.name) / "notebooks" / f"{stage}.ipynb"
    with speaking(campaign.parameters.language):
        notebook = nbformat.read(path, as_version=4)
        return export_deck(notebook, campaign.parameters.title, campaign.brand or KIT)
