"""Where votes go: a campaign's parameters, and its database."""

from __future__ import annotations

from sqlalchemy.engine import Engine

from playbook.campaign.place import open_source
from playbook.errors import CampaignError, PlaybookError
from playbook.kit import Kit
from playbook.language import _
from playbook.parameters.declared import Parameters, read_parameters
from playbook.sources.database import Database, open_database


def campaign_parameters(kit: Kit, campaign: str) -> Parameters:
    """The parameters of a campaign.

    Raises
    ------
    CampaignError
        With every problem in them.
    """
    path = kit.parameters_of(campaign)
    parameters, problems = read_parameters(path, f"parameters/{path.name}", kit.stages(campaign))
    if parameters is None:
        raise CampaignError(campaign, problems)
    return parameters


def campaign_database(kit: Kit, campaign: str) -> Engine:
    """The database of a campaign.

    Raises
    ------
    PlaybookError
        When its data are elsewhere: votes need a database; the message says how to get one.
    """
    source = open_source(kit.root, campaign_parameters(kit, campaign).data)
    if not isinstance(source, Database):
        raise PlaybookError(needs_database(campaign, source.shown))
    fault = source.fault()
    if fault is not None:
        raise CampaignError(campaign, [fault])
    return open_database(source.url, kit.root)


def needs_database(campaign: str, place: str) -> str:
    """Why a campaign whose data are in files takes no live votes, and what to do."""
    message = _(
        "live votes need a database, and the data of {campaign} are in {place}."
        " Copy them once: {command}"
    )
    return message.format(campaign=campaign, place=place, command=copy_command(campaign))


def copy_command(campaign: str) -> str:
    """The command that copies a campaign from files into a database."""
    return f"playbook copy {campaign} sqlite:///data/{campaign}.db --use"
