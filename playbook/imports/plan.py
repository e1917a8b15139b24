"""Plan an import, and carry it out: nothing is written before the whole campaign was checked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pandas as pd

from playbook.campaign.checked import Campaign
from playbook.campaign.place import open_source
from playbook.errors import CampaignError
from playbook.files import write_whole
from playbook.imports.account import printable
from playbook.imports.export import read_export
from playbook.imports.importer import Importer, Plan
from playbook.imports.mapping import Mapping
from playbook.kit import Kit
from playbook.tables import TABLES
from playbook.tables.checks import check_tables
from playbook.tables.reading import ReadTable
from playbook.workbooks.source import Workbook


def plan_import(
    campaign: Campaign,
    files: Sequence[Path],
    mapping: Mapping,
    secret: bytes,
    replace: bool = False,
) -> Plan:
    """Say what an import would do; nothing is written.

    Parameters
    ----------
    campaign : Campaign
        What the files are taken into.
    files : sequence of Path
        What a tool exported, oldest first.
    mapping : Mapping
        How it is understood.
    secret : bytes
        The campaign's secret, by which people who are added get their identifiers.
    replace : bool
        Whether the files are right where they say another thing than the campaign.

    Raises
    ------
    CampaignError
        When the import would make the campaign unsound.
    PlaybookError
        When a file cannot be read, or is not laid out as the mapping says.
    """
    decimal_comma = True if campaign.parameters.language == "fr" else None
    importer = Importer(campaign, mapping, secret)
    for path in files:
        importer.take(read_export(path, printable(path.name), mapping.file, decimal_comma))
    plan = importer.finish(replace)
    _check(campaign, plan.frames)
    return plan


def carry_out(kit: Kit, plan: Plan) -> Path | None:
    """Write the tables that change, those that others refer to first.

    A workbook can only be written as a whole: the former one is kept beside it.

    Returns
    -------
    Path or None
        The former workbook.
    """
    parameters = plan.campaign.parameters
    if not plan.frames:
        return None
    source = open_source(kit.root, parameters.data, parameters)
    if not isinstance(source, Workbook):
        source.write(plan.frames)
        return None
    numbers = (f"{source.path.stem}.before-import-{n}{source.path.suffix}" for n in count(1))
    former = next(p for p in map(source.path.with_name, numbers) if not p.exists())
    write_whole(former, source.path.read_bytes())
    source.write({**plan.campaign.tables, **plan.frames})
    return former


def _check(campaign: Campaign, frames: dict[str, pd.DataFrame]) -> None:
    """Refuse tables that would make the campaign unsound."""
    tables = {**campaign.tables, **frames}
    read = {
        name: ReadTable(name, frame.set_axis(pd.RangeIndex(2, len(frame) + 2)))
        for name, frame in tables.items()
    }
    problems = check_tables(TABLES, read)
    if problems:
        raise CampaignError(campaign.name, problems)
