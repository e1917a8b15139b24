"""A room: the live panel of a stage, on a campaign, served at an address."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playbook.errors import PlaybookError
from playbook.kit import Kit
from playbook.language import _, enumerate_words
from playbook.live.place import campaign_database, campaign_parameters
from playbook.live.serving.access import Access, read_key
from playbook.live.serving.addresses import Address
from playbook.live.serving.encryption import encryption
from playbook.live.serving.roster import Roster
from playbook.parameters.declared import Parameters


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


def open_access(kit: Kit, campaign: str) -> Access:
    """The links of a campaign."""
    return Access(campaign_database(kit, campaign), campaign, read_key(kit.root))
