"""Copy a campaign's tables from one place to another: folder, workbook or database."""

from __future__ import annotations

import json
import re

from ruamel.yaml import YAML

from playbook.campaign.checked import load_campaign
from playbook.campaign.place import open_source
from playbook.errors import PlaybookError
from playbook.files import write_whole
from playbook.kit import Kit
from playbook.language import _, speaking
from playbook.sources.source import Source
from playbook.tables.reading import empty_frame

PLAIN = re.compile(r"[A-Za-z][\w./:@+?=&%-]*[\w/]")
"""What YAML takes for a text without quotation marks."""


def copy_campaign(kit: Kit, name: str, destination: str, *, replace: bool) -> dict[str, int]:
    """Copy a campaign's tables.

    Parameters
    ----------
    kit : Kit
        Where the campaign lies.
    name : str
        The campaign.
    destination : str
        Where to, as its parameter ``data`` would say it.
    replace : bool
        Whether data that are there may be written over. Tables there that the campaign lacks
        are then emptied.

    Returns
    -------
    dict of str to int
        How many rows each table has.

    Raises
    ------
    CampaignError
        With every problem of the campaign: what has problems is not copied.
    PlaybookError
        When there are data at the destination already, or it cannot be written.
    """
    campaign = load_campaign(kit, name)
    with speaking(campaign.parameters.language):
        target = open_source(
            kit.root, destination, campaign.parameters, campaign.brand, campaign.contract
        )
        if _is_same(kit, destination, campaign.parameters.data):
            raise PlaybookError(_("the campaign's data are there already."))
        if not replace and _is_taken(kit, target, destination):
            message = _("there are data in {place} already: name another place, or add --replace.")
            raise PlaybookError(message.format(place=target.shown))
        former = target.read(None)[0] if target.fault() is None else {}
        stale = [table for table in former if table not in campaign.tables]
        target.write(
            {**campaign.tables, **{table: empty_frame(campaign.contract[table]) for table in stale}}
        )
    return {
        name: len(campaign.tables[name]) for name in campaign.contract if name in campaign.tables
    }


def _is_same(kit: Kit, one: str, other: str) -> bool:
    """Whether two places are the same; paths are compared as files."""
    if one == other:
        return True
    here, there = (kit.root / place.removeprefix("sqlite:///") for place in (one, other))
    return here.exists() and there.exists() and here.samefile(there)


def _is_taken(kit: Kit, target: Source, destination: str) -> bool:
    """Whether something there would be written over; a file that is none of ours would be."""
    if target.fault() is None:
        return bool(target.fingerprints())
    return "://" not in destination and (kit.root / destination).exists()


def use_data(kit: Kit, name: str, data: str) -> None:
    """Let a campaign's YAML name another place of data; all else in it stays as it is."""
    path = kit.parameters_of(name)
    text = path.read_bytes().decode("utf-8-sig")
    written = data if PLAIN.fullmatch(data) else json.dumps(data, ensure_ascii=False)
    for key, value in YAML(pure=True).compose(text).value:
        if key.value == "data":
            ending = "\n" if value.style in ("|", ">") else ""  # these end after their last line
            rest = ending + text[value.end_mark.index :]
            write_whole(path, (text[: value.start_mark.index] + written + rest).encode())
