"""Erase a participant from everything that the kit keeps of a campaign.

Reports go first and the participant's row last, so that an erasure that is cut short can be
begun again.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from playbook.campaign.checked import Campaign, load_campaign, source_of
from playbook.campaign.lock import only_one
from playbook.campaign.traces import Traces, same_name, spelling
from playbook.errors import PlaybookError, Problem
from playbook.files import NotWritten, read_file, unreadable, write_whole
from playbook.kit import Kit
from playbook.language import _, speaking
from playbook.notebook_format import nbformat
from playbook.sources.database import Database
from playbook.sources.database_erasure import erase_rows
from playbook.tables.columns import Kind
from playbook.tables.matching import did_you_mean
from playbook.tables.own import holding
from playbook.tables.references import PARTICIPANTS, rows_of, without_participant
from playbook.workbooks.source import Workbook

SHARED = ("department", "theme")
"""Texts beside a person's that are not the person's own."""
SHORTEST_NAME, SHORTEST_TEXT = 3, 12
"""Shorter ones would be found everywhere by chance."""
SEARCHED = ("data", "export", "notebooks", "parameters", "reports", "work")
"""The folders of a kit in which something may still speak of the person."""


@dataclass(frozen=True)
class Erasure:
    """What an erasure did.

    Attributes
    ----------
    rows : dict of str to int
        How many rows were deleted or emptied, by table.
    removed : list of str
        The folders and files that were removed.
    emptied : list of str
        The notebooks whose outputs were removed.
    mentions : list of str
        Where the person's name or texts still stand, to be dealt with by hand: cells of the
        campaign's data (others may have written the name) and files (copies of the data).
    """

    rows: dict[str, int]
    removed: list[str]
    emptied: list[str]
    mentions: list[str]


@dataclass(frozen=True)
class Plan:
    """What an erasure will do.

    Attributes
    ----------
    participant : str
        The person's identifier.
    person : str
        The person, as the campaign names and knows them.
    rows : dict of str to int
        How many rows will be deleted or emptied, by table; those of the live room come on top.
    written : str
        The data that will be written anew.
    removed, emptied : list of str
        As in `Erasure`.
    sheets : list of str
        Sheets of the workbook that are no tables: their values stay.
    """

    participant: str
    person: str
    rows: dict[str, int]
    written: str
    removed: list[str]
    emptied: list[str]
    sheets: list[str]


def find_participant(campaign: Campaign, wanted: str) -> str:
    """The identifier of a participant, given by identifier or by name, however it is spelt.

    Raises
    ------
    PlaybookError
        When there is nobody of that name, or more than one.
    """
    people = campaign.table(PARTICIPANTS)
    identifiers, names = people["participant_id"], people["name"]
    for meant in (
        identifiers == wanted,
        names == wanted,
        identifiers.map(lambda known: spelling(known) == spelling(wanted)),
        names.map(lambda known: same_name(known, wanted), na_action="ignore").eq(True),
    ):
        found = identifiers[meant]
        if len(found) == 1:
            return str(found.iloc[0])
        if len(found):
            message = _(
                "{name} is the name of several participants: {identifiers}. Give one of these."
            )
            raise PlaybookError(message.format(name=wanted, identifiers=", ".join(found)))
    message = _("there is no participant {name}.").format(name=wanted)
    known = [*identifiers, *names.dropna()]
    raise PlaybookError(message + did_you_mean(wanted, known))


def plan_erasure(kit: Kit, name: str, wanted: str) -> Plan:
    """Say what erasing a participant will do, and do nothing.

    Raises
    ------
    CampaignError, PlaybookError
        As for `erase_participant`.
    """
    campaign = load_campaign(kit, name)
    with speaking(campaign.parameters.language):
        participant = find_participant(campaign, wanted)
        people = campaign.table(PARTICIPANTS).set_index("participant_id")["name"]
        named = people.get(participant)
        source = source_of(kit, campaign)
        return Plan(
            participant,
            participant if pd.isna(named) else f"{named} ({participant})",
            _rows_of(campaign, participant),
            campaign.parameters.data,
            [_shown(kit, place) for place in _reports_of(kit, name)],
            [_shown(kit, path) for path, notebook in _notebooks_on(kit, name) if notebook],
            [sheet.name for sheet in source.foreign()] if isinstance(source, Workbook) else [],
        )


def erase_participant(kit: Kit, name: str, wanted: str) -> Erasure:
    """Erase a participant from a campaign's data, live room, reports and executed notebooks.

    Parameters
    ----------
    kit : Kit
        Where the campaign lies.
    name : str
        The campaign.
    wanted : str
        The participant's identifier or name.

    Raises
    ------
    CampaignError
        With every problem of the campaign: what cannot be read cannot be searched.
    PlaybookError
        When there is no such participant, or something cannot be written.
    """
    with only_one(kit.reports_of(name)):
        return _erase(kit, load_campaign(kit, name), wanted)


def _erase(kit: Kit, campaign: Campaign, wanted: str) -> Erasure:
    """Erase a participant from a campaign that nobody else is at work on."""
    name = campaign.name
    with speaking(campaign.parameters.language):
        participant = find_participant(campaign, wanted)
        traces = traces_of(campaign, participant)
        removed = list(_remove_reports(kit, name))
        emptied = list(_empty_notebooks(kit, name))
        rows = _erase_data(kit, campaign, participant)
        mentions = [*_cells_with(kit, campaign, traces), *_files_with(kit, name, traces)]
    return Erasure(rows, removed, emptied, mentions)


def _shown(kit: Kit, place: Path) -> str:
    """A place in the kit, as messages name it."""
    return place.relative_to(kit.root).as_posix()


def _reports_of(kit: Kit, name: str) -> list[Path]:
    """All that was made of the campaign: every figure may count the person.

    A page over all campaigns quotes their findings.
    """
    folder = kit.reports_of(name)
    return [*([folder] if folder.is_dir() else []), *sorted(kit.root.glob("reports/*.html"))]


def _remove_reports(kit: Kit, name: str) -> Iterator[str]:
    """Take away all that was made of the campaign."""
    for place in _reports_of(kit, name):
        if place.is_dir():
            try:
                shutil.rmtree(place)
            except OSError as error:  # which may name a file in the folder without the folder
                raise NotWritten(error.errno, error.strerror, str(place)) from error
        else:
            place.unlink()
        yield _shown(kit, place)


def _notebooks_on(kit: Kit, name: str) -> Iterator[tuple[Path, nbformat.NotebookNode | None]]:
    """The notebooks with outputs of the campaign; None for JupyterLab's own copies of them."""
    on_campaign = re.compile(rf"^campaign\s*=\s*['\"]{re.escape(name)}['\"]", re.MULTILINE)
    for folder in (kit.notebooks, kit.root / "work"):
        for path in sorted(folder.rglob("*.ipynb")):
            notebook = _notebook(path)
            if notebook is None:  # its bytes are searched like those of any file
                continue
            code = [cell for cell in notebook.cells if cell.cell_type == "code"]
            if not any(on_campaign.search(cell.source) for cell in code):
                continue
            if ".ipynb_checkpoints" in path.parts:
                yield path, None
            elif any(cell.outputs for cell in code):
                yield path, notebook


