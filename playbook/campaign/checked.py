"""A campaign: its typed parameters and its checked tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from playbook.campaign.adopted import own_tables, untouched_proposals
from playbook.campaign.place import open_source
from playbook.errors import CampaignError, Problem
from playbook.kit import Kit
from playbook.language import _, ngettext, speaking, writing
from playbook.parameters.declared import Parameters, read_parameters
from playbook.tables import TABLES
from playbook.tables.checks import check_tables
from playbook.tables.doubts import list_doubts
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
    """

    name: str
    parameters: Parameters
    tables: Mapping[str, pd.DataFrame]
    notices: tuple[Problem, ...] = ()

    def table(self, name: str) -> pd.DataFrame:
        """A copy of a table; an absent one comes without rows."""
        if name not in TABLES:
            raise KeyError(f"the data contract has no table {name}")
        found = self.tables.get(name)
        return empty_frame(TABLES[name]) if found is None else found.copy()

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
        return self.parameters.language if self.parameters else "en"


def check_campaign(kit: Kit, name: str) -> CheckedCampaign:
    """Read a campaign and list every problem in it, in one go.

    Parameters
    ----------
    kit : Kit
        Where the campaign lies.
    name : str
        The campaign.
    """
    path = kit.parameters_of(name)
    parameters, problems = read_parameters(path, f"parameters/{path.name}", kit.stages())
    if parameters is None:
        return CheckedCampaign(name, None, None, tuple(problems))
    with speaking(parameters.language):
        source = open_source(kit.root, parameters.data)
        fault = source.fault()
        if fault is not None:
            return CheckedCampaign(name, None, parameters, (fault,))
        raw, problems = source.read(writing().decimal_comma or None)
        scales = parameters.scales.bounds()
        read = {table: read_table(content, TABLES[table], scales) for table, content in raw.items()}
        problems += [problem for content in read.values() for problem in content.problems]
        problems += check_tables(TABLES, read)
        doubts = [doubt.problem for doubt in list_doubts(TABLES, read, parameters.as_of)]
    notices = (*(notice for content in read.values() for notice in content.notices), *doubts)
    if not problems and not notices and not read:
        with speaking(parameters.language):
            notices += (Problem(source.shown, _("no rows yet: fill the tables.")),)
    if problems:
        return CheckedCampaign(name, None, parameters, tuple(problems), notices)
    tables = {
        table: content.frame.reset_index(drop=True)
        for table, content in read.items()
        if len(content.frame)
    }
    with speaking(parameters.language):
        notices += tuple(
            _proposals_left(read[table].where, count)
            for table, count in untouched_proposals(tables).items()
        )
    return CheckedCampaign(
        name, Campaign(name, parameters, tables, notices), parameters, (), notices
    )


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
