"""Read a campaign before its stages are run, and keep it as it is for all of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from playbook.brand.file import read_brand
from playbook.campaign.adopted import untouched_proposals
from playbook.campaign.checked import Campaign
from playbook.campaign.place import open_source
from playbook.campaign.pseudonyms import conceal, save_snapshot
from playbook.campaign.secret import sealed, secret_of
from playbook.errors import PlaybookError
from playbook.files import sha256
from playbook.kit import Kit
from playbook.language import _, speaking
from playbook.locales import SOURCE, use_catalogues
from playbook.parameters.declared import Parameters, read_parameters
from playbook.parameters.given import Given
from playbook.parameters.own_tables import read_own_tables
from playbook.pipeline.check import check_whole_campaign
from playbook.pipeline.discovery import Stage, discover_stages
from playbook.pipeline.inputs import (
    place_fingerprint,
    settings_fingerprint,
    table_fingerprint,
)
from playbook.pipeline.jobs import Prepared
from playbook.pipeline.runner import Watch

ATTEMPTS = 3


def prepare(kit: Kit, name: str, snapshot: Path, given: Given, _watch: Watch) -> Prepared:
    """Read and check a campaign, with what is given for one run, and keep it for its stages.

    Raises
    ------
    PlaybookError
        When the data do not stand still while they are read.
    """
    use_catalogues(kit.own_stages)
    with speaking(_language(kit, name)):
        stages = discover_stages(kit, name)
    secret = secret_of(kit, name)
    for _attempt in range(ATTEMPTS):
        before = _fingerprints(kit, name)
        checked = check_whole_campaign(kit, name, stages, given)
        if checked.problems or checked.campaign is None:
            return Prepared(stages, checked.parameters, checked.problems)
        if _fingerprints(kit, name) == before:
            coded = conceal(checked.campaign.own(), secret)
            save_snapshot(coded, snapshot)
            proposals = untouched_proposals(checked.campaign.tables)
            files = read_brand(kit, name).files
            prepared = _prepared(stages, coded, secret, *before)
            return replace(
                prepared,
                proposals=proposals,
                brand=coded.brand,
                brand_files=files,
                written=_written(kit, name),
            )
    message = _("the data of {campaign} change while they are read: run it again in a moment.")
    raise PlaybookError(message.format(campaign=name))


def data_now(kit: Kit, name: str, data: str, _watch: Watch) -> dict[str, str]:
    """The fingerprints of the parts of some data as they are now; none when they are gone."""
    contract, _problems = read_own_tables(kit.own_tables_of(name), "")
    source = open_source(kit.root, data, contract=contract)
    if source.fault():
        return {}
    secret = secret_of(kit, name)
    return {part: sealed(found, secret) for part, found in source.fingerprints().items()}


def _written(kit: Kit, name: str) -> Parameters | None:
    """A campaign's parameters as its YAML has them; None while it cannot be read."""
    path = kit.parameters_of(name)
    return read_parameters(path, path.name, kit.stages(name))[0]


def _language(kit: Kit, name: str) -> str:
    """The language of a campaign; the source's while its parameters cannot be read."""
    parameters = _written(kit, name)
    return parameters.language if parameters else SOURCE


def _fingerprints(kit: Kit, name: str) -> tuple[str, str, dict[str, str]]:
    """The fingerprints of a campaign's settings, of where its data lie, and of their parts."""
    parameters = _written(kit, name)
    if parameters is None:
        return "", "", {}
    data = data_now(kit, name, parameters.data, lambda: None)
    return settings_fingerprint(kit, name), place_fingerprint(kit, name, parameters.data), data


def _prepared(
    stages: list[Stage],
    campaign: Campaign,
    secret: bytes,
    settings: str,
    place: str,
    data: dict[str, str],
) -> Prepared:
    """Fingerprint what was read."""
    tables = {
        name: sealed(table_fingerprint(frame), secret)
        for name, frame in sorted(campaign.tables.items())
    }
    notices = sealed(sha256("\n".join(map(str, campaign.notices)).encode()), secret)
    parameters = campaign.parameters
    return Prepared(stages, parameters, (), settings, place, data, tables, notices)