def _empty_notebooks(kit: Kit, name: str) -> Iterator[str]:
    """Take the outputs out of notebooks that were executed on the campaign.

    JupyterLab's own copies of these go as a whole.
    """
    for path, notebook in _notebooks_on(kit, name):
        if notebook is None:
            path.unlink()
            continue
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        notebook.metadata.pop("widgets", None)
        write_whole(path, (nbformat.writes(notebook) + "\n").encode())
        yield _shown(kit, path)


def _notebook(path: Path) -> nbformat.NotebookNode | None:
    """Read a notebook; None when the file is none."""
    try:
        return nbformat.reads(read_file(path).decode(), as_version=4)
    except OSError:
        raise
    except Exception:  # a file may be broken in any way
        return None


def _erase_data(kit: Kit, campaign: Campaign, participant: str) -> dict[str, int]:
    """Take the person out of the campaign's data, whatever their form."""
    source = source_of(kit, campaign)
    if isinstance(source, Database):
        with source.connected() as engine:
            return erase_rows(engine, participant, campaign.contract)
    source.write(_without(campaign, participant))
    return _rows_of(campaign, participant)


def _without(campaign: Campaign, participant: str) -> dict[str, pd.DataFrame]:
    """The campaign's tables without a person."""
    return {
        name: without_participant(frame, holding(campaign.contract[name], frame), participant)
        for name, frame in campaign.tables.items()
    }


def _rows_of(campaign: Campaign, participant: str) -> dict[str, int]:
    """How many rows of each table are a person's."""
    counts = {
        name: int(rows_of(frame, holding(campaign.contract[name], frame), participant).sum())
        for name, frame in campaign.tables.items()
    }
    return {name: count for name, count in counts.items() if count}


def traces_of(campaign: Campaign, participant: str) -> Traces:
    """What would tell of a participant: the name, and the texts that the person wrote.

    An identifier is one too when it is long enough not to be found by chance.
    """
    names: set[str] = set()
    texts = {participant} if len(participant) > 5 else set()
    for name, frame in campaign.tables.items():
        table = holding(campaign.contract[name], frame)
        own = frame[rows_of(frame, table, participant)]
        for column in table.columns:
            if column.kind is not Kind.TEXT or column.name in SHARED:
                continue
            found = own[column.name].dropna()
            if column.name == "name" and not table.own:
                names |= {text for text in found if len(text) >= SHORTEST_NAME}
            else:
                texts |= {text for text in found if len(text) >= SHORTEST_TEXT}
    return Traces(names, texts)


def _cells_with(kit: Kit, campaign: Campaign, traces: Traces) -> Iterator[str]:
    """The cells of the campaign's data that tell of the person."""
    source = source_of(kit, campaign)
    for table in source.read(None)[0].values():
        for row, cells in table.rows:
            for at, cell in enumerate(cells):
                if traces.in_text(cell):
                    yield Problem(table.where, "", row, table.header[at]).place()


def _files_with(kit: Kit, name: str, traces: Traces) -> Iterator[str]:
    """The files of the kit that tell of the person; exports of the campaign may, all of them."""
    exported = kit.root / "export" / name
    for folder in SEARCHED:
        for path in sorted((kit.root / folder).rglob("*")):
            try:
                if path.is_file() and (path.is_relative_to(exported) or traces.in_file(path)):
                    yield _shown(kit, path)
            except OSError as error:
                yield f"{_shown(kit, path)}: {unreadable(error)}"
