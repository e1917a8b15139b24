"""A campaign: its typed parameters and its checked tables."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from playbook.brand.file import read_brand
from playbook.brand.roles import Brand
from playbook.campaign.adopted import own_tables, untouched_proposals
from playbook.campaign.place import open_source
from playbook.errors import CampaignError, Problem
from playbook.kit import Kit
from playbook.language import _, language, ngettext, speaking, writing
from playbook.parameters.declared import Parameters, read_parameters
from playbook.parameters.given import Given
from playbook.parameters.own_tables import read_own_tables
from playbook.parameters.yaml_files import language_named
from playbook.sources.source import Source
from playbook.tables import TABLES
from playbook.tables.checks import check_tables
from playbook.tables.doubts import list_doubts
from playbook.tables.own import Contract
from playbook.tables.reading import empty_frame, read_table


@dataclass(frozen=True)
class Campaign:
    """A campaign whose data were read without a problem.

    Attributes
    ----------
    tables : mapping of str to DataFrame
        The tables that have at least one row, typed by the data contract. An absent table is not
        there.
    notices : tuple of Problem
        What was left aside in reading, and why.
    brand : Brand, optional
        How what is made of it looks; None without a brand file.
    contract : mapping of str to Table
        The tables that it can hold: the kit's, with what the company declared of its own.
    """

    name: str
    parameters: Parameters
    tables: Mapping[str, pd.DataFrame]
    notices: tuple[Problem, ...] = ()
    brand: Brand | None = None
    contract: Contract = field(default_factory=lambda: TABLES)

    def table(self, name: str) -> pd.DataFrame:
        """A copy of a table, with the company's own columns; an absent one comes without rows."""
        if name not in self.contract:
            raise KeyError(f"the data contract has no table {name}")
        found = self.tables.get(name)
        return empty_frame(self.contract[name]) if found is None else found.copy()

    def own(self) -> Campaign:
        """The same campaign without proposals of the kit that nobody has adapted."""
        return replace(self, tables=own_tables(self.tables))


@dataclass(frozen=True)
class CheckedCampaign:
    """What a check found: the campaign if it can be read, every problem if it cannot."""

    name: str
    campaign: Campaign | None
    parameters: Parameters | None
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...] = ()

    def sound(self) -> Campaign:
        """The campaign, when nothing is wrong with it.

        Raises
        ------
        CampaignError
            With every problem of the campaign, when there is one.
        """
        if self.campaign is None or self.problems:
            raise CampaignError(self.name, self.problems)
        return self.campaign

    @property
    def language(self) -> str:
        """The language to speak of it in."""
        return self.parameters.language if self.parameters else language()


def source_of(kit: Kit, campaign: Campaign) -> Source:
    """Where a campaign's data lie, to be read and written."""
    return open_source(
        kit.root,
        campaign.parameters.data,
        campaign.parameters,
        campaign.brand,
        campaign.contract,
    )


def check_campaign(kit: Kit, name: str, given: Given = MappingProxyType({})) -> CheckedCampaign:
    """Read a campaign and list every problem in it, in one go.

    Parameters
    ----------
    kit : Kit
        Where the campaign lies.
    name : str
        The campaign.
    given : mapping of str to value
        The parameters that are given for one run.
    """
    path = kit.parameters_of(name)
    with speaking(language_named(path)), _collector_resting():
        return _check(kit, name, path, given)


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Look for no garbage meanwhile: what is read is kept, and a seventh of the time goes to it."""
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            gc.enable()


def _check(kit: Kit, name: str, path: Path, given: Given) -> CheckedCampaign:
    """The same, in the language of the campaign."""
    shown = f"parameters/{path.name}"
    parameters, problems = read_parameters(path, shown, kit.stages(name), given)
    if parameters is None:
        return CheckedCampaign(name, None, None, tuple(problems))
    with speaking(parameters.language):  # the language can be given for one run, too
        return _check_data(kit, name, parameters)


def _check_data(kit: Kit, name: str, parameters: Parameters) -> CheckedCampaign:
    """Check the tables of a campaign whose parameters are sound."""
    path = kit.own_tables_of(name)
    contract, problems = read_own_tables(path, f"data/{path.name}")
    if problems:
        return CheckedCampaign(name, None, parameters, tuple(problems))
    source = open_source(kit.root, parameters.data, contract=contract)
    fault = source.fault()
    if fault is not None:
        return CheckedCampaign(name, None, parameters, (fault,))
    raw, problems = source.read(writing().decimal_comma or None)
    scales = parameters.scales.bounds()
    order = parameters.date_order
    read = {
        table: read_table(content, contract[table], scales, order) for table, content in raw.items()
    }
    problems += [problem for content in read.values() for problem in content.problems]
    problems += check_tables(contract, read)
    brand = read_brand(kit, name)
    problems += brand.problems
    doubts = [doubt.problem for doubt in list_doubts(contract, read, parameters.as_of)]
    notices = (*(notice for content in read.values() for notice in content.notices), *doubts)
    if not problems and not notices and not read:
        notices += (Problem(source.shown, _("no rows yet: fill the tables.")),)
    if problems:
        return CheckedCampaign(name, None, parameters, tuple(problems), notices + brand.notices)
    tables = {
        table: content.frame.reset_index(drop=True)
        for table, content in read.items()
        if len(content.frame)
    }
    notices += tuple(
        _proposals_left(read[table].where, count)
        for table, count in untouched_proposals(tables).items()
    )
    campaign = Campaign(name, parameters, tables, notices, brand.brand, contract)
    return CheckedCampaign(name, campaign, parameters, (), notices + brand.notices)


def _proposals_left(where: str, count: int) -> Problem:
    """Say that rows are proposals, and what makes them the company's own."""
    text = ngettext(
        "{count} row is a proposal of the kit that nobody has adapted: reports leave it out. Once"
        " it is yours, empty its cell “{column}”.",
        "{count} rows are proposals of the kit that nobody has adapted: reports leave them out."
        " Once they are yours, empty their cells “{column}”.",
        count,
    )
    return Problem(where, text.format(count=count, column=_("Proposal")))


def load_campaign(kit: Kit, name: str) -> Campaign:
    """Read a campaign.

    Raises
    ------
    CampaignError
        With every problem of the campaign, when there is one.
    """
    return check_campaign(kit, name).sound()
