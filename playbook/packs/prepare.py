"""The pack of a workshop: run sheet, invitation, posters, slips and forms, made beforehand.

Only what exists then is read: the campaign's people, steps and dates, and the booklet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from playbook.campaign.checked import Campaign, load_campaign
from playbook.content.booklet import open_booklet
from playbook.files import write_whole
from playbook.kit import Kit
from playbook.language import speaking
from playbook.packs.form import form_document, form_text
from playbook.packs.invitation import invitation_calendar, invitation_text
from playbook.packs.occasion import Occasion, occasions
from playbook.packs.pages import committee_page, posters_page, run_sheet_page, slips_page
from playbook.packs.training import training_files

FOLDER = "prepare"


def prepare_workshop(kit: Kit, name: str, stage: str, starts: datetime | None = None) -> list[Path]:
    """Write the pack of a stage's workshop, or one for each that the campaign lists.

    Parameters
    ----------
    kit : Kit
        Where the campaign lies.
    name : str
        The campaign.
    stage : str
        A stage whose workshop the booklet has.
    starts : datetime, optional
        When it begins; else what the table of workshops says.

    Returns
    -------
    list of Path
        The files, in ``reports/NAME/prepare/STAGE/``.

    Raises
    ------
    PlaybookError
        When the campaign cannot be read, or the booklet has no such workshop.
    """
    campaign = load_campaign(kit, name).own()
    parameters = campaign.parameters
    written = []
    with speaking(parameters.language):
        booklet = open_booklet(kit.root, parameters.language)
        settings = parameters.stages.get(stage, {})
        for occasion in occasions(campaign, booklet, stage, starts, settings):
            folder = kit.reports_of(name) / FOLDER / stage
            if occasion.number:
                folder /= str(occasion.number)
            for file, content in _files(kit, occasion, campaign):
                write_whole(folder / file, content)
                written.append(folder / file)
    return written


def _files(kit: Kit, occasion: Occasion, campaign: Campaign) -> Iterator[tuple[str, bytes]]:
    """The files of a pack, by name."""
    yield "run_sheet.html", run_sheet_page(occasion).encode()
    longer = occasion.longer()
    if longer is not None:
        yield f"run_sheet_{longer.announced}_minutes.html", run_sheet_page(longer).encode()
    yield "invitation.txt", invitation_text(occasion).encode()
    entry = invitation_calendar(occasion, campaign.name)
    if entry is not None:
        yield "invitation.ics", entry
    for file, page in (
        ("posters.html", posters_page(occasion)),
        ("slips.html", slips_page(occasion)),
        ("committee.html", committee_page(occasion)),
    ):
        if page is not None:
            yield file, page.encode()
    if occasion.stage == "ideation":
        yield "follow_up.txt", form_text(occasion).encode()
        yield "follow_up.docx", form_document(occasion)
    if occasion.stage == "training_primer":
        yield from training_files(kit, occasion)
