"""A room: the live panel of a stage, on a campaign, served at an address."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import Engine

from playbook.campaign.place import open_source
from playbook.errors import CampaignError, PlaybookError
from playbook.kit import ROOT_VARIABLE, Kit
from playbook.language import _, enumerate_words
from playbook.live.people import CAMPAIGN_VARIABLE, PARTICIPANT_VARIABLE, ROLE_VARIABLE
from playbook.live.serving.access import FACILITATOR, Access, read_key
from playbook.live.serving.addresses import Address
from playbook.live.serving.encryption import encryption
from playbook.live.serving.roster import Roster
from playbook.parameters.declared import Parameters, read_parameters
from playbook.sources.database import Database, open_database


@dataclass(frozen=True)
class Room:
    """What is served, and where.

    Attributes
    ----------
    kit : Kit
        The kit.
    campaign, stage : str
        Their names.
    address : Address
        Where browsers reach it.
    certificate, private_key : Path, optional
        PEM files for https.
    """

    kit: Kit
    campaign: str
    stage: str
    address: Address
    certificate: Path | None = None
    private_key: Path | None = None

    @property
    def notebook(self) -> Path:
        """The notebook of the panel."""
        return live_notebooks(self.kit)[self.stage]

    @property
    def parameters(self) -> Parameters:
        """The campaign's parameters."""
        return campaign_parameters(self.kit, self.campaign)

    def roster(self) -> Roster:
        """The participants and their links."""
        return Roster(open_access(self.kit, self.campaign), self.address)

    def environment_of(self, person: str) -> dict[str, str]:
        """What the kernel of a person is told."""
        told = {ROOT_VARIABLE: str(self.kit.root), CAMPAIGN_VARIABLE: self.campaign}
        if person == FACILITATOR:
            return {**told, ROLE_VARIABLE: "facilitator"}
        return {**told, PARTICIPANT_VARIABLE: person}


def live_notebooks(kit: Kit) -> dict[str, Path]:
    """The notebook of each live panel by its name."""
    return {path.stem: path for path in sorted((kit.notebooks / "live").glob("*.ipynb"))}


def open_room(
    kit: Kit,
    campaign: str,
    stage: str,
    address: Address,
    certificate: Path | None = None,
    private_key: Path | None = None,
) -> Room:
    """Make sure that a panel can be served; the parameters are those of `Room`.

    Raises
    ------
    CampaignError
        With the problems of the campaign's parameters or of its database.
    PlaybookError
        When there is no such panel, the campaign's data are not in a database, or the certificate
        cannot be used.
    """
    panels = live_notebooks(kit)
    if stage not in panels:
        message = _("there is no live panel “{stage}”. There are: {panels}")
        raise PlaybookError(message.format(stage=stage, panels=enumerate_words(list(panels))))
    campaign_database(kit, campaign)
    encryption(certificate, private_key)
    return Room(kit, campaign, stage, address, certificate, private_key)


def campaign_parameters(kit: Kit, campaign: str) -> Parameters:
    """The parameters of a campaign.

    Raises
    ------
    CampaignError
        With every problem in them.
    """
    path = kit.parameters_of(campaign)
    parameters, problems = read_parameters(path, f"parameters/{path.name}", kit.stages())
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
        message = _(
            "live votes need a database, and the data of {campaign} are in {place}."
            " Copy them once: {command}"
        )
        command = f"playbook copy {campaign} sqlite:///data/{campaign}.db --use"
        raise PlaybookError(message.format(campaign=campaign, place=source.shown, command=command))
    fault = source.fault()
    if fault is not None:
        raise CampaignError(campaign, [fault])
    return open_database(source.url, kit.root)


def open_access(kit: Kit, campaign: str) -> Access:
    """The links of a campaign."""
    return Access(campaign_database(kit, campaign), campaign, read_key(kit.root))
